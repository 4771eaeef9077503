package io.relance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.AccountSnapshot;
import io.relance.account.CollectionStatus;
import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan;
import io.relance.account.PromiseToPay;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
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
import org.junit.jupiter.params.provider.MethodSource;

/** The collection status of invoices and accounts, on 2026-06-15. */
class CollectionStatusTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final Policy POLICY = FollowUp.policy(
            Scenario.named("s").step("r", s -> s.daysAfterDue(5).email("x")).build());

    private static final UnaryOperator<Books> OVERDUE =
            books -> books.invoice("F1", "2026-05-01", "2026-05-31", "EUR 100");
    private static final UnaryOperator<DunningCase.Builder> NOTHING = memory -> memory;
    private static final UnaryOperator<DunningCase.Builder> PROMISE = memory -> memory.promise(new PromiseToPay(
            "P",
            List.of(new PromiseToPay.Share(F1, Money.parse("EUR 100"))),
            TODAY.plusDays(3),
            TODAY.minusDays(1),
            Instant.parse("2026-06-14T10:00:00Z"),
            "ann",
            false,
            Optional.empty()));
    private static final UnaryOperator<DunningCase.Builder> PLAN = memory -> memory.plan(new InstalmentPlan(
            "P",
            List.of(F1),
            List.of(new InstalmentPlan.Instalment(TODAY.plusDays(10), Money.parse("EUR 100"))),
            InstalmentPlan.Breaking.MANUAL,
            TODAY.minusDays(1),
            Instant.parse("2026-06-14T10:00:00Z"),
            Optional.empty(),
            Optional.empty()));
    private static final UnaryOperator<DunningCase.Builder> DISPUTE = memory -> memory.dispute(dispute(null));
    private static final UnaryOperator<DunningCase.Builder> HOLD =
            memory -> memory.hold(new Hold("H", Optional.empty(), TODAY, Optional.empty(), "merger", "ann"));
    private static final UnaryOperator<DunningCase.Builder> INSOLVENT =
            memory -> memory.insolvency(new Insolvency(TODAY.minusDays(2)));

    private static Dispute dispute(@org.jspecify.annotations.Nullable String amount) {
        return new Dispute(
                "D",
                F1,
                "price",
                Optional.ofNullable(amount).map(Money::parse),
                "sales",
                TODAY.minusDays(4),
                Optional.empty(),
                Optional.empty());
    }

    private static UnaryOperator<DunningCase.Builder> both(
            UnaryOperator<DunningCase.Builder> first, UnaryOperator<DunningCase.Builder> second) {
        return memory -> second.apply(first.apply(memory));
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                line(
                        "nothing but its due date",
                        "NOT_DUE",
                        b -> b.invoice("F1", "2026-06-01", "2026-06-15", "EUR 100"),
                        NOTHING),
                line(
                        "due yesterday",
                        "TO_FOLLOW",
                        b -> b.invoice("F1", "2026-06-01", "2026-06-14", "EUR 100"),
                        NOTHING),
                line(
                        "paid in part",
                        "PARTLY_PAID",
                        b -> OVERDUE.apply(b).paid("Z", "2026-06-01", "EUR 30", "F1"),
                        NOTHING),
                line(
                        "credited in part",
                        "TO_FOLLOW",
                        b -> OVERDUE.apply(b).credited("A", "2026-06-01", "EUR 30", "F1"),
                        NOTHING),
                line("promised", "PROMISED", OVERDUE, PROMISE),
                line("on a plan", "ON_PLAN", OVERDUE, PLAN),
                line("on a plan, and promised", "ON_PLAN", OVERDUE, both(PROMISE, PLAN)),
                line("wholly disputed", "DISPUTED", OVERDUE, DISPUTE),
                line("disputed in part", "TO_FOLLOW", OVERDUE, memory -> memory.dispute(dispute("EUR 40"))),
                line("disputed, and on a plan", "DISPUTED", OVERDUE, both(PLAN, DISPUTE)),
                line("on hold", "ON_HOLD", OVERDUE, HOLD),
                line("on hold, and disputed", "ON_HOLD", OVERDUE, both(DISPUTE, HOLD)),
                line(
                        "in litigation, and on hold",
                        "LITIGATION",
                        b -> b.invoice("F1", "2026-05-01", "2026-05-31", "EUR 100", i -> i.litigationFrom(TODAY)),
                        HOLD),
                line("of an insolvent customer", "LITIGATION", OVERDUE, INSOLVENT),
                line(
                        "written off, though in litigation",
                        "WRITTEN_OFF",
                        b -> b.invoice("F1", "2026-05-01", "2026-05-31", "EUR 100", i -> i.litigationFrom(TODAY))
                                .writtenOff("W", "2026-06-02", "EUR 100", "F1"),
                        NOTHING),
                line(
                        "paid, though on hold",
                        "PAID",
                        b -> OVERDUE.apply(b).paid("Z", "2026-06-01", "EUR 100", "F1"),
                        HOLD),
                line(
                        "cancelled by a credit note",
                        "PAID",
                        b -> OVERDUE.apply(b).credited("A", "2026-06-01", "EUR 100", "F1"),
                        NOTHING));
    }

    private static Arguments line(
            String what, String status, UnaryOperator<Books> books, UnaryOperator<DunningCase.Builder> memory) {
        return Arguments.of(what, CollectionStatus.valueOf(status), books, memory);
    }

    @ParameterizedTest(name = "an invoice {0} is {1}")
    @MethodSource("statuses")
    void the_status_is_the_first_that_holds(
            String what,
            CollectionStatus status,
            UnaryOperator<Books> books,
            UnaryOperator<DunningCase.Builder> memory) {
        CollectionStatuses statuses = statuses(books, memory, POLICY);

        assertThat(statuses.of(F1)).as(what).contains(status);
    }

    @Test
    void a_hold_by_a_rule_shows_too() {
        Policy policy = FollowUp.policyOf(POLICY.scenarios().get(0))
                .rules(RuleSet.of(Rule.builder("stop")
                        .when(Conditions.fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(1))
                        .then(new Effect.Hold("too few facts"))
                        .build()))
                .build();

        assertThat(statuses(OVERDUE, NOTHING, policy).of(F1)).contains(CollectionStatus.ON_HOLD);
    }

    @Test
    void an_account_has_the_first_status_of_its_open_invoices() {
        UnaryOperator<Books> three = b -> OVERDUE.apply(b)
                .invoice("F2", "2026-06-01", "2026-06-30", "EUR 100")
                .invoice("F3", "2026-04-01", "2026-04-30", "EUR 100")
                .paid("Z", "2026-05-01", "EUR 100", "F3");

        assertThat(statuses(three, NOTHING, POLICY).account()).isEqualTo(CollectionStatus.TO_FOLLOW);
        assertThat(statuses(three, DISPUTE, POLICY).account()).isEqualTo(CollectionStatus.DISPUTED);
    }

    @Test
    void an_account_with_nothing_open_is_paid_or_written_off() {
        assertThat(statuses(b -> b, NOTHING, POLICY).account()).isEqualTo(CollectionStatus.PAID);
        assertThat(statuses(b -> OVERDUE.apply(b).writtenOff("W", "2026-06-02", "EUR 100", "F1"), NOTHING, POLICY)
                        .account())
                .isEqualTo(CollectionStatus.WRITTEN_OFF);
    }

    @Test
    void the_instalments_of_a_plan_have_a_status_of_their_own() {
        assertThat(statuses(OVERDUE, PLAN, POLICY).of(new ReceivableId("P/1"))).contains(CollectionStatus.NOT_DUE);
    }

    @Test
    void an_invoice_of_the_future_has_none() {
        assertThat(statuses(b -> b.invoice("F1", "2026-06-16", "2026-06-30", "EUR 100"), NOTHING, POLICY)
                        .of(F1))
                .isEmpty();
    }

    private static CollectionStatuses statuses(
            UnaryOperator<Books> books, UnaryOperator<DunningCase.Builder> memory, Policy policy) {
        AccountSnapshot empty =
                AccountSnapshot.fresh(books.apply(Books.of(FollowUp.company())).ledger());
        return CollectionStatuses.of(
                empty.with(memory.apply(empty.memory().toBuilder()).build()), policy, TODAY);
    }
}
