package io.relance;

import io.relance.account.AccountSnapshot;
import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.ExternalScore;
import io.relance.account.Hold;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import io.relance.decision.CaseUpdates;
import io.relance.decision.PromiseShares;
import io.relance.decision.Promises;
import io.relance.delivery.MessageId;
import io.relance.engine.CommandChecks;
import io.relance.engine.Commands;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
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

    /** Completes a task, with its result ({@code REACHED}, for instance): the step that it executes is done on this day. */
    public void completeTask(String task, String result) {
        change(
                memory -> CaseUpdates.taskCompleted(memory, task, day, result),
                new AccountEvent.TaskCompleted(day, actor, task, result));
    }

    /** Gives an open task to a person, as the host names them; null gives it back to its team. */
    public void assignTask(String task, @Nullable String assignee) {
        Optional<String> person = Optional.ofNullable(assignee);
        change(
                memory -> memory.toBuilder()
                        .task(openTask(memory, task).assignedTo(person))
                        .build(),
                new AccountEvent.TaskAssigned(day, actor, task, person));
    }

    /** Says by when an open task is to be done; null: by no day in particular. */
    public void rescheduleTask(String task, @Nullable LocalDate due) {
        Optional<LocalDate> by = Optional.ofNullable(due);
        change(
                memory -> memory.toBuilder()
                        .task(openTask(memory, task).dueBy(by))
                        .build(),
                new AccountEvent.TaskRescheduled(day, actor, task, by));
    }

    private TaskState openTask(DunningCase memory, String id) {
        TaskState task = find(memory.tasks().stream(), t -> t.id().equals(id), "task", id);
        task.completed().ifPresent(done -> {
            throw new IllegalStateException("task " + id + " was completed on " + done);
        });
        return task;
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
                (before, after) -> new AccountEvent.PromiseRecorded(day, actor, promise(after, promise.id())));
    }

    /**
     * Records a promise of all that is overdue and may be asked for, taken by the actor on this day; every invoice has its
     * dunnable amount as its part.
     *
     * @param date the day by which it will be paid
     * @throws IllegalArgumentException when nothing is, or it is in several currencies
     */
    public void promise(String id, LocalDate date) {
        promise(id, date, new Wanted(Optional.empty(), List.of(), Optional.empty()));
    }

    /** As {@link #promise(String, LocalDate)}, of what is in one currency. */
    public void promise(String id, LocalDate date, CurrencyUnit currency) {
        promise(id, date, new Wanted(Optional.of(currency), List.of(), Optional.empty()));
    }

    /**
     * As {@link #promise(String, LocalDate)}, of an amount in all: shared out over what is overdue in its currency, oldest
     * first.
     *
     * @throws IllegalArgumentException when it is not above 0, or above all that may be asked for
     */
    public void promise(String id, LocalDate date, Money amount) {
        promise(id, date, new Wanted(Optional.of(amount.getCurrencyUnit()), List.of(), Optional.of(amount)));
    }

    /**
     * Records a promise for these invoices, overdue or not, of all that may be asked for of them; see {@link PromiseShares}.
     *
     * @throws IllegalArgumentException when there is none, one is unknown or on a plan, nothing of it is left, or they mix
     *     currencies
     */
    public void promise(String id, LocalDate date, Collection<ReceivableId> invoices) {
        promise(id, date, new Wanted(Optional.empty(), required(invoices), Optional.empty()));
    }

    /** As {@link #promise(String, LocalDate, Collection)}, of an amount in all: shared out over them, oldest first. */
    public void promise(String id, LocalDate date, Collection<ReceivableId> invoices, Money amount) {
        promise(id, date, new Wanted(Optional.empty(), required(invoices), Optional.of(amount)));
    }

    private static List<ReceivableId> required(Collection<ReceivableId> invoices) {
        if (invoices.isEmpty()) {
            throw new IllegalArgumentException("a promise names at least one invoice");
        }
        return List.copyOf(invoices);
    }

    /** What a promise is to be of; no invoices: all that is overdue. */
    private record Wanted(Optional<CurrencyUnit> currency, List<ReceivableId> invoices, Optional<Money> amount) {
        List<PromiseToPay.Share> shares(AccountSnapshot now, Policy policy, LocalDate day) {
            if (!invoices.isEmpty()) {
                return PromiseShares.of(now, policy, day, invoices, amount);
            }
            return amount.map(money -> PromiseShares.ofOverdue(now, policy, day, money))
                    .orElseGet(() -> PromiseShares.ofOverdue(now, policy, day, currency));
        }

        /** Whether it may be what was recorded: shared out again it would be of less. */
        boolean fits(PromiseToPay known) {
            return amount.map(known.amount()::equals).orElse(true)
                    && currency.map(known.amount().getCurrencyUnit()::equals).orElse(true)
                    && invoices.containsAll(named(known)) == !invoices.isEmpty();
        }

        private static List<ReceivableId> named(PromiseToPay known) {
            return known.shares().stream().map(PromiseToPay.Share::receivable).toList();
        }
    }

    private void promise(String id, LocalDate date, Wanted wanted) {
        commands.checked(
                account,
                day,
                (now, checks) -> {
                    Optional<PromiseToPay> known = now.memory().promises().stream()
                            .filter(p -> p.id().equals(id))
                            .findFirst();
                    if (known.isPresent()) {
                        // a part is shared out once: asked for again it is the same promise, or another one of that
                        // name
                        boolean same = known.get().date().equals(date)
                                && known.get().cancelled().isEmpty()
                                && wanted.fits(known.get());
                        if (same) {
                            return now.memory();
                        }
                        throw new IllegalArgumentException("account " + account + " has a promise \"" + id
                                + "\" already, of " + known.get().amount() + " by "
                                + known.get().date() + ": give this one another id");
                    }
                    checks.invoices(wanted.invoices());
                    checks.refuse();
                    return recorded(
                            now.memory(),
                            new PromiseToPay(
                                    id,
                                    wanted.shares(now, policy, day),
                                    date,
                                    day,
                                    commands.now(),
                                    actor,
                                    false,
                                    Optional.empty()));
                },
                (before, after) -> new AccountEvent.PromiseRecorded(day, actor, promise(after, id)));
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

    /**
     * Has the follow-up of an invoice begin anew, in a new cycle, at the start of its scenario. What is planned for the one
     * before is taken out of its message by the next run; a hold, a promise and the contact cap hold as before.
     *
     * @throws IllegalArgumentException when it is unknown, or nothing of it is open
     */
    public void restart(ReceivableId receivable, String why) {
        commands.checked(
                account,
                day,
                (now, checks) -> {
                    checks.open(receivable);
                    checks.refuse();
                    DunningCase memory = now.memory();
                    ReceivableProgress known = memory.progressOf(receivable);
                    ReceivableProgress anew = known.restarted(day);
                    // nothing was followed up yet: it begins by itself
                    return anew.equals(known)
                            ? memory
                            : memory.toBuilder().progress(anew).build();
                },
                (before, after) -> new AccountEvent.FollowUpRestarted(
                        day, actor, receivable, after.progressOf(receivable).cycle(), why));
    }

    /**
     * Puts an invoice into litigation, with a court, a lawyer or an agency: from this day on nothing is asked for, until it
     * is taken back.
     *
     * @throws IllegalArgumentException when it is unknown, or nothing of it is open
     */
    public void litigation(ReceivableId receivable, String with) {
        litigation(
                checks -> {
                    checks.open(receivable);
                    return List.of(receivable);
                },
                with);
    }

    /**
     * Puts all that is open on the account into litigation; what is issued later is followed up.
     *
     * @throws IllegalArgumentException when nothing is open
     */
    public void litigation(String with) {
        litigation(CommandChecks::allOpen, with);
    }

    private void litigation(Function<CommandChecks, List<ReceivableId>> which, String with) {
        commands.checked(
                account,
                day,
                (now, checks) -> {
                    List<ReceivableId> free = which.apply(checks).stream()
                            .filter(id ->
                                    now.memory().progressOf(id).litigationFrom().isEmpty())
                            .toList();
                    return litigation(now.memory(), free, day);
                },
                (before, after) -> new AccountEvent.LitigationBegun(day, actor, moved(before, after), with));
    }

    /**
     * Takes an invoice back from litigation, whether a person or a step had put it there: from this day on it is followed up
     * again, from where it stood.
     *
     * @throws IllegalArgumentException when it is unknown, or the books say so: then it is changed there
     */
    public void endLitigation(ReceivableId receivable) {
        commands.checked(
                account,
                day,
                (now, checks) -> {
                    boolean known =
                            now.memory().progressOf(receivable).litigationFrom().isPresent();
                    checks.notInLitigationByBooks(receivable);
                    if (!known) {
                        checks.invoices(List.of(receivable));
                        checks.refuse();
                    }
                    return litigation(now.memory(), List.of(receivable), null);
                },
                (before, after) -> new AccountEvent.LitigationEnded(day, actor, moved(before, after)));
    }

    /** Takes everything on the account back from litigation that a person or a step had put there. */
    public void endLitigation() {
        commands.change(
                account,
                day,
                memory -> litigation(
                        memory,
                        memory.progress().values().stream()
                                .filter(progress -> progress.litigationFrom().isPresent())
                                .map(ReceivableProgress::receivable)
                                .toList(),
                        null),
                (before, after) -> new AccountEvent.LitigationEnded(day, actor, moved(before, after)));
    }

    private static DunningCase litigation(DunningCase memory, List<ReceivableId> which, @Nullable LocalDate from) {
        DunningCase.Builder builder = memory.toBuilder();
        for (ReceivableId id : which) {
            ReceivableProgress known = memory.progressOf(id);
            if (!known.litigationFrom().equals(Optional.ofNullable(from))) {
                builder.progress(known.toBuilder().litigationFrom(from).build());
            }
        }
        return builder.build();
    }

    /** The receivables that came into litigation, or out of it. */
    private static List<ReceivableId> moved(DunningCase before, DunningCase after) {
        return after.progress().keySet().stream()
                .filter(id -> !before.progressOf(id)
                        .litigationFrom()
                        .equals(after.progressOf(id).litigationFrom()))
                .toList();
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
                (before, after) -> event);
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
        commands.change(account, day, change, (before, after) -> event);
    }

    private <T> T find(Stream<T> all, Predicate<T> wanted, String what, String id) {
        return all.filter(wanted)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("account " + account + " has no " + what + " \"" + id + "\""));
    }
}
