package io.relance.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.receivable.DebtorKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rates that are shipped, and those that hosts add. */
class ReferenceRatesTest {
    private final ReferenceRates rates = ReferenceRates.standard();

    private static BigDecimal percent(String text) {
        return new BigDecimal(text);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "ecb-refinancing, 2009-01-01, 2.50",
        "ecb-refinancing, 2011-06-30, 1.00",
        "ecb-refinancing, 2011-07-01, 1.25",
        "ecb-refinancing, 2022-12-31, 0.00",
        "ecb-refinancing, 2023-01-01, 2.50",
        "ecb-refinancing, 2026-06-30, 2.15",
        "fr-legal-professional, 2024-01-01, 5.07",
        "fr-legal-professional, 2026-01-01, 2.62",
        "de-base, 2013-01-01, -0.13",
        "de-base, 2022-12-31, -0.88",
        "de-base, 2024-07-01, 3.37",
        "bank-of-england, 2020-07-01, 0.10",
        "bank-of-england, 2024-06-30, 5.25",
    })
    void what_they_were(String series, LocalDate day, String expected) {
        RateSeries known = Set.of(
                        RateSeries.ECB_REFINANCING,
                        RateSeries.FRENCH_LEGAL_PROFESSIONAL,
                        RateSeries.GERMAN_BASE,
                        RateSeries.BANK_OF_ENGLAND)
                .stream()
                .filter(one -> one.id().equals(series))
                .findFirst()
                .orElseThrow();

        assertThat(rates.on(known, day).percent()).isEqualByComparingTo(percent(expected));
        assertThat(rates.on(known, day).source()).isNotBlank();
    }

    @Test
    void a_gap_is_not_filled() {
        assertThatThrownBy(() -> rates.on(RateSeries.FRENCH_LEGAL_PROFESSIONAL, LocalDate.parse("2015-08-01")))
                .isInstanceOf(MissingReferenceRateException.class)
                .hasMessageContaining(
                        "is known for 2015-08-01; known is 2015-01-01 to 2015-06-30, 2016-01-01 to 2026-06-30");
        assertThatThrownBy(() -> rates.on(RateSeries.FRENCH_LEGAL, LocalDate.parse("2025-01-01")))
                .hasMessageContaining("known is nothing of it: supply the rate that is missing");
    }

    @Test
    void two_rates_of_one_series_on_one_day_are_refused() {
        assertThatThrownBy(() -> rates.toBuilder()
                        .rate(new ReferenceRate(
                                RateSeries.ECB_REFINANCING,
                                LocalDate.parse("2026-06-30"),
                                LocalDate.parse("2026-12-31"),
                                percent("2.00"),
                                "mine")))
                .hasMessage("two rates of ecb-refinancing: 2.15 from 2026-01-01 to 2026-06-30, and 2.00 from 2026-06-30"
                        + " to 2026-12-31");
    }

    @Test
    void a_rate_that_ends_before_it_begins_or_names_no_source_is_refused() {
        LocalDate day = LocalDate.parse("2026-07-01");
        assertThatThrownBy(
                        () -> new ReferenceRate(RateSeries.GERMAN_BASE, day, day.minusDays(1), BigDecimal.ONE, "here"))
                .hasMessage("a rate of de-base begins on 2026-07-01 and ends on 2026-06-30");
        assertThatThrownBy(() -> new ReferenceRate(RateSeries.GERMAN_BASE, day, day, BigDecimal.ONE, " "))
                .hasMessageContaining("names no source");
        assertThatThrownBy(() -> ReferenceRate.ofSemester(RateSeries.GERMAN_BASE, 2026, 3, BigDecimal.ONE, "here"))
                .hasMessage("a year has the halves 1 and 2, not 3");
    }

    @ParameterizedTest
    @CsvSource({"12.25, 12.5", "10.15, 10.5", "8.00, 8.0", "12.50, 12.5", "-0.30, 0.0"})
    void belgian_rates_are_rounded_up_to_half_a_percent(String made, String rounded) {
        assertThat(RateRounding.UP_TO_HALF.apply(percent(made))).isEqualByComparingTo(percent(rounded));
    }

    @ParameterizedTest
    @CsvSource({"6.25, 6", "6.50, 7", "4.40, 4"})
    void dutch_consumer_rates_are_rounded_to_a_whole_percent(String made, String rounded) {
        assertThat(RateRounding.WHOLE_HALF_UP.apply(percent(made))).isEqualByComparingTo(percent(rounded));
    }

    @Test
    void all_countries_are_there_and_no_consumer_owes_a_flat_sum() {
        Set<String> countries = new TreeSet<>();
        for (StatutoryTerms terms : LatePaymentLaw.standard().all()) {
            countries.add(terms.country());
            assertThat(terms.source()).isNotBlank();
            assertThat(terms.kind()).isNotEqualTo(DebtorKind.UNKNOWN);
            if (terms.kind() == DebtorKind.CONSUMER) {
                assertThat(terms.flatSum()).as(terms.toString()).isEmpty();
                assertThat(terms.start()).isEqualTo(StatutoryTerms.Start.FORMAL_NOTICE);
            }
        }
        assertThat(countries).containsExactly("BE", "DE", "ES", "EU", "FR", "GB", "IT", "NL");
    }

    @Test
    void terms_against_nobody_knows_whom_are_refused() {
        assertThatThrownBy(() -> StatutoryTerms.of(
                        "FR",
                        DebtorKind.UNKNOWN,
                        LocalDate.parse("2025-01-01"),
                        InterestRate.floating(RateSeries.ECB_REFINANCING, "8"),
                        "none"))
                .hasMessage("against somebody whose kind is not known nothing is claimed");
    }

    @Test
    void a_host_replaces_terms_and_adds_those_of_another_country() {
        InterestRate rate = InterestRate.floating(RateSeries.ECB_REFINANCING, "9.2");
        StatutoryTerms austrian = StatutoryTerms.of(
                        "AT", DebtorKind.BUSINESS, LocalDate.parse("2013-03-16"), rate, "UGB 456")
                .flatSum(FlatSum.of("EUR 40.00"))
                .build();
        LatePaymentLaw law =
                LatePaymentLaw.standard().toBuilder().terms(austrian).build();

        assertThat(law.find("AT", DebtorKind.BUSINESS, LocalDate.parse("2025-01-01")))
                .contains(austrian);
        assertThat(law.find("AT", DebtorKind.BUSINESS, LocalDate.parse("2013-03-15")))
                .isEmpty();
        assertThat(law.all()).hasSize(LatePaymentLaw.standard().all().size() + 1);
    }

    @Test
    void a_flat_sum_in_two_currencies_is_refused() {
        FlatSum.Tier small = new FlatSum.Tier(Optional.of(Money.parse("GBP 1000.00")), Money.parse("GBP 40.00"));

        for (FlatSum.Tier rest : List.of(
                new FlatSum.Tier(Optional.empty(), Money.parse("EUR 70.00")),
                new FlatSum.Tier(Optional.of(Money.parse("EUR 2000.00")), Money.parse("GBP 70.00")))) {
            List<FlatSum.Tier> tiers = rest.below().isEmpty()
                    ? List.of(small, rest)
                    : List.of(small, rest, new FlatSum.Tier(Optional.empty(), Money.parse("GBP 100.00")));
            assertThatThrownBy(() -> new FlatSum(tiers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("tier 2 of a flat sum is not all in GBP, as its first sum is");
        }
        assertThatThrownBy(() -> new FlatSum(List.of(small))).hasMessage("the last tier of a flat sum has no bound");
    }
}
