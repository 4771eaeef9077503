package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.Hold;
import io.relance.account.MessageState;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.DunningStore;
import io.relance.storage.ReceivablesSource;
import io.relance.storage.TaskRecord;
import io.relance.testkit.RecordingChannel;
import io.relance.testkit.Rehearsal;
import io.relance.testkit.Rehearsal.Sent;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/**
 * What users of other systems suffered while their follow-up ran, each shown not to happen here, over a whole engine. Reminders
 * leave 5, 10 and 20 days after the due date; day 1 is Monday, 1 June 2026.
 */
class WhatUsersSufferedTest {
    private static final CreditorId ACME = new CreditorId("acme");
    private static final LocalDate MONDAY = LocalDate.parse("2026-06-01");
    private static final Scenario LADDER = Scenario.named("ladder")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .step("second", s -> s.daysAfterDue(10).email("reminder"))
            .step("firm", s -> s.daysAfterDue(20).email("firm"))
            .build();

    private final Rehearsal june = Rehearsal.of(ACME, MONDAY);
    private final RecordingChannel email = june.channel(ChannelId.EMAIL);
    private final Relance relance = engine(policy(LADDER));

    private Relance engine(Policy policy) {
        return builder(policy).build();
    }

    private Relance.Builder builder(Policy policy) {
        return Relance.builder()
                .books(june.books())
                .store(june.store())
                .channel(email)
                .clock(june.clock())
                .policy(policy);
    }

    private static Policy policy(Scenario scenario) {
        return Policy.named("p")
                .version(scenario.id() + scenario.steps())
                .scenario(scenario)
                .defaultScenario(scenario.id())
                .build();
    }

    private static Customer.Builder customer(String id) {
        return Customer.builder(id).contact(Contact.billing("billing@" + id + ".example"));
    }

    /** An invoice over 100 euros. */
    private static Receivable.Builder invoice(String number, LocalDate due) {
        return Receivable.invoice(number, due.minusDays(30), due, Money.parse("EUR 100.00"));
    }

    private AccountId owes(String customer, Receivable.Builder... invoices) {
        AccountLedger.Builder ledger =
                AccountLedger.builder(ACME, customer(customer).build());
        for (Receivable.Builder invoice : invoices) {
            ledger.receivable(invoice.build());
        }
        june.books().put(ledger.build());
        return AccountId.of("acme", customer);
    }

    @Test
    void pain_1_a_scheduler_that_runs_every_minute_sends_one_reminder() {
        owes("dupont", invoice("F1", MONDAY.minusDays(5)));

        for (int i = 0; i < 100; i++) {
            relance.run(ACME, MONDAY);
            june.clock().turn(Duration.ofMinutes(1));
        }

        assertThat(email.handedOver()).hasSize(1);
    }

    @Test
    void pain_3_a_missed_day_delays_a_reminder_and_loses_none() {
        owes("dupont", invoice("F1", MONDAY.minusDays(4)));

        // due on day 2; the scheduler was off from day 2 to day 4
        june.runUntil(20, (creditor, day) -> {
            if (!day.isAfter(MONDAY) || day.isAfter(MONDAY.plusDays(3))) {
                relance.run(creditor, day);
            }
        });

        assertThat(june.daysOfMessages()).startsWith(5).hasSize(2);
    }

    @Test
    void pain_5_late_in_the_evening_it_is_the_business_date_that_counts() {
        Relance tokyo = engine(
                policy(LADDER).toBuilder().timeZone(ZoneId.of("Asia/Tokyo")).build());
        owes("dupont", invoice("F1", MONDAY.minusDays(4)));

        june.clock().turnToMorningOf(MONDAY);
        june.clock().turn(Duration.ofHours(15).plusMinutes(50));
        tokyo.run(ACME, MONDAY);
        assertThat(email.handedOver())
                .as("due tomorrow, though it is tomorrow in Tokyo")
                .isEmpty();
        tokyo.run(ACME, MONDAY.plusDays(1));

        assertThat(email.handedOver()).extracting(OutboundMessage::businessDate).containsExactly(MONDAY.plusDays(1));
    }

