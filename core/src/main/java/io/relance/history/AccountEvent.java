package io.relance.history;

import io.relance.account.Assignment;
import io.relance.account.DirectDebit;
import io.relance.account.Dispute;
import io.relance.account.ExternalScore;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.Mandate;
import io.relance.account.MessageState;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.account.RaisedClaim;
import io.relance.account.ReasonState;
import io.relance.account.RequestedPayment;
import io.relance.account.TaskState;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.Enclosure;
import io.relance.delivery.MessageId;
import io.relance.receivable.FieldValue;
import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Something that happened to an account, for its timeline. Values only: what they say is never changed later, and no figure
 * is looked up again to read them.
 */
public sealed interface AccountEvent {
    /** The actor of what the engine did of itself. */
    String ENGINE = "engine";

    /** The creditor's business date on which it happened. */
    LocalDate day();

    /** Who did it: a person as the host names them, or {@link #ENGINE}. */
    default String actor() {
        return ENGINE;
    }

    /** A message was planned: a proposal, or ready to go. */
    record MessagePlanned(LocalDate day, MessageState message) implements AccountEvent {}

    /** A message that was still to go was planned anew, or became smaller. */
    record MessageChanged(LocalDate day, MessageState message) implements AccountEvent {}

    /** A message will not go. */
    record MessageCancelled(LocalDate day, MessageId message, String why) implements AccountEvent {}

    /**
     * A person asked for a statement of account; it goes to the customer as a message.
     *
     * @param from the first day that it states
     * @param to the last
     */
    record StatementAsked(LocalDate day, String actor, MessageId message, LocalDate from, LocalDate to)
            implements AccountEvent {}

    /** A person approved a proposal. */
    record MessageApproved(LocalDate day, String actor, MessageId message) implements AccountEvent {}

    /**
     * A person rejected a message.
     *
     * @param forGood its steps are skipped for this cycle; otherwise they come back
     */
    record MessageRejected(LocalDate day, String actor, MessageId message, boolean forGood, String why)
            implements AccountEvent {}

    /** A person edited a proposal: its words, its recipient, its channel. It says what it says from now on. */
    record MessageEdited(LocalDate day, String actor, MessageState message) implements AccountEvent {}

    /**
     * A person postponed a message.
     *
     * @param to it leaves on this day at the earliest; empty: as soon as the day allows it
     */
    record MessagePostponed(LocalDate day, String actor, MessageId message, Optional<LocalDate> to)
            implements AccountEvent {}

    /**
     * A channel reported of a message that it had taken, besides that it came back undeliverable; or it took a message when
     * others went on with it already, which changes nothing else.
     *
     * @param report names the report within its channel; of a hand-over, its attempt
     * @param what {@code DELIVERED}, {@code NOT_DELIVERED_NOW}, {@code COMPLAINED} or, of a hand-over, {@code ACCEPTED}
     * @param at when it happened, by the channel's account
     */
    record DeliveryReported(LocalDate day, DeliveryId delivery, String report, String what, Instant at, String detail)
            implements AccountEvent {}

    /**
     * A message was handed over.
     *
     * @param message as it was handed over: its lines are what was claimed
     * @param delivery the hand-over; empty when a person said that it was taken
     * @param at when the channel took it
     * @param reference the channel's own name for it
     * @param enclosures the documents that went with it
     */
    record MessageAccepted(
            LocalDate day,
            String actor,
            MessageState message,
            Optional<DeliveryId> delivery,
            Instant at,
            Optional<String> reference,
            List<Enclosure> enclosures)
            implements AccountEvent {
        /** Copies the documents. */
        public MessageAccepted {
            enclosures = List.copyOf(enclosures);
        }
    }

    /**
     * A channel did not take a message.
     *
     * @param forGood it never will; otherwise the hand-over is tried again
     */
    record DeliveryFailed(LocalDate day, DeliveryId delivery, boolean forGood, String why) implements AccountEvent {}

