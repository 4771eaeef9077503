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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On which days a customer may be written to: sending days, the contact cap and the ceiling for natural persons. Only
 * contacts up to the day asked for are looked at, so the past answers as it would have then.
 */
final class ContactDays {
    /** How far ahead a day is looked for: longer than any run of days off together with any cap that makes sense. */
    private static final int HORIZON = 4000;

    private final BusinessCalendar sending;
    private final int cap;
    private final int ceiling;
    private final boolean person;
    private final List<LocalDate> dates = new ArrayList<>();

    ContactDays(DunningCase memory, Customer customer, Policy policy, LocalDate today, Optional<MessageId> except) {
        this.sending = policy.sendingCalendar(customer);
        this.cap = policy.contactCapDays();
        this.ceiling = policy.personCeiling();
        this.person = customer.naturalPerson() == NaturalPerson.YES;
        for (MessageState message : memory.messages()) {
            if (message.countsInCap()
                    && !message.on().isAfter(today)
                    && !(except.isPresent() && except.get().equals(message.id()))) {
                dates.add(message.on());
            }
        }
        for (LoggedContact contact : memory.contacts()) {
            if (!contact.date().isAfter(today)) {
                dates.add(contact.date());
            }
        }
    }

    /** Counts a contact that this decision makes. */
    void add(LocalDate date) {
        dates.add(date);
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
        return newestBlocker(date, stage) == null;
    }

    /** The contact that keeps a message of {@code stage} from leaving on {@code date}: the newest one. */
    Optional<LocalDate> blocker(LocalDate date, Stage stage) {
        return Optional.ofNullable(newestBlocker(date, stage));
    }

    private @Nullable LocalDate newestBlocker(LocalDate date, Stage stage) {
        LocalDate newest = null;
        if (stage.isBelow(Stage.FORMAL_NOTICE)) {
            for (LocalDate contact : dates) {
                if (!contact.isAfter(date)
                        && date.toEpochDay() - contact.toEpochDay() < cap
                        && (newest == null || contact.isAfter(newest))) {
                    newest = contact;
                }
            }
        }
        if (newest == null && !ceilingAllows(date)) {
            newest = dates.stream()
                    .filter(contact -> !contact.isAfter(date))
                    .max(LocalDate::compareTo)
                    .orElse(date);
        }
        return newest;
    }

    private boolean ceilingAllows(LocalDate date) {
        if (!person) {
            return true;
        }
        int count = 0;
        for (LocalDate contact : dates) {
            if (!contact.isAfter(date) && date.toEpochDay() - contact.toEpochDay() < Policy.PERSON_CEILING_DAYS) {
                count++;
            }
        }
        return count < ceiling;
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
