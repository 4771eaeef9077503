package io.relance.decision;

import static io.relance.decision.FollowUp.item;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.policyOf;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan;
import io.relance.account.InstalmentPlan.Breaking;
import io.relance.account.PendingPayment;
import io.relance.money.Tolerance;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be asked for of an invoice, and from when on nothing may be (SEMANTICS 2 and 6.1). F1 was due on 2026-06-01. */
class StandingsTest {
    private static final Scenario SCENARIO = Scenario.named("s")
            .step("reminder", s -> s.daysAfterDue(5).email("r"))
            .build();

    private static FollowUp account() {
        return FollowUp.oneInvoice("2026-06-01", SCENARIO);
    }

    private static FollowUp booked(BiFunction<Receivable.Builder, LocalDate, Receivable.Builder> change) {
        return FollowUp.of(
                Books.of(FollowUp.company())
                        .invoice(
                                "F1",
                                "2026-04-01",
                                "2026-06-01",
                                "EUR 1000",
                                more -> change.apply(more, LocalDate.parse("2026-06-10"))),
                policy(SCENARIO));
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of(ReasonCode.ASSIGNED, booked((r, day) -> r.assignedFrom(day))),
                Arguments.of(ReasonCode.INSOLVENCY, booked((r, day) -> r.insolvencyFrom(day))),
                Arguments.of(ReasonCode.IN_LITIGATION, booked((r, day) -> r.litigationFrom(day))),
                Arguments.of(ReasonCode.DISPUTED, booked((r, day) -> r.disputedFrom(day))),
                Arguments.of(
                        ReasonCode.INSOLVENCY,
                        account().remember(m -> m.insolvency(new Insolvency(LocalDate.parse("2026-06-10"))))),
                Arguments.of(
                        ReasonCode.PAYMENT_PENDING,
                        account()
                                .remember(m -> m.pendingPayment(
                                        Records.pending("F1", "EUR 1000", "2026-06-10", "2026-06-20")))),
                Arguments.of(
                        ReasonCode.ON_HOLD, account().remember(m -> m.hold(Records.hold("2026-06-10", "2026-06-20")))),
                Arguments.of(
                        ReasonCode.ON_PLAN,
                        account()
                                .remember(m -> m.plan(Records.plan(
                                        "2026-06-10", Breaking.MANUAL, List.of("F1"), "2026-07-01", "EUR 1000")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void what_stops_an_invoice_from_a_day_on_stops_it_from_that_day_on(ReasonCode code, FollowUp account) {
        assertThat(item(account.look("2026-06-09"), "F1").kind())
                .as("the day before")
                .isEqualTo(ItemOutcome.Kind.MESSAGE);
        assertThat(reason(account.look("2026-06-10"), "F1")).isEqualTo(code);
    }

    @Test
    void a_judgment_stops_what_was_issued_by_its_day_whoever_knows_of_it() {
        for (boolean byBooks : List.of(true, false)) {
            LocalDate judgment = LocalDate.parse("2026-05-20");
            FollowUp account = FollowUp.of(
                    Books.of(FollowUp.company())
                            .invoice(
                                    "ON",
                                    "2026-05-20",
                                    "2026-06-01",
                                    "EUR 10",
                                    r -> byBooks ? r.insolvencyFrom(judgment) : r)
                            .invoice(
                                    "AFTER",
                                    "2026-05-21",
                                    "2026-06-01",
                                    "EUR 10",
                                    r -> byBooks ? r.insolvencyFrom(judgment) : r),
                    policy(SCENARIO));
            account.remember(m -> byBooks ? m : m.insolvency(new Insolvency(judgment)));

            assertThat(reason(account.look("2026-06-10"), "ON")).isEqualTo(ReasonCode.INSOLVENCY);
            assertThat(item(account.look("2026-06-10"), "AFTER").kind()).isEqualTo(ItemOutcome.Kind.MESSAGE);
        }
    }

    @Test
    void a_paid_invoice_is_paid_and_nothing_else() {
        Decision decision = account()
                .books(b -> b.paid("Z", "2026-06-05", "EUR 1000", "F1"))
                .look("2026-06-10");

        assertThat(reason(decision, "F1")).isEqualTo(ReasonCode.PAID);
        assertThat(item(decision, "F1").alsoReasons()).isEmpty();
    }

    @Test
    void a_promise_counts_against_what_a_dispute_leaves_and_a_pending_payment_against_what_both_leave() {
        FollowUp disputed = account()
                .remember(m -> m.dispute(Records.dispute("F1", "2026-06-02", "EUR 400"))
                        .pendingPayment(Records.pending("F1", "EUR 500", "2026-06-05", "2026-06-20")));

        Decision promisedAll = disputed.remember(
                        m -> m.promise(Records.promise("P", "2026-06-08", "2026-06-19", "F1", "EUR 700")))
                .look("2026-06-10");
        assertThat(item(promisedAll, "F1").reason().orElseThrow().text())
                .as("600 of the 700: 1000 - 400 disputed")
                .startsWith("EUR 600.00 promised");
        assertThat(item(promisedAll, "F1").alsoReasons())
                .extracting(Reason::code)
                .doesNotContain(ReasonCode.PAYMENT_PENDING);

        Decision promisedPart = disputed.remember(
                        m -> m.promise(Records.promise("P", "2026-06-08", "2026-06-19", "F1", "EUR 250")))
                .look("2026-06-10");
        assertThat(item(promisedPart, "F1").reason().orElseThrow().text())
                .as("350 of the 500: 1000 - 400 - 250")
                .startsWith("EUR 350.00 on its way");
    }

    @Test
    void credit_that_a_promise_and_a_pending_payment_leave_unused_covers_the_next_invoice() {
        FollowUp account = account()
                .books(b -> b.invoice("F2", "2026-04-01", "2026-06-02", "EUR 1000")
                        .creditNote("CN", "2026-06-03", "EUR 600"))
                .remember(m -> m.promise(Records.promise("P", "2026-06-08", "2026-06-19", "F1", "EUR 300"))
                        .pendingPayment(Records.pending("F1", "EUR 200", "2026-06-05", "2026-06-20")));

        Decision decision = account.look("2026-06-10");

        assertThat(item(decision, "F1").dunnable()).as("1000 - 300 - 200 - 500").isEqualTo(Money.parse("EUR 0.00"));
        assertThat(item(decision, "F2").dunnable()).as("1000 - the other 100").isEqualTo(Money.parse("EUR 900.00"));
    }

    @Test
    void a_pending_payment_of_another_invoice_does_not_prolong_the_reason() {
        FollowUp account = account()
                .books(b -> b.invoice("F2", "2026-04-01", "2026-06-02", "EUR 10"))
                .remember(m -> m.pendingPayment(Records.pending("F1", "EUR 1000", "2026-06-05", "2026-06-12"))
                        .pendingPayment(new PendingPayment(
                                "psp-2",
                                new ReceivableId("F2"),
                                Money.parse("EUR 10.00"),
                                LocalDate.parse("2026-06-05"),
                                LocalDate.parse("2026-06-30"))));

        assertThat(item(account.look("2026-06-10"), "F1").reason().orElseThrow().until())
                .contains(LocalDate.parse("2026-06-12"));
    }

    @ParameterizedTest(name = "complete until {0}: stale on 06-10: {1}")
    @CsvSource({"2026-06-10T09:00:00Z, false", "2026-06-09T09:00:00Z, false", "2026-06-08T09:00:00Z, true"})
    void books_are_stale_when_they_are_older_than_the_policy_allows(String completeUntil, boolean stale) {
        Decision decision = account()
                .books(b -> b.completeUntil(completeUntil))
                .policy(policyOf(SCENARIO).maxLedgerAgeDays(1).build())
                .look("2026-06-10");

        assertThat(item(decision, "F1").kind() == ItemOutcome.Kind.LEFT_ALONE).isEqualTo(stale);
        assertThat(item(decision, "F1").reason().map(Reason::code))
                .isEqualTo(stale ? Optional.of(ReasonCode.STALE_LEDGER) : Optional.empty());
    }

    private static InstalmentPlan plan(String id, String recordedAt, List<String> invoices, String amount) {
        InstalmentPlan plan = Records.plan("2026-06-02", Breaking.MANUAL, invoices, "2026-06-03", amount);
        return new InstalmentPlan(
                id,
                plan.receivables(),
                plan.instalments(),
                plan.breaking(),
                plan.agreedOn(),
                Instant.parse(recordedAt),
                plan.broken(),
                plan.ended());
    }

    @Test
    void of_two_plans_over_one_invoice_only_the_one_recorded_first_is_asked_for() {
        FollowUp account = account()
                .books(b -> b.invoice("F2", "2026-04-01", "2026-06-01", "EUR 10"))
                .remember(m -> m.plan(plan("second", "2026-06-02T10:00:00Z", List.of("F1", "F2"), "EUR 1010"))
                        .plan(plan("first", "2026-06-02T09:00:00Z", List.of("F1"), "EUR 1000")));

        Decision decision = account.look("2026-06-10");

        assertThat(decision.items())
                .extracting(outcome -> outcome.receivable().value())
                .containsExactlyInAnyOrder("F1", "F2", "first/1");
        assertThat(reason(decision, "F1")).isEqualTo(ReasonCode.ON_PLAN);
        assertThat(item(decision, "F1").reason().orElseThrow().text()).contains("plan first");
        assertThat(item(decision, "F2").kind())
                .as("no instalment stands for it")
                .isEqualTo(ItemOutcome.Kind.MESSAGE);
    }

    @Test
    void what_is_left_after_a_plan_was_paid_goes_on_whatever_other_plans_owe() {
        FollowUp account = account()
                .books(b ->
                        b.invoice("F2", "2026-04-01", "2026-06-01", "EUR 500").paid("Z", "2026-06-03", "EUR 900", "F1"))
                .remember(m -> m.plan(plan("a", "2026-06-02T09:00:00Z", List.of("F1"), "EUR 900"))
                        .plan(plan("b", "2026-06-02T09:00:00Z", List.of("F2"), "EUR 500")));

        Decision decision = account.look("2026-06-10");

        assertThat(item(decision, "F1").kind()).isEqualTo(ItemOutcome.Kind.MESSAGE);
        assertThat(item(decision, "F1").dunnable()).isEqualTo(Money.parse("EUR 100.00"));
        assertThat(reason(decision, "F2")).isEqualTo(ReasonCode.ON_PLAN);
    }

    @Test
    void credit_covers_the_oldest_instalments_first_and_none_of_it_twice() {
        FollowUp account = account()
                .books(b -> b.creditNote("CN", "2026-06-03", "EUR 700"))
                .remember(m -> m.plan(Records.plan(
                        "2026-06-02",
                        Breaking.MANUAL,
                        List.of("F1"),
                        "2026-06-03",
                        "EUR 500",
                        "2026-06-04",
                        "EUR 500")));

        Decision decision = account.look("2026-06-10");

        assertThat(item(decision, "plan/1").dunnable()).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(item(decision, "plan/2").dunnable())
                .as("500 - the other 200")
                .isEqualTo(Money.parse("EUR 300.00"));
    }

    @ParameterizedTest(name = "{0} paid, {1} of it taken back, tolerance 1: cycle {2}")
    @CsvSource({
        "EUR 1000, EUR 1,    1", // what is open again is within the tolerance
        "EUR 1000, EUR 1.01, 2",
        "EUR 999,  EUR 500,  2", // it had been settled within the tolerance
        "EUR 998,  EUR 500,  1", // it never was
    })
    void a_new_cycle_begins_when_a_payment_that_had_settled_the_invoice_is_taken_back(
            String paid, String back, int cycle) {
        FollowUp account = account()
                .policy(policyOf(SCENARIO)
                        .tolerance(new Tolerance(new BigDecimal("1.00")))
                        .build())
                .daily("2026-06-01", "2026-06-02")
                .books(b -> b.paid("Z", "2026-06-05", paid, "F1").reversed("Z", "F1", back, "2026-06-09"))
                .daily("2026-06-10", "2026-06-10");

        assertThat(account.progress("F1").cycle()).isEqualTo(cycle);
    }

    @Test
    void a_dispute_says_since_when_and_about_what() {
        assertThat(item(
                                account()
                                        .remember(m -> m.dispute(Records.dispute("F1", "2026-06-03")))
                                        .look("2026-06-10"),
                                "F1")
                        .reason()
                        .orElseThrow()
                        .text())
                .isEqualTo("EUR 1000.00 disputed since 2026-06-03 (price)");
        assertThat(item(booked((r, day) -> r.disputedFrom(day)).look("2026-06-10"), "F1")
                        .reason()
                        .orElseThrow()
                        .text())
                .isEqualTo("EUR 1000.00 disputed since 2026-06-10");
    }
}
