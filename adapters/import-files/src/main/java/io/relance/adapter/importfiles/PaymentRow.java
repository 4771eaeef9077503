package io.relance.adapter.importfiles;

import java.time.LocalDate;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * A row of the payments file.
 *
 * @param minor the amount in minor units, at least 0
 * @param invoice what it pays; null for a payment on account
 */
record PaymentRow(
        String number,
        LocalDate date,
        CurrencyUnit unit,
        long minor,
        @Nullable InvoiceRow invoice,
        String file,
        int line) {}
