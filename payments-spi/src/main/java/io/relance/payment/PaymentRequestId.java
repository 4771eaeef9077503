package io.relance.payment;

/**
 * The provider's own name for what was requested.
 *
 * @param value 1 to {@value #MAX} visible characters of ASCII
 */
public record PaymentRequestId(String value) {
    /** The most characters. */
    public static final int MAX = 255;

    /** @throws IllegalArgumentException when it has another form */
    public PaymentRequestId {
        Texts.name("a payment request's id", value, MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
