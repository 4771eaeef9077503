package io.relance.payment;

/**
 * The provider's own name for a payer's leave to collect by direct debit.
 *
 * @param value 1 to {@value #MAX} visible characters of ASCII
 */
public record MandateId(String value) {
    /** The most characters. */
    public static final int MAX = 255;

    /** @throws IllegalArgumentException when it has another form */
    public MandateId {
        Texts.name("a mandate's id", value, MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
