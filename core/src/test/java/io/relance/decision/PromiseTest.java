package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.reason;
import static io.relance.decision.Records.promise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.account.DunningCase;
import io.relance.account.PromiseToPay;
import io.relance.money.Tolerance;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.scenario.Scenario;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promises to pay (SEMANTICS 10). Monday 2026-06-08: the customer promises 1000 EUR for F1 by Friday 06-12; with two business
 * days of grace until Tuesday 06-16.
 */
class PromiseTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(5).email("r"))
            .step("firm", s -> s.daysAfterDue(15).email("f"))
            .build();

    private static Books books() {
        return Books.of(FollowUp.company())
                .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                .invoice("F2", "2026-04-01", "2026-06-20", "EUR 400");
    }

    private static FollowUp promised() {
        return FollowUp.of(books(), policy(SCENARIO))
                .remember(memory -> memory.promise(promise("P1", "2026-06-08", "2026-06-12", "F1", "EUR 1000")));
    }

    private static PromiseStatus status(FollowUp account, String day) {
        return Promises.of(account.memory(), account.snapshot().ledger(), account.policy(), LocalDate.parse(day))
                .judged()
                .get(0)
                .status();
    }

    @ParameterizedTest(name = "{0} paid, effective on {1}: {2} on 06-17")
    @CsvSource({
        "EUR 1000,   2026-06-10, KEPT",
        "EUR 1000,   2026-06-16, KEPT", // the last day of grace
        "EUR 1000,   2026-06-17, BROKEN", // a day too late
        "EUR 999.99, 2026-06-12, PARTLY_KEPT",
        "EUR 500,    2026-06-12, PARTLY_KEPT", // exactly half
        "EUR 499.99, 2026-06-12, BROKEN",
    })
    void it_is_kept_partly_kept_or_broken(String amount, String date, PromiseStatus expected) {
        FollowUp account = promised().books(books -> books.paid("Z", date, amount, "F1"));

        assertThat(status(account, "2026-06-17")).isEqualTo(expected);
    }

    @Test
    void within_the_tolerance_it_is_kept() {
        FollowUp account = promised()
                .policy(FollowUp.policyOf(SCENARIO)
                        .tolerance(new Tolerance(new BigDecimal("1.00")))
                        .build())
                .books(books -> books.paid("Z", "2026-06-12", "EUR 999", "F1"));

        assertThat(status(account, "2026-06-12")).isEqualTo(PromiseStatus.KEPT);
    }

    @Test
    void it_suspends_to_its_date_and_grace_and_what_is_open_resumes_the_day_after() {
        FollowUp account = promised().daily("2026-06-08", "2026-06-30");

        assertThat(account.sent()).first().isEqualTo("2026-06-17 reminder: F1");
        assertThat(reason(promised().look("2026-06-16"), "F1")).isEqualTo(ReasonCode.PROMISED);
        assertThat(item(promised().look("2026-06-16"), "F1")
                        .reason()
                        .orElseThrow()
                        .until())
                .contains(LocalDate.parse("2026-06-16"));
        assertThat(status(account, "2026-06-16")).isEqualTo(PromiseStatus.LIVE);
        assertThat(status(account, "2026-06-17")).isEqualTo(PromiseStatus.BROKEN);
    }

    @Test
    void grace_counts_business_days_of_the_creditor() {
        // Wednesday 05-13 with Ascension Day on the 14th: the grace ends on Monday 05-18
        FollowUp account = FollowUp.of(
                        Books.of(FollowUp.company()).invoice("F1", "2026-04-01", "2026-05-01", "EUR 1000"),
                        policy(SCENARIO))
                .remember(memory -> memory.promise(promise("P1", "2026-05-11", "2026-05-13", "F1", "EUR 1000")));

        assertThat(reason(account.look("2026-05-18"), "F1")).isEqualTo(ReasonCode.PROMISED);
        assertThat(account.look("2026-05-11").nextReview()).contains(LocalDate.parse("2026-05-19"));
    }

    @Test
    void a_payment_recorded_before_the_promise_does_not_keep_it() {
        FollowUp account = FollowUp.of(books().paid("Z", "2026-06-08", "EUR 600", "F1"), policy(SCENARIO))
                .remember(memory -> memory.promise(promise("P1", "2026-06-08", "2026-06-12", "F1", "EUR 400")));

        assertThat(status(account, "2026-06-17")).isEqualTo(PromiseStatus.BROKEN);
    }

    @Test
    void an_unmatched_payment_of_the_customer_keeps_it() {
        FollowUp account = promised().books(books -> books.payment("Z", "2026-06-10", "EUR 1000"));

        assertThat(status(account, "2026-06-10")).isEqualTo(PromiseStatus.KEPT);
        assertThat(reason(account.look("2026-06-10"), "F1")).isEqualTo(ReasonCode.COVERED_BY_CREDIT);
    }

    @Test
    void a_payment_matched_to_another_invoice_does_not() {
        FollowUp account = promised()
                .books(books -> books.payment("Z", "2026-06-10", "EUR 400").match("Z", "F2", "EUR 400"));

        assertThat(status(account, "2026-06-17")).isEqualTo(PromiseStatus.BROKEN);
    }

    @Test
    void neither_does_one_in_another_currency() {
        FollowUp account = promised().books(books -> books.payment("Z", "2026-06-10", "USD 1000"));

        assertThat(status(account, "2026-06-17")).isEqualTo(PromiseStatus.BROKEN);
    }

    @Test
    void a_payment_taken_back_no_longer_keeps_it() {
        FollowUp account = promised()
                .books(books ->
                        books.paid("Z", "2026-06-10", "EUR 1000", "F1").reversed("Z", "F1", "EUR 1000", "2026-06-11"));

        // the money is the customer's still, unmatched: it covers, and it counts
        assertThat(status(account, "2026-06-12")).isEqualTo(PromiseStatus.KEPT);
    }

    @Test
    void a_payment_matched_to_an_invoice_lowers_that_invoices_part_only() {
        FollowUp account = FollowUp.of(books(), policy(SCENARIO))
                .remember(memory ->
                        memory.promise(promise("P1", "2026-06-08", "2026-07-01", "F1", "EUR 1000", "F2", "EUR 300")))
                .books(books -> books.paid("Z", "2026-06-10", "EUR 400", "F1"));

        var decision = account.look("2026-06-22");
        assertThat(item(decision, "F1").dunnable()).as("600 open, 600 promised").isEqualTo(Money.parse("EUR 0.00"));
        assertThat(item(decision, "F2").dunnable()).as("400 open, 300 promised").isEqualTo(Money.parse("EUR 100.00"));
    }

    @Test
    void parts_of_several_promises_add_up_and_never_above_the_undisputed_open_amount() {
        FollowUp account = FollowUp.of(books(), policy(SCENARIO))
                .remember(memory -> memory.promise(promise("P1", "2026-06-08", "2026-06-12", "F1", "EUR 300"))
                        .promise(promise("P2", "2026-06-09", "2026-06-19", "F1", "EUR 500")));
        assertThat(item(account.look("2026-06-10"), "F1").dunnable()).isEqualTo(Money.parse("EUR 200.00"));
        assertThat(item(account.look("2026-06-17"), "F1").dunnable())
                .as("the first is over")
                .isEqualTo(Money.parse("EUR 500.00"));

        account.remember(memory -> memory.dispute(Records.dispute("F1", "2026-06-09", "EUR 400")));
        assertThat(item(account.look("2026-06-10"), "F1").dunnable())
                .as("1000 - 400 disputed - 600 of the 800 promised")
                .isEqualTo(Money.parse("EUR 0.00"));
    }

    @Test
    void one_payment_keeps_one_promise_only() {
        FollowUp account = FollowUp.of(books(), policy(SCENARIO))
                .remember(memory -> memory.promise(promise("P1", "2026-06-08", "2026-06-12", "F1", "EUR 500"))
                        .promise(promise("P2", "2026-06-09", "2026-06-12", "F1", "EUR 500")))
                .books(books -> books.paid("Z", "2026-06-12", "EUR 500", "F1"));

        assertThat(Promises.of(
                                account.memory(),
                                account.snapshot().ledger(),
                                account.policy(),
                                LocalDate.parse("2026-06-17"))
                        .judged())
                .extracting(Promises.Judged::status)
                .containsExactly(PromiseStatus.KEPT, PromiseStatus.BROKEN);
    }

    @Test
    void promised_in_part_the_rest_goes_on_being_dunned() {
        FollowUp account = FollowUp.of(books(), policy(SCENARIO))
                .remember(memory -> memory.promise(promise("P1", "2026-06-07", "2026-06-30", "F1", "EUR 700")))
                .daily("2026-06-08", "2026-06-08");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F1");
        assertThat(account.lastMessage().lines().get(0).amount()).isEqualTo(Money.parse("EUR 300.00"));
    }

    @Test
    void beyond_the_limits_recording_one_needs_approval_and_does_not_suspend() {
        Policy policy = policy(SCENARIO);
        DunningCase two = promised()
                .remember(memory -> memory.promise(promise("P2", "2026-06-09", "2026-06-19", "F1", "EUR 10")))
                .memory();
        DunningCase one = promised().memory();

        assertThat(Promises.needsApproval(one, promise("P3", "2026-06-10", "2026-07-10", "F1", "EUR 10"), policy))
                .as("the second, 30 days ahead")
                .isFalse();
        assertThat(Promises.needsApproval(one, promise("P3", "2026-06-10", "2026-07-11", "F1", "EUR 10"), policy))
                .as("31 days ahead")
                .isTrue();
        assertThat(Promises.needsApproval(two, promise("P3", "2026-06-10", "2026-06-19", "F1", "EUR 10"), policy))
                .as("the third of F1")
                .isTrue();
        assertThat(Promises.needsApproval(two, promise("P3", "2026-06-10", "2026-06-19", "F2", "EUR 10"), policy))
                .as("the first of F2")
                .isFalse();

        PromiseToPay p = promise("P1", "2026-06-08", "2026-07-31", "F1", "EUR 1000");
        FollowUp waiting = FollowUp.of(books(), policy(SCENARIO))
                .remember(memory -> memory.promise(new PromiseToPay(
                        p.id(),
                        p.shares(),
                        p.date(),
                        p.recordedOn(),
                        p.recordedAt(),
                        p.takenBy(),
                        true,
                        Optional.empty())));
        assertThat(waiting.daily("2026-06-08", "2026-06-08").sent()).containsExactly("2026-06-08 reminder: F1");
    }

    @Test
    void one_that_was_taken_back_suspends_no_more() {
        PromiseToPay p = promise("P1", "2026-06-08", "2026-06-12", "F1", "EUR 1000");
        FollowUp account = FollowUp.of(books(), policy(SCENARIO))
                .remember(memory -> memory.promise(new PromiseToPay(
                        p.id(),
                        p.shares(),
                        p.date(),
                        p.recordedOn(),
                        p.recordedAt(),
                        p.takenBy(),
                        false,
                        Optional.of(LocalDate.parse("2026-06-10")))));

        assertThat(reason(account.look("2026-06-09"), "F1")).isEqualTo(ReasonCode.PROMISED);
        assertThat(account.daily("2026-06-10", "2026-06-10").sent()).containsExactly("2026-06-10 reminder: F1");
        assertThat(status(account, "2026-06-30")).as("neither kept nor broken").isEqualTo(PromiseStatus.NOT_IN_FORCE);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> promise("P", "2026-06-08", "2026-06-07", "F1", "EUR 1"))
                .hasMessage("promise P is for 2026-06-07, before it was recorded on 2026-06-08");
        assertThatThrownBy(() -> promise("P", "2026-06-08", "2026-06-08", "F1", "EUR 1", "F2", "USD 1"))
                .hasMessageContaining("promise P mixes currencies");
        assertThatThrownBy(() -> promise("P", "2026-06-08", "2026-06-08", "F1", "EUR 0"))
                .hasMessage("the part promised for F1 must be above 0, but was EUR 0.00");
        assertThatThrownBy(() -> promise("P", "2026-06-08", "2026-06-08")).hasMessage("promise P names no invoice");
    }
}
