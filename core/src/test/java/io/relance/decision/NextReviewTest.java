package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.policyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.ExternalScore;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan;
import io.relance.account.InstalmentPlan.Breaking;
import io.relance.account.LoggedContact;
import io.relance.policy.Policy;
import io.relance.receivable.Receivable;
import io.relance.rule.Condition;
import io.relance.rule.Conditions;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When an account is looked at again if nothing changes (SEMANTICS 6.10), decided on Wednesday 2026-06-10. */
class NextReviewTest {
    private static final String TODAY = "2026-06-10";

    private static Scenario at(int daysAfterDue) {
        return Scenario.named("s")
                .step("r", s -> s.daysAfterDue(daysAfterDue).email("r"))
                .build();
    }

    private static FollowUp due(String date, Scenario scenario) {
        return FollowUp.oneInvoice(date, scenario);
    }

    private static Policy rule(Condition condition) {
        return policyOf(at(60))
                .rules(RuleSet.of(Rule.builder("r")
                        .when(condition)
                        .then(new Effect.Tag("t"))
                        .build()))
                .build();
    }

    private static Scenario asking(Condition condition) {
        return Scenario.named("s")
                .step("r", s -> s.daysAfterDue(5).email("r").when(condition))
                .build();
    }

    /** F2, which the books treat otherwise from 06-19 on; the step of both is far away. */
    private static FollowUp booked(BiFunction<Receivable.Builder, LocalDate, Receivable.Builder> change) {
        return due("2026-06-01", at(40))
                .books(b -> b.invoice(
                        "F2",
                        "2026-04-01",
                        "2026-06-01",
                        "EUR 1",
                        more -> change.apply(more, LocalDate.parse("2026-06-19"))));
    }

