package io.relance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Conditions;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Why an invoice is left alone (SEMANTICS 6.9): a line for every reason, with its text and its end; a line for every two
 * neighbours in the precedence; and what a text names changes with what caused it.
 */
class ReasonTableTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    /** A Monday. */
    private static final String TODAY = "2026-06-15";

    /** One account, put together piece by piece; F1 is 100 EUR, due on 2026-06-01, unless something says otherwise. */
    private static final class World {
        private Customer customer = FollowUp.company();
        private String due = "2026-06-01";
        private final List<UnaryOperator<Receivable.Builder>> invoice = new ArrayList<>();
        private final List<UnaryOperator<Books>> books = new ArrayList<>();
        private final List<UnaryOperator<DunningCase.Builder>> memory = new ArrayList<>();
        private final List<UnaryOperator<Policy.Builder>> policy = new ArrayList<>();
        private UnaryOperator<Step.Builder> step = s -> s.daysAfterDue(5).email("x");
        private boolean scenario = true;
        private String today = TODAY;
        private final List<UnaryOperator<FollowUp>> before = new ArrayList<>();

        World due(String date) {
            due = date;
            return this;
        }

        World today(String date) {
            today = date;
            return this;
        }

        World customer(Customer other) {
            customer = other;
            return this;
        }

        World invoice(UnaryOperator<Receivable.Builder> change) {
            invoice.add(change);
            return this;
        }

        World books(UnaryOperator<Books> change) {
            books.add(change);
            return this;
        }

        World memory(UnaryOperator<DunningCase.Builder> change) {
            memory.add(change);
            return this;
        }

        World policy(UnaryOperator<Policy.Builder> change) {
            policy.add(change);
            return this;
        }

        World step(UnaryOperator<Step.Builder> change) {
            UnaryOperator<Step.Builder> soFar = step;
            step = s -> change.apply(soFar.apply(s));
            return this;
        }

        World noScenario() {
            scenario = false;
            return this;
        }

        /** What happened on earlier days. */
        World before(UnaryOperator<FollowUp> past) {
            before.add(past);
            return this;
        }

        Decision decide() {
            Books all = Books.of(customer).invoice("F1", "2026-05-02", due, "EUR 100", i -> {
                Receivable.Builder changed = i;
                for (UnaryOperator<Receivable.Builder> change : invoice) {
                    changed = change.apply(changed);
                }
                return changed;
            });
            Policy.Builder built =
                    FollowUp.policyOf(Scenario.named("one").step("step", step).build());
            if (!scenario) {
                built = Policy.named("none");
            }
            for (UnaryOperator<Policy.Builder> change : policy) {
                built = change.apply(built);
            }
            FollowUp account = FollowUp.of(all, built.build());
            for (UnaryOperator<FollowUp> past : before) {
                account = past.apply(account);
            }
            books.forEach(account::books);
            memory.forEach(account::remember);
            return account.look(today);
        }

        ItemOutcome outcome() {
            return FollowUp.item(decide(), "F1");
        }
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Dispute dispute(String opened) {
        return new Dispute(
                "D", F1, "price", Optional.empty(), "sales", day(opened), Optional.empty(), Optional.empty());
    }

    private static PromiseToPay promise(String date, String amount) {
        return new PromiseToPay(
                "P",
                List.of(new PromiseToPay.Share(F1, Money.parse(amount))),
                day(date),
                day("2026-06-12"),
                Instant.parse("2026-06-12T10:00:00Z"),
                "ann",
                false,
                Optional.empty());
    }

    private static InstalmentPlan plan(String agreedOn) {
        return new InstalmentPlan(
                "plan-7",
                List.of(F1),
                List.of(new InstalmentPlan.Instalment(day("2026-07-01"), Money.parse("EUR 100"))),
                InstalmentPlan.Breaking.MANUAL,
                day(agreedOn),
                Instant.parse(agreedOn + "T10:00:00Z"),
                Optional.empty(),
                Optional.empty());
    }

    private static LoggedContact call(String date) {
        return new LoggedContact(
                "K" + date,
                day(date),
                "call",
                LoggedContact.Direction.OUTGOING,
                Optional.empty(),
                LoggedContact.Result.REACHED,
                "",
                "ann");
    }

    private static Hold hold(String from, String until, String why) {
        return new Hold("H" + until, Optional.empty(), day(from), Optional.of(day(until)), why, "ann");
    }

    /** What makes each reason hold, and nothing that comes before it. */
    private static World causing(ReasonCode code, World world) {
        return switch (code) {
            case PAID -> world.books(b -> b.paid("Z", "2026-06-10", "EUR 100", "F1"));
            case WRITTEN_OFF -> world.books(b -> b.writtenOff("W", "2026-06-10", "EUR 100", "F1"));
            case ASSIGNED -> world.invoice(i -> i.assignedFrom(day("2026-06-03")));
            case INSOLVENCY -> world.memory(m -> m.insolvency(new Insolvency(day("2026-06-04"))));
            case IN_LITIGATION -> world.invoice(i -> i.litigationFrom(day("2026-06-05")));
            case STALE_LEDGER ->
                world.policy(p -> p.maxLedgerAgeDays(0)).books(b -> b.completeUntil("2026-06-13T00:00:00Z"));
            case ON_HOLD -> world.memory(m -> m.hold(hold("2026-06-10", "2026-06-19", "merger")));
            case DISPUTED -> world.memory(m -> m.dispute(dispute("2026-06-11")));
            case ON_PLAN -> world.memory(m -> m.plan(plan("2026-06-12")));
            case PROMISED -> world.memory(m -> m.promise(promise("2026-06-18", "EUR 100")));
            case PAYMENT_PENDING ->
                world.memory(m -> m.pendingPayment(
                        new PendingPayment("psp-1", F1, Money.parse("EUR 100"), day("2026-06-12"), day("2026-06-20"))));
            case AUTO_COLLECTED -> world.invoice(i -> i.collection(Receivable.CollectionMode.AUTOMATIC));
            case COVERED_BY_CREDIT -> world.books(b -> b.creditNote("A", "2026-06-09", "EUR 100"));
            case BELOW_MINIMUM -> world.step(s -> s.minimum(Money.parse("EUR 150.00")));
            case NO_SCENARIO -> world.noScenario();
            case SCENARIO_FINISHED -> world.before(a -> a.daily("2026-06-01", "2026-06-09"));
            case ESCALATION_BLOCKED ->
                world.step(s -> s.formalNotice().approval(false).audience(io.relance.receivable.ContactRole.BILLING));
            case AWAITING_APPROVAL ->
                world.step(Step.Builder::needsApproval).before(a -> a.daily("2026-06-05", "2026-06-09"));
            case IN_DOUBT ->
                world.before(a -> {
                    a.daily("2026-06-01", "2026-06-07").decide("2026-06-08");
                    return a.memory(
                            CaseUpdates.inDoubt(a.memory(), a.lastMessage().id(), day("2026-06-08"), "timeout"));
                });
            case WAITING_FOR_TASK ->
                world.step(s -> Step.builder("step").daysAfterDue(5).task("phone", "call them"))
                        .before(a -> a.daily("2026-06-05", "2026-06-09"));
            case NOT_YET_DUE -> world.due("2026-06-30");
            case BETWEEN_STEPS -> world.due("2026-06-12");
            case CONDITION_FALSE ->
                world.step(s -> s.when(Conditions.overdue("EUR").atLeast("500.00")));
            case NO_CONTACT -> world.customer(FollowUp.companyWithContacts());
            case NOT_A_SENDING_DAY -> world.today("2026-06-14");
            case CONTACT_CAP -> world.memory(m -> m.contact(call("2026-06-13")));
        };
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                line(ReasonCode.PAID, null, "settled on 2026-06-10"),
                line(ReasonCode.WRITTEN_OFF, null, "EUR 100.00 was written off"),
                line(ReasonCode.ASSIGNED, null, "assigned since 2026-06-03"),
                line(ReasonCode.INSOLVENCY, null, "issued on 2026-05-02, insolvency proceedings opened on 2026-06-04"),
                line(ReasonCode.IN_LITIGATION, null, "in litigation since 2026-06-05"),
                line(
                        ReasonCode.STALE_LEDGER,
                        null,
                        "the books are complete until 2026-06-13, and must be until 2026-06-15"),
                line(ReasonCode.ON_HOLD, "2026-06-19", "on hold since 2026-06-10 until 2026-06-19: merger"),
                line(ReasonCode.DISPUTED, null, "EUR 100.00 disputed since 2026-06-11 (price)"),
                line(ReasonCode.ON_PLAN, null, "paid in instalments under plan plan-7 since 2026-06-12"),
                line(
                        ReasonCode.PROMISED,
                        "2026-06-22", // Thursday 06-18 and two business days
                        "EUR 100.00 promised, to come by 2026-06-22 at the latest"),
                line(ReasonCode.PAYMENT_PENDING, "2026-06-20", "EUR 100.00 on its way, expected until 2026-06-20"),
                line(
                        ReasonCode.AUTO_COLLECTED,
                        null,
                        "collected by direct debit; due on 2026-06-01, no collection failed"),
                line(ReasonCode.COVERED_BY_CREDIT, null, "the customer's credit covers EUR 100.00 of it"),
                line(ReasonCode.BELOW_MINIMUM, null, "EUR 100.00 is below the minimum of step \"step\", EUR 150.00"),
                line(ReasonCode.NO_SCENARIO, null, "no scenario is set for the invoice, its customer or the policy"),
                line(ReasonCode.SCENARIO_FINISHED, null, "the last step, \"step\", was executed on 2026-06-08"),
                line(
                        ReasonCode.ESCALATION_BLOCKED,
                        null,
                        "a formal step is due since 2026-06-06, and no reminder went before"),
                line(ReasonCode.AWAITING_APPROVAL, null, "step \"step\", planned on 2026-06-06, awaits approval"),
                line(
                        ReasonCode.IN_DOUBT,
                        null,
                        "nobody knows whether the message of step \"step\" handed over on 2026-06-08 arrived"),
                line(
                        ReasonCode.WAITING_FOR_TASK,
                        null,
                        "the task of step \"step\", raised on 2026-06-08, is not done: call them"),
                line(ReasonCode.NOT_YET_DUE, "2026-06-30", "due on 2026-06-30"),
                line(ReasonCode.BETWEEN_STEPS, "2026-06-17", "the next step, \"step\", is due on 2026-06-17"),
                line(
                        ReasonCode.CONDITION_FALSE,
                        null,
                        "step \"step\" of 2026-06-06 asks for account.overdue at least EUR 500.00: "
                                + "account.overdue is EUR 100.00"),
                line(
                        ReasonCode.NO_CONTACT,
                        null,
                        "no contact with the role [BILLING] can be reached over the channels of step \"step\""),
                line(
                        ReasonCode.NOT_A_SENDING_DAY,
                        "2026-06-15",
                        "2026-06-14 is not a sending day; step \"step\" waits for 2026-06-15"),
                line(
                        ReasonCode.CONTACT_CAP,
                        "2026-06-16",
                        "the customer was last contacted on 2026-06-13; step \"step\" waits"));
    }

    private static Arguments line(ReasonCode code, @org.jspecify.annotations.Nullable String until, String text) {
        return Arguments.of(code, until, text);
    }

    @ParameterizedTest(name = "{0} until {1}: {2}")
    @MethodSource("reasons")
    void every_reason_says_what_caused_it_and_when_it_ends(
            ReasonCode code, @org.jspecify.annotations.Nullable String until, String text) {
        ItemOutcome outcome = causing(code, new World()).outcome();

        assertThat(outcome.kind()).isEqualTo(ItemOutcome.Kind.LEFT_ALONE);
        assertThat(outcome.reason())
                .contains(new Reason(code, text, Optional.ofNullable(until).map(LocalDate::parse)));
    }

    @Test
    void the_table_has_a_line_for_every_reason() {
        Set<ReasonCode> covered = EnumSet.noneOf(ReasonCode.class);
        reasons().forEach(line -> covered.add((ReasonCode) line.get()[0]));

        assertThat(covered).containsExactlyInAnyOrder(ReasonCode.values());
    }

    @Test
    void without_any_of_them_the_invoice_is_in_a_message() {
        assertThat(new World().outcome().kind()).isEqualTo(ItemOutcome.Kind.MESSAGE);
    }

    /**
     * Neighbours that can't hold together, and the next in the order with which the first can. A closed invoice has no reason
     * that asks for an open one, and is closed in one way only.
     */
    private static final Map<ReasonCode, String> NEVER_WITH_THE_NEXT = new LinkedHashMap<>(Map.of(
            ReasonCode.PAID, "an invoice cleared by payment is not written off: it is one or the other",
            ReasonCode.BELOW_MINIMUM, "a minimum is of a step, and without a scenario there is none",
            ReasonCode.NO_SCENARIO, "what follows no scenario has not come to its end",
            ReasonCode.SCENARIO_FINISHED, "a blocked formal step is a step that is left",
            ReasonCode.ESCALATION_BLOCKED, "an invoice whose step is planned asks for no other step",
            ReasonCode.AWAITING_APPROVAL, "one step of an invoice is planned or in doubt, never two",
            ReasonCode.IN_DOUBT, "one step of an invoice is planned or in doubt, never two",
            ReasonCode.NOT_YET_DUE, "an invoice is overdue or is not"));

    static Stream<Arguments> neighbours() {
        List<Arguments> pairs = new ArrayList<>();
        ReasonCode[] codes = ReasonCode.values();
        for (int i = 0; i + 1 < codes.length; i++) {
            if (!NEVER_WITH_THE_NEXT.containsKey(codes[i])) {
                pairs.add(Arguments.of(codes[i], codes[i + 1]));
            }
        }
        // over the gaps
        pairs.add(Arguments.of(ReasonCode.PAID, ReasonCode.ASSIGNED));
        pairs.add(Arguments.of(ReasonCode.BELOW_MINIMUM, ReasonCode.CONTACT_CAP));
        pairs.add(Arguments.of(ReasonCode.NO_SCENARIO, ReasonCode.NOT_YET_DUE));
        pairs.add(Arguments.of(ReasonCode.COVERED_BY_CREDIT, ReasonCode.NO_SCENARIO));
        pairs.add(Arguments.of(ReasonCode.ON_HOLD, ReasonCode.SCENARIO_FINISHED));
        pairs.add(Arguments.of(ReasonCode.ON_HOLD, ReasonCode.WAITING_FOR_TASK));
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0} goes before {1}")
    @MethodSource("neighbours")
    void of_two_neighbours_the_first_is_the_reason_and_the_other_stands_among_the_others(
            ReasonCode first, ReasonCode second) {
        ItemOutcome outcome = together(first, second).outcome();

        assertThat(outcome.reason().map(Reason::code)).contains(first);
        assertThat(outcome.alsoReasons()).extracting(Reason::code).startsWith(second);
    }

    /** Both causes; a few need each other's room. */
    private static World together(ReasonCode first, ReasonCode second) {
        World world = new World();
        if (first == ReasonCode.DISPUTED && second == ReasonCode.ON_PLAN) {
            return causing(second, causing(first, world));
        }
        if (first == ReasonCode.PROMISED && second == ReasonCode.PAYMENT_PENDING) {
            // a tolerance of 5: the promise leaves less than it, and that is on its way
            return world.policy(p -> p.tolerance(new io.relance.money.Tolerance(new java.math.BigDecimal("5.00"))))
                    .memory(m -> m.promise(promise("2026-06-18", "EUR 96")))
                    .memory(m -> m.pendingPayment(new PendingPayment(
                            "psp-1", F1, Money.parse("EUR 4"), day("2026-06-12"), day("2026-06-20"))));
        }
        if (first == ReasonCode.WAITING_FOR_TASK && second == ReasonCode.NOT_YET_DUE) {
            return world.due("2026-06-30")
                    .step(s -> Step.builder("step").daysBeforeDue(20).task("phone", "call them"))
                    .before(a -> a.daily("2026-06-08", "2026-06-12"));
        }
        if (first == ReasonCode.BETWEEN_STEPS && second == ReasonCode.CONDITION_FALSE) {
            return world.policy(p -> p.scenario(Scenario.named("two")
                            .step(
                                    "rich",
                                    s -> s.daysAfterDue(5)
                                            .email("x")
                                            .when(Conditions.overdue("EUR").atLeast("500.00")))
                            .step("later", s -> s.daysAfterDue(30).email("x"))
                            .build())
                    .defaultScenario("two"));
        }
        if (first == ReasonCode.NO_SCENARIO && second == ReasonCode.NOT_YET_DUE) {
            return world.noScenario().due("2026-06-30");
        }
        if (second == ReasonCode.CONTACT_CAP && first == ReasonCode.NOT_A_SENDING_DAY) {
            return world.today("2026-06-14").memory(m -> m.contact(call("2026-06-13")));
        }
        return causing(second, causing(first, world));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "the judgment",
                        new World().memory(m -> m.insolvency(new Insolvency(day("2026-05-30")))),
                        "opened on 2026-05-30"),
                change(
                        "the assignment",
                        new World().invoice(i -> i.assignedFrom(day("2026-06-08"))),
                        "since 2026-06-08"),
                change(
                        "the hand-over",
                        new World().invoice(i -> i.litigationFrom(day("2026-06-08"))),
                        "since 2026-06-08"),
                change(
                        "the age of the books",
                        new World()
                                .policy(p -> p.maxLedgerAgeDays(1))
                                .books(b -> b.completeUntil("2026-06-12T22:00:00Z")),
                        "until 2026-06-12, and must be until 2026-06-14"),
                change(
                        "the hold",
                        new World().memory(m -> m.hold(hold("2026-06-11", "2026-06-17", "strike"))),
                        "since 2026-06-11 until 2026-06-17: strike"),
                change(
                        "the dispute",
                        new World().memory(m -> m.dispute(dispute("2026-06-13"))),
                        "since 2026-06-13 (price)"),
                change("the plan", new World().memory(m -> m.plan(plan("2026-06-15"))), "since 2026-06-15"),
                change(
                        "the promise",
                        new World().memory(m -> m.promise(promise("2026-06-19", "EUR 120"))),
                        "EUR 100.00 promised, to come by 2026-06-23"),
                change(
                        "the credit",
                        new World()
                                .books(b -> b.paid("Z", "2026-06-02", "EUR 60", "F1")
                                        .creditNote("A", "2026-06-09", "EUR 45")),
                        "covers EUR 40.00"),
                change(
                        "the settlement",
                        new World().books(b -> b.paid("Z", "2026-06-11", "EUR 100", "F1")),
                        "2026-06-11"),
                change(
                        "the minimum",
                        new World().step(s -> s.minimum(Money.parse("EUR 120.00"))),
                        "EUR 100.00 is below the minimum of step \"step\", EUR 120.00"),
                change("the due date", new World().due("2026-06-28"), "due on 2026-06-28"),
                change("the next step", new World().due("2026-06-11"), "due on 2026-06-16"),
                change(
                        "the threshold",
                        new World().step(s -> s.when(Conditions.overdue("EUR").atLeast("200.00"))),
                        "at least EUR 200.00: account.overdue is EUR 100.00"),
                change("the day", new World().today("2026-06-13"), "2026-06-13 is not a sending day"),
                change(
                        "the contact",
                        new World().memory(m -> m.contact(call("2026-06-14"))),
                        "contacted on 2026-06-14"));
    }

    private static Arguments change(String what, World world, String text) {
        return Arguments.of(what, text, world);
    }

    @ParameterizedTest(name = "{0}: \"{1}\"")
    @MethodSource("changes")
    void another_cause_gives_another_text(String what, String text, World world) {
        assertThat(world.outcome().reason().orElseThrow().text()).as(what).contains(text);
    }

    @Test
    void of_several_holds_the_one_that_ends_last_is_named() {
        Reason reason = new World()
                .memory(m -> m.hold(hold("2026-06-10", "2026-06-16", "strike"))
                        .hold(hold("2026-06-11", "2026-06-26", "merger")))
                .outcome()
                .reason()
                .orElseThrow();

        assertThat(reason.until()).contains(day("2026-06-26"));
        assertThat(reason.text()).contains("merger");
    }

    @Test
    void a_contact_that_only_objects_is_no_contact() {
        Contact objecting = Contact.billing("b@customer.example").toBuilder()
                .objectsTo("email")
                .build();

        assertThat(new World()
                        .customer(FollowUp.companyWithContacts(objecting))
                        .outcome()
                        .reason()
                        .map(Reason::code))
                .contains(ReasonCode.NO_CONTACT);
    }

    @Test
    void the_reason_is_remembered_when_it_changes_and_with_the_day_on_which_it_began() {
        FollowUp account = FollowUp.oneInvoice(
                "2026-06-10",
                Scenario.named("one")
                        .step("step", s -> s.daysAfterDue(12).email("x"))
                        .build());
        account.daily("2026-06-08", "2026-06-15");

        assertThat(account.progress("F1").reason().orElseThrow().code()).isEqualTo("BETWEEN_STEPS");
        assertThat(account.progress("F1").reason().orElseThrow().from()).isEqualTo(day("2026-06-11"));
    }
}
