package io.relance.kpi;

import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What reminders brought: of the claims whose window has closed, how many were followed by payment in it, in one currency.
 *
 * <p>The window of a claim is (sent, sent + W], cut short by the next message that claims the same invoice: what becomes
 * effective on the day of the next message still counts for the one before. Of two messages of one day the one with the
 * greater id has the window.
 *
 * @param claims how many (message, invoice) pairs have a window that has closed
 * @param wholly after how many the invoice was settled in the window
 * @param partly after how many any payment became effective in the window, the wholly paid ones included; what was
 *     reversed by the day is no payment
 * @param claimed the amounts claimed
 * @param claimedWholly the part of {@code claimed} that {@code wholly} counts
 * @param claimedPartly the part of {@code claimed} that {@code partly} counts
 */
public record ReminderConversion(
        CurrencyUnit currency,
        long claims,
        long wholly,
        long partly,
        Money claimed,
        Money claimedWholly,
        Money claimedPartly) {
    /** W, the default window in days. */
    public static final int DEFAULT_WINDOW_DAYS = 15;

    /**
     * The conversion of one account's claims as of {@code date}, by currency code; add accounts up with {@link #plus}.
     *
     * @param claims of any order; those sent after {@code date} do not exist yet
     * @param windowDays W, at least 1
     * @throws IllegalArgumentException when a claim names an invoice that the ledger does not have on the day it was sent,
     *     or another currency
     */
    public static List<ReminderConversion> of(
            AccountLedger ledger,
            Collection<ReminderClaim> claims,
            LocalDate date,
            int windowDays,
            Tolerance tolerance) {
        if (windowDays < 1) {
            throw new IllegalArgumentException("a window has at least 1 day, but was given " + windowDays);
        }
        LedgerPosition position = ledger.asOf(date, tolerance);
        Map<ReceivableId, List<ReminderClaim>> byInvoice = new TreeMap<>();
        for (ReminderClaim claim : claims) {
            if (!claim.sent().isAfter(date)) {
                byInvoice
                        .computeIfAbsent(claim.invoice(), id -> new ArrayList<>())
                        .add(claim);
            }
        }
        Map<CurrencyUnit, ReminderConversion> sums = new TreeMap<>();
        byInvoice.forEach((id, ofInvoice) -> {
            OpenItem item = position.item(id).orElseThrow(() -> unknown(ledger, ofInvoice.get(0)));
            ofInvoice.sort(Comparator.comparing(ReminderClaim::sent).thenComparing(ReminderClaim::message));
            for (int i = 0; i < ofInvoice.size(); i++) {
                ReminderClaim claim = ofInvoice.get(i);
                LocalDate end = claim.sent().plusDays(windowDays);
                if (i + 1 < ofInvoice.size() && ofInvoice.get(i + 1).sent().isBefore(end)) {
                    end = ofInvoice.get(i + 1).sent();
                }
                if (!end.isAfter(date)) {
                    ReminderConversion one = one(ledger, item, claim, end, date);
                    sums.merge(one.currency(), one, ReminderConversion::plus);
                }
            }
        });
        return List.copyOf(sums.values());
    }

    private static IllegalArgumentException unknown(AccountLedger ledger, ReminderClaim claim) {
        return new IllegalArgumentException("message " + claim.message() + " claims " + claim.invoice()
                + ", which account " + ledger.account() + " does not have");
    }

    private static ReminderConversion one(
            AccountLedger ledger, OpenItem item, ReminderClaim claim, LocalDate end, LocalDate date) {
        Money claimed = claim.claimed();
        CurrencyUnit unit = item.open().getCurrencyUnit();
        if (!claimed.getCurrencyUnit().equals(unit)) {
            throw new IllegalArgumentException(
                    "message " + claim.message() + " claims " + claimed + " of " + item.id() + ", which is in " + unit);
        }
        boolean wholly =
                item.settled().filter(settled -> inWindow(settled, claim, end)).isPresent();
        boolean partly = AppliedPayments.asOf(ledger.movements(item.id()), date).stream()
                .anyMatch(payment -> inWindow(payment.effective(), claim, end));
        Money none = Money.zero(unit);
        return new ReminderConversion(
                unit, 1, wholly ? 1 : 0, partly ? 1 : 0, claimed, wholly ? claimed : none, partly ? claimed : none);
    }

    private static boolean inWindow(LocalDate day, ReminderClaim claim, LocalDate end) {
        return day.isAfter(claim.sent()) && !day.isAfter(end);
    }

    /** The conversion over the claims of both. */
    public ReminderConversion plus(ReminderConversion other) {
        return new ReminderConversion(
                currency,
                Math.addExact(claims, other.claims),
                Math.addExact(wholly, other.wholly),
                Math.addExact(partly, other.partly),
                claimed.plus(other.claimed),
                claimedWholly.plus(other.claimedWholly),
                claimedPartly.plus(other.claimedPartly));
    }

    /** Share of the claims that were followed by settlement; no value without claims. */
    public Optional<BigDecimal> whollyByCount() {
        return Ratios.of(wholly, claims);
    }

    /** Share of the claims that were followed by any payment. */
    public Optional<BigDecimal> partlyByCount() {
        return Ratios.of(partly, claims);
    }

    /** Share of the amount claimed that was followed by settlement. */
    public Optional<BigDecimal> whollyByAmount() {
        return Ratios.of(claimedWholly, claimed);
    }

    /** Share of the amount claimed that was followed by any payment. */
    public Optional<BigDecimal> partlyByAmount() {
        return Ratios.of(claimedPartly, claimed);
    }
}
