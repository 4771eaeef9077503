package io.relance.plan;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Why a receivable is left alone.
 *
 * @param text in words, naming the date, amount or fact that caused it
 * @param until the day on which it ends, if known
 */
public record Reason(ReasonCode code, String text, Optional<LocalDate> until) {
    @Override
    public String toString() {
        return code + ": " + text;
    }
}
