package io.relance.adapter.importfiles;

/** Why a row can't be taken. */
enum BadRowCode {
    MISSING_CELL,
    UNREADABLE_DATE,
    UNREADABLE_AMOUNT,
    TOO_MANY_DECIMALS,
    UNKNOWN_CURRENCY,
    DUPLICATE_INVOICE,
    SETTLED_BEFORE_ISSUED,
    NEGATIVE_AMOUNT,
    WRONG_CELL_COUNT,
    UNKNOWN_VALUE,
    UNKNOWN_INVOICE
}
