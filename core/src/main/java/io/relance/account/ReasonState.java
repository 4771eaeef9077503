package io.relance.account;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Why a receivable was last left alone; stored when it changes.
 *
 * @param code the reason's code, or {@code MESSAGE} or {@code TASK} when it was not left alone
 * @param text the reason in words
 * @param from the day of the decision that found it first
 * @param until the day on which it ends, if known then
 */
public record ReasonState(String code, String text, LocalDate from, Optional<LocalDate> until) {}
