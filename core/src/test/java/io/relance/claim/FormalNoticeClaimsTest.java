package io.relance.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.MessageState.Status;
import io.relance.action.Stage;
import io.relance.action.Tone;
import io.relance.delivery.MessageId;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.ReceivableId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims against consumers: interest from the day after a formal notice, and nothing else. */
class FormalNoticeClaimsTest {
    private static Books books() {
        return Books.of(Customer.builder("dupont").kind(DebtorKind.CONSUMER).build())
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00");
    }

    private static MessageState message(Stage stage, Status status, String day, String invoice) {
        LocalDate on = LocalDate.parse(day);
        return new MessageState(
                new MessageId("ab".repeat(32)),
                MessageState.Kind.DUNNING,
                stage,
                Optional.empty(),
                new ReceivableId(invoice),
                Optional.empty(),
                List.of(),
                "billing",
                Tone.FIRM,
                true,
                status,
                on,
                on,
                1,
                List.of(new MessageLine(
                        new ReceivableId(invoice),
                        Optional.empty(),
                        0,
                        MessageLine.Role.CLAIMED,
                        Money.parse("EUR 10000.00"),
                        on)));
    }

    private static InvoiceClaims claim(Books books, MessageState message, ClaimSettings settings, String date) {
        DunningCase memory = DunningCase.empty(books.ledger().account()).toBuilder()
                .message(message)
                .build();
        List<InvoiceClaims> claims =
                LateClaims.on(new AccountSnapshot(books.ledger(), memory), settings, LocalDate.parse(date));
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private static InvoiceClaims claim(MessageState message, String country, String date) {
        return claim(books(), message, ClaimSettings.underLawOf(country).build(), date);
    }

    @ParameterizedTest(name = "{0}: {1} %, {2}")
    @CsvSource({
        // base rate 2.27 + 5
        "DE, 7.27, EUR 19.92",
        // 3.15 + 2.25 = 5.40, to a whole percent
        "NL, 5, EUR 13.70"
    })
    void interest_runs_from_the_day_after_the_notice(String country, String percent, String interest) {
        InvoiceClaims claims =
                claim(message(Stage.FORMAL_NOTICE, Status.ACCEPTED, "2025-03-10", "F1"), country, "2025-03-20");

        InterestPeriod period = claims.interest().orElseThrow().periods().get(0);
        assertThat(period.from()).isEqualTo(LocalDate.parse("2025-03-11"));
        assertThat(period.days()).isEqualTo(10);
        assertThat(period.percent()).isEqualByComparingTo(percent);
        assertThat(claims.interest().orElseThrow().amount()).isEqualTo(Money.parse(interest));
        assertThat(claims.flatSum()).isEmpty();
    }

    @Test
    void a_notice_before_the_due_date_does_not_make_it_late_earlier() {
        InvoiceClaims claims =
                claim(message(Stage.FORMAL_NOTICE, Status.ACCEPTED, "2025-01-20", "F1"), "DE", "2025-03-20");

        assertThat(claims.interest().orElseThrow().periods().get(0).from()).isEqualTo(LocalDate.parse("2025-02-01"));
    }

    @Test
    void what_was_paid_between_due_date_and_notice_bears_none() {
        Books books = books().paid("P1", "2025-03-05", "EUR 6000.00", "F1");

        InvoiceClaims claims = claim(
                books,
                message(Stage.FORMAL_NOTICE, Status.ACCEPTED, "2025-03-10", "F1"),
                ClaimSettings.underLawOf("DE").build(),
                "2025-03-20");

        assertThat(claims.interest().orElseThrow().periods())
                .singleElement()
                .satisfies(period -> assertThat(period.balance()).isEqualTo(Money.parse("EUR 4000.00")));
    }

    @Test
    void the_french_rate_against_consumers_is_the_hosts_to_supply() {
        MessageState notice = message(Stage.FORMAL_NOTICE, Status.ACCEPTED, "2025-03-10", "F1");

        assertThatThrownBy(() -> claim(notice, "FR", "2025-03-20"))
                .isInstanceOf(MissingReferenceRateException.class)
                .hasMessageStartingWith("no French legal interest rate (fr-legal) is known for 2025-03-11");
        ClaimSettings supplied = ClaimSettings.underLawOf("FR")
                .rates(ReferenceRates.standard().toBuilder()
                        .semester(RateSeries.FRENCH_LEGAL, 2025, 1, new BigDecimal("7.30"), "an order")
                        .build())
                .agreedRate("15")
                .build();

        // 10 days at 7.30: what was agreed with businesses binds no consumer
        assertThat(claim(books(), notice, supplied, "2025-03-20")
                        .interest()
                        .orElseThrow()
                        .amount())
                .isEqualTo(Money.parse("EUR 20.00"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACCEPTED"})
    void a_notice_that_did_not_go_or_came_back_or_is_in_doubt_is_none(Status status) {
        InvoiceClaims claims = claim(message(Stage.FORMAL_NOTICE, status, "2025-03-10", "F1"), "DE", "2025-03-20");

        assertThat(claims.none()).contains("interest runs from the formal notice, and there was none");
    }

    @Test
    void a_reminder_and_a_notice_about_another_invoice_are_none() {
        for (MessageState message : List.of(
                message(Stage.AMICABLE, Status.ACCEPTED, "2025-03-10", "F1"),
                message(Stage.FORMAL_NOTICE, Status.ACCEPTED, "2025-03-10", "F2"),
                message(Stage.FORMAL_NOTICE, Status.ACCEPTED, "2025-03-21", "F1"))) {
            assertThat(claim(message, "DE", "2025-03-20").none())
                    .contains("interest runs from the formal notice, and there was none");
        }
    }

    @Test
    void a_notice_after_which_nothing_was_open_is_said_to_have_been() {
        MessageState notice = message(Stage.FORMAL_NOTICE, Status.ACCEPTED, "2025-03-10", "F1");

        assertThat(claim(notice, "DE", "2025-03-10").none())
                .contains(
                        "interest runs from the day after the formal notice of 2025-03-10, and nothing was open then");
    }
}
