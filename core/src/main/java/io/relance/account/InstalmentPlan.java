package io.relance.account;

import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * An agreement to pay invoices in parts (echeancier). Its instalments are dunned instead of the invoices; aging, indicators
 * and interest keep the contractual due dates.
 *
 * @param receivables the invoices it covers; payments on them go to the oldest instalment first
 * @param instalments by date, all in one currency
 * @param agreedOn the business date from which it counts
 * @param recordedAt only payments recorded later count against it
 * @param broken the day on which it was declared broken
 * @param ended the day on which a person ended it
 */
public record InstalmentPlan(
        String id,
        List<ReceivableId> receivables,
        List<Instalment> instalments,
        Breaking breaking,
        LocalDate agreedOn,
        Instant recordedAt,
        Optional<LocalDate> broken,
        Optional<LocalDate> ended) {
    /** What follows from a missed instalment. */
    public enum Breaking {
        /** A person decides; a task asks for it: the default. */
        MANUAL,
        /** Broken when a reminder of the missed instalment has not helped within the grace. */
        AFTER_NOTICE,
        /** Broken when the grace is over. */
        AUTOMATIC
    }

    /** One part and its date. */
    public record Instalment(LocalDate due, Money amount) {
        /** @throws IllegalArgumentException when the amount is not above 0 */
        public Instalment {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("an instalment must be above 0, but was " + amount);
            }
        }
    }

    /** @throws IllegalArgumentException when it is empty, its dates go back, or it mixes currencies */
    public InstalmentPlan {
        receivables = List.copyOf(receivables);
        instalments = List.copyOf(instalments);
        if (receivables.isEmpty() || instalments.isEmpty()) {
            throw new IllegalArgumentException("plan " + id + " needs at least one invoice and one instalment");
        }
        for (int i = 1; i < instalments.size(); i++) {
            if (!instalments.get(i).due().isAfter(instalments.get(i - 1).due())) {
                throw new IllegalArgumentException("the instalments of plan " + id + " must follow each other, but "
                        + instalments.get(i).due() + " follows "
                        + instalments.get(i - 1).due());
            }
        }
        if (instalments.stream()
                        .map(i -> i.amount().getCurrencyUnit())
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("plan " + id + " mixes currencies");
        }
    }

    /** Whether it stands on {@code date}: agreed, neither broken nor ended. */
    public boolean isLive(LocalDate date) {
        return !agreedOn.isAfter(date)
                && (broken.isEmpty() || broken.get().isAfter(date))
                && (ended.isEmpty() || ended.get().isAfter(date));
    }

    /** The number under which the {@code index}-th instalment (from 0) is dunned. */
    public ReceivableId instalmentId(int index) {
        return new ReceivableId(id + "/" + (index + 1));
    }

    /** The plan, broken on {@code date}. */
    public InstalmentPlan brokenOn(LocalDate date) {
        return new InstalmentPlan(
                id, receivables, instalments, breaking, agreedOn, recordedAt, Optional.of(date), ended);
    }
}