    /** No channel took a message, and none will. */
    record MessageFailed(LocalDate day, String actor, MessageId message, String why) implements AccountEvent {}

    /** A message was handed over, and nobody knows whether it was taken. */
    record MessageInDoubt(LocalDate day, DeliveryId delivery, String why) implements AccountEvent {}

    /** A message that was taken came back undeliverable. */
    record MessageBounced(LocalDate day, String actor, MessageId message, String why) implements AccountEvent {}

    /** A task was raised, or one that was open is now about more receivables. */
    record TaskRaised(LocalDate day, TaskState task) implements AccountEvent {}

    /** An open task is about more receivables from now on: {@code joined} are the new ones. */
    record TaskExtended(LocalDate day, String task, List<ReceivableId> joined) implements AccountEvent {}

    /** A person finished a task. */
    record TaskCompleted(LocalDate day, String actor, String task, String result) implements AccountEvent {}

    /**
     * A person gave a task to somebody.
     *
     * @param assignee empty: to anybody of its team again
     */
    record TaskAssigned(LocalDate day, String actor, String task, Optional<String> assignee) implements AccountEvent {}

    /**
     * A person said by when a task is to be done.
     *
     * @param due empty: by no day in particular
     */
    record TaskRescheduled(LocalDate day, String actor, String task, Optional<LocalDate> due) implements AccountEvent {}

    /** Somebody inside is to be told. */
    record Notified(LocalDate day, String id, String recipient, String text, List<ReceivableId> about)
            implements AccountEvent {
        /** Copies the receivables. */
        public Notified {
            about = List.copyOf(about);
        }
    }

    /** A receivable was handed over to a court or an agency. */
    record ReceivableHandedOver(LocalDate day, String id, ReceivableId receivable, String to) implements AccountEvent {}

    /** The host is asked to deliver nothing more on credit. */
    record DeliveryStopRequested(LocalDate day, String id, String text) implements AccountEvent {}

    /** Why a receivable is left alone is no longer what it was. */
    record ReasonChanged(LocalDate day, ReceivableId receivable, ReasonState reason) implements AccountEvent {}

    /** A person ordered a stop. */
    record HoldOrdered(LocalDate day, String actor, Hold hold) implements AccountEvent {}

    /** A person lifted a stop: from this day on it no longer counts. */
    record HoldLifted(LocalDate day, String actor, String hold) implements AccountEvent {}

    /** A promise to pay was taken. */
    record PromiseRecorded(LocalDate day, String actor, PromiseToPay promise) implements AccountEvent {}

    /** A person approved a promise beyond the limits of the policy. */
    record PromiseApproved(LocalDate day, String actor, String promise) implements AccountEvent {}

    /** A promise was taken back. */
    record PromiseCancelled(LocalDate day, String actor, String promise) implements AccountEvent {}

    /**
     * A promise was kept.
     *
     * @param partly at least half of it; otherwise all, less the tolerance
     * @param paid what came of it in time
     */
    record PromiseKept(LocalDate day, String promise, boolean partly, Money promised, Money paid)
            implements AccountEvent {}

    /**
     * A promise was broken: less than half of it came in time.
     *
     * @param paid what came of it in time
     */
    record PromiseBroken(LocalDate day, String promise, Money promised, Money paid) implements AccountEvent {}

    /** An instalment plan was agreed. */
    record PlanAgreed(LocalDate day, String actor, InstalmentPlan plan) implements AccountEvent {}

    /** A plan is broken from this day on. */
    record PlanBroken(LocalDate day, String actor, String plan, Optional<String> why) implements AccountEvent {}

    /** A person ended a plan. */
    record PlanEnded(LocalDate day, String actor, String plan) implements AccountEvent {}

    /** The customer contests something. */
    record DisputeOpened(LocalDate day, String actor, Dispute dispute) implements AccountEvent {}

    /** A dispute was settled. */
    record DisputeClosed(LocalDate day, String actor, String dispute) implements AccountEvent {}

