/**
 * Indicators of collection: DSO and its kin, effectiveness, delays, rates; pure functions over plain figures, and the same
 * over a portfolio as of any day.
 *
 * <p>Amounts are exact. Days, rates and percentages are exact quotients rounded once, to the 34 digits of
 * {@link java.math.MathContext#DECIMAL128}, half even; nothing is rounded for display. Where a denominator is 0 or less
 * there is no value: an empty {@code Optional}, never 0 or infinity.
 */
@NullMarked
package io.relance.kpi;

import org.jspecify.annotations.NullMarked;
