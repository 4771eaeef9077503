package io.relance.adapter.importfiles;

import java.time.LocalDate;
import org.joda.money.CurrencyUnit;

/**
 * A row of the payments file.
 *
 * @param minor the amount in minor units, at least 0
 * @param invoice the row of what it pays, see {@link InvoiceRow#row}; {@link #ON_ACCOUNT} for none
 */
record PaymentRow(String number, LocalDate date, CurrencyUnit unit, long minor, int invoice, String file, int line) {
    static final int ON_ACCOUNT = -1;

    boolean isOnAccount() {
        return invoice == ON_ACCOUNT;
    }
}
