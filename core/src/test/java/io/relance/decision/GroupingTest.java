package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policy;
import static io.relance.decision.FollowUp.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.account.LoggedContact;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.StepState;
import io.relance.delivery.MessageId;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.PlannedAction;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.Customer;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Grouping;
import io.relance.scenario.Scenario;
import io.relance.scenario.ScenarioBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which invoices stand in one message, when it may leave and to whom it goes (SEMANTICS 6.5 to 6.8). June 2026. */
class GroupingTest {
    private static ScenarioBuilder standard() {
        return Scenario.named("std")
                .step("courtesy", s -> s.daysBeforeDue(3).email("pre"))
                .step("reminder", s -> s.daysAfterDue(5).email("r"))
                .step("firm", s -> s.daysAfterDue(15).email("f"))
                .step(
                        "notice",
                        s -> s.daysAfterDue(30).formalNotice().approval(false).letter("n"));
    }

    private static Books invoices(String... numberAndDue) {
        Books books = Books.of(company());
        for (int i = 0; i < numberAndDue.length; i += 2) {
            books.invoice(numberAndDue[i], "2026-04-01", numberAndDue[i + 1], "EUR 100");
        }
        return books;
    }

    private static MessageState only(Decision decision) {
        List<MessageState> planned = decision.actions().stream()
                .filter(PlannedAction.NewMessage.class::isInstance)
                .map(action -> ((PlannedAction.NewMessage) action).message())
                .toList();
        assertThat(planned).hasSize(1);
        return planned.get(0);
    }

    @Nested
    class Claims {
        @Test
        void one_message_claims_everything_overdue_and_carries_the_steps_that_are_due() {
            FollowUp account = FollowUp.of(
                            invoices("A", "2026-06-10", "B", "2026-06-12"),
                            policy(standard().build()))
                    .daily("2026-06-12", "2026-06-15");

            // A's reminder on 06-15; B is overdue since 06-13, its own reminder comes on 06-17
            assertThat(account.sent()).containsExactly("2026-06-15 reminder: A, also B");
            assertThat(account.progress("B").steps())
                    .noneMatch(step -> step.step().step().equals("reminder"));
        }

        @Test
        void a_message_carries_steps_of_a_lower_stage_too_and_one_higher_step_leads() {
            FollowUp account = FollowUp.of(
                            invoices("OLD", "2026-06-01", "NEW", "2026-06-11"),
                            policy(standard().build()))
                    .daily("2026-06-02", "2026-06-16");

            // firm for OLD and reminder for NEW are both amicable, both due on 06-16: the older leads
            assertThat(account.sent()).last().isEqualTo("2026-06-16 firm: OLD NEW");
        }

        @Test
        void the_lead_is_the_one_that_waits_longest_then_the_oldest_due_then_the_number() {
            Scenario scenario = Scenario.named("s")
                    .step("r", s -> s.daysAfterDue(5).email("r"))
                    .build();
            // C reached its date on Saturday 06-13, the others on Monday 06-15
            Decision decision = FollowUp.of(
                            invoices("D", "2026-06-10", "B", "2026-06-10", "C", "2026-06-08"), policy(scenario))
                    .look("2026-06-15");
            assertThat(only(decision).lead().value()).isEqualTo("C");

            Decision same = FollowUp.of(invoices("D", "2026-06-10", "B", "2026-06-10"), policy(scenario))
                    .look("2026-06-15");
            assertThat(only(same).lead().value()).isEqualTo("B");
        }

        @Test
        void totals_are_per_currency_and_of_dunnable_amounts() {
            Books books = invoices("A", "2026-06-10", "B", "2026-06-10")
                    .invoice("U", "2026-04-01", "2026-06-10", "USD 70")
                    .paid("Z", "2026-06-11", "EUR 40", "A");

            MessageState message =
                    only(FollowUp.of(books, policy(standard().build())).look("2026-06-15"));

            assertThat(message.claimed().in(Money.parse("EUR 0").getCurrencyUnit()))
                    .isEqualTo(Money.parse("EUR 160.00"));
            assertThat(message.claimed().in(Money.parse("USD 0").getCurrencyUnit()))
                    .isEqualTo(Money.parse("USD 70.00"));
        }

