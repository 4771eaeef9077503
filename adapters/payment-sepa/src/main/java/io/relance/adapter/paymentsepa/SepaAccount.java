package io.relance.adapter.paymentsepa;

import io.relance.delivery.CreditTransfer;
import io.relance.receivable.CreditorReference;
import io.relance.receivable.ReceivableId;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The bank account that a creditor is paid to.
 *
 * @param holder in whose name it is; not blank
 * @param iban with check digits that hold; written as people do, it is kept without spaces and in capitals
 * @param bic the bank's code: 8 or 11 capitals and digits; SEPA does without
 */
public record SepaAccount(String holder, String iban, Optional<String> bic) {
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /** @throws IllegalArgumentException when the holder is blank, the IBAN is none, or the BIC has another form */
    public SepaAccount {
        iban = iban.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (holder.isBlank()) {
            throw new IllegalArgumentException("the holder of the account to pay to is blank");
        }
        if (!CreditTransfer.isIban(iban) || !checks(iban)) {
            throw new IllegalArgumentException("the IBAN to pay to has a form or check digits that no IBAN has");
        }
        if (bic.filter(code -> !code.matches("[A-Z0-9]{8}([A-Z0-9]{3})?")).isPresent()) {
            throw new IllegalArgumentException("a BIC has 8 or 11 capitals and digits");
        }
    }

    /** An account of that holder, without a BIC. */
    public static SepaAccount of(String holder, String iban) {
        return new SepaAccount(holder, iban, Optional.empty());
    }

    /** ISO 13616: the number with its first four characters last, letters as two digits from A = 10, leaves 1 of 97. */
    private static boolean checks(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }

    /**
     * The transfer that pays one invoice, with the reference made of its number (ISO 11649), so that it can be matched; without
     * one when the number has no letter or digit, or more than {@value CreditorReference#MAX}.
     */
    public CreditTransfer transfer(ReceivableId invoice, Money amount) {
        return new CreditTransfer(holder, iban, bic, amount, CreditorReference.of(invoice.value()));
    }

    /** The last four characters alone. */
    @Override
    public String toString() {
        return "account of " + holder + " ending in " + iban.substring(iban.length() - 4);
    }
}
