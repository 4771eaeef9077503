package io.relance.account;

/** How likely an account is to pay late or not at all, read off its {@link PaymentScore}; ascending. */
public enum RiskLevel {
    /** Pays; little to do. */
    LOW,
    /** Pays, some of it late. */
    MODERATE,
    /** Pays late as a rule; watch the exposure. */
    HIGH,
    /** A loss is to be expected; no further credit. */
    CRITICAL
}
