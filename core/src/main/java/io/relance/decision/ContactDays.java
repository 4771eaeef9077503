package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.account.LoggedContact;
import io.relance.account.MessageState;
import io.relance.action.Stage;
import io.relance.delivery.MessageId;
import io.relance.policy.Policy;
import io.relance.receivable.Customer;
import io.relance.receivable.NaturalPerson;
import io.relance.time.BusinessCalendar;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * On which days a customer may be written to: sending days, the contact cap and the ceiling for natural persons. Only
 * contacts up to the day asked for are looked at, so the past answers as it would have then.
 */
final class ContactDays {
    /** How far ahead a day is looked for: longer than any run of days off together with any cap that makes sense. */
    private static final int HORIZON = 4000;

    /** No contact; before every day. */
    private static final long NONE = Long.MIN_VALUE;

    private final BusinessCalendar sending;
    private final int cap;
    private final int ceiling;
    private final boolean person;
    /** The epoch days of the contacts. */
    private long[] contacts = new long[4];

    private int count;

    ContactDays(DunningCase memory, Customer customer, Policy policy, LocalDate today, Optional<MessageId> except) {
        this.sending = policy.sendingCalendar(customer);
        this.cap = policy.contactCapDays();
        this.ceiling = policy.personCeiling();
        this.person = customer.naturalPerson() == NaturalPerson.YES;
        for (MessageState message : memory.messages()) {
            if (message.countsInCap()
                    && !message.on().isAfter(today)
                    && !(except.isPresent() && except.get().equals(message.id()))) {
                add(message.on());
            }
        }
        for (LoggedContact contact : memory.contacts()) {
            if (!contact.date().isAfter(today)) {
                add(contact.date());
            }
        }
    }

    /** Counts a contact that this decision makes. */
    void add(LocalDate date) {
        if (count == contacts.length) {
            contacts = Arrays.copyOf(contacts, 2 * count);
        }
        contacts[count++] = date.toEpochDay();
    }

    /** How many days two messages lie apart at least. */
    int cap() {
        return cap;
    }

    boolean isSendingDay(LocalDate date) {
        return sending.isBusinessDay(date);
    }

    LocalDate nextSendingDay(LocalDate from) {
        return sending.nextOrSame(from);
    }

    LocalDate previousSendingDay(LocalDate from) {
        return sending.previousOrSame(from);
    }

    /** Whether the cap lets a message of {@code stage} leave on {@code date}. */
    boolean capAllows(LocalDate date, Stage stage) {
        return newestBlocker(date.toEpochDay(), stage) == NONE;
    }

    /** The contact that keeps a message of {@code stage} from leaving on {@code date}: the newest one. */
    Optional<LocalDate> blocker(LocalDate date, Stage stage) {
        long blocker = newestBlocker(date.toEpochDay(), stage);
        return blocker == NONE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(blocker));
    }

    private long newestBlocker(long day, Stage stage) {
        long newest = newestUpTo(day);
        if (stage.isBelow(Stage.FORMAL_NOTICE) && newest != NONE && day - newest < cap) {
            return newest;
        }
        if (ceilingAllows(day)) {
            return NONE;
        }
        return newest == NONE ? day : newest;
    }

    private long newestUpTo(long day) {
        long newest = NONE;
        for (int i = 0; i < count; i++) {
            if (contacts[i] <= day) {
                newest = Math.max(newest, contacts[i]);
            }
        }
        return newest;
    }

    private boolean ceilingAllows(long day) {
        if (!person) {
            return true;
        }
        int within = 0;
        for (int i = 0; i < count; i++) {
            if (contacts[i] <= day && day - contacts[i] < Policy.PERSON_CEILING_DAYS) {
                within++;
            }
        }
        return within < ceiling;
    }

    boolean allows(LocalDate date, Stage stage) {
        return isSendingDay(date) && capAllows(date, stage);
    }

    /** The first day on or after {@code from} on which a message of {@code stage} may leave, as far as is known now. */
    Optional<LocalDate> firstAllowed(LocalDate from, Stage stage) {
        LocalDate date = from;
        for (int i = 0; i < HORIZON; i++) {
            if (allows(date, stage)) {
                return Optional.of(date);
            }
            date = date.plusDays(1);
        }
        return Optional.empty();
    }
}
