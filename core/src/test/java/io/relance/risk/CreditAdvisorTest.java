package io.relance.risk;

import static io.relance.risk.Books.EUR;
import static io.relance.risk.Books.dec;
import static io.relance.risk.Books.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.account.RiskLevel;
import io.relance.account.ScoreReason;
import io.relance.receivable.CreditNote;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Receivable;
import io.relance.risk.CreditLine.Factor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyMismatchException;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditAdvisorTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

    /** EUR 365 000 in 365 days, 30 days to pay: a need of 1 000 a day x (30 + 30) days. */
    private static Books steady() {
        return new Books()
                .add(Receivable.invoice("A", AS_OF.minusDays(364), AS_OF.minusDays(334), eur("200000.00"))
                        .build())
                .pay("A", eur("200000.00"), AS_OF.minusDays(334))
                .add(Receivable.invoice("B", AS_OF.minusDays(5), AS_OF.plusDays(25), eur("165000.00"))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "80, 75000", // 60 000 x 1.25
        "60, 60000",
        "30, 30000",
        "10, 0",
    })
    void the_limit_is_daily_sales_times_terms_and_margin_times_the_factor_of_the_risk(int score, String limit) {
        CreditLine line = only(advise(steady(), score, 3, List.of()));
        assertThat(line.recommended()).isEqualTo(eur(limit + ".00"));
        assertThat(line.exposure()).isEqualTo(eur("165000.00"));
        assertThat(line.reasons())
                .extracting(CreditLine.Reason::factor)
                .containsExactly(Factor.DAILY_SALES, Factor.TERMS, Factor.MARGIN, Factor.RISK);
        assertThat(line.reasons().get(0).text()).isEqualTo("EUR 1000 a day: 365000.00 in 365 days");
    }

    @Test
    void usage_is_exposure_over_limit_and_there_is_none_of_nothing() {
        assertThat(only(advise(steady(), 60, 3, List.of())).usage()).contains(dec("2.7500")); // 165 000 / 60 000
        assertThat(only(advise(steady(), 10, 3, List.of())).usage()).isEmpty();
        assertThat(CreditLine.usage(eur("100.00"), eur("300.00"))).contains(dec("0.3333"));
        assertThatThrownBy(() -> CreditLine.usage(eur("1.00"), Money.of(CurrencyUnit.USD, 1)))
                .isInstanceOf(CurrencyMismatchException.class);
        assertThatThrownBy(() -> CreditLine.usage(eur("-1.00"), eur("1.00"))).hasMessageContaining("at least 0");
    }

    @Test
    void an_account_with_few_settled_invoices_starts_at_half() {
        CreditLine line = only(advise(steady(), 90, 2, List.of()));
        assertThat(line.recommended()).isEqualTo(eur("30000.00")); // 60 000 x 0.50
        assertThat(line.reasons()).extracting(CreditLine.Reason::factor).contains(Factor.STARTER);
        CreditLine risky = only(advise(steady(), 10, 2, List.of()));
        assertThat(risky.recommended()).isEqualTo(eur("0.00"));
        assertThat(risky.reasons()).extracting(CreditLine.Reason::factor).doesNotContain(Factor.STARTER);
    }

    @Test
    void a_ceiling_of_the_host_is_never_exceeded() {
        CreditLine capped = only(advise(steady(), 60, 3, List.of(eur("45000.00"))));
        assertThat(capped.recommended()).isEqualTo(eur("45000.00"));
        assertThat(capped.reasons()).extracting(CreditLine.Reason::factor).contains(Factor.CEILING);
        CreditLine free = only(advise(steady(), 60, 3, List.of(eur("60000.00"), Money.of(CurrencyUnit.USD, 1))));
        assertThat(only(advise(steady(), 60, 3, List.of(eur("0.00")))).recommended())
                .isEqualTo(eur("0.00"));
        assertThatThrownBy(() -> advise(steady(), 60, 3, List.of(eur("1.00"), eur("2.00"))))
                .hasMessage("two ceilings in one currency: EUR 1.00 and EUR 2.00");
        assertThatThrownBy(() -> advise(steady(), 60, 3, List.of(eur("-1.00"))))
                .hasMessage("a ceiling is at least 0, but was EUR -1.00");
        assertThat(free.reasons()).extracting(CreditLine.Reason::factor).doesNotContain(Factor.CEILING);
    }

    @Test
    void a_first_order_is_spread_over_90_days_and_the_limit_rounded_down_to_two_digits() {
        Books books = new Books()
                .add(Receivable.invoice("A", AS_OF, AS_OF.plusDays(45), eur("10000.00"))
                        .build());
        // 10 000 / 90 x (45 + 30) x 1.00 = 8 333.33
        assertThat(only(advise(books, 60, 3, List.of())).recommended()).isEqualTo(eur("8300.00"));
    }

    @Test
    void credit_notes_lower_sales_and_cash_sales_claims_and_old_invoices_are_none() {
        Books books = new Books()
                .add(Receivable.invoice("A", AS_OF.minusDays(99), AS_OF.minusDays(69), eur("10000.00"))
                        .build())
                .add(Receivable.invoice("cash", AS_OF.minusDays(9), AS_OF, eur("77.00"))
                        .cashSale(true)
                        .build())
                .add(Receivable.invoice("interest", AS_OF.minusDays(9), AS_OF, eur("77.00"))
                        .kind(Receivable.Kind.CLAIM)
                        .build())
                .add(Receivable.invoice("old", AS_OF.minusMonths(12), AS_OF, eur("77.00"))
                        .build());
        books.builder().creditNote(new CreditNote(new DocumentId("CN"), AS_OF, eur("4000.00"), Instant.EPOCH));
        CreditLine line = only(advise(books, 60, 3, List.of()));
        // 6 000 / 100 days x (30 + 30) = 3 600
        assertThat(line.recommended()).isEqualTo(eur("3600.00"));
    }

    @Test
    void each_currency_has_a_line_and_without_sales_none_needs_credit() {
        Books books = steady().add(Receivable.invoice(
                        "yen", AS_OF.minusDays(400), AS_OF.minusDays(370), Money.of(CurrencyUnit.JPY, dec("5000")))
                .build());
        List<CreditLine> lines = advise(books, 60, 3, List.of());
        assertThat(lines)
                .extracting(line -> line.recommended().getCurrencyUnit())
                .containsExactly(EUR, CurrencyUnit.JPY);
        assertThat(lines.get(1).recommended()).isEqualTo(Money.zero(CurrencyUnit.JPY));
        assertThat(lines.get(1).exposure()).isEqualTo(Money.of(CurrencyUnit.JPY, dec("5000")));
        assertThat(lines.get(1).reasons()).extracting(CreditLine.Reason::factor).containsExactly(Factor.NO_SALES);
        assertThat(advise(new Books(), 60, 3, List.of())).isEmpty();
    }

    private static List<CreditLine> advise(Books books, int score, int settled, List<Money> ceilings) {
        PayerBehaviour behaviour =
                books.behaviour(AS_OF).toBuilder().settledCount(settled).build();
        return CreditAdvisor.advise(books.ledger(), behaviour, scoreOf(score), ceilings);
    }

    static PaymentScore scoreOf(int points) {
        RiskLevel level = ScoreCard.level(points);
        return new PaymentScore(
                AS_OF,
                points,
                level,
                true,
                List.of(new ScoreReason(ScoreReason.Feature.MEAN_DELAY, Optional.empty(), points, "given")));
    }

    private static CreditLine only(List<CreditLine> lines) {
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
