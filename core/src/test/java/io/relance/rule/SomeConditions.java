package io.relance.rule;

import io.relance.money.MoneyBag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Conditions over a few facts of every type and accounts that know some of them, close enough for both outcomes. */
final class SomeConditions {
    static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
    static final Fact<?> RATING = Facts.field(Scope.ACCOUNT, "rating", FactType.DECIMAL);
    private static final List<String> WORDS = List.of("a", "b", "c");
    private static final List<CurrencyUnit> CURRENCIES = List.of(CurrencyUnit.EUR, CurrencyUnit.USD);

    private SomeConditions() {}

    static Arbitrary<Condition> conditions() {
        return conditions(4, comparisons());
    }

    static Arbitrary<Condition> comparisons() {
        return Arbitraries.oneOf(
                comparison(Facts.ACCOUNT_OVERDUE, money().map(Expected.Amount::new)),
                comparison(Facts.ACCOUNT_OLDEST_DAYS_LATE, numbers(-1, 5)),
                comparison(Facts.INVOICE_DAYS_LATE, numbers(-3, 5)),
                comparison(Facts.ACCOUNT_OVERDUE_COUNT, numbers(-1, 4)),
                comparison(Facts.ACCOUNT_ON_TIME_SHARE, tenths(0, 10)),
                comparison(RATING, tenths(-3, 3)),
                texts(Facts.CUSTOMER_NAME, WORDS),
                texts(Facts.CUSTOMER_KIND, List.copyOf(Facts.CUSTOMER_KIND.values())),
                texts(Facts.ACCOUNT_TAG, WORDS),
                comparison(Facts.INVOICE_DUE, dates().map(Expected.Date::new)),
                comparison(
                        Facts.CUSTOMER_NATURAL_PERSON,
                        Arbitraries.of(true, false).map(Expected.Flag::new)),
                Arbitraries.of(Facts.ACCOUNT_OVERDUE, Facts.ACCOUNT_TAG, RATING, Facts.CUSTOMER_KIND)
                        .map(Condition.Known::new));
    }

    static Arbitrary<Condition> conditions(int depth, Arbitrary<Condition> leaves) {
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Condition> inner = Arbitraries.lazy(() -> conditions(depth - 1, leaves));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, leaves),
                net.jqwik.api.Tuple.of(2, inner.list().ofMinSize(1).ofMaxSize(3).map(Condition.All::new)),
                net.jqwik.api.Tuple.of(2, inner.list().ofMinSize(1).ofMaxSize(3).map(Condition.Any::new)),
                net.jqwik.api.Tuple.of(2, inner.map(Condition.Not::new)));
    }

    static Arbitrary<KnownFacts> facts() {
        Arbitrary<KnownFacts> facts = Arbitraries.create(KnownFacts::none);
        facts = set(facts, Facts.ACCOUNT_OVERDUE, sums());
        facts = set(facts, Facts.ACCOUNT_OLDEST_DAYS_LATE, Arbitraries.longs().between(0, 6));
        facts = set(facts, Facts.INVOICE_DAYS_LATE, Arbitraries.longs().between(-4, 6));
        facts = set(facts, Facts.ACCOUNT_OVERDUE_COUNT, Arbitraries.longs().between(0, 4));
        facts = set(facts, Facts.ACCOUNT_ON_TIME_SHARE, tenths(0, 10).map(Expected.Numeric::value));
        facts = set(facts, RATING, tenths(-4, 4).map(Expected.Numeric::value));
        facts = set(facts, Facts.CUSTOMER_NAME, Arbitraries.of("a", "b", "c", "d"));
        facts = set(facts, Facts.CUSTOMER_KIND, Arbitraries.of(Facts.CUSTOMER_KIND.values()));
        facts = set(
                facts,
                Facts.ACCOUNT_TAG,
                Arbitraries.of("a", "b", "c", "d").set().ofMaxSize(3));
        facts = set(facts, Facts.INVOICE_DUE, dates());
        return set(facts, Facts.CUSTOMER_NATURAL_PERSON, Arbitraries.of(true, false));
    }

    private static Arbitrary<KnownFacts> set(
            Arbitrary<KnownFacts> facts, Fact<?> fact, Arbitrary<? extends Object> values) {
        return Combinators.combine(facts, values.injectNull(0.25)).as((known, value) -> {
            KnownFacts copy = known.later(0);
            return value == null ? copy : copy.withAny(fact, value);
        });
    }

    private static Arbitrary<KnownAmounts> sums() {
        return Combinators.combine(
                        Arbitraries.of(CURRENCIES).set().ofMaxSize(2),
                        Arbitraries.longs().between(0, 4),
                        Arbitraries.longs().between(0, 4))
                .as((known, euros, dollars) -> {
                    MoneyBag sums = MoneyBag.empty();
                    for (CurrencyUnit unit : known) {
                        sums = sums.plus(Money.ofMinor(unit, unit.equals(CurrencyUnit.EUR) ? euros : dollars));
                    }
                    return KnownAmounts.of(sums, known);
                });
    }

    private static Arbitrary<Money> money() {
        return Combinators.combine(
                        Arbitraries.of(CURRENCIES), Arbitraries.longs().between(-1, 4))
                .as(Money::ofMinor);
    }

    private static Arbitrary<Expected> numbers(int from, int to) {
        return Arbitraries.integers().between(from, to).map(n -> new Expected.Numeric(BigDecimal.valueOf(n)));
    }

    private static Arbitrary<Expected.Numeric> tenths(int from, int to) {
        return Arbitraries.integers().between(from, to).map(n -> new Expected.Numeric(BigDecimal.valueOf(n, 1)));
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(-2, 2).map(TODAY::plusDays);
    }

    private static Arbitrary<Condition> comparison(Fact<?> fact, Arbitrary<? extends Expected> expected) {
        return Combinators.combine(Arbitraries.of(Operator.serving(fact.type())), expected)
                .as((operator, value) -> new Condition.Comparison(fact, operator, value));
    }

    private static Arbitrary<Condition> texts(Fact<?> fact, List<String> words) {
        Arbitrary<Set<String>> some = Arbitraries.of(words).set().ofMinSize(1).ofMaxSize(2);
        return some.map(texts -> texts.size() == 1
                ? new Condition.Comparison(
                        fact, Operator.IS, new Expected.Text(texts.iterator().next()))
                : new Condition.Comparison(fact, Operator.IN, Expected.Texts.of(new HashSet<>(texts))));
    }
}