    /** A payment was announced by a provider. */
    record PaymentAnnounced(LocalDate day, String actor, PendingPayment payment) implements AccountEvent {}

    /** An announced payment failed, or is in the books. */
    record PaymentCleared(LocalDate day, String actor, String payment) implements AccountEvent {}

    /**
     * A message got a page on which the customer can pay.
     *
     * @param key names it; its address stands in the message alone
     * @param lastDay the last whole day on which it can be paid
     */
    record PaymentLinkMade(
            LocalDate day,
            MessageId message,
            String provider,
            String key,
            List<RequestedPayment.Line> lines,
            LocalDate lastDay)
            implements AccountEvent {
        /** Copies the lines. */
        public PaymentLinkMade {
            lines = List.copyOf(lines);
        }
    }

    /** A message left without a page on which the customer can pay. */
    record PaymentLinkMissing(LocalDate day, MessageId message, String provider, String why) implements AccountEvent {}

    /** A provider told what became of a payment. */
    record PaymentReported(LocalDate day, String provider, String key, RequestedPayment.News news)
            implements AccountEvent {}

    /**
     * A page on which the customer could pay was withdrawn.
     *
     * @param tooLate why it could not be; empty: nothing can be paid by it any more
     */
    record PaymentLinkWithdrawn(LocalDate day, String provider, String key, Optional<String> tooLate)
            implements AccountEvent {}

    /** A customer's mandate for direct debits was recorded. */
    record MandateRecorded(LocalDate day, String actor, String provider, String mandate) implements AccountEvent {}

    /** A mandate was taken away: nothing is left to it any more. */
    record MandateRemoved(LocalDate day, String actor, String provider, String mandate) implements AccountEvent {}

    /**
     * A provider told how a mandate stands.
     *
     * @param why for people; may be empty
     */
    record MandateReported(LocalDate day, String provider, String mandate, Mandate.State state, String why)
            implements AccountEvent {}

    /** A direct debit was asked for; the provider is to be asked. */
    record DirectDebitWanted(LocalDate day, String actor, DirectDebit debit) implements AccountEvent {}

    /** A direct debit was called off; the provider is to withdraw it if it has taken it. */
    record DirectDebitCalledOff(LocalDate day, String actor, String debit) implements AccountEvent {}

    /** A provider collects a direct debit, and expects the money on a day. */
    record DirectDebitStarted(LocalDate day, String provider, String debit, LocalDate settles)
            implements AccountEvent {}

    /** A provider does not collect a direct debit. */
    record DirectDebitDeclined(LocalDate day, String provider, String debit, String why) implements AccountEvent {}

    /**
     * A direct debit was withdrawn.
     *
     * @param tooLate why it could not be; empty: nothing is collected by it
     */
    record DirectDebitWithdrawn(LocalDate day, String provider, String debit, Optional<String> tooLate)
            implements AccountEvent {}

    /** A person had contact with the customer. */
    record ContactLogged(LocalDate day, String actor, LoggedContact contact) implements AccountEvent {}

    /** A person set a tag. */
    record TagSet(LocalDate day, String actor, String tag) implements AccountEvent {}

    /** A person took a tag away. */
    record TagRemoved(LocalDate day, String actor, String tag) implements AccountEvent {}

    /**
     * A person set one of the host's own fields, or took it back.
     *
     * @param value empty: what the books say counts again
     */
    record FieldSet(LocalDate day, String actor, String field, Optional<FieldValue> value) implements AccountEvent {}

    /**
     * A person wrote a receivable off: the entry that the books are to make.
     *
     * @param amount what was open in the books on the day, to be written off
     */
    record WrittenOff(LocalDate day, String actor, ReceivableId receivable, Money amount, String why)
            implements AccountEvent {}

    /**
     * A message that asks for claims of late payment was handed over: from now on they are items of their own.
     *
     * @param claims with the amounts as they were written
     */
    record ClaimsRaised(LocalDate day, String actor, MessageId message, List<RaisedClaim> claims)
            implements AccountEvent {
        /** Copies the claims. */
        public ClaimsRaised {
            claims = List.copyOf(claims);
        }
    }