        @Test
        void what_may_not_be_dunned_is_not_claimed() {
            Books books = invoices("A", "2026-06-10", "B", "2026-06-09")
                    .invoice("D", "2026-04-01", "2026-06-01", "EUR 5", i -> i.disputedFrom(LocalDate.of(2026, 6, 2)));

            MessageState message =
                    only(FollowUp.of(books, policy(standard().build())).look("2026-06-15"));

            assertThat(message.lines())
                    .extracting(line -> line.receivable().value())
                    .containsExactly("B", "A");
        }

        @Test
        void soon_due_invoices_are_a_group_of_lines_in_the_overdue_message_of_the_day() {
            FollowUp account = FollowUp.of(
                            invoices("A", "2026-06-10", "S", "2026-06-18"),
                            policy(standard().build()))
                    .daily("2026-06-15", "2026-06-15");

            assertThat(account.sent()).containsExactly("2026-06-15 reminder: A, soon S");
            MessageState message = account.lastMessage();
            assertThat(message.line(new ReceivableId("S")).orElseThrow().role()).isEqualTo(MessageLine.Role.SOON_DUE);
            assertThat(message.claimed().in(Money.parse("EUR 0").getCurrencyUnit()))
                    .as("what is soon due is not in the total")
                    .isEqualTo(Money.parse("EUR 100.00"));
        }

        @Test
        void a_courtesy_never_waits_for_a_proposal() {
            Scenario scenario = Scenario.named("s")
                    .step("courtesy", s -> s.daysBeforeDue(3).email("pre"))
                    .step("reminder", s -> s.daysAfterDue(5).email("r").needsApproval())
                    .build();
            FollowUp account = FollowUp.of(invoices("A", "2026-06-10", "S", "2026-06-18"), policy(scenario))
                    .daily("2026-06-15", "2026-06-15");

            assertThat(account.sent()).containsExactly("2026-06-15 courtesy: soon S");
            assertThat(reason(account.look("2026-06-15"), "A")).isEqualTo(ReasonCode.AWAITING_APPROVAL);
        }

        @Test
        void a_formal_notice_claims_only_invoices_whose_own_notice_is_due() {
            FollowUp account = FollowUp.of(
                            invoices("OLD", "2026-05-18", "NEW", "2026-06-03"),
                            policy(standard().build()))
                    .daily("2026-05-19", "2026-06-17");

            assertThat(account.sent()).last().isEqualTo("2026-06-17 notice: OLD");
        }

        @Test
        void an_invoice_past_its_notice_is_in_no_reminder() {
            FollowUp account = FollowUp.of(
                            invoices("OLD", "2026-05-18", "NEW", "2026-06-11"),
                            policy(standard().build()))
                    .daily("2026-05-19", "2026-06-22");

            // the reminder of NEW falls on 06-16; then the notice leaves whatever the cap
            assertThat(account.sent()).endsWith("2026-06-16 reminder: NEW, also OLD", "2026-06-17 notice: OLD");
            account.daily("2026-06-23", "2026-06-30");
            assertThat(account.sent()).last().isEqualTo("2026-06-26 firm: NEW");
        }

        @Test
        void grouped_by_invoice_each_goes_alone_and_the_cap_spreads_them() {
            FollowUp account = FollowUp.of(
                            invoices("A", "2026-06-08", "B", "2026-06-08", "C", "2026-06-09"),
                            policy(Scenario.named("s")
                                    .grouping(Grouping.INVOICE)
                                    .step("r", s -> s.daysAfterDue(7).email("r"))
                                    .build()))
                    .daily("2026-06-09", "2026-06-30");

            assertThat(account.sent())
                    .containsExactly("2026-06-15 r: A", "2026-06-18 r: B", "2026-06-22 r: C"); // 06-21 is a Sunday
        }

