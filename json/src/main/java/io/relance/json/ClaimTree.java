package io.relance.json;

import io.relance.claim.ClaimSettings;
import io.relance.claim.ClaimsAfterPrincipal;
import io.relance.claim.CollectingFor;
import io.relance.claim.Fixing;
import io.relance.claim.FlatSum;
import io.relance.claim.InterestRate;
import io.relance.claim.InterestRounding;
import io.relance.claim.LatePaymentLaw;
import io.relance.claim.RateRounding;
import io.relance.claim.RateSeries;
import io.relance.claim.ReferenceRate;
import io.relance.claim.ReferenceRates;
import io.relance.claim.StatutoryTerms;
import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.receivable.DebtorKind;
import io.relance.time.DayCount;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The claims of late payment as a tree: what is shipped is not repeated. */
final class ClaimTree {
    private ClaimTree() {}

    static Node.Mapping of(ClaimSettings claims) {
        MappingBuilder m = new MappingBuilder().text("law", claims.country());
        claims.agreedRate(DebtorKind.BUSINESS).ifPresent(rate -> m.decimal("agreedRate", rate.stripTrailingZeros()));
        if (claims.atLeastFloor()) {
            m.bool("atLeastFloor", true);
        }
        if (!claims.flatSums()) {
            m.bool("flatSums", false);
        }
        if (claims.collectingFor() != CollectingFor.SELF) {
            m.constant("collectingFor", claims.collectingFor());
        }
        if (claims.deadlineDays() != ClaimSettings.STANDARD_DEADLINE_DAYS) {
            m.number("deadlineDays", claims.deadlineDays());
        }
        if (claims.claimsAfterPrincipal() != ClaimsAfterPrincipal.NEXT_MESSAGE) {
            m.constant("claimsAfterPrincipal", claims.claimsAfterPrincipal());
        }
        if (!claims.rounding().equals(InterestRounding.STANDARD)) {
            m.mapping(
                    "rounding",
                    rounding -> rounding.constant("when", claims.rounding().when())
                            .constant("mode", claims.rounding().mode()));
        }
        list("rates", rates(claims.rates()), m);
        list("terms", terms(claims.law()), m);
        return m.build();
    }

    private static void list(String key, List<Node.Mapping> items, MappingBuilder into) {
        if (!items.isEmpty()) {
            into.list(key, items);
        }
    }

    private static List<Node.Mapping> rates(ReferenceRates rates) {
        return rates.series().stream()
                .flatMap(series -> {
                    List<ReferenceRate> shipped = ReferenceRates.standard().all(series);
                    return rates.all(series).stream().filter(rate -> !shipped.contains(rate));
                })
                .map(ClaimTree::rate)
                .toList();
    }

    private static Node.Mapping rate(ReferenceRate rate) {
        RateSeries series = rate.series();
        MappingBuilder m = new MappingBuilder().text("series", series.id());
        if (!RateSeries.known().contains(series)) {
            m.text("title", series.title());
        }
        return m.date("from", rate.from())
                .date("to", rate.to())
                .decimal("percent", rate.percent().stripTrailingZeros())
                .text("source", rate.source())
                .build();
    }

    private static List<Node.Mapping> terms(LatePaymentLaw law) {
        Set<Node.Mapping> shipped =
                LatePaymentLaw.standard().all().stream().map(ClaimTree::terms).collect(Collectors.toSet());
        return law.all().stream()
                .map(ClaimTree::terms)
                .filter(terms -> !shipped.contains(terms))
                .toList();
    }

    private static Node.Mapping terms(StatutoryTerms terms) {
        MappingBuilder m = new MappingBuilder()
                .text("country", terms.country())
                .constant("debtor", terms.kind())
                .date("from", terms.from())
                .node("rate", rate(terms.rate()));
        terms.floor()
                .ifPresent(floor -> m.mapping(
                        "floor",
                        least -> least.text("reference", floor.series().id())
                                .decimal("times", floor.times().stripTrailingZeros())));
        terms.flatSum()
                .ifPresent(sum -> m.list(
                        "flatSum", sum.tiers().stream().map(ClaimTree::tier).toList()));
        if (terms.start() != StatutoryTerms.Start.DUE_DATE) {
            m.constant("start", terms.start());
        }
        if (terms.dayCount() != DayCount.ACTUAL_365) {
            m.constant("dayCount", terms.dayCount());
        }
        return m.text("source", terms.source()).build();
    }

    private static Node.Mapping rate(InterestRate rate) {
        MappingBuilder m = new MappingBuilder();
        if (rate instanceof InterestRate.Agreed own) {
            return m.decimal("percent", own.percent().stripTrailingZeros()).build();
        }
        InterestRate.Reference made = (InterestRate.Reference) rate;
        m.text("reference", made.series().id());
        if (made.points().signum() != 0) {
            m.decimal("points", made.points().stripTrailingZeros());
        }
        if (made.fixing() != Fixing.FLOATING) {
            m.constant("fixing", made.fixing());
        }
        if (made.rounding() != RateRounding.NONE) {
            m.constant("rounding", made.rounding());
        }
        return m.build();
    }

    private static Node.Mapping tier(FlatSum.Tier tier) {
        MappingBuilder m = new MappingBuilder();
        tier.below().ifPresent(below -> Amounts.write("below", List.of(below), m));
        Amounts.write("sum", List.of(tier.sum()), m);
        return m.build();
    }
}
