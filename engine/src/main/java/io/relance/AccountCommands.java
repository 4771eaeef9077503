package io.relance;

import io.relance.account.Assignment;
import io.relance.account.Dispute;
import io.relance.account.ExternalScore;
import io.relance.account.Hold;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.claim.InvoiceClaims;
import io.relance.decision.PromiseShares;
import io.relance.delivery.MessageId;
import io.relance.engine.AgreementCommands;
import io.relance.engine.ClaimCommands;
import io.relance.engine.Command;
import io.relance.engine.CommandChecks;
import io.relance.engine.Commands;
import io.relance.engine.DirectDebitCommands;
import io.relance.engine.MessageCommands;
import io.relance.engine.PromiseCommands;
import io.relance.engine.PromiseCommands.Wanted;
import io.relance.engine.ReceivableCommands;
import io.relance.engine.StatementCommands;
import io.relance.engine.TaskCommands;
import io.relance.history.AccountEvent;
import io.relance.receivable.FieldValue;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
 * is told at once, with the nearest ids.
 *
 * <p>The host gives ids to holds, promises, disputes, plans, payments on their way and contacts, each once: the same again
 * changes nothing, and an id that was given to another invoice, amount or day, or to what has ended since, is refused. The rest
 * may be recorded anew under it: the end of a hold that lasts, the day on which a payment lapses, who settles a dispute and by
 * when, what came of a contact.
 *
 * <p>{@link IllegalStateException} when others change the account all the time.
 */
public final class AccountCommands {
    private final Commands commands;
    private final Command command;

    AccountCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /**
     * The same, for one command that the host calls {@code id}: sent again under that id, by this engine or another one on the
     * same store, after an answer that got lost or a crash, it is replayed: nothing changes, nothing is refused, and there is
     * no second event. What it would do now plays no part, so an id is used for one command; one of an account is none of
     * another account. A command that was refused is not remembered. One that changes nothing is.
     *
     * <p>What is returned does one command: after that it throws {@link IllegalStateException}.
     *
     * @throws IllegalArgumentException when the id is blank
     */
    public AccountCommands command(String id) {
        return new AccountCommands(commands, command.named(id));
    }

    /**
     * Approves a proposal; it leaves with the next run whose day allows it.
     *
     * @throws IllegalStateException when it is to be a formal notice and lacks what that must show on the day (a rate, an address);
     *     it stays a proposal
     */
    public void approve(MessageId message) {
        messages().approve(message);
    }

    /**
     * What a message that is still to go would say if it left on the day; changes nothing.
     *
     * @throws IllegalArgumentException when it can't be written (no such template, no such contact), or the channel would refuse it
     * @throws IllegalStateException when it is over, its documents can't be had, or a person's words for it are void
     */
    public MessagePreview preview(MessageId message) {
        return messages().preview(message);
    }

    /**
     * Edits a proposal, or a message that was approved and has not left: its subject, its text, its recipient, its channel. It
     * awaits approval then. What a person wrote is handed over byte for byte, as plain text, over the channel for which it was
     * written; every other channel has the template's words.
     *
     * <p>Invoices and amounts are never edited. Every line of the {@link #preview preview} that has an invoice number or an amount
     * stays as it is and in its order, and no other line, nor the subject, states an amount; a sum in words goes unnoticed. When
     * the message takes up an invoice or its figures change, the words are void, for they would say what is no longer so: it
     * has the template's again, and awaits approval. The lines of a formal notice are those of the day on which it leaves: its
     * interest grows.
     *
     * @throws IllegalArgumentException with all that is wrong with the words, each with its line; or when the customer has no
     *     such contact, or the step does not reach them over that channel
     * @throws IllegalStateException when it needs no approval, is over or being handed over, or its figures differ from the
     *     books' by now
     */
    public void edit(MessageId message, Consumer<MessageChanges> changes) {
        MessageChanges wanted = new MessageChanges();
        changes.accept(wanted);
        messages().edit(message, wanted.subject(), wanted.text(), wanted.contact(), wanted.channel());
    }

    /**
     * Has a reminder that is still to go, approved or not, leave on {@code to} at the earliest; the day itself takes a
     * postponement back. It is looked at again then as ever. An invoice that only waits with it may be let go before.
     *
     * @throws IllegalArgumentException when {@code to} is before the day
     * @throws IllegalStateException when it is over or being handed over
     */
    public void postpone(MessageId message, LocalDate to) {
        messages().postpone(message, to);
    }