        @Test
        void an_invoice_claimed_by_a_message_of_today_is_not_left_alone() {
            Decision decision = FollowUp.of(
                            invoices("A", "2026-06-10", "B", "2026-06-12"),
                            policy(standard().build()))
                    .look("2026-06-15");

            ItemOutcome claimed = FollowUp.item(decision, "B");
            assertThat(claimed.kind()).isEqualTo(ItemOutcome.Kind.MESSAGE);
            assertThat(claimed.message()).isEqualTo(FollowUp.item(decision, "A").message());
            assertThat(claimed.step()).as("its own step was not carried").isEmpty();
        }

        @Test
        void the_order_of_the_books_makes_no_difference() {
            Policy policy = policy(standard().build());
            Decision one = FollowUp.of(invoices("A", "2026-06-10", "B", "2026-06-10", "C", "2026-06-12"), policy)
                    .look("2026-06-15");
            Decision other = FollowUp.of(invoices("C", "2026-06-12", "B", "2026-06-10", "A", "2026-06-10"), policy)
                    .look("2026-06-15");

            assertThat(one).isEqualTo(other);
        }
    }

    @Nested
    class Proposals {
        private final Scenario scenario = Scenario.named("s")
                .step("reminder", s -> s.daysAfterDue(5).email("r"))
                .step("firm", s -> s.daysAfterDue(15).email("f").needsApproval())
                .step("notice", s -> s.daysAfterDue(30).formalNotice().letter("n"))
                .build();

        @Test
        void one_step_that_needs_approval_makes_the_whole_message_a_proposal() {
            FollowUp account = FollowUp.of(invoices("OLD", "2026-06-01", "NEW", "2026-06-11"), policy(scenario))
                    .daily("2026-06-02", "2026-06-16");

            assertThat(account.sent()).containsExactly("2026-06-08 reminder: OLD"); // 06-06 is a Saturday
            assertThat(FollowUp.words(account.lastMessage())).isEqualTo("firm: OLD NEW");
            assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        }

        @Test
        void until_approved_it_takes_up_what_is_newly_due_with_a_new_revision() {
            FollowUp account = FollowUp.of(invoices("OLD", "2026-06-01", "NEW", "2026-06-12"), policy(scenario))
                    .daily("2026-06-02", "2026-06-16");
            MessageState first = account.lastMessage();
            assertThat(FollowUp.words(first)).isEqualTo("firm: OLD, also NEW");

            account.run("2026-06-17");

            MessageState second = account.lastMessage();
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.revision()).isEqualTo(first.revision() + 1);
            assertThat(FollowUp.words(second)).isEqualTo("firm: OLD NEW");
        }

        @Test
        void an_invoice_that_only_others_keep_waiting_is_released_after_two_business_days_and_goes_by_itself() {
            FollowUp account = FollowUp.of(invoices("OLD", "2026-06-01", "NEW", "2026-06-11"), policy(scenario))
                    .daily("2026-06-02", "2026-06-16");

            account.daily("2026-06-17", "2026-06-18");
            assertThat(account.sent()).hasSize(1);
            account.daily("2026-06-19", "2026-06-19");

            assertThat(account.sent()).last().isEqualTo("2026-06-19 reminder: NEW, also OLD");
            assertThat(account.progress("OLD").blocking().orElseThrow().step().step())
                    .isEqualTo("firm");
            account.daily("2026-06-22", "2026-06-30");
            assertThat(FollowUp.words(account.memory().messages().get(1)))
                    .as("it does not return to that proposal")
                    .doesNotContain("firm: OLD NEW");
        }

        @Test
        void patience_stops_at_approval() {
            FollowUp account = FollowUp.of(invoices("OLD", "2026-06-01", "NEW", "2026-06-11"), policy(scenario))
                    .daily("2026-06-02", "2026-06-18")
                    .remember(memory -> memory.contact(new LoggedContact(
                            "K",
                            LocalDate.of(2026, 6, 18),
                            "call",
                            LoggedContact.Direction.INCOMING,
                            Optional.empty(),
                            LoggedContact.Result.REACHED,
                            "",
                            "ann")))
                    .approve("2026-06-18")
                    .daily("2026-06-18", "2026-06-30");

            assertThat(account.sent())
                    .last()
                    .isEqualTo("2026-06-22 firm: OLD NEW"); // 3 days after the call is a Sunday
        }

