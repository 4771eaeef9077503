package io.relance.json;

import io.relance.claim.ClaimSettings;
import io.relance.claim.ClaimsAfterPrincipal;
import io.relance.claim.CollectingFor;
import io.relance.claim.InterestRounding;
import io.relance.claim.LatePaymentLaw;
import io.relance.claim.RateSeries;
import io.relance.claim.ReferenceRate;
import io.relance.claim.ReferenceRates;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Place;
import io.relance.json.tree.Problems;
import io.relance.json.tree.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The claims of late payment that a policy raises. Rates and terms are added to those that are shipped. */
final class ClaimReading {
    private final ObjectReader claims;
    private final Problems problems;
    private final Map<String, RateSeries> series = new TreeMap<>();
    /** Whether every rate could be read: only then is it known which there are not. */
    private boolean whole = true;

    ClaimReading(ObjectReader claims) {
        this.claims = claims;
        this.problems = claims.problems();
        RateSeries.known().forEach(known -> series.put(known.id(), known));
    }

    /** Empty when it is not said whose law governs. */
    Optional<ClaimSettings> read() {
        Optional<String> law = claims.text("law").required();
        ClaimSettings.Builder settings = ClaimSettings.underLawOf(law.orElse("?"));
        claims.decimal("agreedRate")
                .as(percent -> settings.agreedRate(percent.toPlainString()))
                .optional();
        claims.bool("atLeastFloor").ifPresent(settings::atLeastFloor);
        claims.bool("flatSums").ifPresent(settings::flatSums);
        claims.constant("collectingFor", CollectingFor.class).ifPresent(settings::collectingFor);
        claims.integer("deadlineDays").as(settings::deadlineDays).optional();
        claims.constant("claimsAfterPrincipal", ClaimsAfterPrincipal.class).ifPresent(settings::claimsAfterPrincipal);
        claims.object("rounding").ifPresent(rounding -> settings.rounding(rounding(rounding)));
        Value<List<ObjectReader>> rates = claims.objects("rates");
        Value<List<ObjectReader>> terms = claims.objects("terms");
        int before = count(problems);
        claims.finish();
        whole = rates.written() ? rates.optional().isPresent() : count(problems) == before;
        settings.rates(rates(rates.orElse(List.of())));
        settings.law(law(terms.orElse(List.of())));
        return law.map(known -> settings.build());
    }

    private static InterestRounding rounding(ObjectReader o) {
        InterestRounding standard = InterestRounding.STANDARD;
        InterestRounding rounding = new InterestRounding(
                o.constant("when", InterestRounding.When.class).orElse(standard.when()),
                o.constant("mode", RoundingMode.class)
                        .as(mode -> new InterestRounding(standard.when(), mode).mode())
                        .orElse(standard.mode()));
        o.finish();
        return rounding;
    }

    private ReferenceRates rates(List<ObjectReader> items) {
        ReferenceRates.Builder rates = ReferenceRates.standard().toBuilder();
        items.forEach(o -> rate(o, rates));
        return rates.build();
    }

    private void rate(ObjectReader o, ReferenceRates.Builder rates) {
        int before = count(problems);
        Optional<String> title = o.text("title").optional();
        Value<String> id = o.text("series");
        id.required();
        Optional<LocalDate> from = o.date("from").required();
        Optional<LocalDate> to = o.date("to").required();
        Optional<BigDecimal> percent = o.decimal("percent").required();
        Optional<String> source = o.text("source").required();
        o.finish();
        if (count(problems) > before) {
            whole = false;
            return;
        }
        Optional<RateSeries> whose = id.optional().flatMap(name -> named(name, title, id.place()));
        if (whose.isEmpty()) {
            whole = false;
            return;
        }
        taken(
                o,
                "INVALID_RATE",
                () -> rates.rate(new ReferenceRate(
                        whose.get(),
                        from.orElseThrow(),
                        to.orElseThrow(),
                        percent.orElseThrow(),
                        source.orElseThrow())));
    }

    /** One that has a name already goes by its id; a creditor's own is given a title, once. */
    private Optional<RateSeries> named(String id, Optional<String> title, Place place) {
        RateSeries known = series.get(id);
        if (known == null && title.isEmpty()) {
            problems.error(
                    place,
                    "UNKNOWN_RATE",
                    "there is no reference rate \"" + id + "\"",
                    NearestWord.to(id, series.keySet())
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("give one of your own a \"title\" under \"rates\""));
            return Optional.empty();
        }
        if (known != null && title.filter(other -> !other.equals(known.title())).isPresent()) {
            problems.error(
                    place,
                    "INVALID_RATE",
                    "the reference rate \"" + id + "\" has another title: \"" + known.title() + "\"",
                    "leave the title out, or name your own otherwise");
            return Optional.empty();
        }
        return Optional.of(series.computeIfAbsent(id, name -> new RateSeries(name, title.orElseThrow())));
    }

    private LatePaymentLaw law(List<ObjectReader> items) {
        LatePaymentLaw.Builder law = LatePaymentLaw.standard().toBuilder();
        items.forEach(o -> new TermsReading(o, this::referred).read(law));
        return law.build();
    }

    private Optional<RateSeries> referred(String id, Place place) {
        return whole || series.containsKey(id) ? named(id, Optional.empty(), place) : Optional.empty();
    }

    /** How much is wrong so far. */
    static int count(Problems problems) {
        return problems.list().size();
    }

    /** What can't be taken together is a problem of the whole mapping. */
    static void taken(ObjectReader o, String code, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            o.error(code, String.valueOf(e.getMessage()), "");
        }
    }
}