    /** Claims that a message had raised fell with it: it came back. */
    record ClaimsDropped(LocalDate day, String actor, MessageId message, List<RaisedClaim> claims)
            implements AccountEvent {
        /** Copies the claims. */
        public ClaimsDropped {
            claims = List.copyOf(claims);
        }
    }

    /**
     * A claim was paid, wholly or in part.
     *
     * @param claim as it stands after that
     * @param amount of this payment
     */
    record ClaimPaid(LocalDate day, String actor, RaisedClaim claim, Money amount) implements AccountEvent {}

    /**
     * A person waived a claim.
     *
     * @param claim as it stands after that
     */
    record ClaimWaived(LocalDate day, String actor, RaisedClaim claim) implements AccountEvent {}

    /** A person took a write-off back: from this day on the receivable is followed up again. */
    record WriteOffTakenBack(LocalDate day, String actor, ReceivableId receivable) implements AccountEvent {}

    /** A person assigned receivables: from a day on they are another's to collect. */
    record Assigned(LocalDate day, String actor, List<ReceivableId> receivables, Assignment assignment)
            implements AccountEvent {
        /** Copies the receivables. */
        public Assigned {
            receivables = List.copyOf(receivables);
        }
    }

    /** Receivables are no longer assigned: from this day on they are followed up again. */
    record AssignmentEnded(LocalDate day, String actor, List<ReceivableId> receivables) implements AccountEvent {
        /** Copies the receivables. */
        public AssignmentEnded {
            receivables = List.copyOf(receivables);
        }
    }

    /**
     * A person chose a scenario.
     *
     * @param receivable for which one; empty: for the whole account
     * @param scenario by id; empty: the choice was taken back
     */
    record ScenarioChosen(LocalDate day, String actor, Optional<ReceivableId> receivable, Optional<String> scenario)
            implements AccountEvent {}

    /**
     * A person put receivables into litigation: from this day on nothing is asked for.
     *
     * @param with the court, lawyer or agency
     */
    record LitigationBegun(LocalDate day, String actor, List<ReceivableId> receivables, String with)
            implements AccountEvent {
        /** Copies the receivables. */
        public LitigationBegun {
            receivables = List.copyOf(receivables);
        }
    }

    /** A person took receivables back from litigation: from this day on they are followed up again. */
    record LitigationEnded(LocalDate day, String actor, List<ReceivableId> receivables) implements AccountEvent {
        /** Copies the receivables. */
        public LitigationEnded {
            receivables = List.copyOf(receivables);
        }
    }

    /**
     * A person had the follow-up of a receivable begin anew.
     *
     * @param cycle the number of the round that begins
     */
    record FollowUpRestarted(LocalDate day, String actor, ReceivableId receivable, int cycle, String why)
            implements AccountEvent {}

    /** Insolvency proceedings were recorded, or taken back. */
    record InsolvencyRecorded(LocalDate day, String actor, Optional<LocalDate> judgment) implements AccountEvent {}

    /** A person set the segment, or took it back. */
    record SegmentSet(LocalDate day, String actor, Optional<String> segment) implements AccountEvent {}

    /** A person set the credit limit, or took it back. */
    record CreditLimitSet(LocalDate day, String actor, Optional<Money> limit) implements AccountEvent {}

    /** A score from outside came in, or was taken back. */
    record ExternalScoreReceived(LocalDate day, String actor, Optional<ExternalScore> score) implements AccountEvent {}

    /** Everything that was held about the account was erased, all that went before included. */
    record PersonalDataErased(LocalDate day, String actor, String why) implements AccountEvent {}

    /**
     * Stands for an event whose content was erased: that there was one, and of which type, is all that is left.
     *
     * @param type the name of its class
     */
    record ContentErased(LocalDate day, String type) implements AccountEvent {}
}
