package io.relance.adapter.storagejdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The values of a row of an account, read from left to right, behind the account itself. */
final class Values {
    private static final int ACCOUNT = 2;

    private final List<@Nullable Object> row;
    private int column = ACCOUNT;

    Values(List<@Nullable Object> row) {
        this.row = row;
    }

    private @Nullable Object next() {
        return row.get(column++);
    }

    private Object given() {
        return Objects.requireNonNull(next());
    }

    void skip(int columns) {
        column += columns;
    }

    String text() {
        return (String) given();
    }

    Optional<String> maybeText() {
        return Optional.ofNullable((String) next());
    }

    boolean flag() {
        return (Boolean) given();
    }

    LocalDate day() {
        return (LocalDate) given();
    }

    Optional<LocalDate> maybeDay() {
        return Optional.ofNullable((LocalDate) next());
    }

    Instant instant() {
        return (Instant) given();
    }

    /** A currency, then an amount in its minor units. */
    Money money() {
        CurrencyUnit currency = CurrencyUnit.of(text());
        return Money.ofMinor(currency, (Long) given());
    }

    <E extends Enum<E>> E one(Class<E> of) {
        return Enum.valueOf(of, text());
    }
}
