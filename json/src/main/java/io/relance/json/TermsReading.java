package io.relance.json;

import io.relance.claim.Fixing;
import io.relance.claim.FlatSum;
import io.relance.claim.InterestRate;
import io.relance.claim.LatePaymentLaw;
import io.relance.claim.RateRounding;
import io.relance.claim.RateSeries;
import io.relance.claim.StatutoryTerms;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Place;
import io.relance.json.tree.Value;
import io.relance.receivable.DebtorKind;
import io.relance.time.DayCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.joda.money.Money;

/** What a law grants against one kind of debtor. */
final class TermsReading {
    private final ObjectReader o;
    private final BiFunction<String, Place, Optional<RateSeries>> series;

    /** @param series a reference rate by its id; that it is unknown is among the problems, then */
    TermsReading(ObjectReader o, BiFunction<String, Place, Optional<RateSeries>> series) {
        this.o = o;
        this.series = series;
    }

    void read(LatePaymentLaw.Builder law) {
        int before = ClaimReading.count(o.problems());
        Optional<String> country = o.text("country").required();
        Optional<DebtorKind> debtor = o.constant("debtor", DebtorKind.class).required();
        Optional<LocalDate> from = o.date("from").required();
        Optional<InterestRate> rate = o.object("rate").required().flatMap(this::rate);
        Optional<String> source = o.text("source").required();
        Optional<StatutoryTerms.Floor> floor = o.object("floor").optional().flatMap(this::floor);
        List<FlatSum.Tier> tiers = o.objects("flatSum").orElse(List.of()).stream()
                .map(this::tier)
                .flatMap(Optional::stream)
                .toList();
        StatutoryTerms.Start start =
                o.constant("start", StatutoryTerms.Start.class).orElse(StatutoryTerms.Start.DUE_DATE);
        DayCount dayCount = o.constant("dayCount", DayCount.class).orElse(DayCount.ACTUAL_365);
        o.finish();
        if (rate.isEmpty() || ClaimReading.count(o.problems()) > before) {
            return;
        }
        ClaimReading.taken(o, "INVALID_TERMS", () -> {
            StatutoryTerms.Builder terms = StatutoryTerms.of(
                            country.orElseThrow(),
                            debtor.orElseThrow(),
                            from.orElseThrow(),
                            rate.get(),
                            source.orElseThrow())
                    .start(start)
                    .dayCount(dayCount);
            floor.ifPresent(least -> terms.floor(least.series(), least.times().toPlainString()));
            if (!tiers.isEmpty()) {
                terms.flatSum(new FlatSum(tiers));
            }
            law.terms(terms.build());
        });
    }

    /** A reference rate with points on top, or a rate of its own. */
    private Optional<InterestRate> rate(ObjectReader made) {
        if (made.has("percent")) {
            Optional<InterestRate> fixed = made.decimal("percent")
                    .as(percent -> (InterestRate) new InterestRate.Agreed(percent))
                    .optional();
            made.finish();
            return fixed;
        }
        Value<String> id = made.text("reference");
        BigDecimal points = made.decimal("points").orElse(BigDecimal.ZERO);
        Fixing fixing = made.constant("fixing", Fixing.class).orElse(Fixing.FLOATING);
        RateRounding rounding = made.constant("rounding", RateRounding.class).orElse(RateRounding.NONE);
        int before = ClaimReading.count(made.problems());
        made.finish();
        if (!id.written() && ClaimReading.count(made.problems()) == before) {
            made.error("MISSING_KEY", "a rate is a \"percent\" or a \"reference\"", "add one of them");
        }
        return id.optional()
                .flatMap(name -> series.apply(name, id.place()))
                .map(known -> new InterestRate.Reference(known, points, fixing, rounding));
    }

    private Optional<StatutoryTerms.Floor> floor(ObjectReader least) {
        Value<String> id = least.text("reference");
        Optional<String> name = id.required();
        Optional<BigDecimal> times = least.decimal("times").required();
        least.finish();
        return name.flatMap(known -> series.apply(known, id.place()))
                .flatMap(known -> times.map(factor -> new StatutoryTerms.Floor(known, factor)));
    }

    private Optional<FlatSum.Tier> tier(ObjectReader tier) {
        int before = ClaimReading.count(tier.problems());
        Optional<Money> below = tier.object("below").optional().flatMap(this::amount);
        Optional<Money> sum = tier.object("sum").required().flatMap(this::amount);
        tier.finish();
        if (sum.isEmpty() || ClaimReading.count(tier.problems()) > before) {
            return Optional.empty();
        }
        List<FlatSum.Tier> read = new ArrayList<>();
        ClaimReading.taken(tier, "INVALID_TERMS", () -> read.add(new FlatSum.Tier(below, sum.get())));
        return read.stream().findFirst();
    }

    private Optional<Money> amount(ObjectReader amounts) {
        List<Money> read = new ArrayList<>(Amounts.read(amounts, amounts.problems()));
        if (amounts.entries().size() != 1) {
            amounts.error("INVALID_VALUE", "one amount is wanted here", "write it as in { EUR: \"40.00\" }");
            return Optional.empty();
        }
        return read.stream().findFirst();
    }
}