        @Test
        void once_approved_it_only_shrinks_and_the_approval_stands() {
            FollowUp account = FollowUp.of(
                            invoices("OLD", "2026-06-01", "PAID", "2026-06-01", "NEW", "2026-06-15"), policy(scenario))
                    .daily("2026-06-02", "2026-06-17");
            MessageState proposed = account.lastMessage();
            account.approve("2026-06-17")
                    .books(books ->
                            books.paid("Z1", "2026-06-18", "EUR 30", "OLD").paid("Z2", "2026-06-18", "EUR 100", "PAID"))
                    .remember(memory -> memory);

            account.run("2026-06-18");

            MessageState left = account.message(proposed.id());
            assertThat(left.status()).isEqualTo(MessageState.Status.ACCEPTED);
            assertThat(left.revision()).isEqualTo(proposed.revision());
            assertThat(left.line(new ReceivableId("OLD")).orElseThrow().amount())
                    .isEqualTo(Money.parse("EUR 70.00"));
            assertThat(left.line(new ReceivableId("PAID"))).isEmpty();
        }

        @Test
        void approved_and_kept_back_it_takes_up_nothing() {
            FollowUp account = FollowUp.of(invoices("OLD", "2026-06-01", "NEW", "2026-06-12"), policy(scenario))
                    .daily("2026-06-02", "2026-06-16")
                    .remember(memory -> memory.contact(new LoggedContact(
                            "K",
                            LocalDate.of(2026, 6, 16),
                            "call",
                            LoggedContact.Direction.OUTGOING,
                            Optional.empty(),
                            LoggedContact.Result.REACHED,
                            "",
                            "ann")))
                    .approve("2026-06-16")
                    .daily("2026-06-17", "2026-06-25");

            assertThat(account.sent())
                    .containsExactly(
                            "2026-06-08 reminder: OLD",
                            "2026-06-19 firm: OLD, also NEW",
                            "2026-06-22 reminder: NEW, also OLD");
        }

        @Test
        void a_proposal_uses_neither_day_nor_cap() {
            FollowUp account = FollowUp.of(invoices("OLD", "2026-06-01", "NEW", "2026-06-10"), policy(scenario));
            account.daily("2026-06-02", "2026-06-13"); // the notice of nobody; a Saturday

            Decision saturday = FollowUp.of(
                            invoices("F1", "2026-05-29"),
                            policy(Scenario.named("s")
                                    .step(
                                            "firm",
                                            s -> s.daysAfterDue(15).email("f").needsApproval())
                                    .build()))
                    .look("2026-06-13");
            assertThat(only(saturday).status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        }

        @Test
        void another_recipient_voids_the_approval() {
            Books books = Books.of(FollowUp.companyWithContacts(
                            Contact.builder("acc")
                                    .role(ContactRole.ACCOUNTS_PAYABLE)
                                    .email("ap@customer.example")
                                    .build(),
                            Contact.billing("b@customer.example")))
                    .invoice("F1", "2026-04-01", "2026-06-01", "EUR 100");
            Scenario toBilling = Scenario.named("s")
                    .step("firm", s -> s.daysAfterDue(5).email("f").needsApproval())
                    .build();
            Scenario toPayables = Scenario.named("s")
                    .version(2)
                    .step(
                            "firm",
                            s -> s.daysAfterDue(5).email("f").needsApproval().audience(ContactRole.ACCOUNTS_PAYABLE))
                    .build();
            FollowUp account = FollowUp.of(books, policy(toBilling)).daily("2026-06-06", "2026-06-07");
            account.approve("2026-06-07").policy(policy(toPayables)).run("2026-06-08");

            assertThat(account.sent()).isEmpty();
            assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);
            assertThat(account.lastMessage().contact()).isEqualTo("acc");
            assertThat(account.lastMessage().revision()).isEqualTo(2);
        }

