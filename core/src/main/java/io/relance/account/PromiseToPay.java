package io.relance.account;

import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The customer said what he would pay, and when. The amount was shared out over the invoices once, oldest first, when it was
 * recorded.
 *
 * @param shares each invoice's part, all in one currency
 * @param date the day by which it will be paid
 * @param recordedOn the business date on which it was taken
 * @param recordedAt the instant: only payments recorded later keep it
 * @param takenBy who took it
 * @param awaitingApproval recorded beyond the limits of the policy: it does not suspend until a person approves it
 * @param cancelled the day on which a person took it back, if one did
 */
public record PromiseToPay(
        String id,
        List<Share> shares,
        LocalDate date,
        LocalDate recordedOn,
        Instant recordedAt,
        String takenBy,
        boolean awaitingApproval,
        Optional<LocalDate> cancelled) {
    /** One invoice's part of a promise. */
    public record Share(ReceivableId receivable, Money amount) {
        /** @throws IllegalArgumentException when the part is not above 0 */
        public Share {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException(
                        "the part promised for " + receivable + " must be above 0, but was " + amount);
            }
        }
    }

    /** @throws IllegalArgumentException when it names no invoice, several currencies, or a date before it was recorded */
    public PromiseToPay {
        shares = List.copyOf(shares);
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("promise " + id + " names no invoice");
        }
        if (shares.stream().map(s -> s.amount().getCurrencyUnit()).distinct().count() > 1) {
            throw new IllegalArgumentException("promise " + id + " mixes currencies: " + shares);
        }
        if (date.isBefore(recordedOn)) {
            throw new IllegalArgumentException(
                    "promise " + id + " is for " + date + ", before it was recorded on " + recordedOn);
        }
    }

    /** What was promised altogether. */
    public Money amount() {
        return shares.stream().map(Share::amount).reduce(Money::plus).orElseThrow();
    }

    /** The part promised for one invoice. */
    public Optional<Money> shareOf(ReceivableId id) {
        return shares.stream()
                .filter(s -> s.receivable().equals(id))
                .map(Share::amount)
                .reduce(Money::plus);
    }
}
