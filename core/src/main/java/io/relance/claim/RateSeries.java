package io.relance.claim;

import java.util.List;

/**
 * A reference rate that is published again and again. Hosts may have series of their own.
 *
 * @param id short and stable: {@code ecb-refinancing}
 * @param title for people
 */
public record RateSeries(String id, String title) {
    /** The European Central Bank's rate for its main refinancing operations. */
    public static final RateSeries ECB_REFINANCING =
            new RateSeries("ecb-refinancing", "main refinancing rate of the European Central Bank");

    /** The French legal interest rate for debts of professionals. */
    public static final RateSeries FRENCH_LEGAL_PROFESSIONAL =
            new RateSeries("fr-legal-professional", "French legal interest rate (professionals)");

    /** The French legal interest rate owed to professionals by private persons: no figures are shipped, the host supplies them. */
    public static final RateSeries FRENCH_LEGAL = new RateSeries("fr-legal", "French legal interest rate");

    /** The base rate of section 247 of the German civil code; may be negative. */
    public static final RateSeries GERMAN_BASE = new RateSeries("de-base", "German base rate (section 247 BGB)");

    /** The Bank of England's official dealing rate, as the 1998 act takes it for half a year. */
    public static final RateSeries BANK_OF_ENGLAND =
            new RateSeries("bank-of-england", "official dealing rate of the Bank of England");

    /** The series that have a name here, whether figures of them are shipped or not. */
    public static List<RateSeries> known() {
        return List.of(ECB_REFINANCING, FRENCH_LEGAL_PROFESSIONAL, FRENCH_LEGAL, GERMAN_BASE, BANK_OF_ENGLAND);
    }

    /** @throws IllegalArgumentException when the id or the title is blank */
    public RateSeries {
        if (id.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("a series of rates needs an id and a title");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
