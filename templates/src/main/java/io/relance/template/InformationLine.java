package io.relance.template;

import java.time.LocalDate;
import org.joda.money.Money;

/**
 * An invoice named for information, outside every total.
 *
 * @param invoice its number, as the debtor knows it
 * @param open what is open of it
 */
public record InformationLine(
        String invoice, LocalDate issueDate, LocalDate dueDate, Money open, InformationNote note) {}
