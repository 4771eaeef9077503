package io.relance.decision;

import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.reason;
import static io.relance.decision.Records.hold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.plan.ReasonCode;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Holds (SEMANTICS 6.1): nothing is done about an account, or an invoice, from a day to a day, both included. */
class HoldTest {
    private static FollowUp account() {
        return FollowUp.of(
                Books.of(FollowUp.company())
                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                        .invoice("F2", "2026-04-01", "2026-06-01", "EUR 1000"),
                policy(Scenario.named("s")
                        .step("reminder", s -> s.daysAfterDue(7).email("r"))
                        .build()));
    }

    @Test
    void both_its_days_are_included() {
        FollowUp account = account().remember(memory -> memory.hold(hold("2026-06-08", "2026-06-10")));

        assertThat(reason(account.look("2026-06-07"), "F1")).isEqualTo(ReasonCode.BETWEEN_STEPS);
        assertThat(reason(account.look("2026-06-08"), "F1")).isEqualTo(ReasonCode.ON_HOLD);
        assertThat(reason(account.look("2026-06-10"), "F1")).isEqualTo(ReasonCode.ON_HOLD);
        assertThat(account.daily("2026-06-02", "2026-06-12").sent()).containsExactly("2026-06-11 reminder: F1 F2");
    }

    @Test
    void on_one_invoice_it_leaves_the_others_alone() {
        FollowUp account = account()
                .remember(memory -> memory.hold(hold("2026-06-08", "2026-06-10", "F1")))
                .daily("2026-06-02", "2026-06-12");

        assertThat(account.sent()).containsExactly("2026-06-08 reminder: F2", "2026-06-11 reminder: F1, also F2");
    }

    @Test
    void without_an_end_it_lasts_until_somebody_lifts_it() {
        FollowUp account = account().remember(memory -> memory.hold(hold("2026-06-08", "")));

        assertThat(reason(account.look("2027-06-08"), "F1")).isEqualTo(ReasonCode.ON_HOLD);
        assertThat(account.look("2026-06-08").nextReview()).isEmpty();
    }

    @Test
    void the_account_is_looked_at_when_one_begins_and_the_day_after_it_ends() {
        FollowUp account = account().remember(memory -> memory.hold(hold("2026-06-05", "2026-06-10")));

        assertThat(account.look("2026-06-03").nextReview()).contains(LocalDate.of(2026, 6, 5));
        assertThat(account.look("2026-06-05").nextReview()).contains(LocalDate.of(2026, 6, 11));
    }

    @Test
    void it_can_not_end_before_it_begins() {
        assertThatThrownBy(() -> hold("2026-06-08", "2026-06-07"))
                .hasMessageContaining("ends on 2026-06-07, before it begins on 2026-06-08");
    }
}
