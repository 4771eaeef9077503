package io.relance;

import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.ExternalScore;
import io.relance.account.Hold;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.decision.CaseUpdates;
import io.relance.decision.Promises;
import io.relance.delivery.MessageId;
import io.relance.engine.CommandChecks;
import io.relance.engine.Commands;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one person does to one account on one business date. Each method is one commit with one event that bears the actor, and
 * has the account decided again by the next run; what changes nothing commits nothing. Made by {@link Relance#account}.
 *
 * <p>What names something that is not there is refused with an {@link IllegalArgumentException}: a message, a task, a hold
 * that the case does not have; a receivable that the books do not have as of the day; a scenario that the policy does not
 * have. So is an amount in another currency, and more than is open where that is the limit. All that is wrong with one command
 * is told at once, with the nearest ids. {@link IllegalStateException} when others change the account all the time.
 */
public final class AccountCommands {
    private final Commands commands;
    private final Policy policy;
    private final AccountId account;
    private final String actor;
    private final LocalDate day;

    AccountCommands(Commands commands, Policy policy, AccountId account, String actor, LocalDate day) {
        if (actor.isBlank() || actor.equals(AccountEvent.ENGINE)) {
            throw new IllegalArgumentException(
                    "a change by a person names the person, but the actor was \"" + actor + "\"");
        }
        this.commands = commands;
        this.policy = policy;
        this.account = account;
        this.actor = actor;
        this.day = day;
    }

    /**
     * Approves a proposal; it leaves with the next run whose day allows it.
     *
     * @throws IllegalStateException when its words are not part of this version ({@code formal-notice}); it stays a proposal
     */
    public void approve(MessageId message) {
        commands.approve(account, message, actor, day);
    }

    /** Rejects a message for now: what it was for is due again from the next day on. */
    public void rejectForNow(MessageId message, String why) {
        commands.reject(account, message, false, why, actor, day);
    }

    /** Rejects a message for good: its steps are skipped. */
    public void rejectForGood(MessageId message, String why) {
        commands.reject(account, message, true, why, actor, day);
    }

    /** Says that a message was sent by other means, or that one in doubt had arrived. */
    public void sent(MessageId message) {
        commands.sent(account, message, actor, day);
    }

    /** Says that a message in doubt had not been taken: what it was for is due again from the next day on. */
    public void notSent(MessageId message) {
        commands.notSent(account, message, actor, day);
    }

    /** Says that a message that was taken came back undeliverable. */
    public void bounced(MessageId message, String why) {
        change(
                memory -> CaseUpdates.bounced(memory, message, day),
                new AccountEvent.MessageBounced(day, actor, message, why));
    }

    /** Completes a task. */
    public void completeTask(String task, String result) {
        change(
                memory -> CaseUpdates.taskCompleted(memory, task, day, result),
                new AccountEvent.TaskCompleted(day, actor, task, result));
    }

    /** Orders a stop, of the account or of one receivable. */
    public void hold(Hold hold) {
        AccountEvent event = new AccountEvent.HoldOrdered(day, actor, hold);
        if (hold.receivable().isEmpty()) {
            // an account can be stopped while its books can't be read
            build(builder -> builder.hold(hold), event);
        } else {
            checked(checks -> checks.receivable(hold.receivable().get()), builder -> builder.hold(hold), event);
        }
    }

    /** Lifts a stop: the day before is its last. */
    public void liftHold(String hold) {
        change(
                memory -> {
                    Hold known = find(memory.holds().stream(), h -> h.id().equals(hold), "hold", hold);
                    LocalDate last = day.minusDays(1);
                    LocalDate from = known.from().isAfter(last) ? last : known.from();
                    boolean over =
                            known.until().filter(until -> !until.isAfter(last)).isPresent();
                    Hold lifted =
                            new Hold(hold, known.receivable(), from, Optional.of(last), known.reason(), known.actor());
                    return over ? memory : memory.toBuilder().hold(lifted).build();
                },
                new AccountEvent.HoldLifted(day, actor, hold));
    }

    /**
     * Records a promise whose amount is shared out already; one beyond the limits of the policy awaits approval and suspends
     * nothing until then.
     */
    public void promise(PromiseToPay promise) {
        commands.checked(
                account,
                day,
                (now, checks) -> {
                    checks.promise(promise);
                    return recorded(now.memory(), promise);
                },
                memory -> new AccountEvent.PromiseRecorded(day, actor, promise(memory, promise.id())));
    }

    private DunningCase recorded(DunningCase memory, PromiseToPay promise) {
        boolean awaiting = promise.awaitingApproval() || Promises.needsApproval(memory, promise, policy);
        return memory.toBuilder()
                .promise(new PromiseToPay(
                        promise.id(),
                        promise.shares(),
                        promise.date(),
                        promise.recordedOn(),
                        promise.recordedAt(),
                        promise.takenBy(),
                        awaiting,
                        promise.cancelled()))
                .build();
    }

    /** Approves a promise beyond the limits. */
    public void approvePromise(String promise) {
        change(
                memory -> with(memory, promise, false, promise(memory, promise).cancelled()),
                new AccountEvent.PromiseApproved(day, actor, promise));
    }

    /** Takes a promise back. */
    public void cancelPromise(String promise) {
        change(
                memory -> {
                    PromiseToPay known = promise(memory, promise);
                    return known.cancelled().isPresent()
                            ? memory
                            : with(memory, promise, known.awaitingApproval(), Optional.of(day));
                },
                new AccountEvent.PromiseCancelled(day, actor, promise));
    }

    private PromiseToPay promise(DunningCase memory, String id) {
        return find(memory.promises().stream(), p -> p.id().equals(id), "promise", id);
    }

    private DunningCase with(DunningCase memory, String id, boolean awaiting, Optional<LocalDate> cancelled) {
        PromiseToPay known = promise(memory, id);
        return memory.toBuilder()
                .promise(new PromiseToPay(
                        id,
                        known.shares(),
                        known.date(),
                        known.recordedOn(),
                        known.recordedAt(),
                        known.takenBy(),
                        awaiting,
                        cancelled))
                .build();
    }

    /** Records a dispute: over an invoice's whole open amount, or a part that is no more than that. */
    public void dispute(Dispute dispute) {
        checked(
                checks -> checks.dispute(dispute),
                builder -> builder.dispute(dispute),
                new AccountEvent.DisputeOpened(day, actor, dispute));
    }

    /** Closes a dispute: from this day on it no longer counts. */
    public void closeDispute(String dispute) {
        change(
                memory -> {
                    Dispute known = find(memory.disputes().stream(), d -> d.id().equals(dispute), "dispute", dispute);
                    Dispute closed = new Dispute(
                            dispute,
                            known.receivable(),
                            known.category(),
                            known.amount(),
                            known.owner(),
                            known.opened(),
                            known.due(),
                            Optional.of(day));
                    return known.closed().isPresent()
                            ? memory
                            : memory.toBuilder().dispute(closed).build();
                },
                new AccountEvent.DisputeClosed(day, actor, dispute));
    }

    /**
     * Records an instalment plan. An invoice is under one live plan at most, and no instalment may have the number of an
     * invoice. Its instalments may come to less than is open (the rest is asked for once they are paid) or to more (the last
     * ones shrink).
     */
    public void plan(InstalmentPlan plan) {
        checked(
                checks -> checks.plan(plan),
                builder -> builder.plan(plan),
                new AccountEvent.PlanAgreed(day, actor, plan));
    }

    /** Declares a plan broken. */
    public void breakPlan(String plan) {
        change(
                memory -> {
                    InstalmentPlan known = plan(memory, plan);
                    return known.broken().isPresent()
                            ? memory
                            : memory.toBuilder().plan(known.brokenOn(day)).build();
                },
                new AccountEvent.PlanBroken(day, actor, plan, Optional.empty()));
    }

    /** Ends a plan: from this day on its invoices are followed up as if it had never been. */
    public void endPlan(String plan) {
        change(
                memory -> {
                    InstalmentPlan known = plan(memory, plan);
                    InstalmentPlan ended = new InstalmentPlan(
                            plan,
                            known.receivables(),
                            known.instalments(),
                            known.breaking(),
                            known.agreedOn(),
                            known.recordedAt(),
                            known.broken(),
                            Optional.of(day));
                    return known.ended().isPresent()
                            ? memory
                            : memory.toBuilder().plan(ended).build();
                },
                new AccountEvent.PlanEnded(day, actor, plan));
    }

    private InstalmentPlan plan(DunningCase memory, String id) {
        return find(memory.plans().stream(), p -> p.id().equals(id), "plan", id);
    }

    /** Records that a payment is on its way. */
    public void pendingPayment(PendingPayment payment) {
        checked(
                checks -> checks.pendingPayment(payment),
                builder -> builder.pendingPayment(payment),
                new AccountEvent.PaymentAnnounced(day, actor, payment));
    }

    /** Takes a pending payment away: it failed, or is in the books. */
    public void clearPendingPayment(String payment) {
        build(builder -> builder.withoutPendingPayment(payment), new AccountEvent.PaymentCleared(day, actor, payment));
    }

    /** Logs a contact with the customer; it counts in the contact cap. */
    public void contact(LoggedContact contact) {
        build(builder -> builder.contact(contact), new AccountEvent.ContactLogged(day, actor, contact));
    }

    /** Sets a tag. */
    public void tag(String tag) {
        build(builder -> builder.tag(tag), new AccountEvent.TagSet(day, actor, tag));
    }

    /** Takes a tag away. */
    public void untag(String tag) {
        build(builder -> builder.withoutTag(tag), new AccountEvent.TagRemoved(day, actor, tag));
    }

    /** Chooses a scenario of the policy, by id, for the account; null takes the choice back. */
    public void scenario(@Nullable String scenario) {
        checked(
                checks -> choice(checks, scenario),
                builder -> builder.scenario(scenario),
                new AccountEvent.ScenarioChosen(day, actor, Optional.empty(), Optional.ofNullable(scenario)));
    }

    /** Chooses a scenario of the policy, by id, for one receivable; null takes the choice back. */
    public void scenario(ReceivableId receivable, @Nullable String scenario) {
        checked(
                checks -> {
                    if (scenario != null) {
                        checks.receivable(receivable);
                    }
                    choice(checks, scenario);
                },
                builder -> builder.receivableScenario(receivable, scenario),
                new AccountEvent.ScenarioChosen(day, actor, Optional.of(receivable), Optional.ofNullable(scenario)));
    }

    private static void choice(CommandChecks checks, @Nullable String scenario) {
        if (scenario != null) {
            checks.scenario(scenario);
        }
    }

    /** Records the judgment that opened insolvency proceedings; null takes it back. */
    public void insolvency(@Nullable LocalDate judgment) {
        build(
                builder -> builder.insolvency(judgment == null ? null : new Insolvency(judgment)),
                new AccountEvent.InsolvencyRecorded(day, actor, Optional.ofNullable(judgment)));
    }

    /** Sets the segment, which then wins over rules and figures; null takes it back. */
    public void segment(@Nullable String segment) {
        build(
                builder -> builder.segment(segment),
                new AccountEvent.SegmentSet(day, actor, Optional.ofNullable(segment)));
    }

    /** Sets the credit limit, which then wins over rules; null takes it back. */
    public void creditLimit(@Nullable Money limit) {
        build(
                builder -> builder.creditLimit(limit),
                new AccountEvent.CreditLimitSet(day, actor, Optional.ofNullable(limit)));
    }

    /** Records a score from outside; null takes it back. */
    public void externalScore(@Nullable ExternalScore score) {
        build(
                builder -> builder.externalScore(score),
                new AccountEvent.ExternalScoreReceived(day, actor, Optional.ofNullable(score)));
    }

    private void checked(Consumer<CommandChecks> check, Consumer<DunningCase.Builder> change, AccountEvent event) {
        commands.checked(
                account,
                day,
                (now, checks) -> {
                    check.accept(checks);
                    return built(now.memory(), change);
                },
                memory -> event);
    }

    private void build(Consumer<DunningCase.Builder> change, AccountEvent event) {
        change(memory -> built(memory, change), event);
    }

    private static DunningCase built(DunningCase memory, Consumer<DunningCase.Builder> change) {
        DunningCase.Builder builder = memory.toBuilder();
        change.accept(builder);
        return builder.build();
    }

    private void change(UnaryOperator<DunningCase> change, AccountEvent event) {
        commands.change(account, day, change, memory -> event);
    }

    private <T> T find(Stream<T> all, Predicate<T> wanted, String what, String id) {
        return all.filter(wanted)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("account " + account + " has no " + what + " \"" + id + "\""));
    }
}
