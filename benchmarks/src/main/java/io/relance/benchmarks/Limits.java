package io.relance.benchmarks;

import java.math.BigDecimal;

/** The numbers in the rules for Drools: written there as literals they would be made anew at every evaluation. */
public final class Limits {
    /** 0.00. */
    public static final BigDecimal N0_00 = new BigDecimal("0.00");

    /** 0.0. */
    public static final BigDecimal N0_0 = new BigDecimal("0.0");

    /** 0.50. */
    public static final BigDecimal N0_50 = new BigDecimal("0.50");

    /** 0.80. */
    public static final BigDecimal N0_80 = new BigDecimal("0.80");

    /** 0.90. */
    public static final BigDecimal N0_90 = new BigDecimal("0.90");

    /** 1.00. */
    public static final BigDecimal N1_00 = new BigDecimal("1.00");

    /** 15.0. */
    public static final BigDecimal N15_0 = new BigDecimal("15.0");

    /** 100.00. */
    public static final BigDecimal N100_00 = new BigDecimal("100.00");

    /** 250.00. */
    public static final BigDecimal N250_00 = new BigDecimal("250.00");

    /** 500.00. */
    public static final BigDecimal N500_00 = new BigDecimal("500.00");

    /** 1000.00. */
    public static final BigDecimal N1000_00 = new BigDecimal("1000.00");

    /** 1500.00. */
    public static final BigDecimal N1500_00 = new BigDecimal("1500.00");

    /** 2000.00. */
    public static final BigDecimal N2000_00 = new BigDecimal("2000.00");

    /** 5000.00. */
    public static final BigDecimal N5000_00 = new BigDecimal("5000.00");

    /** 7000.00. */
    public static final BigDecimal N7000_00 = new BigDecimal("7000.00");

    /** 10000.00. */
    public static final BigDecimal N10000_00 = new BigDecimal("10000.00");

    /** 20000.00. */
    public static final BigDecimal N20000_00 = new BigDecimal("20000.00");

    private Limits() {}
}
