package io.relance.claim;

import static io.relance.claim.InterestRate.fixedAtStart;
import static io.relance.claim.InterestRate.floating;
import static io.relance.receivable.DebtorKind.BUSINESS;
import static io.relance.receivable.DebtorKind.CONSUMER;
import static io.relance.receivable.DebtorKind.PUBLIC_BODY;

import io.relance.claim.StatutoryTerms.Start;
import io.relance.receivable.DebtorKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * Terms by country, kind of debtor and day of issue. What is not here grants nothing: nothing is guessed from another country.
 * Hosts add terms and replace those that are shipped. Immutable.
 */
public final class LatePaymentLaw {
    private static final FlatSum EUR_40 = FlatSum.of("EUR 40.00");
    private static final FlatSum UNITED_KINGDOM = new FlatSum(List.of(
            new FlatSum.Tier(Optional.of(Money.parse("GBP 1000.00")), Money.parse("GBP 40.00")),
            new FlatSum.Tier(Optional.of(Money.parse("GBP 10000.00")), Money.parse("GBP 70.00")),
            new FlatSum.Tier(Optional.empty(), Money.parse("GBP 100.00"))));

    /** The first half-year for which rates under the directive of 2011 are evidenced. */
    private static final LocalDate DIRECTIVE = LocalDate.of(2013, 7, 1);

    private static final LatePaymentLaw STANDARD = shipped();

    private record Against(String country, DebtorKind kind) implements Comparable<Against> {
        private static final Comparator<Against> ORDER =
                Comparator.comparing(Against::country).thenComparing(Against::kind);

