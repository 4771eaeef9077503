package io.relance.adapter.importfiles;

import io.relance.receivable.FieldValue;
import java.time.LocalDate;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * An invoice or credit note as read; made anew out of the {@link DocumentStore} whenever it is asked for.
 *
 * @param row its number there
 * @param minor the amount in minor units, at least 0
 * @param settled paid in full on that day; null when open on the as-of date
 * @param paid paid so far in minor units, effective by the as-of date; at least 0
 * @param paidOn the day of {@code paid}; null when the books don't know it
 */
record InvoiceRow(
        int row,
        CustomerEntry customer,
        String number,
        boolean creditNote,
        LocalDate issued,
        LocalDate due,
        CurrencyUnit unit,
        long minor,
        boolean disputed,
        @Nullable LocalDate settled,
        long paid,
        @Nullable LocalDate paidOn,
        @Nullable Map<String, FieldValue> fields,
        String file,
        int line) {
    String where() {
        return "line " + line + " of " + file;
    }
}