    @Test
    void pain_6_a_payment_that_is_imported_before_the_hand_over_stops_the_reminder() {
        AccountId dupont = owes("dupont", invoice("F1", MONDAY.minusDays(5)));
        email.thenFailsForNow("the mail server is away");
        june.on(2, () -> june.pay(dupont, "F1", Money.parse("EUR 100.00")));

        june.runUntil(30, relance::run);

        assertThat(june.sent()).isEmpty();
        assertThat(relance.memory(dupont).messages())
                .extracting(MessageState::status)
                .containsExactly(MessageState.Status.CANCELLED);
    }

    @Test
    void pain_7_everybody_gets_their_own_reminder_and_no_other_creditors() {
        CreditorId zenith = new CreditorId("zenith");
        for (CreditorId creditor : new CreditorId[] {ACME, zenith}) {
            for (int i = 0; i < 20; i++) {
                Customer own = Customer.builder("c" + i)
                        .contact(Contact.billing(creditor + "-" + i + "@example.org"))
                        .build();
                june.books()
                        .put(AccountLedger.builder(creditor, own)
                                .receivable(invoice("F1", MONDAY.minusDays(5)).build())
                                .build());
            }
        }

        relance.run(ACME, MONDAY);

        assertThat(email.handedOver()).hasSize(20).allSatisfy(message -> {
            String number = message.account().customer().value().substring(1);
            assertThat(message.account().creditor()).isEqualTo(ACME);
            assertThat(message.recipientAddress()).isEqualTo("acme-" + number + "@example.org");
        });
        assertThat(june.store().find(List.of(AccountId.of("zenith", "c1")))).isEmpty();
    }

    @Test
    void pain_14_a_run_makes_as_many_calls_for_400_accounts_as_for_40() {
        assertThat(callsOfAQuietRun(400)).isEqualTo(callsOfAQuietRun(40));
    }

    /** The calls, by name, of a first run over accounts that owe, of whom nobody is to be reminded yet. */
    private static Map<String, Integer> callsOfAQuietRun(int accounts) {
        Rehearsal world = Rehearsal.of(ACME, MONDAY);
        Map<String, Integer> calls = new TreeMap<>();
        Between counting = call -> {
            calls.merge(call.method().getName(), 1, Integer::sum);
            return call.proceed();
        };
        for (int i = 0; i < accounts; i++) {
            world.books()
                    .put(AccountLedger.builder(ACME, customer("c" + i).build())
                            .receivable(invoice("F" + i, MONDAY).build())
                            .build());
        }
        RunReport report = Relance.builder()
                .books(counting.through(ReceivablesSource.class, world.books()))
                .store(counting.through(DunningStore.class, world.store()))
                .channel(world.channel(ChannelId.EMAIL))
                .clock(world.clock())
                .policy(policy(LADDER))
                .build()
                .run(ACME, MONDAY);
        assertThat(report.decided()).isEqualTo(accounts);
        return calls;
    }

    @Test
    void pain_15_twenty_late_invoices_are_one_mail() {
        Receivable.Builder[] twenty = new Receivable.Builder[20];
        for (int i = 0; i < 20; i++) {
            twenty[i] = invoice("F" + i, MONDAY.minusDays(5 + i % 3));
        }
        owes("dupont", twenty);

        june.runUntil(1, relance::run);

        assertThat(june.sent()).hasSize(1);
        assertThat(june.sent().get(0).message().text()).contains("F0", "F19", "2,000.00");
    }

    @Test
    void pain_16_reminding_one_invoice_silences_no_other() {
        AccountId dupont = owes("dupont", invoice("F1", MONDAY.minusDays(5)), invoice("F2", MONDAY.plusDays(2)));

        june.runUntil(30, relance::run);

        ReceivableId other = new ReceivableId("F2");
        assertThat(relance.memory(dupont).progressOf(other).steps())
                .as("all three of its own")
                .hasSize(3);
    }

