package io.relance.plan;

/**
 * One comparison of a condition, as it came out.
 *
 * @param path where it stands in the condition ({@code all[0].not})
 * @param fact the fact's name
 * @param operator how it was compared ({@code atLeast})
 * @param expected what it was compared with
 * @param actual the fact's value, with its as-of date where it is frozen; {@code absent} when there was none
 * @param truth how the comparison came out
 */
public record TraceLine(String path, String fact, String operator, String expected, String actual, Truth truth) {}
