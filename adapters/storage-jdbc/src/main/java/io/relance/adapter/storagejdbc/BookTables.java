package io.relance.adapter.storagejdbc;

import java.util.List;

/** The tables of the written ledger. */
final class BookTables {
    /** The day that says until when a document matters; its name in every table that has one. */
    static final String MATTERS_UNTIL = "matters_until";

    private static final Column MATTERS = Column.of(MATTERS_UNTIL, ColumnType.DAY);
    private static final Column CURRENCY = Column.of("currency", ColumnType.LABEL);
    private static final Column AMOUNT = Column.of("amount", ColumnType.LONG);

    static final Table ACCOUNT = Table.ofAccounts(
            "book_account",
            2,
            Column.of("version", ColumnType.LONG),
            MATTERS,
            Column.of("recorded_up_to", ColumnType.INSTANT),
            Column.of("complete_until", ColumnType.INSTANT),
            Column.of("change_number", ColumnType.LONG));
    static final Table CUSTOMER = Table.ofAccounts(
            "book_customer",
            2,
            Column.of("name", ColumnType.LABEL),
            Column.of("kind", ColumnType.LABEL),
            Column.of("natural_person", ColumnType.LABEL),
            Column.of("country", ColumnType.LABEL),
            Column.of("language", ColumnType.LABEL),
            Column.of("scenario", ColumnType.LABEL));
    static final Table CONTACT = Table.ofAccounts(
            "book_contact",
            3,
            Column.id("contact"),
            Column.of("name", ColumnType.LABEL),
            Column.of("email", ColumnType.LABEL),
            Column.of("phone", ColumnType.LABEL),
            Column.of("postal_address", ColumnType.LABEL),
            Column.of("preferred_channel", ColumnType.LABEL));
    static final Table LABEL =
            Table.ofAccounts("book_label", 5, Column.id("contact"), Column.id("kind"), Column.id("label"));
    static final Table FIELD = Table.ofAccounts(
            "book_field",
            4,
            Column.id("receivable"),
            Column.id("name"),
            Column.of("kind", ColumnType.LABEL),
            Column.of("content", ColumnType.LABEL),
            MATTERS);
    static final Table RECEIVABLE = Table.ofAccounts(
            "book_receivable",
            3,
            Column.id("number"),
            Column.of("kind", ColumnType.LABEL),
            Column.of("issued", ColumnType.DAY),
            Column.of("due", ColumnType.DAY),
            CURRENCY,
            AMOUNT,
            Column.of("collection", ColumnType.LABEL),
            Column.of("cash_sale", ColumnType.FLAG),
            Column.of("doubtful", ColumnType.FLAG),
            Column.of("disputed_from", ColumnType.DAY),
            Column.of("assigned_from", ColumnType.DAY),
            Column.of("litigation_from", ColumnType.DAY),
            Column.of("insolvency_from", ColumnType.DAY),
            Column.of("scenario", ColumnType.LABEL),
            MATTERS);
    static final Table CREDIT_NOTE = Table.ofAccounts(
            "book_credit_note",
            3,
            Column.id("number"),
            Column.of("issued", ColumnType.DAY),
            CURRENCY,
            AMOUNT,
            Column.of("recorded_at", ColumnType.INSTANT),
            MATTERS);
    static final Table PAYMENT = Table.ofAccounts(
            "book_payment",
            3,
            Column.id("number"),
            Column.of("value_date", ColumnType.DAY),
            CURRENCY,
            AMOUNT,
            Column.of("recorded_at", ColumnType.INSTANT),
            Column.of("date_assumed", ColumnType.FLAG),
            Column.of("rejected_on", ColumnType.DAY),
            MATTERS);
    static final Table WRITE_OFF = Table.ofAccounts(
            "book_write_off",
            5,
            Column.id("number"),
            Column.id("receivable"),
            Column.of("repetition", ColumnType.INT),
            CURRENCY,
            AMOUNT,
            Column.of("written_off_on", ColumnType.DAY),
            MATTERS);
    static final Table ALLOCATION = Table.ofAccounts(
            "book_allocation",
            6,
            Column.id("source"),
            Column.id("document"),
            Column.id("receivable"),
            Column.of("repetition", ColumnType.INT),
            CURRENCY,
            AMOUNT,
            Column.of("effective_from", ColumnType.DAY),
            MATTERS);

    /** All of which an account's ledger consists, but the row of the account itself. */
    static final List<Table> CONTENTS =
            List.of(CUSTOMER, CONTACT, LABEL, FIELD, RECEIVABLE, CREDIT_NOTE, PAYMENT, WRITE_OFF, ALLOCATION);

    static final Table FEED =
            new Table("book_feed", 1, List.of(Column.id("creditor"), Column.of("last_number", ColumnType.LONG)));
    static final Table COMPLETE = new Table(
            "book_complete", 1, List.of(Column.id("creditor"), Column.of("complete_until", ColumnType.INSTANT)));

    private BookTables() {}

    /** Whether rows of this table need not be read once they are of the past. */
    static boolean hasPast(Table table) {
        return table.columns().contains(MATTERS);
    }
}