    @Test
    void pain_17_one_can_stop_for_a_customer_for_an_invoice_and_until_a_date() {
        AccountId all = owes("all", invoice("F1", MONDAY.minusDays(5)));
        AccountId one = owes("one", invoice("F2", MONDAY.minusDays(5)), invoice("F3", MONDAY.minusDays(5)));
        relance.account(all, "jane", MONDAY)
                .hold(new Hold("h1", Optional.empty(), MONDAY, Optional.of(june.day(9)), "asked for", "jane"));
        relance.account(one, "jane", MONDAY)
                .hold(new Hold(
                        "h2", Optional.of(new ReceivableId("F2")), MONDAY, Optional.empty(), "wrong goods", "jane"));

        june.runUntil(10, relance::run);

        assertThat(june.sent().stream().filter(sent -> isTo(all, sent)))
                .extracting(Sent::day)
                .containsExactly(10);
        assertThat(june.sent().stream().filter(sent -> isTo(one, sent)))
                .isNotEmpty()
                .allSatisfy(
                        sent -> assertThat(sent.message().text()).contains("F3").doesNotContain("F2"));
    }

    private static boolean isTo(AccountId account, Sent sent) {
        return sent.message().account().equals(account);
    }

    @Test
    void pain_18_who_pays_by_direct_debit_is_not_reminded() {
        owes("dupont", invoice("F1", MONDAY.minusDays(5)).collection(Receivable.CollectionMode.AUTOMATIC));

        june.runUntil(30, relance::run);

        assertThat(june.sent()).isEmpty();
    }

    @Test
    void pain_19_a_crash_in_a_hand_over_resends_nothing_and_marks_nothing_as_sent() {
        AccountId dupont = owes("dupont", invoice("F1", MONDAY.minusDays(5)));
        email.thenAcceptsAndDies(new StackOverflowError("the process is gone"));
        assertThatThrownBy(() -> relance.run(ACME, MONDAY)).isInstanceOf(StackOverflowError.class);

        june.runUntil(30, relance::run);

        assertThat(email.handedOver()).hasSize(1);
        assertThat(relance.memory(dupont).messages())
                .extracting(MessageState::status)
                .containsExactly(MessageState.Status.IN_DOUBT);
    }

    @Test
    void pain_20_undeliverable_mail_becomes_a_task_and_is_not_queued_for_ever() {
        owes("dupont", invoice("F1", MONDAY.minusDays(5)));
        email.thenRefuses("no such mailbox");

        june.runUntil(30, relance::run);

        assertThat(email.handedOver()).hasSize(1);
        assertThat(june.openTasks()).extracting(TaskRecord::raised).containsExactly(MONDAY);
    }

    @Test
    void pain_21_the_buyer_never_gets_what_is_for_the_bookkeeper() {
        Contact buyer = Contact.builder("buyer")
                .role(ContactRole.BUYER)
                .email("buyer@dupont.example")
                .build();
        june.books()
                .put(AccountLedger.builder(
                                ACME, customer("dupont").contact(buyer).build())
                        .receivable(invoice("F1", MONDAY.minusDays(5)).build())
                        .build());
        email.thenRefuses("no such mailbox");

        june.runUntil(30, relance::run);

        assertThat(email.handedOver())
                .extracting(OutboundMessage::recipientAddress)
                .containsOnly("billing@dupont.example");
    }

    @Test
    void pain_22_an_old_invoice_does_not_burn_the_whole_ladder_over_a_weekend() {
        owes("dupont", invoice("F1", MONDAY.minusDays(200)));

        // runs on Friday, Saturday, Sunday and Monday, twice each
        june.runUntil(4, (creditor, day) -> {});
        june.runUntil(8, (creditor, day) -> {
            relance.run(creditor, day);
            relance.run(creditor, day);
        });

        assertThat(june.daysOfMessages()).containsExactly(5);
    }

    @Test
    void pain_24_a_changed_ladder_applies_to_invoices_under_way() {
        owes("dupont", invoice("F1", MONDAY.minusDays(5)));
        Scenario sooner = Scenario.named("ladder")
                .version(2)
                .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                .step("second", s -> s.daysAfterDue(8).email("reminder"))
                .step("firm", s -> s.daysAfterDue(20).email("firm"))
                .build();
        june.runUntil(2, relance::run);

        june.runUntil(5, engine(policy(sooner))::run);

        assertThat(june.daysOfMessages()).containsExactly(1, 4);
    }
}