        @Override
        public int compareTo(Against other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Against, NavigableMap<LocalDate, StatutoryTerms>> terms;

    private LatePaymentLaw(Map<Against, NavigableMap<LocalDate, StatutoryTerms>> terms) {
        this.terms = terms;
    }

    /** The terms that are shipped: EU, France, Germany, Belgium, Spain, Italy, Netherlands, United Kingdom. */
    public static LatePaymentLaw standard() {
        return STANDARD;
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these terms. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        all().forEach(builder::terms);
        return builder;
    }

    /** The terms for an invoice that was issued on a day, if the law grants anything. */
    public Optional<StatutoryTerms> find(String country, DebtorKind kind, LocalDate issued) {
        return Optional.ofNullable(terms.get(new Against(country, kind)))
                .map(dated -> dated.floorEntry(issued))
                .map(Map.Entry::getValue);
    }

    /** All terms, by country, kind and day. */
    public List<StatutoryTerms> all() {
        return terms.values().stream().flatMap(dated -> dated.values().stream()).toList();
    }

    private static LatePaymentLaw shipped() {
        Builder builder = new Builder();
        Stream.of(european(), french(), german(), belgian(), dutch(), british())
                .flatMap(List::stream)
                .forEach(builder::terms);
        return builder.build();
    }

    private static List<StatutoryTerms> european() {
        InterestRate rate = floating(RateSeries.ECB_REFINANCING, "8");
        List<StatutoryTerms> all = new ArrayList<>();
        Map.of(
                        "EU", "Directive 2011/7/EU, articles 3, 4 and 6",
                        "ES", "Ley 3/2004, articulos 7 y 8",
                        "IT", "D.Lgs. 231/2002, articoli 5 e 6",
                        "NL", "BW 6:119a, 6:119b and 6:120; 6:96")
                .forEach((country, source) -> {
                    for (DebtorKind kind : List.of(BUSINESS, PUBLIC_BODY)) {
                        all.add(StatutoryTerms.of(country, kind, DIRECTIVE, rate, source)
                                .flatSum(EUR_40)
                                .build());
                    }
                });
        return all;
    }

    private static List<StatutoryTerms> french() {
        String commercial = "Code de commerce L441-10 et D441-5";
        InterestRate rate = floating(RateSeries.ECB_REFINANCING, "10");
        // the flat sum is owed for what was due from 2013 on; terms go by the day of issue, so that what was issued
        // before and due then is left out
        return List.of(
                StatutoryTerms.of("FR", BUSINESS, LocalDate.of(2009, 1, 1), rate, commercial)
                        .floor(RateSeries.FRENCH_LEGAL_PROFESSIONAL, "3")
                        .build(),
                StatutoryTerms.of("FR", BUSINESS, LocalDate.of(2013, 1, 1), rate, commercial)
                        .floor(RateSeries.FRENCH_LEGAL_PROFESSIONAL, "3")
                        .flatSum(EUR_40)
                        .build(),
                StatutoryTerms.of(
                                "FR",
                                PUBLIC_BODY,
                                DIRECTIVE,
                                fixedAtStart(RateSeries.ECB_REFINANCING, "8"),
                                "Code de la commande publique L2192-12 a L2192-14, R2192-31, D2192-35")
                        .flatSum(EUR_40)
                        .build(),
                StatutoryTerms.of(
                                "FR",
                                CONSUMER,
                                LocalDate.of(2009, 1, 1),
                                floating(RateSeries.FRENCH_LEGAL, "0"),
                                "Code civil 1231-6, Code monetaire et financier L313-2")
                        .start(Start.FORMAL_NOTICE)
                        .build());
    }

    private static List<StatutoryTerms> german() {
        LocalDate from = LocalDate.of(2014, 7, 29);
        InterestRate business = floating(RateSeries.GERMAN_BASE, "9");
        String source = "BGB 247, 286, 288";
        return List.of(
                StatutoryTerms.of("DE", BUSINESS, from, business, source)
                        .flatSum(EUR_40)
                        .build(),
                StatutoryTerms.of("DE", PUBLIC_BODY, from, business, source)
                        .flatSum(EUR_40)
                        .build(),
                StatutoryTerms.of("DE", CONSUMER, from, floating(RateSeries.GERMAN_BASE, "5"), source)
                        .start(Start.FORMAL_NOTICE)
                        .build());
    }

    private static List<StatutoryTerms> belgian() {
        InterestRate rate = new InterestRate.Reference(
                RateSeries.ECB_REFINANCING, BigDecimal.valueOf(8), Fixing.FLOATING, RateRounding.UP_TO_HALF);
        return Stream.of(BUSINESS, PUBLIC_BODY)
                .map(kind -> StatutoryTerms.of("BE", kind, DIRECTIVE, rate, "Loi du 2 aout 2002, articles 5 et 6")
                        .flatSum(EUR_40)
                        .build())
                .toList();
    }

    private static List<StatutoryTerms> dutch() {
        InterestRate rate = new InterestRate.Reference(
                RateSeries.ECB_REFINANCING, new BigDecimal("2.25"), Fixing.FLOATING, RateRounding.WHOLE_HALF_UP);
        return List.of(StatutoryTerms.of("NL", CONSUMER, DIRECTIVE, rate, "BW 6:119 and 6:120")
                .start(Start.FORMAL_NOTICE)
                .build());
    }

    private static List<StatutoryTerms> british() {
        InterestRate rate = fixedAtStart(RateSeries.BANK_OF_ENGLAND, "8");
        return Stream.of(BUSINESS, PUBLIC_BODY)
                .map(kind -> StatutoryTerms.of(
                                "GB",
                                kind,
                                DIRECTIVE,
                                rate,
                                "Late Payment of Commercial Debts (Interest) Act 1998, sections 1, 4, 5A and 6")
                        .flatSum(UNITED_KINGDOM)
                        .build())
                .toList();
    }

    /** Collects terms; not for several threads. */
    public static final class Builder {
        private final Map<Against, NavigableMap<LocalDate, StatutoryTerms>> terms = new TreeMap<>();

        private Builder() {}

        /** Adds terms; those of the same country, kind and day are replaced. */
        public Builder terms(StatutoryTerms added) {
            terms.computeIfAbsent(new Against(added.country(), added.kind()), key -> new TreeMap<>())
                    .put(added.from(), added);
            return this;
        }

        /** The terms collected so far. */
        public LatePaymentLaw build() {
            Map<Against, NavigableMap<LocalDate, StatutoryTerms>> copy = new TreeMap<>();
            terms.forEach((against, dated) -> copy.put(against, new TreeMap<>(dated)));
            return new LatePaymentLaw(copy);
        }
    }
}