    /** F1 under a plan whose only instalment is far away. */
    private static FollowUp planned(String agreedOn, Optional<String> broken, Optional<String> ended) {
        InstalmentPlan plan = Records.plan(agreedOn, Breaking.MANUAL, List.of("F1"), "2026-08-30", "EUR 1000");
        return due("2026-06-01", at(60))
                .remember(m -> m.plan(new InstalmentPlan(
                        plan.id(),
                        plan.receivables(),
                        plan.instalments(),
                        plan.breaking(),
                        plan.agreedOn(),
                        plan.recordedAt(),
                        broken.map(LocalDate::parse),
                        ended.map(LocalDate::parse))));
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                line("the date of the next step", "2026-06-17", due("2026-06-01", at(16))),
                line("the day after the due date", "2026-06-13", due("2026-06-12", at(30))),
                line(
                        "the first day of a courtesy, rolled back",
                        "2026-06-12", // 3 days before 06-16 is a Saturday
                        due(
                                "2026-06-16",
                                Scenario.named("s")
                                        .step("c", s -> s.daysBeforeDue(3).email("c"))
                                        .build())),
                line(
                        "a due step that the cap holds back",
                        "2026-06-12",
                        due("2026-06-01", at(5))
                                .remember(m -> m.contact(Records.call("2026-06-09", LoggedContact.Result.REACHED)))),
                line("a due step that the day holds back", "2026-06-15", due("2026-06-01", at(5)), "2026-06-13"),
                line(
                        "the day after the end of a hold",
                        "2026-06-16",
                        due("2026-06-01", at(5)).remember(m -> m.hold(Records.hold("2026-06-08", "2026-06-15")))),
                line(
                        "the start of a future hold",
                        "2026-06-11",
                        due("2026-06-01", at(30)).remember(m -> m.hold(Records.hold("2026-06-11", "2026-06-15")))),
                line(
                        "the day after promise and grace",
                        "2026-06-17", // Friday 06-12 and two business days
                        due("2026-06-01", at(5))
                                .remember(m ->
                                        m.promise(Records.promise("P", "2026-06-09", "2026-06-12", "F1", "EUR 1000")))),
                line(
                        "the day after the due date of an instalment",
                        "2026-06-13",
                        due("2026-06-01", at(40))
                                .remember(m -> m.plan(Records.plan(
                                        "2026-06-09", Breaking.MANUAL, List.of("F1"), "2026-06-12", "EUR 1000")))),
                line(
                        "the day after instalment and grace",
                        "2026-06-12", // due Tuesday 06-09, with grace until Thursday 06-11
                        due("2026-06-01", at(40))
                                .remember(m -> m.plan(Records.plan(
                                        "2026-06-09", Breaking.MANUAL, List.of("F1"), "2026-06-09", "EUR 1000")))),
                line(
                        "the day after a pending payment lapses",
                        "2026-06-13",
                        due("2026-06-01", at(5))
                                .remember(m -> m.pendingPayment(
                                        Records.pending("F1", "EUR 1000", "2026-06-09", "2026-06-12")))),
                line(
                        "an item issued later",
                        "2026-06-14",
                        due("2026-06-01", at(40)).books(b -> b.invoice("F2", "2026-06-14", "2026-07-30", "EUR 1"))),
                line(
                        "a payment effective later",
                        "2026-06-18",
                        due("2026-06-01", at(40)).books(b -> b.paid("Z", "2026-06-18", "EUR 1", "F1"))),
                line(
                        "a credit note issued later",
                        "2026-06-19",
                        due("2026-06-01", at(40)).books(b -> b.creditNote("G", "2026-06-19", "EUR 1"))),
                line(
                        "a judgment dated later",
                        "2026-06-20",
                        due("2026-06-01", at(40))
                                .remember(m -> m.insolvency(new Insolvency(LocalDate.parse("2026-06-20"))))),
                line(
                        "a dispute that begins later",
                        "2026-06-21",
                        due("2026-06-01", at(40)).remember(m -> m.dispute(Records.dispute("F1", "2026-06-21")))),
                line(
                        "a payment on account received later",
                        "2026-06-18",
                        due("2026-06-01", at(40)).books(b -> b.payment("Z", "2026-06-18", "EUR 1"))),
                line(
                        "a payment that is unmatched later",
                        "2026-06-22",
                        due("2026-06-01", at(40))
                                .books(b -> b.paid("Z", "2026-06-05", "EUR 1", "F1")
                                        .reversed("Z", "F1", "EUR 1", "2026-06-22"))),
                line("books that dispute it from a later day", "2026-06-19", booked((r, day) -> r.disputedFrom(day))),
                line("books that assign it from a later day", "2026-06-19", booked((r, day) -> r.assignedFrom(day))),
                line("books that have it in court later", "2026-06-19", booked((r, day) -> r.litigationFrom(day))),
                line("books with a judgment later", "2026-06-19", booked((r, day) -> r.insolvencyFrom(day))),
                line(
                        "a dispute that ends later",
                        "2026-06-22",
                        due("2026-06-01", at(5))
                                .remember(m ->
                                        m.dispute(Records.closed(Records.dispute("F1", "2026-06-09"), "2026-06-22")))),
                line(
                        "a payment on its way from a later day on",
                        "2026-06-12",
                        due("2026-06-01", at(40))
                                .remember(m ->
                                        m.pendingPayment(Records.pending("F1", "EUR 1", "2026-06-12", "2026-06-25")))),
                line(
                        "a plan agreed for later",
                        "2026-06-15",
                        planned("2026-06-15", Optional.empty(), Optional.empty())),
                line(
                        "a plan that breaks later",
                        "2026-06-18",
                        planned("2026-06-09", Optional.of("2026-06-18"), Optional.empty())),
                line(
                        "a plan that ends later",
                        "2026-06-19",
                        planned("2026-06-09", Optional.empty(), Optional.of("2026-06-19"))),
                line(
                        "tomorrow, while the books are stale",
                        "2026-06-11",
                        due("2026-06-01", at(40))
                                .policy(policyOf(at(40)).maxLedgerAgeDays(1).build())),
                line(
                        "the first of the month, as a rule reads behaviour",
                        "2026-07-01",
                        due("2026-06-01", at(60))
                                .policy(rule(Conditions.fact(Facts.ACCOUNT_PAYMENT_SCORE)
                                        .atLeast(50)))),
                line(
                        "the first of the month, as the condition of a due step does",
                        "2026-07-01",
                        due(
                                "2026-06-01",
                                asking(Conditions.fact(Facts.ACCOUNT_PAYMENT_SCORE)
                                        .below(1)))),
                line(
                        "the day after credit data expire",
                        "2026-06-26",
                        due(
                                        "2026-06-01",
                                        asking(Conditions.fact(Facts.ACCOUNT_PAYMENT_SCORE)
                                                .below(1)))
                                .remember(m -> m.externalScore(new ExternalScore(
                                        "bureau", 80, LocalDate.parse("2026-06-01"), LocalDate.parse("2026-06-25"))))),
                line(
                        "the day after credit data expire, as a rule reads the score",
                        "2026-06-26",
                        due("2026-06-01", at(60))
                                .policy(rule(Conditions.fact(Facts.ACCOUNT_PAYMENT_SCORE)
                                        .atLeast(50)))
                                .remember(m -> m.externalScore(new ExternalScore(
                                        "bureau", 80, LocalDate.parse("2026-06-01"), LocalDate.parse("2026-06-25"))))),
                line(
                        "the day an age comparison of a rule changes",
                        "2026-06-21",
                        due("2026-06-01", at(60))
                                .policy(rule(Conditions.fact(Facts.ACCOUNT_OLDEST_DAYS_LATE)
                                        .atLeast(20)))),
                line(
                        "the day an age comparison of a due step changes",
                        "2026-06-21",
                        due(
                                "2026-06-01",
                                asking(Conditions.fact(Facts.INVOICE_DAYS_LATE).atLeast(20)))));
    }

    private static Arguments line(String source, String date, FollowUp account) {
        return line(source, date, account, TODAY);
    }

    private static Arguments line(String source, String date, FollowUp account, String today) {
        return Arguments.of(source, date, account, today);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("sources")
    void the_next_review_is_the_earliest_day_on_which_something_may_come_out_otherwise(
            String source, String date, FollowUp account, String today) {
        assertThat(account.look(today).nextReview()).as(source).contains(LocalDate.parse(date));
    }

    @Test
    void a_proposal_is_looked_at_when_its_patience_is_over_and_once_approved_when_it_may_leave() {
        FollowUp account = due(
                        "2026-06-01",
                        Scenario.named("s")
                                .step("reminder", s -> s.daysAfterDue(2).email("r"))
                                .step("firm", s -> s.daysAfterDue(9).email("f").needsApproval())
                                .build())
                .books(b -> b.invoice("F2", "2026-04-01", "2026-06-08", "EUR 10"))
                .daily("2026-06-02", TODAY);
        assertThat(FollowUp.words(account.lastMessage())).isEqualTo("firm: F1 F2");
        // F2 only waits for F1: until Friday 06-12
        assertThat(account.memory().nextReview()).contains(LocalDate.parse("2026-06-13"));

        account.approve("2026-06-12");
        assertThat(account.look("2026-06-13").nextReview()).contains(LocalDate.parse("2026-06-15"));
    }

    @Test
    void the_day_after_a_message_counts_where_a_condition_reads_message_counts() {
        UnaryOperator<FollowUp> reminded = account -> {
            account.run(TODAY);
            return account;
        };
        assertThat(reminded.apply(due("2026-06-01", at(5))
                                .policy(rule(Conditions.fact(Facts.ACCOUNT_MESSAGES)
                                                .atLeast(1))
                                        .toBuilder()
                                        .scenario(at(9).toBuilder().version(2).build())
                                        .build()))
                        .memory()
                        .nextReview())
                .contains(LocalDate.parse("2026-06-11"));
    }

    @Test
    void while_thanks_are_owed_the_next_sending_day() {
        Scenario thanking = at(3).toBuilder()
                .thankYou(io.relance.delivery.ChannelId.EMAIL, "thanks")
                .build();
        FollowUp account = due("2026-06-01", thanking)
                .daily("2026-06-01", "2026-06-10")
                .books(b -> b.paid("Z", "2026-06-13", "EUR 1000", "F1"));

        assertThat(account.look("2026-06-13").nextReview()).contains(LocalDate.parse("2026-06-15"));
    }

    @Test
    void the_end_of_the_cooldown_between_scenarios() {
        Scenario other = Scenario.named("other")
                .step("o", s -> s.daysAfterDue(90).email("o"))
                .build();
        FollowUp account = due("2026-06-01", at(3)).policy(policy(at(3), other)).daily("2026-06-02", "2026-06-09");
        account.policy(policyOf(at(3), other).defaultScenario("other").build()).run(TODAY);

        assertThat(account.memory().nextReview()).contains(LocalDate.parse("2026-07-10")); // 30 days later
    }

    @Test
    void nothing_open_and_nothing_dated_later_is_never_looked_at_again() {
        FollowUp account = due("2026-06-01", at(3)).books(b -> b.paid("Z", "2026-06-02", "EUR 1000", "F1"));

        assertThat(account.look(TODAY).nextReview()).isEqualTo(Optional.empty());
    }

    @Test
    void a_hold_till_the_end_of_time_never_ends() {
        FollowUp account =
                due("2026-06-01", at(3)).remember(m -> m.hold(Records.hold("2026-06-02", LocalDate.MAX.toString())));

        assertThat(account.look(TODAY).nextReview()).isEmpty();
    }

    @Test
    void deciding_on_review_days_alone_does_what_deciding_every_day_does() {
        Scenario scenario = Scenario.named("s")
                .thankYou(io.relance.delivery.ChannelId.EMAIL, "thanks")
                .step("courtesy", s -> s.daysBeforeDue(5).email("c"))
                .step("reminder", s -> s.daysAfterDue(5).email("r"))
                .step(
                        "firm",
                        s -> s.daysAfterDue(15)
                                .email("f")
                                .when(Conditions.fact(Facts.INVOICE_DAYS_LATE).atLeast(17)))
                .step(
                        "notice",
                        s -> s.daysAfterDue(30).formalNotice().approval(false).letter("n"))
                .build();

        assertThat(books(scenario).onReviewDays("2026-05-01", "2026-08-31").sent())
                .isEqualTo(books(scenario).daily("2026-05-01", "2026-08-31").sent())
                .hasSizeGreaterThan(6);
    }

    private static FollowUp books(Scenario scenario) {
        return FollowUp.of(
                        Books.of(company())
                                .invoice("A", "2026-05-02", "2026-05-20", "EUR 100")
                                .invoice("B", "2026-05-08", "2026-06-07", "EUR 200")
                                .invoice("C", "2026-05-13", "2026-06-12", "EUR 300")
                                .paid("Z", "2026-06-15", "EUR 100", "A"),
                        policy(scenario))
                .remember(m -> m.hold(Records.hold("2026-06-20", "2026-07-03", "B")))
                .remember(m -> m.promise(Records.promise("P", "2026-06-25", "2026-07-06", "C", "EUR 300")));
    }

    @Test
    void the_scenario_of_an_invoice_on_hold_changes_on_the_day_on_which_it_may() {
        Scenario a = Scenario.named("a")
                .step("a1", s -> s.daysAfterDue(3).email("r"))
                .step("a2", s -> s.daysAfterDue(90).email("r"))
                .build();
        Scenario b = Scenario.named("b")
                .step("b1", s -> s.daysAfterDue(4).email("r"))
                .step("b2", s -> s.daysAfterDue(80).email("r"))
                .build();
        // the books change their mind twice within the cool-down, the second time on a day of a hold
        FollowUp account = FollowUp.of(followed("a"), policy(a, b)).daily("2026-02-01", "2026-02-06");
        account.books(books -> followed("b")).run("2026-02-07");
        account.books(books -> followed("a"))
                .remember(memory -> memory.hold(Records.hold("2026-02-08", "2026-04-10")))
                .onReviewDays("2026-02-08", "2026-04-11");

        assertThat(account.progress("F1").rebound()).contains(LocalDate.parse("2026-03-09"));
    }

    private static Books followed(String scenario) {
        return Books.of(FollowUp.company().toBuilder().scenario(scenario).build())
                .invoice("F1", "2026-01-01", "2026-02-01", "EUR 600");
    }
}
