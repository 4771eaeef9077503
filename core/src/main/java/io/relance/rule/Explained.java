package io.relance.rule;

import io.relance.plan.Trace;
import io.relance.plan.Truth;

/**
 * How a condition came out, with every comparison in it.
 *
 * @param trace one line a comparison, in the order in which they are written, those that could change nothing included
 */
public record Explained(Truth truth, Trace trace) {}
