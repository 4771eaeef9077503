package io.relance.receivable;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * A structured creditor reference (ISO 11649): {@code RF}, two check digits, then 1 to 21 of the letters A to Z and digits. A payer
 * who quotes it says without doubt what is paid.
 *
 * @param value as machines write it, without spaces and in capitals
 */
public record CreditorReference(String value) {
    /** The most letters and digits after the check digits. */
    public static final int MAX = 21;

    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final int COMPLEMENT = 98;

    /** @throws IllegalArgumentException when it has another form, or other check digits than its text asks for */
    public CreditorReference {
        if (!value.matches("RF[0-9]{2}[A-Z0-9]{1," + MAX + "}")) {
            throw new IllegalArgumentException("a creditor reference is RF, two digits, and 1 to " + MAX
                    + " of A to Z and 0 to 9, but was \"" + value + "\"");
        }
        String text = value.substring(4);
        if (!value.substring(2, 4).equals(checkDigits(text))) {
            throw new IllegalArgumentException(
                    "the check digits of the creditor reference " + value + " must be " + checkDigits(text));
        }
    }

    /**
     * The reference of a text such as an invoice number: its letters and digits, in capitals; anything else in it is left out, so
     * that two texts may have one reference.
     *
     * @return empty when the text has none of A to Z and 0 to 9, or more than {@value #MAX} of them
     */
    public static Optional<CreditorReference> of(String text) {
        String kept = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return kept.isEmpty() || kept.length() > MAX
                ? Optional.empty()
                : Optional.of(new CreditorReference("RF" + checkDigits(kept) + kept));
    }

    /**
     * Reads one as people write it: with spaces, in small letters.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static CreditorReference parse(String written) {
        return new CreditorReference(written.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
    }

    /** ISO 7064 MOD 97-10 over the text followed by {@code RF00}, letters as two digits from A = 10. */
    private static String checkDigits(String text) {
        StringBuilder digits = new StringBuilder();
        (text + "RF00").chars().forEach(c -> digits.append(Character.digit(c, 36)));
        int check = COMPLEMENT - new BigInteger(digits.toString()).mod(MODULUS).intValueExact();
        return String.format(Locale.ROOT, "%02d", check);
    }

    /** As people read it: in groups of four. */
    public String grouped() {
        return value.replaceAll("(.{4})(?=.)", "$1 ");
    }

    @Override
    public String toString() {
        return value;
    }
}
