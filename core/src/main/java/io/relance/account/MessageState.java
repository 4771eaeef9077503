package io.relance.account;

import io.relance.action.DunningAction.Route;
import io.relance.action.Stage;
import io.relance.action.StepRef;
import io.relance.action.Tone;
import io.relance.delivery.MessageId;
import io.relance.money.MoneyBag;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A message, from the plan to its end.
 *
 * @param group what it is grouped by: empty for the whole customer, else the one invoice
 * @param lead the receivable that it was planned for first
 * @param step the lead's step; empty for all that is no reminder
 * @param routes the channels that can reach the contact, in the order to try
 * @param contact the contact's id; of a note to a team, the team's name
 * @param needsApproval whether a person must approve it
 * @param plannedOn the day of its first plan
 * @param on the day of the status
 * @param revision from 1; counts up when it is planned anew
 * @param lines the receivables in it, the lead first
 * @param edit what a person chose about it
 * @param postponed a person wants it to leave on this day at the earliest
 * @param refused the ids of contacts over all of whose channels it was refused for good
 * @param occasion what a message of no step is about; empty for reminders and thanks
 */
public record MessageState(
        MessageId id,
        Kind kind,
        Stage stage,
        Optional<ReceivableId> group,
        ReceivableId lead,
        Optional<StepRef> step,
        List<Route> routes,
        String contact,
        Tone tone,
        boolean needsApproval,
        Status status,
        LocalDate plannedOn,
        LocalDate on,
        int revision,
        List<MessageLine> lines,
        MessageEdit edit,
        Optional<LocalDate> postponed,
        List<String> refused,
        Optional<Occasion> occasion) {
    /** A message about which nobody has chosen anything. */
    public MessageState(
            MessageId id,
            Kind kind,
            Stage stage,
            Optional<ReceivableId> group,
            ReceivableId lead,
            Optional<StepRef> step,
            List<Route> routes,
            String contact,
            Tone tone,
            boolean needsApproval,
            Status status,
            LocalDate plannedOn,
            LocalDate on,
            int revision,
            List<MessageLine> lines) {
        this(
                id,
                kind,
                stage,
                group,
                lead,
                step,
                routes,
                contact,
                tone,
                needsApproval,
                status,
                plannedOn,
                on,
                revision,
                lines,
                MessageEdit.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /**
     * A message of no step, ready to go to a contact: thanks, a confirmation, a statement, a note.
     *
     * @param day of its plan
     * @param occasion what it is about; empty for thanks
     */
    public static MessageState ofNoStep(
            MessageId id,
            Kind kind,
            ReceivableId lead,
            List<Route> routes,
            String contact,
            LocalDate day,
            List<MessageLine> lines,
            Optional<Occasion> occasion) {
        return new MessageState(
                id,
                kind,
                Stage.AMICABLE,
                Optional.empty(),
                lead,
                Optional.empty(),
                routes,
                contact,
                Tone.FRIENDLY,
                false,
                Status.READY,
                day,
                day,
                1,
                lines,
                MessageEdit.NONE,
                Optional.empty(),
                List.of(),
                occasion);
    }

    /** What a message is for. */
    public enum Kind {
        /** A courtesy, reminder, notice. */
        DUNNING,
        /** Thanks for a payment; counts in no cap. */
        THANK_YOU,
        /** A confirmation of a promise or plan; counts in no cap. */
        CONFIRMATION,
        /** A statement of account that a person asked for: no cap keeps it back, and it counts as a contact. */
        STATEMENT,
        /** A note to a team of the creditor's; never for the customer. */
        INTERNAL
    }

    /** Where a message is. */
    public enum Status {
        /** A proposal: a person must approve it. */
        AWAITING_APPROVAL,
        /** To be handed over on the first day that allows it. */
        READY,
        /** A channel took it. */
        ACCEPTED,
        /** Handed over, and nobody knows whether it arrived. */
        IN_DOUBT,
        /** Not handed over, and never will be. */
        CANCELLED,
        /** No channel took it. */
        FAILED,
        /** Taken, and came back undeliverable. */
        BOUNCED
    }

    /** Copies the lists. */
    public MessageState {
        routes = List.copyOf(routes);
        lines = List.copyOf(lines);
        refused = List.copyOf(refused);
    }

    /** Whether it is still to be handed over. */
    public boolean isOutstanding() {
        return status == Status.AWAITING_APPROVAL || status == Status.READY;
    }

    /** Whether it is for the customer. */
    public boolean isForCustomer() {
        return kind != Kind.INTERNAL;
    }

    /** Whether it was handed over (it may have come back since, or be in doubt): it counts as a contact. */
    public boolean wasHandedOver() {
        return status == Status.ACCEPTED || status == Status.IN_DOUBT || status == Status.BOUNCED;
    }

    /** Whether it is a contact that the cap counts. */
    public boolean countsInCap() {
        return (kind == Kind.DUNNING || kind == Kind.STATEMENT) && wasHandedOver();
    }

    /** Whether it is a courtesy, reminder or notice that was handed over. */
    public boolean wasReminder() {
        return kind == Kind.DUNNING && wasHandedOver();
    }

    /** The line of {@code receivable}. */
    public Optional<MessageLine> line(ReceivableId receivable) {
        for (MessageLine line : lines) {
            if (line.receivable().equals(receivable)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** What it asks for, by currency. */
    public MoneyBag claimed() {
        MoneyBag sum = MoneyBag.empty();
        for (MessageLine line : lines) {
            if (line.role() == MessageLine.Role.CLAIMED) {
                sum = sum.plus(line.amount());
            }
        }
        return sum;
    }

    /** Whether a person wants it to leave later than {@code day}. */
    public boolean isPostponedAfter(LocalDate day) {
        return postponed.filter(to -> to.isAfter(day)).isPresent();
    }

    /** The same message, {@code next} from {@code day} on. */
    public MessageState become(Status next, LocalDate day) {
        return copy(routes, contact, needsApproval, next, day, revision, lines, edit, postponed);
    }

    /**
     * The same message with other lines; approval and revision stand. Unless a person wrote its words: they would say what is no
     * longer so, and it awaits approval again, with the template's words.
     */
    public MessageState with(List<MessageLine> other, LocalDate day) {
        return edit.words().isPresent() && !other.equals(lines)
                ? revised(other, routes, contact, true, day)
                : copy(routes, contact, needsApproval, status, on, revision, other, edit, postponed);
    }

    /**
     * The message planned anew: other lines, recipient or need of approval; any approval is void, and so are a person's words.
     */
    public MessageState revised(
            List<MessageLine> other, List<Route> newRoutes, String newContact, boolean approval, LocalDate day) {
        return copy(
                newRoutes,
                newContact,
                approval,
                approval ? Status.AWAITING_APPROVAL : Status.READY,
                day,
                revision + 1,
                other,
                edit.withoutWords(),
                postponed);
    }

    /** The message as a person wants it, to be approved on its way. */
    public MessageState edited(List<Route> newRoutes, String newContact, MessageEdit wanted, LocalDate day) {
        return copy(newRoutes, newContact, true, Status.AWAITING_APPROVAL, day, revision + 1, lines, wanted, postponed);
    }

    /** The message, to leave on {@code to} at the earliest; empty: as soon as the day allows it. */
    public MessageState postponedTo(Optional<LocalDate> to) {
        return copy(routes, contact, needsApproval, status, on, revision, lines, edit, to);
    }

    /** The message after every channel of its contact refused it. */
    public MessageState refusedByContact() {
        List<String> all = new java.util.ArrayList<>(refused);
        all.add(contact);
        return new MessageState(
                id,
                kind,
                stage,
                group,
                lead,
                step,
                routes,
                contact,
                tone,
                needsApproval,
                status,
                plannedOn,
                on,
                revision,
                lines,
                edit,
                postponed,
                all,
                occasion);
    }

    /** The same message under another id, to be tried again: as old as it was, to nobody it was refused by. */
    public MessageState again(MessageId other, LocalDate day) {
        return new MessageState(
                other,
                kind,
                stage,
                group,
                lead,
                step,
                routes,
                contact,
                tone,
                needsApproval,
                Status.READY,
                plannedOn,
                day,
                1,
                lines,
                MessageEdit.NONE,
                Optional.empty(),
                List.of(),
                occasion);
    }

    private MessageState copy(
            List<Route> newRoutes,
            String newContact,
            boolean approval,
            Status newStatus,
            LocalDate day,
            int newRevision,
            List<MessageLine> newLines,
            MessageEdit newEdit,
            Optional<LocalDate> newPostponed) {
        return new MessageState(
                id,
                kind,
                stage,
                group,
                lead,
                step,
                newRoutes,
                newContact,
                tone,
                approval,
                newStatus,
                plannedOn,
                day,
                newRevision,
                newLines,
                newEdit,
                newPostponed,
                refused,
                occasion);
    }
}
