package io.relance.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.account.InstalmentPlan.Breaking;
import io.relance.account.PromiseToPay;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How a promise is shared out when it is recorded (SEMANTICS 10). On 2026-06-10 are overdue: F3 of 300 EUR and F1 of 100 EUR,
 * both due on 06-01, and F2 of 200 EUR, due on 06-05; F4 of 400 EUR is due on 06-20.
 */
class PromiseSharesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-06-10");
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(5).email("r"))
            .build();

    private static FollowUp account() {
        return FollowUp.of(
                Books.of(FollowUp.company())
                        .invoice("F2", "2026-04-01", "2026-06-05", "EUR 200")
                        .invoice("F3", "2026-04-01", "2026-06-01", "EUR 300")
                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 100")
                        .invoice("F4", "2026-04-01", "2026-06-20", "EUR 400"),
                FollowUp.policy(SCENARIO));
    }

    private static String overdue(FollowUp account) {
        return words(PromiseShares.ofOverdue(account.snapshot(), account.policy(), DAY, Optional.empty()));
    }

    private static String named(FollowUp account, String invoices, Optional<Money> amount) {
        List<ReceivableId> ids =
                Arrays.stream(invoices.split(" ")).map(ReceivableId::new).toList();
        return words(PromiseShares.of(account.snapshot(), account.policy(), DAY, ids, amount));
    }

    private static String words(List<PromiseToPay.Share> shares) {
        return shares.stream()
                .map(share -> share.receivable() + " " + share.amount().getAmount())
                .collect(Collectors.joining(", "));
    }

    @Test
    void without_more_words_it_is_all_that_is_overdue_oldest_first_then_by_number() {
        assertThat(overdue(account())).isEqualTo("F1 100.00, F3 300.00, F2 200.00");
    }

    @ParameterizedTest(name = "EUR {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "600    | F1 100.00, F3 300.00, F2 200.00",
                "599.99 | F1 100.00, F3 300.00, F2 199.99",
                "400    | F1 100.00, F3 300.00",
                "100.01 | F1 100.00, F3 0.01",
                "0.01   | F1 0.01",
            })
    void less_than_all_is_shared_out_oldest_first(String amount, String expected) {
        FollowUp account = account();

        assertThat(words(PromiseShares.ofOverdue(
                        account.snapshot(), account.policy(), DAY, Money.parse("EUR " + amount))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "F4          | F4 400.00", // not due yet, but named
                "F4 F2 F1 F2 | F1 100.00, F2 200.00, F4 400.00",
            })
    void named_invoices_are_promised_whole_overdue_or_not(String invoices, String expected) {
        assertThat(named(account(), invoices, Optional.empty())).isEqualTo(expected);
    }

    @Test
    void what_is_disputed_promised_on_its_way_or_covered_has_no_part_a_second_time() {
        FollowUp account = account()
                .remember(memory -> memory.dispute(Records.dispute("F1", "2026-06-02", "EUR 30"))
                        .promise(Records.promise("P", "2026-06-09", "2026-06-19", "F3", "EUR 120"))
                        .pendingPayment(Records.pending("F2", "EUR 50", "2026-06-09", "2026-06-15")))
                .books(books -> books.payment("Z", "2026-06-09", "EUR 20"));

        // the credit of 20 covers the oldest first: F1 100 - 30 - 20, F3 300 - 120, F2 200 - 50
        assertThat(overdue(account)).isEqualTo("F1 50.00, F3 180.00, F2 150.00");
    }

    @Test
    void what_must_not_be_asked_for_is_left_out_unless_it_is_named() {
        FollowUp account = account().remember(memory -> memory.hold(Records.hold("2026-06-08", "", "F3")));

        assertThat(overdue(account)).isEqualTo("F1 100.00, F2 200.00");
        assertThat(named(account, "F3", Optional.empty())).isEqualTo("F3 300.00");
    }

    @Test
    void instalments_and_the_invoices_of_a_plan_are_left_out() {
        FollowUp account = account()
                .remember(memory -> memory.plan(
                        Records.plan("2026-06-05", Breaking.MANUAL, List.of("F3"), "2026-06-08", "EUR 300")));

        assertThat(overdue(account)).isEqualTo("F1 100.00, F2 200.00");
        assertThatThrownBy(() -> named(account, "plan/1", Optional.empty()))
                .hasMessage("there is no invoice \"plan/1\" on 2026-06-10");
        assertThatThrownBy(() -> named(account, "F1 F3", Optional.empty()))
                .hasMessage("\"F3\" is paid in instalments under plan plan since 2026-06-05");
    }

    @Test
    void a_tolerated_rest_is_not_promised() {
        FollowUp account = account()
                .policy(FollowUp.policyOf(SCENARIO)
                        .tolerance(new io.relance.money.Tolerance(new java.math.BigDecimal("1.00")))
                        .build())
                .books(books -> books.paid("Z", "2026-06-09", "EUR 299.50", "F3"));

        assertThat(overdue(account)).isEqualTo("F1 100.00, F2 200.00");
    }

    @Test
    void of_several_currencies_one_is_named() {
        FollowUp account = account().books(books -> books.invoice("U1", "2026-04-01", "2026-06-01", "USD 70"));

        assertThatThrownBy(() -> overdue(account))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what is overdue is in several currencies, [EUR, USD]: name that of the promise, or its"
                        + " invoices");
        assertThat(words(PromiseShares.ofOverdue(
                        account.snapshot(), account.policy(), DAY, Optional.of(CurrencyUnit.USD))))
                .isEqualTo("U1 70.00");
        assertThatThrownBy(() -> named(account, "F1 U1", Optional.empty()))
                .hasMessage("the invoices are in several currencies: a promise is in one");
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "EUR 300.01 | F1 F2    | the promise is over EUR 300.01, but only EUR 300.00 may be asked for of its invoices",
                "USD 10     | F1       | the promise is over USD 10.00, but its invoices are in EUR",
                "EUR 0      | F1       | a promise must be above 0, but was EUR 0.00",
                "EUR 10     | F1 F8 F9 | there is no invoice \"F8\" on 2026-06-10; there is no invoice \"F9\" on 2026-06-10",
            })
    void what_can_not_be_shared_out_is_refused_with_the_figures(String amount, String invoices, String message) {
        assertThatThrownBy(() -> named(account(), invoices, Optional.of(Money.parse(amount))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void an_invoice_of_which_nothing_is_left_is_refused_with_the_reason() {
        FollowUp account = account().books(books -> books.paid("Z", "2026-06-09", "EUR 100", "F1"));

        assertThatThrownBy(() -> named(account, "F1 F2", Optional.empty()))
                .hasMessage("nothing is left of \"F1\" to be promised: PAID: settled on 2026-06-09");
    }

    @Test
    void when_nothing_is_overdue_there_is_nothing_to_promise_by_default() {
        FollowUp account = account();

        assertThatThrownBy(() -> PromiseShares.ofOverdue(
                        account.snapshot(), account.policy(), LocalDate.parse("2026-06-01"), Optional.empty()))
                .hasMessage("nothing overdue may be asked for on 2026-06-01: name the invoices of the promise");
        assertThatThrownBy(
                        () -> PromiseShares.ofOverdue(account.snapshot(), account.policy(), DAY, Money.parse("GBP 5")))
                .hasMessage("nothing overdue in GBP may be asked for on 2026-06-10: name the invoices of the promise");
    }
}
