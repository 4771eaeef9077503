package io.relance.benchmarks;

import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** The aging balances of a whole portfolio at the ends of 24 past months. */
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class AgingSeriesBenchmark extends AgingBesideDuckDb {}
