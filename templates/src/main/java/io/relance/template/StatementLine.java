package io.relance.template;

import org.joda.money.Money;

/**
 * An entry of a statement, and what the debtor owed in its currency after it.
 *
 * @param balance below 0 in the debtor's favour
 */
public record StatementLine(StatementEntry entry, Money balance) {}
