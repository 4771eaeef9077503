package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.DirectDebit;
import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.account.Mandate;
import io.relance.history.AccountEvent;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.plan.ReasonCode;
import io.relance.receivable.AccountId;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.FarEnd;
import io.relance.testkit.ForwardingPaymentProvider;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invoices under a live mandate are left to direct debit; one is collected when a host asks for it, once, and reminded of when that fails. */
class DirectDebitTest extends DirectDebitTrial {
    // Mandates

    @Test
    void the_provider_is_asked_how_a_mandate_stands_and_invoices_are_left_to_a_live_one() {
        mandate();
        trial.run(MONDAY);

        assertThat(trial.dupont().mandates()).singleElement().satisfies(mandate -> {
            assertThat(mandate.state()).isEqualTo(Mandate.State.ACTIVE);
            assertThat(mandate.told()).isPresent();
        });
        assertThat(events(AccountEvent.MandateReported.class)).hasSize(1);
        assertThat(reason(MONDAY.plusDays(7))).isEqualTo(ReasonCode.AUTO_COLLECTED);
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(20));
        assertThat(trial.email.taken()).isEmpty();
    }

    @Test
    void one_that_waits_for_consent_keeps_no_reminder_away_and_is_asked_about_every_week_lest_its_event_got_lost() {
        List<LocalDate> asked = new ArrayList<>();
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public MandateState mandate(MandateId mandate, Duration timeout) {
                asked.add(trial.clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
                return super.mandate(mandate, timeout);
            }
        });
        trial.jane(MONDAY).recordMandate("in-memory", "mandate-NOT_YET");
        trial.runDaily(MONDAY, MONDAY.plusDays(6));
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.dupont().mandates().get(0).state()).isEqualTo(Mandate.State.NOT_YET);

        service.put(new MandateId("mandate-NOT_YET"), MandateState.ACTIVE);
        trial.runDaily(MONDAY.plusDays(7), MONDAY.plusDays(30));

        assertThat(asked).containsExactly(MONDAY, MONDAY.plusDays(7));
        assertThat(trial.dupont().mandates().get(0).state()).isEqualTo(Mandate.State.ACTIVE);
    }

    @Test
    void when_it_ends_the_reminders_go_on() {
        mandate();
        trial.run(MONDAY);
        told(MANDATE, trial.clock.instant(), false);

        assertThat(reason(MONDAY)).isEqualTo(ReasonCode.BETWEEN_STEPS);
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(4));
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(events(AccountEvent.MandateReported.class))
                .last()
                .isEqualTo(new AccountEvent.MandateReported(
                        MONDAY, "in-memory", MANDATE, Mandate.State.ENDED, "ended by the payer"));
    }

    @Test
    void news_of_it_that_come_late_have_the_provider_asked_again() {
        mandate();
        trial.run(MONDAY);
        service.put(new MandateId(MANDATE), MandateState.ENDED);

        told(MANDATE, trial.clock.instant().minusSeconds(3_600), true);
        assertThat(trial.dupont().mandates().get(0).state()).isEqualTo(Mandate.State.ACTIVE);
        trial.run(MONDAY.plusDays(1));

        assertThat(trial.dupont().mandates().get(0).state()).isEqualTo(Mandate.State.ENDED);
    }

    @Test
    void one_that_is_taken_away_keeps_no_reminder_away() {
        mandate();
        trial.run(MONDAY);
        trial.jane(MONDAY).removeMandate("in-memory", MANDATE);

        assertThat(reason(MONDAY)).isEqualTo(ReasonCode.BETWEEN_STEPS);
        assertThatThrownBy(() -> trial.jane(MONDAY).removeMandate("in-memory", MANDATE))
                .hasMessage("account acme/dupont has no mandate of in-memory \"" + MANDATE + "\"");
    }

    @Test
    void an_invoice_that_nobody_collects_under_it_is_work_for_a_person_once() {
        mandate();
        trial.runDaily(MONDAY, MONDAY.plusDays(14));

        assertThat(tasks())
                .containsExactly(
                        "F1, due on 2026-03-01, is left to direct debit, but nobody asked for it to be collected"
                                + " under mandate " + MANDATE);
    }

    @Test
    void several_accounts_of_one_payer_hear_of_the_same_mandate() {
        AccountId martin = AccountId.of("acme", "martin");
        mandate();
        trial.relance.account(martin, "jane", MONDAY).recordMandate("in-memory", MANDATE);
        trial.run(MONDAY);
        told(MANDATE, trial.clock.instant(), false);

        assertThat(trial.dupont().mandates().get(0).state()).isEqualTo(Mandate.State.ENDED);
        assertThat(trial.relance.memory(martin).mandates().get(0).state()).isEqualTo(Mandate.State.ENDED);
    }

    // Collecting

    @Test
    void what_a_host_asks_for_is_collected_once_by_the_next_run() {
        collect();
        assertThat(service.taken()).as("remembered first").isEmpty();
        assertThat(reason(MONDAY)).isEqualTo(ReasonCode.PAYMENT_PENDING);

        trial.run(MONDAY);
        trial.run(MONDAY);
        trial.run(MONDAY.plusDays(1));

        assertThat(onlyRequest().total()).isEqualTo(HUNDRED);
        assertThat(onlyRequest().words()).isEqualTo("acme: F1");
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
        assertThat(debit().settles()).contains(MONDAY.plusDays(3));
        assertThat(events(AccountEvent.DirectDebitStarted.class)).hasSize(1);
        assertThat(trial.dupont().pendingPayments()).singleElement().satisfies(pending -> {
            assertThat(pending.id()).isEqualTo("in-memory:dd-1/F1");
            assertThat(pending.lapses()).isEqualTo(MONDAY.plusDays(3 + 7));
        });
    }

    @Test
    void until_its_days_are_over_no_reminder_leaves_then_a_person_looks() {
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(10));
        assertThat(trial.email.taken()).isEmpty();
        trial.runDaily(MONDAY.plusDays(11), MONDAY.plusDays(14));

        assertThat(trial.email.taken()).as("and the reminders go on").hasSize(1);
        assertThat(tasks())
                .containsExactly(
                        "payment in-memory:dd-1/F1 of EUR 100.00 was expected by 2026-03-12 and is not in the books");
    }

    @Test
    void one_that_bounces_has_the_reminders_go_on_although_the_mandate_lives() {
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(4));
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(5));
        told(onlyRequest(), new Change.Failed("insufficient funds"));

        assertThat(trial.dupont().pendingPayments()).isEmpty();
        trial.run(MONDAY.plusDays(7));
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(reason(MONDAY.plusDays(8))).isEqualTo(ReasonCode.BETWEEN_STEPS);
    }

    @Test
    void one_that_came_in_is_over_when_the_books_show_it() {
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(3));
        told(onlyRequest(), new Change.Confirmed(Optional.empty()));
        trial.books.put(paid(MONDAY.plusDays(4)));
        trial.runDaily(MONDAY.plusDays(4), MONDAY.plusDays(20));

        assertThat(trial.email.taken()).isEmpty();
        assertThat(tasks()).isEmpty();
        assertThat(service.isWithdrawn(onlyRequest().id())).isFalse();
    }

    @Test
    void one_that_the_provider_declines_is_work_for_a_person_and_the_reminders_go_on() {
        service.behave(FarEnd.Manner.REFUSES_FOR_GOOD);
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(4));

        assertThat(tasks()).containsExactly("in-memory does not collect direct debit dd-1 of EUR 100.00: never");
        assertThat(events(AccountEvent.DirectDebitDeclined.class)).hasSize(1);
        assertThat(trial.dupont().pendingPayments()).isEmpty();
        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void under_a_mandate_that_has_ended_nobody_is_asked() {
        trial.jane(MONDAY).recordMandate("in-memory", "mandate-ENDED");
        trial.jane(MONDAY).collect("dd-1", "mandate-ENDED", List.of(F1), Optional.empty());
        trial.runDaily(MONDAY, MONDAY.plusDays(1));

        assertThat(service.asked()).isZero();
        assertThat(tasks())
                .containsExactly("in-memory does not collect direct debit dd-1 of EUR 100.00: mandate mandate-ENDED has"
                        + " ended");
    }

    @Test
    void a_provider_that_is_away_is_asked_again_every_day() {
        collect();
        service.behave(FarEnd.Manner.REFUSES_FOR_NOW);
        trial.runDaily(MONDAY, MONDAY.plusDays(2));
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WANTED);
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.run(MONDAY.plusDays(3));

        assertThat(onlyRequest().total()).isEqualTo(HUNDRED);
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void the_day_is_the_hosts() {
        mandate();
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.of(MONDAY.plusDays(9)));
        trial.run(MONDAY);

        assertThat(debit().settles()).contains(MONDAY.plusDays(9 + 3));
    }

    @Test
    void a_line_that_dropped_is_looked_up_and_nothing_is_collected_twice() {
        service.behave(FarEnd.Manner.DROPS_AFTER_TAKING);
        collect();
        trial.run(MONDAY);
        assertThat(debit().asked()).isPresent();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WANTED);
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.run(MONDAY.plusDays(1));

        onlyRequest();
        assertThat(service.asked()).isEqualTo(1);
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void one_that_cannot_be_looked_up_is_asked_for_again_under_its_key_while_that_counts() {
        begin(DirectDebitTrial::withoutLookup);
        service.behave(FarEnd.Manner.DROPS_AFTER_TAKING);
        collect();
        trial.run(MONDAY);
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.run(MONDAY.plusDays(1));
        assertThat(debit().state()).as("the key counts for a day").isEqualTo(DirectDebit.State.WANTED);
        trial.runDaily(MONDAY.plusDays(2), MONDAY.plusDays(10));

        assertThat(service.asked()).isEqualTo(1);
        assertThat(tasks())
                .singleElement()
                .asString()
                .startsWith("payment in-memory:dd-1/F1 of EUR 100.00 was expected");
    }

    @Test
    void what_was_refused_for_now_is_asked_for_again_as_if_it_had_never_been() {
        begin(DirectDebitTrial::withoutLookup);
        service.behave(FarEnd.Manner.REFUSES_FOR_NOW);
        collect();
        trial.run(MONDAY);
        assertThat(debit().asked()).as("surely not taken").isEmpty();
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.run(MONDAY.plusDays(3));

        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void what_could_not_be_done_is_done_by_a_later_run_of_the_same_day() {
        service.behave(FarEnd.Manner.REFUSES_FOR_NOW);
        collect();
        trial.run(MONDAY);
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.clock.turn(Duration.ofMinutes(11));
        trial.relance.run(ACME, MONDAY);

        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void one_that_could_not_be_asked_for_in_its_days_is_given_up() {
        service.behave(FarEnd.Manner.REFUSES_FOR_NOW);
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(9));
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.run(MONDAY.plusDays(10));

        assertThat(service.taken()).isEmpty();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void what_is_on_hold_is_not_collected_until_the_hold_ends() {
        trial.jane(MONDAY)
                .hold(new Hold("h", Optional.of(F1), MONDAY, Optional.of(MONDAY.plusDays(1)), "a question", "jane"));
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(1));
        assertThat(service.asked()).isZero();
        trial.run(MONDAY.plusDays(2));

        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void what_is_disputed_or_covered_by_credit_is_not_collected() {
        mandate();
        trial.books.put(overdue(1)
                .payment(new Payment(
                        new DocumentId("P1"),
                        MONDAY,
                        Money.parse("EUR 30.00"),
                        MONDAY.atStartOfDay().toInstant(ZoneOffset.UTC)))
                .build());
        trial.jane(MONDAY)
                .dispute(new Dispute(
                        "d",
                        F1,
                        "quality",
                        Optional.of(Money.parse("EUR 20.00")),
                        "anna",
                        MONDAY,
                        Optional.empty(),
                        Optional.empty()));
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
        trial.run(MONDAY);

        assertThat(onlyRequest().total()).isEqualTo(Money.parse("EUR 50.00"));
    }

    @Test
    void a_page_on_which_it_could_be_paid_is_withdrawn_and_later_messages_have_none() {
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        Taken page = onlyRequest();
        assertThat(trial.email.taken()).hasSize(1);
        collect();
        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(page.id())).isTrue();
        assertThat(service.taken()).hasSize(2);
    }

    @Test
    void money_that_comes_by_a_page_has_a_direct_debit_withdrawn() {
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        Taken page = onlyRequest();
        collect();
        told(page, new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(1));

        assertThat(service.taken()).as("nothing else was asked for").hasSize(1);
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
        assertThat(trial.dupont().pendingPayments()).hasSize(1);
    }

    @Test
    void what_is_left_after_a_part_was_paid_otherwise_is_asked_for() {
        collect();
        trial.run(MONDAY);
        trial.books.put(overdue(1)
                .payment(new Payment(
                        new DocumentId("P1"),
                        MONDAY.plusDays(1),
                        Money.parse("EUR 10.00"),
                        MONDAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)))
                .allocation(Allocation.ofPayment("P1", "F1", Money.parse("EUR 10.00")))
                .build());
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(4));

        assertThat(service.isWithdrawn(service.taken().get(0).id())).isTrue();
        assertThat(trial.email.taken())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("90.00"));
    }

    @Test
    void a_direct_debit_of_another_name_may_follow_one_that_failed_and_not_one_of_the_same() {
        service.behave(FarEnd.Manner.REFUSES_FOR_GOOD);
        collect();
        trial.run(MONDAY);
        service.behave(FarEnd.Manner.ACCEPTS);

        assertThatThrownBy(() -> trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty()))
                .hasMessageContaining("\"dd-1\" was recorded before");
        trial.jane(MONDAY).collect("dd-2", MANDATE, List.of(F1), Optional.empty());
        trial.run(MONDAY);
        assertThat(service.taken()).hasSize(1);
    }

    @Test
    void one_provider_makes_pages_and_another_one_collects() {
        FakePaymentService bank = new FakePaymentService(() -> trial.clock.instant());
        service = new FakePaymentService(() -> trial.clock.instant());
        PaymentProvider debits = new ForwardingPaymentProvider(new InMemoryPaymentProvider(bank)) {
            @Override
            public String id() {
                return "bank";
            }
        };
        trial = new Trial(
                STANDARD,
                store -> store,
                builder ->
                        builder.payments(new InMemoryPaymentProvider(service)).payments(debits));
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        assertThat(service.taken()).as("the page").hasSize(1);
        trial.jane(MONDAY).recordMandate("bank", MANDATE);
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
        trial.run(MONDAY.plusDays(1));

        assertThat(bank.taken()).as("the debit").hasSize(1);
        assertThatThrownBy(() -> new Trial(
                        STANDARD,
                        store -> store,
                        builder -> builder.payments(debits).payments(debits)))
                .hasMessage("two payment providers are called \"bank\"");
    }

    // Withdrawing

    @Test
    void one_whose_invoice_is_paid_otherwise_is_withdrawn() {
        collect();
        trial.run(MONDAY);
        trial.books.put(paid(MONDAY.plusDays(1)));
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(2));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
        assertThat(trial.dupont().pendingPayments()).isEmpty();
        assertThat(events(AccountEvent.DirectDebitWithdrawn.class))
                .containsExactly(new AccountEvent.DirectDebitWithdrawn(
                        MONDAY.plusDays(1), "in-memory", "dd-1", Optional.empty()));
    }

    @Test
    void one_that_the_bank_does_not_collect_yet_can_be_called_off_and_what_its_provider_tells_of_that_is_no_failure() {
        collect();
        trial.run(MONDAY);
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.jane(MONDAY).callOff("dd-1");
        trial.run(MONDAY.plusDays(1));
        told(onlyRequest(), new Change.Failed("cancelled"));
        trial.run(MONDAY.plusDays(2));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
        assertThat(trial.dupont().pendingPayments()).isEmpty();
        assertThat(reason(MONDAY.plusDays(2)))
                .as("a collection was tried: what is owed is asked for")
                .isEqualTo(ReasonCode.BETWEEN_STEPS);
    }

    @Test
    void disputed_money_is_not_collected() {
        collect();
        trial.jane(MONDAY)
                .dispute(new Dispute(
                        "d", F1, "quality", Optional.empty(), "anna", MONDAY, Optional.empty(), Optional.empty()));
        trial.run(MONDAY);

        assertThat(service.asked()).isZero();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    @Test
    void one_that_is_called_off_before_the_provider_was_asked_never_reaches_it() {
        collect();
        trial.jane(MONDAY).callOff("dd-1");
        trial.run(MONDAY);

        assertThat(service.asked()).isZero();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
        assertThat(trial.dupont().pendingPayments()).isEmpty();
    }

    @Test
    void one_of_which_nobody_knew_whether_it_was_taken_is_found_and_withdrawn() {
        service.behave(FarEnd.Manner.DROPS_AFTER_TAKING);
        collect();
        trial.run(MONDAY);
        trial.jane(MONDAY).callOff("dd-1");
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    @Test
    void one_that_is_called_off_too_late_is_still_expected() {
        collect();
        trial.run(MONDAY);
        service.pay(onlyRequest().id());
        trial.jane(MONDAY).callOff("dd-1");
        trial.run(MONDAY.plusDays(1));

        assertThat(events(AccountEvent.DirectDebitWithdrawn.class))
                .singleElement()
                .satisfies(event -> assertThat(event.tooLate()).contains("it was paid"));
        assertThat(trial.dupont().pendingPayments()).hasSize(1);
        assertThatThrownBy(() -> trial.jane(MONDAY.plusDays(1)).callOff("dd-1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can't be called off");
    }

    @Test
    void one_that_is_taken_while_it_is_called_off_is_withdrawn_all_the_same() {
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                trial.jane(MONDAY).callOff("dd-1");
                return super.request(request, timeout);
            }
        });
        collect();
        trial.run(MONDAY);
        assertThat(debit().state()).isEqualTo(DirectDebit.State.TO_WITHDRAW);
        assertThat(debit().request())
                .map(PaymentRequestId::new)
                .contains(onlyRequest().id());
        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
    }

    // What is refused

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        mandate();

        assertThatThrownBy(() -> trial.jane(MONDAY)
                        .collect(
                                "dd-1",
                                "mandat",
                                List.of(F1, F1, new ReceivableId("F9")),
                                Optional.of(MONDAY.minusDays(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no mandate \"mandat\" was recorded: ")
                .hasMessageContaining("\"dd-1\" is to be collected on 2026-03-01, before 2026-03-02")
                .hasMessageContaining("collects \"F1\" twice")
                .hasMessageContaining("the books have no receivable \"F9\"");
        assertThat(trial.dupont().directDebits()).isEmpty();
    }

    @Test
    void money_that_is_under_way_is_not_collected_besides() {
        collect();

        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
        assertThat(events(AccountEvent.DirectDebitWanted.class))
                .as("the same again")
                .hasSize(1);
        assertThatThrownBy(() -> trial.jane(MONDAY).collect("dd-2", MANDATE, List.of(F1), Optional.empty()))
                .hasMessageContaining(
                        "\"F1\" is being collected already, by direct debit \"dd-1\": call that one off first");
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT_DEBIT", "HONOURS_IDEMPOTENCY_KEY"})
    void only_a_provider_that_collects_once_under_a_key_is_asked(PaymentFeature missing) {
        begin(provider -> LesserProvider.without(provider, missing));

        assertThatThrownBy(this::mandate)
                .hasMessage("creditor acme has no payment provider \"in-memory\" that collects by direct debit and"
                        + " honours idempotency keys");
    }
}