    /** Rejects a message for now: what it was for is due again from the next day on. */
    public void rejectForNow(MessageId message, String why) {
        messages().reject(message, false, why);
    }

    /** Rejects a message for good: its steps are skipped. */
    public void rejectForGood(MessageId message, String why) {
        messages().reject(message, true, why);
    }

    /** Says that a message was sent by other means, or that one in doubt had arrived. */
    public void sent(MessageId message) {
        messages().sent(message);
    }

    /** Says that a message in doubt had not been taken: what it was for is due again from the next day on. */
    public void notSent(MessageId message) {
        messages().notSent(message);
    }

    /**
     * Has a message tried again that was given up, or that no channel took, since its cause is gone: its task is done, and what
     * it was for is due again.
     *
     * @throws IllegalStateException when it was neither
     */
    public void release(MessageId message) {
        messages().release(message);
    }

    /** Says that a message that was taken came back undeliverable. */
    public void bounced(MessageId message, String why) {
        messages().bounced(message, why);
    }

    /**
     * Has a statement of account sent to the customer, on the next sending day: what was owed before the first day, what came to it
     * and went from it, what is owed at the end of the last. Asked for again on the same day it is the same one.
     *
     * @param from at most 24 months ago
     * @param to not after this day
     * @return the id of the message
     * @throws IllegalArgumentException when there is nothing to state, nobody to send it to, or the days are not as said
     * @throws IllegalStateException when the policy does not say how statements are sent
     */
    public MessageId sendStatement(LocalDate from, LocalDate to) {
        return new StatementCommands(commands, command).send(from, to);
    }

    /** Completes a task, with its result ({@code REACHED}, for instance): the step that it executes is done on this day. */
    public void completeTask(String task, String result) {
        tasks().complete(task, result);
    }

    /** Gives an open task to a person, as the host names them; null gives it back to its team. */
    public void assignTask(String task, @Nullable String assignee) {
        tasks().assign(task, Optional.ofNullable(assignee));
    }

    /** Says by when an open task is to be done; null: by no day in particular. */
    public void rescheduleTask(String task, @Nullable LocalDate due) {
        tasks().reschedule(task, Optional.ofNullable(due));
    }
    /** Orders a stop, of the account or of one receivable. */
    public void hold(Hold hold) {
        agreements().hold(hold);
    }

    /** Lifts a stop: the day before is its last. */
    public void liftHold(String hold) {
        agreements().liftHold(hold);
    }

    /**
     * Records a promise whose amount is shared out already; one beyond the limits of the policy awaits approval and suspends
     * nothing until then.
     */
    public void promise(PromiseToPay promise) {
        promises().record(promise);
    }

    /**
     * Records a promise of all that is overdue and may be asked for, taken by the actor on this day; every invoice has its
     * dunnable amount as its part.
     *
     * @param date the day by which it will be paid
     * @throws IllegalArgumentException when nothing is, or it is in several currencies
     */
    public void promise(String id, LocalDate date) {
        promises().record(id, date, new Wanted(Optional.empty(), List.of(), Optional.empty()));
    }

    /** As {@link #promise(String, LocalDate)}, of what is in one currency. */
    public void promise(String id, LocalDate date, CurrencyUnit currency) {
        promises().record(id, date, new Wanted(Optional.of(currency), List.of(), Optional.empty()));
    }

    /**
     * As {@link #promise(String, LocalDate)}, of an amount in all: shared out over what is overdue in its currency, oldest
     * first.
     *
     * @throws IllegalArgumentException when it is not above 0, or above all that may be asked for
     */
    public void promise(String id, LocalDate date, Money amount) {
        promises().record(id, date, new Wanted(Optional.of(amount.getCurrencyUnit()), List.of(), Optional.of(amount)));
    }

    /**
     * Records a promise for these invoices, overdue or not, of all that may be asked for of them; see {@link PromiseShares}.
     *
     * @throws IllegalArgumentException when there is none, one is unknown or on a plan, nothing of it is left, or they mix
     *     currencies
     */
    public void promise(String id, LocalDate date, Collection<ReceivableId> invoices) {
        promises().record(id, date, new Wanted(Optional.empty(), required(invoices), Optional.empty()));
    }

