package io.relance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.PromiseResult;
import io.relance.account.PromiseToPay;
import io.relance.plan.Decision;
import io.relance.plan.PlannedAction.PromiseJudged;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a promise came to is said once (SEMANTICS 10). Monday 2026-06-08: the customer promises 1000 EUR for F1 by Friday
 * 06-12; with two business days of grace until Tuesday 06-16.
 */
class PromiseResultsTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(30).email("r"))
            .build();

    private final List<String> said = new ArrayList<>();

    private static FollowUp promised() {
        return FollowUp.of(
                        Books.of(FollowUp.company()).invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000"),
                        FollowUp.policy(SCENARIO))
                .remember(
                        memory -> memory.promise(Records.promise("P1", "2026-06-08", "2026-06-12", "F1", "EUR 1000")));
    }

    /** Every promise judged from day to day: the day, the promise, what it came to, what was paid. */
    private List<String> daily(FollowUp account, String from, String to) {
        for (LocalDate day = LocalDate.parse(from); !day.isAfter(LocalDate.parse(to)); day = day.plusDays(1)) {
            note(account.run(day.toString()));
            note(account.run(day.toString())); // deciding again says nothing more
        }
        return said;
    }

    private void note(Decision decision) {
        decision.actions().stream()
                .filter(PromiseJudged.class::isInstance)
                .map(PromiseJudged.class::cast)
                .forEach(judged -> said.add(decision.date() + " " + judged.promise() + " " + judged.outcome() + " "
                        + judged.paid().getAmount() + " of " + judged.promised().getAmount()));
    }

    @Test
    void one_that_was_not_kept_is_broken_on_the_day_after_the_grace() {
        assertThat(daily(promised(), "2026-06-08", "2026-07-10"))
                .containsExactly("2026-06-17 P1 BROKEN 0.00 of 1000.00");
    }

    @Test
    void on_review_days_alone_the_same_is_said() {
        FollowUp account = promised();
        assertThat(account.look("2026-06-08").nextReview()).contains(LocalDate.parse("2026-06-17"));

        note(account.run("2026-06-08"));
        note(account.run("2026-06-17"));

        assertThat(said).containsExactly("2026-06-17 P1 BROKEN 0.00 of 1000.00");
    }

    @Test
    void one_that_is_kept_is_so_on_the_day_of_the_payment() {
        FollowUp account = promised().books(books -> books.paid("Z", "2026-06-10", "EUR 1000", "F1"));

        assertThat(daily(account, "2026-06-08", "2026-07-10")).containsExactly("2026-06-10 P1 KEPT 1000.00 of 1000.00");
        assertThat(account.memory().promiseResults()).containsEntry("P1", PromiseResult.KEPT);
    }

    @Test
    void half_of_the_money_keeps_it_partly() {
        FollowUp account = promised().books(books -> books.paid("Z", "2026-06-10", "EUR 500", "F1"));

        assertThat(daily(account, "2026-06-08", "2026-07-10"))
                .containsExactly("2026-06-17 P1 PARTLY_KEPT 500.00 of 1000.00");
    }

    @Test
    void a_payment_imported_later_corrects_what_was_said() {
        FollowUp account = promised();
        daily(account, "2026-06-08", "2026-06-18");

        account.books(books -> books.paid("Z", "2026-06-11", "EUR 1000", "F1"));
        daily(account, "2026-06-19", "2026-07-10");

        assertThat(said)
                .containsExactly("2026-06-17 P1 BROKEN 0.00 of 1000.00", "2026-06-19 P1 KEPT 1000.00 of 1000.00");
    }

    @Test
    void one_that_was_taken_back_or_awaits_approval_comes_to_nothing() {
        PromiseToPay p = Records.promise("P1", "2026-06-08", "2026-06-12", "F1", "EUR 1000");
        FollowUp account = promised()
                .remember(memory -> memory.promise(new PromiseToPay(
                                p.id(),
                                p.shares(),
                                p.date(),
                                p.recordedOn(),
                                p.recordedAt(),
                                p.takenBy(),
                                false,
                                Optional.of(LocalDate.parse("2026-06-10"))))
                        .promise(new PromiseToPay(
                                "P2",
                                p.shares(),
                                p.date(),
                                p.recordedOn(),
                                p.recordedAt(),
                                p.takenBy(),
                                true,
                                Optional.empty())));

        assertThat(daily(account, "2026-06-08", "2026-07-10")).isEmpty();
    }

    @Test
    void stale_books_break_no_promise_and_fresh_ones_do() {
        FollowUp account = promised()
                .policy(FollowUp.policyOf(SCENARIO).maxLedgerAgeDays(1).build())
                .books(books -> books.completeUntil("2026-06-12T10:00:00Z"));
        assertThat(daily(account, "2026-06-08", "2026-06-20")).isEmpty();

        account.books(books -> books.completeUntil("2026-06-21T10:00:00Z"));

        assertThat(daily(account, "2026-06-21", "2026-06-22")).containsExactly("2026-06-21 P1 BROKEN 0.00 of 1000.00");
    }
}
