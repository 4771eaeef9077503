package io.relance.template;

import java.util.Optional;
import org.joda.money.Money;

/**
 * What a statement comes to in one currency; amounts below 0 are in the debtor's favour.
 *
 * @param opening before the first entry
 * @param closing after the last: opening and all entries
 * @param overdue what is past due of it; empty when the statement does not say
 */
public record StatementBalance(Money opening, Money closing, Optional<Money> overdue) {}
