package io.relance.template;

import io.relance.money.MoneyBag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A statement of account: what was owed, what came to it and went from it, what is owed. Balances are summed up here, so that
 * they can't differ from the entries.
 *
 * <p>Required: the first and the last day. Defaults: opening balances of 0, no entries, nothing said of what is overdue. Entries
 * are in order of currency, then date, then as given. Immutable.
 */
public final class Statement {
    private final LocalDate from;
    private final LocalDate to;
    private final MoneyBag opening;
    private final MoneyBag overdue;
    private final List<StatementLine> lines;
    private final List<StatementBalance> balances;

    private Statement(Builder builder) {
        this.from = builder.from;
        this.to = builder.to;
        this.opening = builder.opening;
        this.overdue = builder.overdue;
        SortedSet<CurrencyUnit> currencies = new TreeSet<>(builder.named);
        builder.entries.forEach(entry -> currencies.add(entry.amount().getCurrencyUnit()));
        if (currencies.isEmpty()) {
            throw new IllegalArgumentException("a statement needs an opening balance or an entry");
        }
        List<StatementLine> running = new ArrayList<>();
        List<StatementBalance> sums = new ArrayList<>();
        for (CurrencyUnit currency : currencies) {
            Money balance = opening.in(currency);
            List<StatementEntry> entries = builder.entries.stream()
                    .filter(entry -> entry.amount().getCurrencyUnit().equals(currency))
                    .sorted(Comparator.comparing(StatementEntry::date))
                    .toList();
            for (StatementEntry entry : entries) {
                balance = balance.plus(entry.amount());
                running.add(new StatementLine(entry, balance));
            }
            requireOverdueWithin(balance);
            sums.add(new StatementBalance(
                    opening.in(currency),
                    balance,
                    builder.saysOverdue ? Optional.of(overdue.in(currency)) : Optional.empty()));
        }
        this.lines = List.copyOf(running);
        this.balances = List.copyOf(sums);
    }

    private void requireOverdueWithin(Money closing) {
        Money late = overdue.in(closing.getCurrencyUnit());
        if (late.isNegative() || (late.isPositive() && late.isGreaterThan(closing))) {
            throw new IllegalArgumentException(
                    "of a closing balance of " + closing + ", " + late + " can't be overdue: say it net of credit");
        }
    }

    /**
     * A builder for the days from {@code from} to {@code to}, both counted.
     *
     * @throws IllegalArgumentException when the last is before the first
     */
    public static Builder builder(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a statement from " + from + " can't end before it, on " + to);
        }
        return new Builder(from, to);
    }

    /** The first day. */
    public LocalDate from() {
        return from;
    }

    /** The last day: balances are as of its end. */
    public LocalDate to() {
        return to;
    }

    /** The entries, each with the balance after it. */
    public List<StatementLine> lines() {
        return lines;
    }

    /** Opening and closing balance per currency, by its code. */
    public List<StatementBalance> balances() {
        return balances;
    }

    /** Collects a statement; not for several threads. */
    public static final class Builder {
        private final LocalDate from;
        private final LocalDate to;
        private final SortedSet<CurrencyUnit> named = new TreeSet<>();
        private final List<StatementEntry> entries = new ArrayList<>();
        private MoneyBag opening = MoneyBag.empty();
        private MoneyBag overdue = MoneyBag.empty();
        private boolean saysOverdue;

        private Builder(LocalDate from, LocalDate to) {
            this.from = from;
            this.to = to;
        }

        /** What was owed in one currency before the first day; below 0 in the debtor's favour. */
        public Builder opening(Money balance) {
            named.add(balance.getCurrencyUnit());
            opening = opening.plus(balance);
            return this;
        }

        /**
         * Adds an entry.
         *
         * @throws IllegalArgumentException when it is dated outside the statement
         */
        public Builder entry(StatementEntry entry) {
            if (entry.date().isBefore(from) || entry.date().isAfter(to)) {
                throw new IllegalArgumentException("entry " + entry.reference() + " of " + entry.date()
                        + " is not of the time from " + from + " to " + to);
            }
            entries.add(entry);
            return this;
        }

        /**
         * Says what is past due in one currency at the end of the last day, net of credit: a part of the closing balance; of
         * currencies not named, nothing is.
         */
        public Builder overdue(Money amount) {
            named.add(amount.getCurrencyUnit());
            overdue = overdue.plus(amount);
            saysOverdue = true;
            return this;
        }

        /**
         * The statement.
         *
         * @throws IllegalArgumentException when there is nothing that it could state, or more is overdue than is owed
         */
        public Statement build() {
            return new Statement(this);
        }
    }
}
