package io.relance.benchmarks;

import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** The aging balances of every customer at the ends of 24 past months; every figure is read, DuckDB's inside of it. */
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class AgingSeriesByCustomerBenchmark extends AgingPeers {}