        @Test
        void rejected_not_now_its_steps_are_due_again_and_rejected_for_good_they_are_skipped() {
            FollowUp account =
                    FollowUp.of(invoices("OLD", "2026-06-01"), policy(scenario)).daily("2026-06-02", "2026-06-16");
            MessageId id = account.lastMessage().id();

            account.memory(CaseUpdates.rejected(account.memory(), id, LocalDate.of(2026, 6, 16), false, "not now"))
                    .run("2026-06-16");
            assertThat(reason(account.look("2026-06-16"), "OLD")).isEqualTo(ReasonCode.BETWEEN_STEPS);
            account.run("2026-06-17");
            assertThat(account.lastMessage().id())
                    .as("a new attempt has a new id")
                    .isNotEqualTo(id);
            assertThat(account.lastMessage().status()).isEqualTo(MessageState.Status.AWAITING_APPROVAL);

            account.memory(CaseUpdates.rejected(
                            account.memory(), account.lastMessage().id(), LocalDate.of(2026, 6, 17), true, "a friend"))
                    .run("2026-06-18");
            assertThat(account.progress("OLD").steps())
                    .filteredOn(step -> step.step().step().equals("firm"))
                    .allMatch(step -> step.state() == StepState.SKIPPED);
            assertThat(reason(account.look("2026-06-19"), "OLD")).isEqualTo(ReasonCode.BETWEEN_STEPS);
        }
    }

    @Nested
    class CapAndCeiling {
        @Test
        void the_dates_of_two_messages_differ_by_the_cap_and_contacts_by_people_count() {
            FollowUp account = FollowUp.of(
                            invoices("A", "2026-06-10"), policy(standard().build()))
                    .remember(memory -> memory.contact(new LoggedContact(
                            "K",
                            LocalDate.of(2026, 6, 15),
                            "visit",
                            LoggedContact.Direction.OUTGOING,
                            Optional.empty(),
                            LoggedContact.Result.NOT_REACHED,
                            "",
                            "ann")))
                    .daily("2026-06-15", "2026-06-22");

            assertThat(account.sent()).containsExactly("2026-06-18 reminder: A");
        }

        @Test
        void a_formal_notice_leaves_whatever_the_cap() {
            FollowUp account = FollowUp.of(
                            invoices("OLD", "2026-05-18"), policy(standard().build()))
                    .daily("2026-05-19", "2026-06-16")
                    .remember(memory -> memory.contact(new LoggedContact(
                            "K",
                            LocalDate.of(2026, 6, 16),
                            "call",
                            LoggedContact.Direction.OUTGOING,
                            Optional.empty(),
                            LoggedContact.Result.REACHED,
                            "",
                            "ann")))
                    .daily("2026-06-17", "2026-06-17");

            assertThat(account.sent()).last().isEqualTo("2026-06-17 notice: OLD");
        }

        @Test
        void a_natural_person_gets_at_most_two_messages_in_seven_days_the_higher_stage_first() {
            Customer person =
                    company().toBuilder().naturalPerson(NaturalPerson.YES).build();
            Books books = Books.of(person)
                    .invoice("N1", "2026-03-01", "2026-05-16", "EUR 100")
                    .invoice("N2", "2026-03-01", "2026-05-18", "EUR 100")
                    .invoice("N3", "2026-03-01", "2026-05-19", "EUR 100");
            Scenario scenario = Scenario.named("s")
                    .allowColdEscalation(true)
                    .grouping(Grouping.INVOICE)
                    .step(
                            "notice",
                            s -> s.daysAfterDue(30)
                                    .formalNotice()
                                    .approval(false)
                                    .letter("n"))
                    .build();
            FollowUp account = FollowUp.of(books, policy(scenario)).daily("2026-05-20", "2026-06-30");

            // 06-15, 06-17, then the third not on 06-18 but when the first is 7 days ago
            assertThat(account.sent())
                    .containsExactly("2026-06-15 notice: N1", "2026-06-17 notice: N2", "2026-06-22 notice: N3");
        }

        @Test
        void for_a_company_the_ceiling_does_not_count() {
            Books books = invoices("N1", "2026-05-16", "N2", "2026-05-18", "N3", "2026-05-19");
            Scenario scenario = Scenario.named("s")
                    .allowColdEscalation(true)
                    .grouping(Grouping.INVOICE)
                    .step(
                            "notice",
                            s -> s.daysAfterDue(30)
                                    .formalNotice()
                                    .approval(false)
                                    .letter("n"))
                    .build();

            assertThat(FollowUp.of(books, policy(scenario))
                            .daily("2026-05-20", "2026-06-30")
                            .sent())
                    .containsExactly("2026-06-15 notice: N1", "2026-06-17 notice: N2", "2026-06-18 notice: N3");
        }
    }

    @Nested
    class Tasks {
        private final Scenario scenario = Scenario.named("s")
                .step("call", s -> s.daysAfterDue(5).task("phone", "call"))
                .build();

        @Test
        void one_task_a_customer_and_step_is_raised_whatever_the_cap_and_grows_while_it_is_open() {
            FollowUp account = FollowUp.of(
                            invoices("A", "2026-06-10", "B", "2026-06-10", "C", "2026-06-11"), policy(scenario))
                    .remember(memory -> memory.contact(new LoggedContact(
                            "K",
                            LocalDate.of(2026, 6, 15),
                            "call",
                            LoggedContact.Direction.OUTGOING,
                            Optional.empty(),
                            LoggedContact.Result.REACHED,
                            "",
                            "ann")))
                    .daily("2026-06-11", "2026-06-17");

            assertThat(account.tasks())
                    .containsExactly("2026-06-15 phone: call [A, B]", "2026-06-16 phone: call also [C]");
            assertThat(account.memory().tasks()).hasSize(1);
        }

        @Test
        void the_step_that_raised_it_is_named_on_that_day() {
            var outcome = FollowUp.item(
                    FollowUp.of(invoices("A", "2026-06-10"), policy(scenario)).look("2026-06-15"), "A");

            assertThat(outcome.kind()).isEqualTo(io.relance.plan.ItemOutcome.Kind.TASK);
            assertThat(outcome.step().orElseThrow().step()).isEqualTo("call");
        }

        @Test
        void grouped_by_invoice_each_has_its_own() {
            FollowUp account = FollowUp.of(
                            invoices("A", "2026-06-10", "B", "2026-06-10"),
                            policy(scenario.toBuilder()
                                    .grouping(Grouping.INVOICE)
                                    .build()))
                    .daily("2026-06-11", "2026-06-17");

            assertThat(account.tasks()).containsExactly("2026-06-15 phone: call [A]", "2026-06-15 phone: call [B]");
        }

        @Test
        void it_is_raised_on_business_days_of_the_creditor_only() {
            assertThat(FollowUp.of(invoices("A", "2026-06-08"), policy(scenario)) // 06-13 is a Saturday
                            .daily("2026-06-09", "2026-06-17")
                            .tasks())
                    .containsExactly("2026-06-15 phone: call [A]");
        }

        @Test
        void no_message_carries_it() {
            Scenario mixed = Scenario.named("s")
                    .step("reminder", s -> s.daysAfterDue(5).email("r"))
                    .step("call", s -> s.daysAfterDue(10).task("phone", "call"))
                    .build();
            FollowUp account = FollowUp.of(invoices("OLD", "2026-06-05", "NEW", "2026-06-10"), policy(mixed))
                    .daily("2026-06-06", "2026-06-15");

            assertThat(account.sent())
                    .containsExactly("2026-06-10 reminder: OLD", "2026-06-15 reminder: NEW, also OLD");
            assertThat(account.tasks()).containsExactly("2026-06-15 phone: call [OLD]");
        }
    }

    @Nested
    class Recipients {
        private final Contact billing = Contact.builder("billing")
                .role(ContactRole.BILLING)
                .email("b@customer.example")
                .phone("+33240000001")
                .build();
        private final Contact boss = Contact.builder("boss")
                .role(ContactRole.MANAGEMENT)
                .email("boss@customer.example")
                .build();
        private final Contact buyer = Contact.builder("buyer")
                .role(ContactRole.BUYER)
                .email("buyer@customer.example")
                .build();

        private Optional<String> recipient(List<Contact> contacts, ContactRole... audience) {
            FollowUp account = FollowUp.of(
                    Books.of(FollowUp.companyWithContacts(contacts.toArray(Contact[]::new)))
                            .invoice("F1", "2026-04-01", "2026-06-10", "EUR 100"),
                    policy(Scenario.named("s")
                            .step(
                                    "r",
                                    s -> s.daysAfterDue(5)
                                            .email("r")
                                            .orSms("r-sms")
                                            .audience(audience))
                            .build()));
            account.run("2026-06-15");
            return account.sent().isEmpty()
                    ? Optional.empty()
                    : Optional.of(account.lastMessage().contact() + " over "
                            + account.lastMessage().routes().get(0).channel());
        }

        @Test
        void the_audience_is_tried_in_its_order() {
            assertThat(recipient(List.of(billing, boss), ContactRole.MANAGEMENT, ContactRole.BILLING))
                    .contains("boss over email");
            assertThat(recipient(List.of(billing), ContactRole.MANAGEMENT, ContactRole.BILLING))
                    .contains("billing over email");
        }

        @Test
        void a_contact_without_the_first_channel_is_reached_over_the_next() {
            Contact phoneOnly = Contact.builder("p")
                    .role(ContactRole.BILLING)
                    .phone("+33240000002")
                    .build();

            assertThat(recipient(List.of(phoneOnly, boss), ContactRole.BILLING)).contains("p over sms");
        }

        @Test
        void a_preference_reorders_the_channels_and_an_objection_goes_before_it() {
            assertThat(recipient(
                            List.of(billing.toBuilder().preferredChannel("sms").build()), ContactRole.BILLING))
                    .contains("billing over sms");
            assertThat(recipient(
                            List.of(billing.toBuilder()
                                    .preferredChannel("sms")
                                    .objectsTo("sms")
                                    .build()),
                            ContactRole.BILLING))
                    .contains("billing over email");
        }

        @Test
        void nobody_outside_the_audience_is_ever_written_to() {
            assertThat(recipient(List.of(buyer, boss), ContactRole.BILLING)).isEmpty();
        }
    }

    @Nested
    class Thanking {
        private final Scenario scenario = Scenario.named("s")
                .thankYou(io.relance.delivery.ChannelId.EMAIL, "thanks")
                .step("courtesy", s -> s.daysBeforeDue(3).email("pre"))
                .step("reminder", s -> s.daysAfterDue(5).email("r"))
                .build();

        private FollowUp reminded() {
            return FollowUp.of(invoices("A", "2026-06-03"), policy(scenario)).daily("2026-06-04", "2026-06-09");
        }

        @Test
        void a_reminded_invoice_that_was_paid_is_thanked_for_once() {
            FollowUp account = reminded()
                    .books(books -> books.paid("Z", "2026-06-10", "EUR 100", "A"))
                    .daily("2026-06-10", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-08 reminder: A", "2026-06-10 thanks: A");
        }

        @ParameterizedTest(name = "recorded on {0}, first seen on {1}: thanks {2}")
        @CsvSource({
            "2026-06-10, 2026-06-17, true", // five business days later
            "2026-06-10, 2026-06-18, false",
            "2026-06-10, 2026-06-13, false", // a Saturday
        })
        void only_within_five_business_days_of_the_recording(String paid, String seen, boolean thanks) {
            FollowUp account = reminded()
                    .books(books -> books.paid("Z", paid, "EUR 100", "A"))
                    .daily(seen, seen);

            assertThat(account.sent().size()).isEqualTo(thanks ? 2 : 1);
        }

        @Test
        void not_while_the_account_is_on_hold() {
            FollowUp account = reminded()
                    .books(books -> books.paid("Z", "2026-06-10", "EUR 100", "A"))
                    .remember(memory -> memory.hold(Records.hold("2026-06-10", "2026-06-11")))
                    .daily("2026-06-10", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-08 reminder: A", "2026-06-12 thanks: A");
        }

        @Test
        void not_on_books_that_are_older_than_the_policy_allows() {
            FollowUp account = reminded()
                    .books(books ->
                            books.paid("Z", "2026-06-10", "EUR 100", "A").completeUntil("2026-06-09T10:00:00Z"))
                    .policy(FollowUp.policyOf(scenario).maxLedgerAgeDays(1).build());
            assertThat(account.run("2026-06-11").actions()).isEmpty();

            account.books(books -> books.completeUntil("2026-06-11T10:00:00Z")).run("2026-06-11");
            assertThat(account.sent()).last().isEqualTo("2026-06-11 thanks: A");
        }

        @Test
        void not_when_no_reminder_went_before_nor_for_a_courtesy_only() {
            FollowUp account = FollowUp.of(invoices("A", "2026-06-12"), policy(scenario))
                    .daily("2026-06-08", "2026-06-10")
                    .books(books -> books.paid("Z", "2026-06-11", "EUR 100", "A"))
                    .daily("2026-06-11", "2026-06-30");

            assertThat(account.sent()).containsExactly("2026-06-09 courtesy: soon A");
        }

        @Test
        void not_when_credit_notes_alone_cleared_it() {
            FollowUp account = reminded()
                    .books(books -> books.credited("G", "2026-06-10", "EUR 100", "A"))
                    .daily("2026-06-10", "2026-06-30");

            assertThat(account.sent()).hasSize(1);
        }

        @Test
        void not_while_anything_dunnable_is_overdue() {
            FollowUp account = FollowUp.of(invoices("A", "2026-06-03", "B", "2026-06-10"), policy(scenario))
                    .daily("2026-06-04", "2026-06-09")
                    .books(books -> books.paid("Z", "2026-06-11", "EUR 100", "A"))
                    .daily("2026-06-11", "2026-06-12");

            assertThat(account.sent()).noneMatch(message -> message.contains("thanks"));
        }

        @Test
        void never_on_a_day_with_another_message_nor_on_a_day_off() {
            FollowUp account = FollowUp.of(invoices("A", "2026-06-03", "S", "2026-06-15"), policy(scenario))
                    .daily("2026-06-04", "2026-06-11")
                    .books(books -> books.paid("Z", "2026-06-12", "EUR 100", "A"))
                    .daily("2026-06-12", "2026-06-30");

            // the courtesy for S on Friday, a weekend, then the thanks; S is overdue from Tuesday on
            assertThat(account.sent())
                    .startsWith("2026-06-08 reminder: A", "2026-06-12 courtesy: soon S", "2026-06-15 thanks: A");
        }

        @Test
        void thanks_that_could_not_be_handed_over_wait_for_a_day_without_another_message() {
            FollowUp account = FollowUp.of(invoices("A", "2026-06-03", "S", "2026-06-15"), policy(scenario))
                    .daily("2026-06-04", "2026-06-10")
                    .books(books -> books.paid("Z", "2026-06-11", "EUR 100", "A"));
            account.decide("2026-06-11"); // planned, and the channel is down

            account.daily("2026-06-12", "2026-06-15");

            assertThat(account.sent())
                    .containsExactly("2026-06-08 reminder: A", "2026-06-12 courtesy: soon S", "2026-06-15 thanks: A");
        }

        @Test
        void thanks_that_have_not_left_are_cancelled_when_the_payment_comes_back() {
            FollowUp account = reminded().books(books -> books.paid("Z", "2026-06-10", "EUR 100", "A"));
            account.decide("2026-06-10");
            account.books(books -> books.reversed("Z", "A", "EUR 100", "2026-06-11"))
                    .daily("2026-06-11", "2026-06-11");

            assertThat(account.sent()).noneMatch(message -> message.contains("thanks"));
            assertThat(account.memory().messages())
                    .filteredOn(message -> message.kind() == MessageState.Kind.THANK_YOU)
                    .allMatch(message -> message.status() == MessageState.Status.CANCELLED);
        }
    }
}