    /** As {@link #promise(String, LocalDate, Collection)}, of an amount in all: shared out over them, oldest first. */
    public void promise(String id, LocalDate date, Collection<ReceivableId> invoices, Money amount) {
        promises().record(id, date, new Wanted(Optional.empty(), required(invoices), Optional.of(amount)));
    }
    /** Approves a promise beyond the limits. */
    public void approvePromise(String promise) {
        promises().approve(promise);
    }

    /** Takes a promise back. */
    public void cancelPromise(String promise) {
        promises().cancel(promise);
    }
    /** Records a dispute: over an invoice's whole open amount, or a part that is no more than that. */
    public void dispute(Dispute dispute) {
        commands.checked(
                command,
                checks -> checks.dispute(dispute),
                builder -> builder.dispute(dispute),
                new AccountEvent.DisputeOpened(command.day(), command.actor(), dispute));
    }

    /** Closes a dispute: from this day on it no longer counts. */
    public void closeDispute(String dispute) {
        agreements().closeDispute(dispute);
    }

    /**
     * Records an instalment plan. An invoice is under one live plan at most, and no instalment may have the number of an
     * invoice. Its instalments may come to less than is open (the rest is asked for once they are paid) or to more (the last
     * ones shrink).
     */
    public void plan(InstalmentPlan plan) {
        commands.checked(
                command,
                checks -> checks.plan(plan),
                builder -> builder.plan(plan),
                new AccountEvent.PlanAgreed(command.day(), command.actor(), plan));
    }

    /** Declares a plan broken. */
    public void breakPlan(String plan) {
        agreements().breakPlan(plan);
    }

    /** Ends a plan: from this day on its invoices are followed up as if it had never been. */
    public void endPlan(String plan) {
        agreements().endPlan(plan);
    }
    /** Records that a payment is on its way. */
    public void pendingPayment(PendingPayment payment) {
        commands.checked(
                command,
                checks -> checks.pendingPayment(payment),
                builder -> builder.pendingPayment(payment),
                new AccountEvent.PaymentAnnounced(command.day(), command.actor(), payment));
    }

    /**
     * Takes a pending payment away: it failed, or is in the books.
     *
     * @throws IllegalStateException when it is of a direct debit that is being collected: that is to be {@link #callOff called off}
     */
    public void clearPendingPayment(String payment) {
        new DirectDebitCommands(commands, command).clearPendingPayment(payment);
    }

    /**
     * Records a mandate that the customer gave to a payment provider. The next run asks the provider how it stands, whose events tell what
     * becomes of it. As long as it is active, the account's invoices are left to direct debit ({@code AUTO_COLLECTED}): have them {@link
     * #collect collected}.
     *
     * @throws IllegalArgumentException when the creditor has no such provider, or it does not collect by direct debit under keys
     */
    public void recordMandate(String provider, String mandate) {
        debits().recordMandate(provider, mandate);
    }

    /** Takes a mandate away: the account's invoices are followed up again. */
    public void removeMandate(String provider, String mandate) {
        debits().removeMandate(provider, mandate);
    }

    /**
     * Has what may be asked for of some invoices (open less disputed, promised, under way or covered by credit) collected by direct debit under a
     * recorded mandate, once: the next run asks the provider for it. Until it fails, no reminder asks for it. It is withdrawn when the invoices are paid otherwise, disputed or written off before.
     *
     * @param id the host's name for it; the same again while it is expected changes nothing
     * @param on the day on which to collect; empty: the day on which the last of the invoices is due, or as soon as can be after it
     * @throws IllegalArgumentException with all that is wrong: a mandate that is not recorded or has ended, a day that is past, invoices
     *     of which nothing may be asked for or that are being collected, several currencies
     */
    public void collect(String id, String mandate, List<ReceivableId> invoices, Optional<LocalDate> on) {
        debits().collect(id, mandate, invoices, on);
    }

    /**
     * Calls a direct debit off; the next run has its provider withdraw it.
     *
     * @throws IllegalStateException when it is over, or its provider has told of it already
     */
    public void callOff(String id) {
        debits().callOff(id);
    }

    private DirectDebitCommands debits() {
        return new DirectDebitCommands(commands, command);
    }

