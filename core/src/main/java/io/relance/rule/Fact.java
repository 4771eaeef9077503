package io.relance.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that conditions can ask of an account or an invoice: its name, type, unit, and how it moves with time alone.
 *
 * <p>The facts that Relance knows are in {@link Facts}. Immutable; facts of the same name and type are equal.
 *
 * @param <T> the class of its values, see {@link FactType#valueClass}
 */
public final class Fact<T> {
    private final String name;
    private final FactType type;
    private final String unit;
    private final Scope scope;
    private final String description;
    private final Motion motion;
    private final boolean readsMessages;
    private final Set<String> values;
    private final @Nullable BigDecimal least;
    private final @Nullable BigDecimal most;

    private Fact(
            String name,
            FactType type,
            String unit,
            Scope scope,
            String description,
            Motion motion,
            boolean readsMessages,
            Set<String> values,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most) {
        this.name = name;
        this.type = type;
        this.unit = unit;
        this.scope = scope;
        this.description = description;
        this.motion = motion;
        this.readsMessages = readsMessages;
        this.values = values;
        this.least = least;
        this.most = most;
    }

    private static <T> Fact<T> of(String name, FactType type, String unit, Scope scope, String description) {
        return new Fact<>(name, type, unit, scope, description, Motion.CONSTANT, false, Set.of(), null, null);
    }

    static Fact<KnownAmounts> amount(Scope scope, String name, String description) {
        Fact<KnownAmounts> fact = of(name, FactType.AMOUNT, "money", scope, description);
        return fact.within(BigDecimal.ZERO, null);
    }

    static Fact<Long> days(Scope scope, String name, String description) {
        return of(name, FactType.DAYS, "days", scope, description);
    }

    static Fact<Long> count(Scope scope, String name, String description) {
        Fact<Long> fact = of(name, FactType.COUNT, "", scope, description);
        return fact.within(BigDecimal.ZERO, null);
    }

    static Fact<BigDecimal> rate(Scope scope, String name, String description) {
        Fact<BigDecimal> fact = of(name, FactType.RATE, "a fraction, 1 = 100 %", scope, description);
        return fact.within(BigDecimal.ZERO, null);
    }

    static Fact<BigDecimal> decimal(Scope scope, String name, String unit, String description) {
        return of(name, FactType.DECIMAL, unit, scope, description);
    }

    static Fact<String> text(Scope scope, String name, String description) {
        return of(name, FactType.TEXT, "", scope, description);
    }

    static Fact<Set<String>> tags(Scope scope, String name, String description) {
        return of(name, FactType.TAGS, "", scope, description);
    }

    static Fact<LocalDate> date(Scope scope, String name, String description) {
        return of(name, FactType.DATE, "", scope, description);
    }

    static Fact<Boolean> flag(Scope scope, String name, String description) {
        return of(name, FactType.FLAG, "", scope, description);
    }

    Fact<T> moving(Motion change) {
        return new Fact<>(name, type, unit, scope, description, change, readsMessages, values, least, most);
    }

    Fact<T> readingMessages() {
        return new Fact<>(name, type, unit, scope, description, motion, true, values, least, most);
    }

    Fact<T> among(String... vocabulary) {
        Set<String> words = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(vocabulary)));
        return new Fact<>(name, type, unit, scope, description, motion, readsMessages, words, least, most);
    }

    Fact<T> within(@Nullable BigDecimal lowest, @Nullable BigDecimal highest) {
        return new Fact<>(name, type, unit, scope, description, motion, readsMessages, values, lowest, highest);
    }

    /** The name that conditions use: {@code account.overdue}. */
    public String name() {
        return name;
    }

    /** The type, which says what it can be compared with. */
    public FactType type() {
        return type;
    }

    /** The unit in words; empty where there is none. */
    public String unit() {
        return unit;
    }

    /** What it is about. */
    public Scope scope() {
        return scope;
    }

    /** What it says, and when it is absent. */
    public String description() {
        return description;
    }

    /** How it moves with time alone. */
    public Motion motion() {
        return motion;
    }

    /** Whether it counts or dates messages, steps or contacts. It then sees only those dated before the day asked. */
    public boolean readsMessages() {
        return readsMessages;
    }

    /** All the texts that it can be, in their order; empty when it can be any. */
    public Set<String> values() {
        return values;
    }

    /** The smallest number that it can be, if there is one; of amounts in any currency. */
    public Optional<BigDecimal> least() {
        return Optional.ofNullable(least);
    }

    /** The greatest number that it can be, if there is one; of amounts in any currency. */
    public Optional<BigDecimal> most() {
        return Optional.ofNullable(most);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Fact<?> fact && name.equals(fact.name) && type == fact.type);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
