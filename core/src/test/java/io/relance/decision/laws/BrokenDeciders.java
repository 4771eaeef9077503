package io.relance.decision.laws;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.Stage;
import io.relance.decision.DunningDecider;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Receivable;
import io.relance.time.BusinessCalendars;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Deciders with one thing wrong each: what the laws are there to catch. */
final class BrokenDeciders {
    private BrokenDeciders() {}

    /** Against L1: forgets at once what was executed today, and that anything left. */
    static Decision forgetsToday(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        return DunningDecider.decide(
                snapshot.with(
                        without(snapshot.memory(), (progress, step) -> step.on().equals(date))),
                uncapped(policy),
                date);
    }

    /** Against L2: forgets steps after twenty days. */
    static Decision forgetsAfterAWhile(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        return DunningDecider.decide(
                snapshot.with(without(
                        snapshot.memory(),
                        (progress, step) -> step.on().plusDays(20).isBefore(date))),
                policy,
                date);
    }

    /** Against L3: begins again once a formal step was executed. */
    static Decision beginsAgainAfterFormalSteps(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        return DunningDecider.decide(
                snapshot.with(without(
                        snapshot.memory(),
                        (progress, step) -> progress.steps().stream()
                                .anyMatch(done -> done.state() == StepState.DONE
                                        && done.on().isBefore(date)
                                        && !done.step().stage().isBelow(Stage.FORMAL_NOTICE)))),
                policy,
                date);
    }

    /** Against L4: does not look at what was paid. */
    static Decision overlooksPayments(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        AccountLedger.Builder books = AccountLedger.builder(
                snapshot.account().creditor(), snapshot.ledger().customer());
        snapshot.ledger().receivables().forEach(books::receivable);
        return DunningDecider.decide(new AccountSnapshot(books.build(), snapshot.memory()), policy, date);
    }

    /** Against L5: presses the others when something is paid or withheld on one, as if all were due three weeks earlier. */
    static Decision pressesTheOthers(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        DunningCase memory = snapshot.memory();
        boolean news = memory.holds().stream().anyMatch(hold -> hold.from().equals(date))
                || memory.promises().stream()
                        .anyMatch(promise -> promise.recordedOn().equals(date))
                || memory.disputes().stream()
                        .anyMatch(dispute -> dispute.opened().equals(date));
        return DunningDecider.decide(news ? dueEarlier(snapshot) : snapshot, policy, date);
    }

    /** Against L6: makes haste after a gap, as if everything were due three weeks earlier. */
    static Decision makesHasteAfterAGap(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        boolean gap = snapshot.memory()
                .decided()
                .filter(day -> day.plusDays(1).isBefore(date))
                .isPresent();
        return DunningDecider.decide(gap ? dueEarlier(snapshot) : snapshot, policy, date);
    }

    private static AccountSnapshot dueEarlier(AccountSnapshot snapshot) {
        AccountLedger.Builder books = AccountLedger.builder(
                snapshot.account().creditor(), snapshot.ledger().customer());
        snapshot.ledger()
                .receivables()
                .forEach(r -> books.receivable(
                        Receivable.invoice(r.id().value(), r.issued(), r.due().minusDays(21), r.amount())
                                .build()));
        return new AccountSnapshot(books.build(), snapshot.memory());
    }

    /** Against L7: knows weekends, no public holidays. */
    static Decision worksOnHolidays(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        return DunningDecider.decide(
                snapshot,
                policy.toBuilder().calendars(BusinessCalendars.weekendsOnly()).build(),
                date);
    }

    /** Against L7, and the naive decider: counts the cap a day short. */
    static Decision countsTheCapShort(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        int days = Math.max(0, policy.contactCapDays() - 1);
        return DunningDecider.decide(
                snapshot, policy.toBuilder().contactCapDays(days).build(), date);
    }

    /** Against L8: asks for a review a day late. */
    static Decision reviewsADayLate(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        return reviewed(DunningDecider.decide(snapshot, policy, date), policy, 1);
    }

    /** Against useful reviews: asks for one every day. */
    static Decision reviewsEveryDay(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        return reviewed(DunningDecider.decide(snapshot, policy, date), policy, -1);
    }

    private static Decision reviewed(Decision decision, Policy policy, int shift) {
        Optional<LocalDate> review = shift < 0
                ? Optional.of(decision.date().plusDays(1))
                : decision.nextReview().map(day -> day.plusDays(shift));
        return new Decision(
                decision.account(),
                decision.date(),
                decision.actions(),
                decision.items(),
                decision.rules(),
                decision.settings(),
                review,
                decision.memory().toBuilder()
                        .decided(decision.date(), policy.version(), review.orElse(null))
                        .build());
    }

    /** Against L9: takes the first message of the list for the last contact. */
    static Decision believesInTheFirstOfAList(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        boolean free = snapshot.memory().messages().stream()
                .findFirst()
                .filter(first -> first.on().plusDays(20).isBefore(date))
                .isPresent();
        return DunningDecider.decide(snapshot, free ? uncapped(policy) : policy, date);
    }

    /** Against the naive decider: never re-dates a step. */
    static Decision neverReDates(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        DunningCase.Builder memory = snapshot.memory().toBuilder();
        for (ReceivableProgress progress : snapshot.memory().progress().values()) {
            ReceivableProgress.Builder changed = progress.toBuilder();
            progress.steps().stream()
                    .filter(step -> step.state() == StepState.DONE)
                    .forEach(step -> changed.put(step.done(step.on(), true, step.note())));
            memory.progress(changed.build());
        }
        return DunningDecider.decide(snapshot.with(memory.build()), policy, date);
    }

    private static Policy uncapped(Policy policy) {
        return policy.toBuilder().contactCapDays(0).build();
    }

    private static DunningCase without(DunningCase memory, BiPredicate<ReceivableProgress, StepExecution> forgotten) {
        DunningCase.Builder builder = memory.toBuilder();
        for (ReceivableProgress progress : memory.progress().values()) {
            ReceivableProgress.Builder kept = progress.toBuilder();
            progress.steps().stream()
                    .filter(step -> step.state() == StepState.DONE && forgotten.test(progress, step))
                    .forEach(step -> kept.forget(step.key()));
            builder.progress(kept.build());
        }
        return builder.build();
    }
}