    /** Logs a contact with the customer; it counts in the contact cap. */
    public void contact(LoggedContact contact) {
        commands.checkedByCase(
                command,
                checks -> checks.contact(contact),
                builder -> builder.contact(contact),
                new AccountEvent.ContactLogged(command.day(), command.actor(), contact));
    }

    /** Sets a tag. */
    public void tag(String tag) {
        commands.build(
                command, builder -> builder.tag(tag), new AccountEvent.TagSet(command.day(), command.actor(), tag));
    }

    /** Takes a tag away. */
    public void untag(String tag) {
        commands.build(
                command,
                builder -> builder.withoutTag(tag),
                new AccountEvent.TagRemoved(command.day(), command.actor(), tag));
    }

    /**
     * Sets one of the host's own fields of the customer: it wins over the books' of its name. Rules and conditions see it from
     * the next decision on.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public void field(String name, FieldValue value) {
        field(name, Optional.of(value));
    }

    /** Takes a field back: what the books say counts again. */
    public void removeField(String name) {
        field(name, Optional.empty());
    }

    private void field(String name, Optional<FieldValue> value) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a field is blank");
        }
        commands.build(
                command,
                builder -> builder.field(name, value.orElse(null)),
                new AccountEvent.FieldSet(command.day(), command.actor(), name, value));
    }

    /** Chooses a scenario of the policy, by id, for the account; null takes the choice back. */
    public void scenario(@Nullable String scenario) {
        commands.checked(
                command,
                checks -> choice(checks, scenario),
                builder -> builder.scenario(scenario),
                new AccountEvent.ScenarioChosen(
                        command.day(), command.actor(), Optional.empty(), Optional.ofNullable(scenario)));
    }

    /** Chooses a scenario of the policy, by id, for one receivable; null takes the choice back. */
    public void scenario(ReceivableId receivable, @Nullable String scenario) {
        commands.checked(
                command,
                checks -> {
                    if (scenario != null) {
                        checks.receivable(receivable);
                    }
                    choice(checks, scenario);
                },
                builder -> builder.receivableScenario(receivable, scenario),
                new AccountEvent.ScenarioChosen(
                        command.day(), command.actor(), Optional.of(receivable), Optional.ofNullable(scenario)));
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
        receivables().restart(receivable, why);
    }

    /**
     * Puts an invoice into litigation, with a court, a lawyer or an agency: from this day on nothing is asked for, until it
     * is taken back.
     *
     * @throws IllegalArgumentException when it is unknown, or nothing of it is open
     */
    public void litigation(ReceivableId receivable, String with) {
        receivables().litigation(receivable, with);
    }

    /**
     * Puts all that is open on the account into litigation; what is issued later is followed up.
     *
     * @throws IllegalArgumentException when nothing is open
     */
    public void litigation(String with) {
        receivables().litigation(with);
    }
    /**
     * Takes an invoice back from litigation, whether a person or a step had put it there: from this day on it is followed up
     * again, from where it stood.
     *
     * @throws IllegalArgumentException when it is unknown, or the books say so: then it is changed there
     */
    public void endLitigation(ReceivableId receivable) {
        receivables().endLitigation(receivable);
    }

    /** Takes everything on the account back from litigation that a person or a step had put there. */
    public void endLitigation() {
        receivables().endLitigation();
    }
    /**
     * Writes off what is open of an invoice: from this day on it is left alone, and the event {@code WrittenOff} has what the
     * entry in the books needs. Amounts, reports and indicators are the books' as ever: they follow when the books do.
     *
     * @throws IllegalArgumentException when it is unknown, not issued yet, or nothing of it is open
     */
    public void writeOff(ReceivableId receivable, String why) {
        receivables().writeOff(receivable, why);
    }

    /**
     * Takes a write-off back: from this day on the invoice is followed up again, from where it stood.
     *
     * @throws IllegalArgumentException when nobody wrote it off here
     */
    public void takeBackWriteOff(ReceivableId receivable) {
        receivables().takeBackWriteOff(receivable);
    }

    /**
     * What late payment gives a claim to on the day, by invoice, with the claims that were raised; empty when the policy raises none.
     * Changes nothing.
     *
     * @throws io.relance.claim.MissingReferenceRateException when a rate is not known
     */
    public List<InvoiceClaims> claims() {
        return new ClaimCommands(commands, command).claims();
    }

    /**
     * Records that a claim of late payment was paid, wholly or in part. A payment is recorded each time that this is called: {@link
     * #command name} the command where it may be sent again.
     *
     * @param claim its {@link io.relance.account.RaisedClaim#id id}
     * @throws IllegalArgumentException when there is no such claim, or less is asked for of it
     */
    public void payClaim(String claim, Money amount) {
        new ClaimCommands(commands, command).pay(claim, amount);
    }

    /**
     * Waives what is still asked for of a claim of late payment.
     *
     * @param claim its {@link io.relance.account.RaisedClaim#id id}
     * @throws IllegalArgumentException when there is no such claim, or it is paid
     */
    public void waiveClaim(String claim, String why) {
        new ClaimCommands(commands, command).waive(claim, why);
    }

    /**
     * Waives all that late payment of an invoice gives a claim to until the day, whether it was raised or not; interest that accrues
     * later is claimed again.
     *
     * @throws IllegalArgumentException when nothing is claimed
     * @throws io.relance.claim.MissingReferenceRateException when a rate is not known
     */
    public void waiveClaims(ReceivableId receivable, String why) {
        new ClaimCommands(commands, command).waive(receivable, why);
    }

    /**
     * Assigns invoices to a factor or an insurer, named {@code to}: from {@code from} on they are theirs to collect.
     *
     * @throws IllegalArgumentException when there is none, or one is unknown or nothing of it open
     */
    public void assign(Collection<ReceivableId> invoices, LocalDate from, String to) {
        receivables().assign(some(invoices), new Assignment(from, to));
    }

    /**
     * Assigns all that is open on the account; what is issued later is followed up.
     *
     * @throws IllegalArgumentException when nothing is open
     */
    public void assign(LocalDate from, String to) {
        receivables().assign(new Assignment(from, to));
    }

    /**
     * Ends the assignment of invoices: from this day on they are followed up again, from where they stood.
     *
     * @throws IllegalArgumentException when there is none, one is unknown, or the books say so: then it is changed there
     */
    public void endAssignment(Collection<ReceivableId> invoices) {
        receivables().endAssignment(some(invoices));
    }

    private static List<ReceivableId> some(Collection<ReceivableId> invoices) {
        if (invoices.isEmpty()) {
            throw new IllegalArgumentException("name at least one invoice");
        }
        return List.copyOf(invoices);
    }

    /** Records the judgment that opened insolvency proceedings; null takes it back. */
    public void insolvency(@Nullable LocalDate judgment) {
        commands.build(
                command,
                builder -> builder.insolvency(judgment == null ? null : new Insolvency(judgment)),
                new AccountEvent.InsolvencyRecorded(command.day(), command.actor(), Optional.ofNullable(judgment)));
    }

    /** Sets the segment, which then wins over rules and figures; null takes it back. */
    public void segment(@Nullable String segment) {
        commands.build(
                command,
                builder -> builder.segment(segment),
                new AccountEvent.SegmentSet(command.day(), command.actor(), Optional.ofNullable(segment)));
    }

    /** Sets the credit limit, which then wins over rules; null takes it back. */
    public void creditLimit(@Nullable Money limit) {
        commands.build(
                command,
                builder -> builder.creditLimit(limit),
                new AccountEvent.CreditLimitSet(command.day(), command.actor(), Optional.ofNullable(limit)));
    }

    /** Records a score from outside; null takes it back. */
    public void externalScore(@Nullable ExternalScore score) {
        commands.build(
                command,
                builder -> builder.externalScore(score),
                new AccountEvent.ExternalScoreReceived(command.day(), command.actor(), Optional.ofNullable(score)));
    }

    private static List<ReceivableId> required(Collection<ReceivableId> invoices) {
        if (invoices.isEmpty()) {
            throw new IllegalArgumentException("a promise names at least one invoice");
        }
        return List.copyOf(invoices);
    }

    private MessageCommands messages() {
        return new MessageCommands(commands, command);
    }

    private TaskCommands tasks() {
        return new TaskCommands(commands, command);
    }

    private AgreementCommands agreements() {
        return new AgreementCommands(commands, command);
    }

    private PromiseCommands promises() {
        return new PromiseCommands(commands, command);
    }

    private ReceivableCommands receivables() {
        return new ReceivableCommands(commands, command);
    }
}
