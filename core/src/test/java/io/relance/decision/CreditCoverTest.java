package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.plan.Decision;
import io.relance.plan.ReasonCode;
import io.relance.scenario.Scenario;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unallocated credit counts against overdue invoices before anything is asked for (SEMANTICS 2), as of 2026-06-15. */
class CreditCoverTest {
    private static final Scenario SCENARIO =
            Scenario.named("s").step("r", s -> s.daysAfterDue(5).email("r")).build();

    private static Books books() {
        return Books.of(FollowUp.company())
                .invoice("B", "2026-04-01", "2026-06-02", "EUR 200")
                .invoice("A", "2026-04-01", "2026-06-02", "EUR 100")
                .invoice("OLD", "2026-04-01", "2026-06-01", "EUR 300")
                .invoice("LATER", "2026-04-01", "2026-07-01", "EUR 400")
                .invoice("US", "2026-04-01", "2026-06-01", "USD 500");
    }

    @ParameterizedTest(name = "credit of {0}: OLD {1}, A {2}, B {3}")
    @CsvSource({
        "EUR 0.01, EUR 299.99, EUR 100.00, EUR 200.00",
        "EUR 300,  EUR 0.00,   EUR 100.00, EUR 200.00",
        "EUR 350,  EUR 0.00,   EUR 50.00,  EUR 200.00", // the oldest due date, then the number
        "EUR 450,  EUR 0.00,   EUR 0.00,   EUR 150.00",
        "EUR 900,  EUR 0.00,   EUR 0.00,   EUR 0.00",
    })
    void it_covers_the_oldest_due_first_then_by_number(String credit, String old, String a, String b) {
        Decision decision = decide(books().creditNote("CN", "2026-06-03", credit));

        assertThat(item(decision, "OLD").dunnable()).isEqualTo(Money.parse(old));
        assertThat(item(decision, "A").dunnable()).isEqualTo(Money.parse(a));
        assertThat(item(decision, "B").dunnable()).isEqualTo(Money.parse(b));
        assertThat(item(decision, "LATER").dunnable()).as("not overdue").isEqualTo(Money.parse("EUR 400.00"));
        assertThat(item(decision, "US").dunnable()).as("another currency").isEqualTo(Money.parse("USD 500.00"));
    }

    @Test
    void what_is_wholly_covered_is_left_alone_and_the_message_claims_the_rest() {
        FollowUp account = FollowUp.of(books().payment("Z", "2026-06-03", "EUR 350"), policy(SCENARIO))
                .daily("2026-06-15", "2026-06-15");

        assertThat(reason(account.look("2026-06-15"), "OLD")).isEqualTo(ReasonCode.COVERED_BY_CREDIT);
        assertThat(account.lastMessage().claimed().in(Money.parse("EUR 0").getCurrencyUnit()))
                .isEqualTo(Money.parse("EUR 250.00"));
    }

    @Test
    void it_is_counted_against_what_dispute_promise_and_pending_payment_leave() {
        FollowUp account = FollowUp.of(books().creditNote("CN", "2026-06-03", "EUR 150"), policy(SCENARIO))
                .remember(memory -> memory.dispute(Records.dispute("OLD", "2026-06-04", "EUR 200")));

        Decision decision = account.look("2026-06-15");

        assertThat(item(decision, "OLD").dunnable()).as("300 - 200 - 100").isEqualTo(Money.parse("EUR 0.00"));
        assertThat(item(decision, "A").dunnable()).as("100 - 50").isEqualTo(Money.parse("EUR 50.00"));
    }

    @Test
    void it_is_counted_against_overdue_invoices_whatever_their_reason() {
        FollowUp account = FollowUp.of(books().creditNote("CN", "2026-06-03", "EUR 300"), policy(SCENARIO))
                .remember(memory -> memory.hold(Records.hold("2026-06-04", "", "OLD")));

        assertThat(item(account.look("2026-06-15"), "A").dunnable()).isEqualTo(Money.parse("EUR 100.00"));
    }

    @Test
    void money_that_the_bank_took_back_covers_nothing() {
        Decision decision = decide(books().rejected("Z", "2026-06-03", "EUR 300", "OLD", "2026-06-10"));

        assertThat(item(decision, "OLD").dunnable()).isEqualTo(Money.parse("EUR 300.00"));
        assertThat(item(decision, "OLD").kind()).isEqualTo(io.relance.plan.ItemOutcome.Kind.MESSAGE);
    }

    @Test
    void credit_of_tomorrow_covers_nothing_today() {
        assertThat(item(decide(books().creditNote("CN", "2026-06-16", "EUR 900")), "OLD")
                        .dunnable())
                .isEqualTo(Money.parse("EUR 300.00"));
    }

    private static Decision decide(Books books) {
        return FollowUp.of(books, policy(SCENARIO)).look("2026-06-15");
    }
}
