package io.relance.template;

import java.time.LocalDate;
import org.joda.money.Money;

/**
 * An invoice that a thank-you is for.
 *
 * @param invoice its number, as the debtor knows it
 * @param amount what was paid
 */
public record SettledLine(String invoice, LocalDate issueDate, LocalDate dueDate, Money amount) {}
