package io.relance.adapter.importfiles;

import java.util.Arrays;
import java.util.List;

/** What a mapped column means; the name is the key in the mapping document. */
enum ColumnKey {
    INVOICE("invoice", Use.REQUIRED, Use.OPTIONAL, Option.AS),
    CUSTOMER("customer", Use.REQUIRED, Use.REQUIRED, Option.AS),
    CUSTOMER_NAME("customerName", Use.OPTIONAL, Use.NEVER),
    ISSUED("issued", Use.REQUIRED, Use.NEVER),
    DUE("due", Use.REQUIRED, Use.NEVER),
    AMOUNT("amount", Use.REQUIRED, Use.REQUIRED, Option.ROUND),
    CURRENCY("currency", Use.REQUIRED, Use.REQUIRED),
    SETTLED("settled", Use.OPTIONAL, Use.NEVER),
    PAID("paid", Use.OPTIONAL, Use.NEVER, Option.ROUND),
    PAID_ON("paidOn", Use.OPTIONAL, Use.NEVER),
    DISPUTED("disputed", Use.OPTIONAL, Use.NEVER, Option.WHEN),
    KIND("kind", Use.OPTIONAL, Use.NEVER, Option.WHEN),
    COUNTRY("country", Use.OPTIONAL, Use.NEVER),
    LANGUAGE("language", Use.OPTIONAL, Use.NEVER),
    EMAIL("email", Use.OPTIONAL, Use.NEVER),
    PHONE("phone", Use.OPTIONAL, Use.NEVER, Option.AS),
    ADDRESS("address", Use.OPTIONAL, Use.NEVER),
    DEBTOR_KIND("debtorKind", Use.OPTIONAL, Use.NEVER),
    PAYMENT("payment", Use.NEVER, Use.REQUIRED, Option.AS),
    DATE("date", Use.NEVER, Use.REQUIRED);

    /** Which file is described. */
    enum Table {
        INVOICES,
        PAYMENTS
    }

    /** Whether a table has the column. */
    enum Use {
        REQUIRED,
        OPTIONAL,
        NEVER
    }

    /** What else a column's mapping may say. */
    enum Option {
        NONE,
        AS,
        ROUND,
        WHEN
    }

    private final String key;
    private final Use invoices;
    private final Use payments;
    private final Option option;

    ColumnKey(String key, Use invoices, Use payments) {
        this(key, invoices, payments, Option.NONE);
    }

    ColumnKey(String key, Use invoices, Use payments, Option option) {
        this.key = key;
        this.invoices = invoices;
        this.payments = payments;
        this.option = option;
    }

    String key() {
        return key;
    }

    Option option() {
        return option;
    }

    Use use(Table table) {
        return table == Table.INVOICES ? invoices : payments;
    }

    /** The columns that {@code table} may have. */
    static List<ColumnKey> of(Table table) {
        return Arrays.stream(values()).filter(k -> k.use(table) != Use.NEVER).toList();
    }
}
