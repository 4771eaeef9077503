package io.relance.receivable;

import java.time.LocalDate;
import org.joda.money.Money;

/**
 * What is left of a payment or credit note on a day.
 *
 * @param date the value date or issue date
 * @param remaining above 0
 */
public record UnallocatedCredit(Allocation.Source source, DocumentId document, LocalDate date, Money remaining) {}
