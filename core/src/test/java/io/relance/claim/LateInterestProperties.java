package io.relance.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.AccountSnapshot;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.OpenItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Interest is the sum of what each day bears, on what was open at the end of the day before, and nothing else. */
class LateInterestProperties {
    private static final LocalDate ISSUED = LocalDate.parse("2023-01-02");
    private static final int DAYS = 900;
    private static final BigDecimal YEAR = BigDecimal.valueOf(36_500);

    /** An invoice over 1 000 to 1 100 euro, and payments of up to 100 by day. */
    private record Case(int dueAfter, long cents, Map<Integer, Long> payments, int asked) {
        AccountLedger ledger() {
            Books books = Books.of(
                            Customer.builder("c").kind(DebtorKind.BUSINESS).build())
                    .invoice("F1", ISSUED.toString(), ISSUED.plusDays(dueAfter).toString(), euro(cents));
            payments.forEach(
                    (day, paid) -> books.paid("P" + day, ISSUED.plusDays(day).toString(), euro(paid), "F1"));
            return books.ledger();
        }

        private static String euro(long cents) {
            return Money.ofMinor(CurrencyUnit.EUR, cents).toString();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Map<Integer, Long>> payments = Arbitraries.maps(
                        Arbitraries.integers().between(0, DAYS),
                        Arbitraries.longs().between(1, 10_000))
                .ofMaxSize(10)
                .map(TreeMap::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.longs().between(100_000, 110_000),
                        payments,
                        Arbitraries.integers().between(0, DAYS))
                .as(Case::new);
    }

    private static List<InvoiceClaims> claims(AccountLedger ledger, LocalDate date) {
        return LateClaims.on(
                AccountSnapshot.fresh(ledger), ClaimSettings.underLawOf("FR").build(), date);
    }

    private static Money interest(AccountLedger ledger, LocalDate date) {
        return claims(ledger, date).stream()
                .flatMap(claim -> claim.interest().stream())
                .map(LateInterest::amount)
                .findFirst()
                .orElse(Money.zero(CurrencyUnit.EUR));
    }

    private static Money dayByDay(Case some, LocalDate last) {
        AccountLedger ledger = some.ledger();
        BigDecimal sum = BigDecimal.ZERO;
        for (LocalDate day = ISSUED.plusDays(some.dueAfter() + 1L); !day.isAfter(last); day = day.plusDays(1)) {
            OpenItem item =
                    ledger.asOf(day.minusDays(1), Tolerance.NONE).items().get(0);
            BigDecimal percent = ReferenceRates.standard()
                    .on(RateSeries.ECB_REFINANCING, day)
                    .percent()
                    .add(BigDecimal.TEN);
            sum = sum.add(item.open().getAmount().multiply(percent));
        }
        return Money.of(CurrencyUnit.EUR, sum.divide(YEAR, 2, RoundingMode.HALF_UP));
    }

    @Property(tries = 300)
    void it_is_the_sum_of_its_days(@ForAll("cases") Case some) {
        LocalDate date = ISSUED.plusDays(some.asked());

        assertThat(interest(some.ledger(), date)).isEqualTo(dayByDay(some, date));
    }

    @Property(tries = 300)
    void its_periods_are_all_days_on_which_something_was_open_and_their_interest_adds_up(@ForAll("cases") Case some) {
        LocalDate date = ISSUED.plusDays(some.asked());
        for (InvoiceClaims claim : claims(some.ledger(), date)) {
            LateInterest interest = claim.interest().orElseThrow();
            List<InterestPeriod> periods = interest.periods();
            BigDecimal sum = periods.stream().map(InterestPeriod::interest).reduce(BigDecimal.ZERO, BigDecimal::add);

            assertThat(periods.get(0).from()).isEqualTo(ISSUED.plusDays(some.dueAfter() + 1L));
            for (int i = 1; i < periods.size(); i++) {
                assertThat(periods.get(i).from())
                        .isEqualTo(periods.get(i - 1).to().plusDays(1));
            }
            assertThat(interest.accruedUntil()).isEqualTo(date);
            // each is exact to ten decimals
            assertThat(sum.subtract(interest.amount().getAmount()).abs()).isLessThanOrEqualTo(new BigDecimal("0.0051"));
        }
    }

    @Property(tries = 300)
    void it_never_falls_as_days_go_by_and_a_payment_never_raises_it(@ForAll("cases") Case some) {
        LocalDate date = ISSUED.plusDays(some.asked());
        AccountLedger unpaid = new Case(some.dueAfter(), some.cents(), Map.of(), some.asked()).ledger();

        assertThat(interest(some.ledger(), date)).isGreaterThanOrEqualTo(interest(some.ledger(), date.minusDays(1)));
        assertThat(interest(some.ledger(), date)).isLessThanOrEqualTo(interest(unpaid, date));
    }
}
