package io.relance.benchmarks;

import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** The aging balance of every customer at the end of a past day; every figure is read, DuckDB's inside of it. */
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class AgingDayByCustomerBenchmark extends AgingBesideDuckDb {}
