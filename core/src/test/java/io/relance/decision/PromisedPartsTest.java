package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.Records.promise;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.PromiseToPay;
import io.relance.rule.Conditions;
import io.relance.rule.Facts;
import io.relance.scenario.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What payments take off promised parts, and which payments count for which promise (SEMANTICS 10). Of F1, 1000 EUR, 700 are
 * promised on Monday 2026-06-08 by Friday 06-19.
 */
class PromisedPartsTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(5).email("r"))
            .build();

    private static FollowUp account(PromiseToPay... promises) {
        FollowUp account = FollowUp.of(
                Books.of(FollowUp.company())
                        .invoice("F1", "2026-04-01", "2026-06-01", "EUR 1000")
                        .invoice("F2", "2026-04-01", "2026-06-20", "EUR 1000"),
                policy(SCENARIO));
        for (PromiseToPay promise : promises) {
            account.remember(memory -> memory.promise(promise));
        }
        return account;
    }

    private static List<Promises.Judged> judged(FollowUp account, String day) {
        return Promises.of(account.memory(), account.snapshot().ledger(), account.policy(), LocalDate.parse(day))
                .judged();
    }

    private static PromiseStatus status(FollowUp account, String day) {
        return judged(account, day).get(0).status();
    }

    static Stream<Arguments> movements() {
        return Stream.of(
                line("nothing came: 1000 - 700", "EUR 300.00", b -> b),
                line(
                        "400 came: 600 open, 300 still promised",
                        "EUR 300.00",
                        b -> b.paid("Z", "2026-06-10", "EUR 400", "F1")),
                line("all that was promised came", "EUR 300.00", b -> b.paid("Z", "2026-06-10", "EUR 700", "F1")),
                line("more came", "EUR 200.00", b -> b.paid("Z", "2026-06-10", "EUR 800", "F1")),
                line(
                        "a credit note is no payment: 600 open, 600 promised",
                        "EUR 0.00",
                        b -> b.credited("CN", "2026-06-10", "EUR 400", "F1")),
                line("nor is a write-off", "EUR 0.00", b -> b.writtenOff("W", "2026-06-10", "EUR 400", "F1")),
                line(
                        "paid before the promise: 600 open, 600 promised",
                        "EUR 0.00",
                        b -> b.paid("Z", "2026-06-08", "EUR 400", "F1")),
                line("paid next week: not today", "EUR 300.00", b -> b.paid("Z", "2026-06-15", "EUR 400", "F1")),
                line("paid on F2", "EUR 300.00", b -> b.paid("Z", "2026-06-10", "EUR 400", "F2")));
    }

    private static Arguments line(String what, String dunnable, UnaryOperator<Books> change) {
        return Arguments.of(what, dunnable, change);
    }

    @ParameterizedTest(name = "{0}: {1} may be asked for")
    @MethodSource("movements")
    void a_payment_matched_after_the_promise_takes_as_much_off_the_promised_part(
            String what, String dunnable, UnaryOperator<Books> change) {
        FollowUp account = account(promise("P", "2026-06-08", "2026-06-19", "F1", "EUR 700"))
                .books(change);

        assertThat(item(account.look("2026-06-12"), "F1").dunnable()).as(what).isEqualTo(Money.parse(dunnable));
    }

    @ParameterizedTest(name = "{0} came: {1} may be asked for")
    @CsvSource({
        "EUR 100, EUR 200.00", // 900 open; 400 and 300 still promised
        "EUR 600, EUR 200.00", // 400 open; the first promise is kept, of the second 100 came: 200 still promised
        "EUR 800, EUR 200.00", // both are kept
    })
    void what_lowered_the_first_promise_does_not_lower_the_second(String paid, String dunnable) {
        FollowUp account = account(
                        promise("P1", "2026-06-08", "2026-06-19", "F1", "EUR 500"),
                        promise("P2", "2026-06-09", "2026-06-19", "F1", "EUR 300"))
                .books(b -> b.paid("Z", "2026-06-10", paid, "F1"));

        assertThat(item(account.look("2026-06-12"), "F1").dunnable()).isEqualTo(Money.parse(dunnable));
    }

    @ParameterizedTest(name = "the first by {0}, the second by {1}: until {2}")
    @CsvSource({"2026-06-19, 2026-06-12, 2026-06-23", "2026-06-12, 2026-06-19, 2026-06-23"})
    void of_several_promises_the_last_day_of_grace_ends_the_reason(String first, String second, String until) {
        FollowUp account = account(
                promise("P1", "2026-06-08", first, "F1", "EUR 500"),
                promise("P2", "2026-06-09", second, "F1", "EUR 500"));

        assertThat(item(account.look("2026-06-12"), "F1").reason().orElseThrow().until())
                .contains(LocalDate.parse(until));
    }

    @Test
    void a_promise_is_not_known_before_it_was_recorded() {
        FollowUp account = account(promise("P", "2026-06-08", "2026-06-19", "F1", "EUR 700"));

        assertThat(judged(account, "2026-06-07")).isEmpty();
        assertThat(judged(account, "2026-06-08")).hasSize(1);
    }

    @ParameterizedTest(name = "payment {0}, recorded at the instant of promise M: {1}")
    @CsvSource({"Z, KEPT", "A, BROKEN", "M, BROKEN"})
    void recorded_at_the_same_instant_the_ids_say_which_came_later(String payment, PromiseStatus expected) {
        PromiseToPay p = promise("M", "2026-06-10", "2026-06-12", "F1", "EUR 700");
        FollowUp account = account(new PromiseToPay(
                        p.id(),
                        p.shares(),
                        p.date(),
                        p.recordedOn(),
                        Instant.parse("2026-06-10T00:00:00Z"),
                        p.takenBy(),
                        false,
                        Optional.empty()))
                .books(b -> b.payment(payment, "2026-06-10", "EUR 700"));

        assertThat(status(account, "2026-06-17")).isEqualTo(expected);
    }

    @Test
    void money_matched_to_another_invoice_keeps_no_promise_and_what_is_left_of_it_does() {
        PromiseToPay promise = promise("P", "2026-06-08", "2026-06-12", "F1", "EUR 700");
        assertThat(status(account(promise).books(b -> b.paid("Z", "2026-06-10", "EUR 700", "F2")), "2026-06-17"))
                .isEqualTo(PromiseStatus.BROKEN);
        assertThat(judged(
                                account(promise)
                                        .books(b -> b.payment("Z", "2026-06-10", "EUR 700")
                                                .match("Z", "F2", "EUR 200")),
                                "2026-06-17")
                        .get(0))
                .satisfies(judged -> {
                    assertThat(judged.status()).isEqualTo(PromiseStatus.PARTLY_KEPT);
                    assertThat(judged.paid()).as("500.00, not matched yet").isEqualTo(500_00);
                });
    }

    @Test
    void money_is_shared_out_over_promises_in_the_order_recorded_and_none_of_it_twice() {
        FollowUp account = account(
                        promise("P1", "2026-06-08", "2026-06-12", "F1", "EUR 500"),
                        promise("P2", "2026-06-09", "2026-06-12", "F1", "EUR 100"))
                .books(b -> b.payment("Y", "2026-06-10", "EUR 300").payment("Z", "2026-06-11", "EUR 300"));

        assertThat(judged(account, "2026-06-17"))
                .extracting(Promises.Judged::status, Promises.Judged::paid)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(PromiseStatus.KEPT, 500_00L),
                        org.assertj.core.groups.Tuple.tuple(PromiseStatus.KEPT, 100_00L));
    }

    @Test
    void conditions_can_ask_how_many_promises_were_broken() {
        Scenario strict = Scenario.named("s")
                .step(
                        "strict",
                        s -> s.daysAfterDue(5)
                                .email("r")
                                .when(Conditions.fact(Facts.ACCOUNT_PROMISES_BROKEN)
                                        .atLeast(1)))
                .build();
        PromiseToPay promise = promise("P", "2026-06-08", "2026-06-12", "F1", "EUR 700");

        assertThat(account(promise)
                        .policy(policy(strict))
                        .daily("2026-06-08", "2026-06-18")
                        .sent())
                .as("the day after the grace")
                .containsExactly("2026-06-17 strict: F1");
        assertThat(account(promise)
                        .policy(policy(strict))
                        .books(b -> b.payment("Z", "2026-06-11", "EUR 700"))
                        .daily("2026-06-08", "2026-06-18")
                        .sent())
                .isEmpty();
    }
}
