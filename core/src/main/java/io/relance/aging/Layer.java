package io.relance.aging;

import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.util.Optional;

/** What columns add up by itself: the open amounts, those parts of them that the books flag, and credit. */
enum Layer {
    /** What is open on receivables, with how many they are. */
    OPEN,
    /** The part of it that is disputed. */
    DISPUTED,
    /** The part that is with a factor or a credit insurer. */
    ASSIGNED,
    /** The part that is caught in insolvency proceedings. */
    INSOLVENT,
    /** The part that is before a court or with a collection agency. */
    IN_LITIGATION,
    /** What is left of payments and credit notes; it has no age. */
    CREDIT;

    /** From when on the open amount of {@code receivable} is in this layer. */
    Optional<LocalDate> from(Receivable receivable) {
        return switch (this) {
            case OPEN -> Optional.of(receivable.issued());
            case DISPUTED -> receivable.disputedFrom();
            case ASSIGNED -> receivable.assignedFrom();
            case INSOLVENT -> BookFlags.insolventFrom(receivable);
            case IN_LITIGATION -> receivable.litigationFrom();
            case CREDIT -> Optional.empty();
        };
    }
}
