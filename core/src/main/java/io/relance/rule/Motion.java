package io.relance.rule;

/** How a fact moves with time alone, while neither the books nor what is remembered of the account change. */
public enum Motion {
    /** It changes only with the books, with what people and the engine do, or the day after an invoice's due date. */
    CONSTANT,
    /** It grows by one a day. */
    ONE_A_DAY,
    /** It is computed on the account's last change or the first of the month, whichever is later, and stays between. */
    FROZEN
}
