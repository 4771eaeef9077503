package io.relance.claim;

import io.relance.time.DayCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Simple interest on balances, split at every change of rate. */
final class InterestReckoner {
    private final StatutoryTerms terms;
    private final ClaimSettings settings;
    private final InterestRate rate;
    private final Optional<StatutoryTerms.Floor> floor;

    InterestReckoner(StatutoryTerms terms, ClaimSettings settings) {
        this.terms = terms;
        this.settings = settings;
        Optional<InterestRate> agreed = settings.agreedRate(terms.kind()).map(InterestRate.Agreed::new);
        this.rate = agreed.orElse(terms.rate());
        // what was agreed is never below it; the statutory rate may be, unless the creditor chose otherwise
        this.floor = terms.floor().filter(least -> agreed.isPresent() || settings.atLeastFloor());
    }

    /** A rate, and the last day for which it holds. */
    private record Known(BigDecimal percent, Optional<ReferenceRate> reference, LocalDate to) {}

    /**
     * The interest on {@code balances}, which begins on the first day of the first.
     *
     * @param balances at least one, in order of time
     * @throws MissingReferenceRateException when a rate is not known for one of the days
     */
    LateInterest of(List<Balance> balances) {
        return of(balances, balances.get(0).from());
    }

    /** As {@link #of(List)} of interest that began on {@code start}: a rate that is fixed then stays so. */
    LateInterest of(List<Balance> balances, LocalDate start) {
        List<InterestPeriod> periods = new ArrayList<>();
        for (Balance balance : balances) {
            LocalDate day = balance.from();
            while (!day.isAfter(balance.to())) {
                Known known = rateOn(day, start);
                LocalDate end = earlier(balance.to(), known.to());
                periods.add(new InterestPeriod(
                        day,
                        end,
                        balance.open(),
                        known.percent(),
                        known.reference(),
                        sum(balance.open(), known.percent(), day, end).shown()));
                day = end.plusDays(1);
            }
        }
        return new LateInterest(
                rounded(periods), periods.get(periods.size() - 1).to(), periods);
    }

    private Known rateOn(LocalDate day, LocalDate start) {
        Known known = unbounded(day, start);
        if (floor.isEmpty()) {
            return known;
        }
        ReferenceRate reference = settings.rates().on(floor.get().series(), day);
        BigDecimal least = reference.percent().multiply(floor.get().times());
        LocalDate to = earlier(known.to(), reference.to());
        return least.compareTo(known.percent()) > 0
                ? new Known(least, Optional.of(reference), to)
                : new Known(known.percent(), known.reference(), to);
    }

    private Known unbounded(LocalDate day, LocalDate start) {
        if (rate instanceof InterestRate.Agreed agreed) {
            return new Known(agreed.percent(), Optional.empty(), LocalDate.MAX);
        }
        InterestRate.Reference made = (InterestRate.Reference) rate;
        boolean fixed = made.fixing() == Fixing.AT_START;
        ReferenceRate reference = settings.rates().on(made.series(), fixed ? start : day);
        BigDecimal percent = made.rounding().apply(reference.percent().add(made.points()));
        return new Known(percent.max(BigDecimal.ZERO), Optional.of(reference), fixed ? LocalDate.MAX : reference.to());
    }

    private ExactInterest sum(Money balance, BigDecimal percent, LocalDate from, LocalDate to) {
        ExactInterest sum = new ExactInterest();
        terms.dayCount().parts(from, to).forEach(part -> sum.add(balance, percent, part));
        return sum;
    }

    private Money rounded(List<InterestPeriod> periods) {
        CurrencyUnit unit = periods.get(0).balance().getCurrencyUnit();
        InterestRounding rounding = settings.rounding();
        ExactInterest all = new ExactInterest();
        Money sum = Money.zero(unit);
        for (InterestPeriod period : periods) {
            for (DayCount.Part part : terms.dayCount().parts(period.from(), period.to())) {
                all.add(period.balance(), period.percent(), part);
                if (rounding.when() == InterestRounding.When.EACH_DAY) {
                    ExactInterest day = new ExactInterest();
                    day.add(period.balance(), period.percent(), new DayCount.Part(1, part.basis()));
                    sum = sum.plus(day.rounded(unit, rounding.mode()).multipliedBy(part.days()));
                }
            }
            if (rounding.when() == InterestRounding.When.EACH_PERIOD) {
                sum = sum.plus(sum(period.balance(), period.percent(), period.from(), period.to())
                        .rounded(unit, rounding.mode()));
            }
        }
        return rounding.when() == InterestRounding.When.ONCE ? all.rounded(unit, rounding.mode()) : sum;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
