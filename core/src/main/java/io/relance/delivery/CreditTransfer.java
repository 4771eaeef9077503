package io.relance.delivery;

import io.relance.receivable.CreditorReference;
import java.util.Optional;
import org.joda.money.Money;

/**
 * How to pay by credit transfer what a message asks for: what a letter shows as a code to scan.
 *
 * @param holder in whose name the account is; not blank
 * @param iban without spaces, in capitals
 * @param bic the bank's code, where one is given
 * @param amount what to pay
 * @param reference what the payer is to quote, where there is one
 */
public record CreditTransfer(
        String holder, String iban, Optional<String> bic, Money amount, Optional<CreditorReference> reference) {
    /** @throws IllegalArgumentException when the holder is blank, or the IBAN has not the form of one */
    public CreditTransfer {
        if (holder.isBlank()) {
            throw new IllegalArgumentException("the holder of the account to pay to is blank");
        }
        if (!isIban(iban)) {
            throw new IllegalArgumentException(
                    "an IBAN has two letters, two digits and 11 to 30 more letters and digits,"
                            + " without spaces, but this one has " + iban.length() + " characters of another form");
        }
    }

    /** Whether a text has the form of an IBAN, without spaces and in capitals. */
    public static boolean isIban(String text) {
        return text.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    }
}
