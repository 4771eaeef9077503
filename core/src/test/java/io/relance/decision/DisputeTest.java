package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.reason;
import static io.relance.decision.Records.closed;
import static io.relance.decision.Records.dispute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.plan.ReasonCode;
import io.relance.scenario.Scenario;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disputes (SEMANTICS 2 and 10), of F1 over 1000 EUR, due on 2026-06-01. */
class DisputeTest {
    private static FollowUp account() {
        return FollowUp.oneInvoice(
                "2026-06-01",
                Scenario.named("s")
                        .step("reminder", s -> s.daysAfterDue(7).email("r"))
                        .build());
    }

    @ParameterizedTest(name = "of 1000, {0} disputed and {1} paid: {2} may be asked for")
    @CsvSource({
        "EUR 400,  EUR 0,    EUR 600.00", // 1000 - 400
        "EUR 400,  EUR 250,  EUR 350.00", // the payment counts against the undisputed 600
        "EUR 400,  EUR 600,  EUR 0.00",
        "EUR 400,  EUR 700,  EUR 0.00", // 300 open, all of it disputed
        "EUR 1500, EUR 100,  EUR 0.00", // never more than is open
    })
    void payments_count_against_the_undisputed_part_first(String disputed, String paid, String dunnable) {
        FollowUp account = account().remember(memory -> memory.dispute(dispute("F1", "2026-06-02", disputed)));
        if (!paid.equals("EUR 0")) {
            account.books(books -> books.paid("Z", "2026-06-03", paid, "F1"));
        }

        assertThat(item(account.look("2026-06-08"), "F1").dunnable()).isEqualTo(Money.parse(dunnable));
    }

    @Test
    void disputed_in_part_the_rest_goes_on_being_dunned() {
        FollowUp account = account()
                .remember(memory -> memory.dispute(dispute("F1", "2026-06-02", "EUR 400")))
                .daily("2026-06-01", "2026-06-08");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1");
        assertThat(account.lastMessage().lines().get(0).amount()).isEqualTo(Money.parse("EUR 600.00"));
    }

    @Test
    void wholly_disputed_it_is_left_alone_until_the_dispute_is_closed() {
        FollowUp account = account()
                .remember(memory -> memory.dispute(dispute("F1", "2026-06-02")))
                .daily("2026-06-02", "2026-06-15");
        assertThat(reason(account.look("2026-06-15"), "F1")).isEqualTo(ReasonCode.DISPUTED);
        assertThat(account.look("2026-06-15").nextReview())
                .as("nothing ends it by itself")
                .isEmpty();

        account.remember(memory -> memory.dispute(closed(dispute("F1", "2026-06-02"), "2026-06-16")))
                .daily("2026-06-16", "2026-06-16");

        assertThat(account.sent()).containsExactly("2026-06-16 reminder: F1");
    }

    @Test
    void it_ends_for_good_when_nothing_is_open_any_more() {
        FollowUp account = account()
                .remember(memory -> memory.dispute(dispute("F1", "2026-06-02")))
                .books(books ->
                        books.paid("Z", "2026-06-10", "EUR 1000", "F1").reversed("Z", "F1", "EUR 1000", "2026-06-12"));

        assertThat(item(account.look("2026-06-09"), "F1").dunnable()).isEqualTo(Money.parse("EUR 0.00"));
        // the payment came back and is on account: its cover is another matter
        assertThat(reason(account.look("2026-06-12"), "F1")).isEqualTo(ReasonCode.COVERED_BY_CREDIT);
        assertThat(item(account.look("2026-06-12"), "F1").alsoReasons())
                .noneMatch(reason -> reason.code() == ReasonCode.DISPUTED);
    }

    @Test
    void several_disputes_of_one_invoice_add_up() {
        FollowUp account = account()
                .remember(memory -> memory.dispute(dispute("F1", "2026-06-02", "EUR 400"))
                        .dispute(new io.relance.account.Dispute(
                                "other",
                                new io.relance.receivable.ReceivableId("F1"),
                                "quality",
                                java.util.Optional.of(Money.parse("EUR 250")),
                                "sales",
                                java.time.LocalDate.parse("2026-06-03"),
                                java.util.Optional.empty(),
                                java.util.Optional.empty())));

        assertThat(item(account.look("2026-06-08"), "F1").dunnable()).isEqualTo(Money.parse("EUR 350.00"));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> dispute("F1", "2026-06-02", "EUR 0"))
                .hasMessage("dispute dispute of F1 must be over more than 0, but was EUR 0.00");
        assertThatThrownBy(() -> closed(dispute("F1", "2026-06-02"), "2026-06-01"))
                .hasMessage("dispute dispute of F1 was closed on 2026-06-01, before it was opened on 2026-06-02");
    }
}
