package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.account.DirectDebit;
import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.Mandate;
import io.relance.account.PaymentLink;
import io.relance.history.AccountEvent;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
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
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountStamp;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.FarEnd;
import io.relance.testkit.ForwardingPaymentProvider;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What an invoice that is being collected may meet besides: a page, credit, a promise, a plan, another direct debit, another node. */
class DirectDebitMeetingsTest extends DirectDebitTrial {
    /** A provider's look-ups, requests and cancellations, each of which may be in doubt. */
    private final AtomicBoolean inDoubt = new AtomicBoolean();

    private PaymentProvider doubtful(PaymentProvider provider) {
        return new ForwardingPaymentProvider(provider) {
            @Override
            public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                return inDoubt.get() ? new PaymentRequestResult.InDoubt("no answer") : super.request(request, timeout);
            }

            @Override
            public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
                return inDoubt.get()
                        ? Optional.of(new PaymentRequestResult.InDoubt("no answer"))
                        : super.lookup(key, timeout);
            }

            @Override
            public CancelResult cancel(PaymentRequestId id, Duration timeout) {
                return inDoubt.get() ? new CancelResult.InDoubt("no answer") : super.cancel(id, timeout);
            }
        };
    }

    private static Payment credit(LocalDate day, String amount) {
        return new Payment(
                new DocumentId("P1"),
                day,
                Money.parse(amount),
                day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private DirectDebit debit(String id) {
        return trial.dupont().directDebit(id).orElseThrow();
    }

    private PaymentLink onlyLink() {
        assertThat(trial.dupont().paymentLinks()).hasSize(1);
        return trial.dupont().paymentLinks().get(0);
    }

    // Pages

    /** A reminder with a page has left on Monday. */
    private Taken page() {
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        return onlyRequest();
    }

    @Test
    void nothing_is_asked_for_as_long_as_nobody_knows_whether_the_page_is_withdrawn() {
        begin(this::doubtful);
        Taken page = page();
        inDoubt.set(true);
        collect();
        trial.run(MONDAY.plusDays(1));
        assertThat(debit().asked()).isEmpty();

        inDoubt.set(false);
        trial.clock.turn(Duration.ofMinutes(11));
        trial.relance.run(ACME, MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(page.id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void what_was_paid_on_a_page_of_which_nobody_has_told_yet_is_neither_collected_nor_asked_for() {
        Taken page = page();
        collect();
        service.pay(page.id());
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(2));

        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.TOO_LATE);
        assertThat(service.taken()).as("the page alone").hasSize(1);
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
        assertThat(reason(MONDAY.plusDays(2))).isEqualTo(ReasonCode.PAYMENT_PENDING);
        told(page, new Change.Confirmed(Optional.empty()));
        assertThat(trial.dupont().pendingPayments()).hasSize(1);
    }

    @Test
    void when_nothing_is_ever_told_of_it_a_person_looks() {
        Taken page = page();
        service.pay(page.id());
        collect();
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(8));
        assertThat(tasks()).isEmpty();
        trial.runDaily(MONDAY.plusDays(9), MONDAY.plusDays(10));

        assertThat(tasks())
                .singleElement()
                .asString()
                .contains("of EUR 100.00 was expected by 2026-03-10 and is not in the books");
    }

    @Test
    void when_the_payment_on_such_a_page_fails_the_page_is_withdrawn_and_then_the_debit_asked_for() {
        AtomicBoolean paying = new AtomicBoolean();
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public CancelResult cancel(PaymentRequestId id, Duration timeout) {
                return paying.get() ? new CancelResult.TooLate("it is being paid") : super.cancel(id, timeout);
            }
        });
        Taken page = page();
        collect();
        paying.set(true);
        trial.run(MONDAY.plusDays(1));
        told(page, new Change.Failed("no funds"));
        paying.set(false);
        trial.run(MONDAY.plusDays(2));

        assertThat(service.isWithdrawn(page.id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void a_debit_that_failed_and_is_tried_again_has_the_page_of_the_reminder_between_withdrawn() {
        collect();
        trial.run(MONDAY);
        Taken collected = onlyRequest();
        told(collected, new Change.Pending(Optional.empty()));
        told(collected, new Change.Failed("no funds"));
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(4));
        assertThat(trial.email.taken()).hasSize(1);
        Taken page = service.taken().get(1);

        told(collected, new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(5));

        assertThat(service.isWithdrawn(page.id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
        assertThat(service.isWithdrawn(collected.id())).isFalse();
    }

    @Test
    void what_the_books_leave_to_direct_debit_has_no_page_in_the_message_before_the_due_date() {
        trial.books.put(Trial.books(ACME, "dupont")
                .receivable(Receivable.invoice("F1", MONDAY.minusDays(27), MONDAY.plusDays(3), HUNDRED)
                        .collection(Receivable.CollectionMode.AUTOMATIC)
                        .build())
                .build());
        trial.run(MONDAY);

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(service.taken()).isEmpty();
    }

    // Credit

    @Test
    void before_the_due_date_too_credit_is_taken_off() {
        mandate();
        trial.books.put(overdue(-5).payment(credit(MONDAY, "EUR 30.00")).build());
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
        trial.run(MONDAY);
        assertThat(onlyRequest().total()).isEqualTo(HUNDRED.minus(Money.parse("EUR 30.00")));

        trial.books.put(overdue(-5).payment(credit(MONDAY, "EUR 100.00")).build());
        trial.run(MONDAY.plusDays(1));
        assertThatThrownBy(() -> trial.jane(MONDAY.plusDays(1)).collect("dd-2", MANDATE, List.of(F1), Optional.empty()))
                .hasMessageContaining("nothing of \"F1\" may be collected");
    }

    @Test
    void credit_goes_to_what_is_due_first_and_the_rest_of_it_to_what_is_collected() {
        mandate();
        trial.books.put(overdue(-5, 1).payment(credit(MONDAY, "EUR 130.00")).build());
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
        trial.run(MONDAY);

        assertThat(onlyRequest().total())
                .as("100 of the credit cover F2, which is overdue")
                .isEqualTo(HUNDRED.minus(Money.parse("EUR 30.00")));
    }

    @Test
    void credit_that_comes_while_it_is_collected_has_the_debit_withdrawn() {
        collect();
        trial.run(MONDAY);
        trial.books.put(
                overdue(1).payment(credit(MONDAY.plusDays(1), "EUR 100.00")).build());
        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(reason(MONDAY.plusDays(1))).isEqualTo(ReasonCode.COVERED_BY_CREDIT);
    }

    @Test
    void what_the_books_show_of_a_debit_before_it_bounced_is_not_what_comes_when_it_is_tried_again() {
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(3));
        Taken collected = onlyRequest();
        told(collected, new Change.Confirmed(Optional.empty()));
        trial.books.put(paid(MONDAY.plusDays(4)));
        trial.run(MONDAY.plusDays(5));
        told(collected, new Change.Failed("no funds"));
        trial.books.put(overdue(1)
                .payment(credit(MONDAY.plusDays(4), "EUR 100.00").rejected(MONDAY.plusDays(6)))
                .allocation(Allocation.ofPayment("P1", "F1", HUNDRED))
                .allocation(Allocation.ofPayment("P1", "F1", HUNDRED).reversed(HUNDRED, MONDAY.plusDays(6)))
                .build());
        trial.run(MONDAY.plusDays(7));
        told(collected, new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(8));

        assertThat(reason(MONDAY.plusDays(8))).isEqualTo(ReasonCode.PAYMENT_PENDING);
    }

    @Test
    void a_dispute_that_is_won_brings_no_money_besides_what_the_books_show() {
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(3));
        told(onlyRequest(), new Change.Confirmed(Optional.empty()));
        trial.books.put(overdue(1)
                .receivable(Trial.invoice("F2", MONDAY.minusDays(1), "EUR 100.00"))
                .payment(credit(MONDAY.plusDays(4), "EUR 100.00"))
                .allocation(Allocation.ofPayment("P1", "F1", HUNDRED))
                .build());
        trial.run(MONDAY.plusDays(4));
        told(onlyRequest(), new Change.Disputed(Optional.empty()));
        trial.run(MONDAY.plusDays(7));
        told(onlyRequest(), new Change.Confirmed(Optional.empty()));
        trial.runDaily(MONDAY.plusDays(8), MONDAY.plusDays(20));

        assertThat(tasks()).noneMatch(task -> task.contains("is not in the books"));
    }

    // Promises and plans

    @Test
    void what_the_customer_promised_to_pay_otherwise_is_not_collected_when_a_failed_debit_is_tried_again() {
        collect();
        trial.run(MONDAY);
        told(onlyRequest(), new Change.Failed("no funds"));
        trial.jane(MONDAY).promise("p", MONDAY.plusDays(3), List.of(F1));
        trial.clock.turn(Duration.ofHours(1));
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(reason(MONDAY.plusDays(1))).isEqualTo(ReasonCode.PROMISED);
    }

    @Test
    void what_is_paid_in_instalments_is_not_collected_at_once() {
        collect();
        trial.run(MONDAY);
        trial.jane(MONDAY)
                .plan(new InstalmentPlan(
                        "p",
                        List.of(F1),
                        List.of(new InstalmentPlan.Instalment(MONDAY.plusDays(9), HUNDRED)),
                        InstalmentPlan.Breaking.MANUAL,
                        MONDAY,
                        trial.clock.instant(),
                        Optional.empty(),
                        Optional.empty()));
        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(reason(MONDAY.plusDays(1))).isEqualTo(ReasonCode.ON_PLAN);
    }

    @Test
    void before_the_due_date_it_is_collected_when_it_is_due_unless_the_host_says_otherwise() {
        mandate();
        trial.books.put(overdue(-5, -9).build());
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
        trial.jane(MONDAY).collect("dd-2", MANDATE, List.of(new ReceivableId("F2")), Optional.of(MONDAY.plusDays(1)));

        assertThat(debit("dd-1").on()).as("as the courtesy announces").contains(MONDAY.plusDays(5));
        assertThat(debit("dd-2").on()).contains(MONDAY.plusDays(1));
    }

    @Test
    void the_day_of_the_money_is_known_also_when_its_news_come_before_the_answer() {
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                PaymentRequestResult result = super.request(request, timeout);
                told(service.taken().get(0), new Change.Pending(Optional.empty()));
                return result;
            }
        });
        collect();
        trial.run(MONDAY);

        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
        assertThat(debit().settles()).contains(MONDAY.plusDays(3));
    }

    @Test
    void who_asks_for_what_is_being_withdrawn_is_told_to_wait() {
        begin(this::doubtful);
        collect();
        trial.run(MONDAY);
        trial.jane(MONDAY).callOff("dd-1");

        assertThatThrownBy(() -> trial.jane(MONDAY).collect("dd-2", MANDATE, List.of(F1), Optional.empty()))
                .hasMessageContaining("by direct debit \"dd-1\": wait until that one is withdrawn");
    }

    // Other direct debits

    @Test
    void of_two_that_meet_since_one_is_tried_again_the_older_one_stays() {
        collect();
        trial.run(MONDAY);
        Taken first = onlyRequest();
        told(first, new Change.Failed("no funds"));
        trial.jane(MONDAY).collect("dd-2", MANDATE, List.of(F1), Optional.empty());
        trial.run(MONDAY.plusDays(1));
        Taken second = service.taken().get(1);

        told(first, new Change.Pending(Optional.empty()));
        trial.runDaily(MONDAY.plusDays(2), MONDAY.plusDays(3));

        assertThat(service.isWithdrawn(first.id())).isFalse();
        assertThat(service.isWithdrawn(second.id())).isTrue();
        assertThat(List.of(debit("dd-1").state(), debit("dd-2").state()))
                .containsExactly(DirectDebit.State.STARTED, DirectDebit.State.WITHDRAWN);
    }

    @Test
    void one_that_is_tried_again_stays_when_the_other_has_not_been_asked_for_yet() {
        collect();
        trial.run(MONDAY);
        Taken first = onlyRequest();
        told(first, new Change.Failed("no funds"));
        trial.jane(MONDAY).collect("dd-2", MANDATE, List.of(F1), Optional.empty());
        trial.clock.turn(Duration.ofHours(1));
        told(first, new Change.Pending(Optional.empty()));
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(2));

        assertThat(service.isWithdrawn(onlyRequest().id())).isFalse();
        assertThat(debit("dd-2").state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    @Test
    void nothing_is_asked_for_as_long_as_another_one_is_still_being_withdrawn() {
        begin(this::doubtful);
        collect();
        trial.run(MONDAY);
        Taken first = onlyRequest();
        told(first, new Change.Failed("no funds"));
        trial.jane(MONDAY).collect("dd-2", MANDATE, List.of(F1), Optional.empty());
        trial.clock.turn(Duration.ofHours(1));
        told(first, new Change.Pending(Optional.empty()));
        trial.jane(MONDAY).callOff("dd-1");
        inDoubt.set(true);
        trial.run(MONDAY.plusDays(1));
        assertThat(debit("dd-2").attempts()).isZero();

        inDoubt.set(false);
        trial.runDaily(MONDAY.plusDays(2), MONDAY.plusDays(3));
        assertThat(service.isWithdrawn(first.id())).isTrue();
        assertThat(debit("dd-2").state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void one_credit_has_one_of_several_debits_withdrawn() {
        mandate();
        trial.books.put(overdue(2, 1).build());
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
        trial.jane(MONDAY).collect("dd-2", MANDATE, List.of(new ReceivableId("F2")), Optional.empty());
        trial.run(MONDAY);
        trial.books.put(
                overdue(2, 1).payment(credit(MONDAY.plusDays(1), "EUR 100.00")).build());
        trial.run(MONDAY.plusDays(1));

        assertThat(List.of(debit("dd-1").state(), debit("dd-2").state()))
                .containsExactly(DirectDebit.State.WITHDRAWN, DirectDebit.State.STARTED);
    }

    // What the books leave to direct debit

    private void leftToDirectDebit() {
        trial.books.put(Trial.books(ACME, "dupont")
                .receivable(Receivable.invoice("F1", MONDAY.minusDays(31), MONDAY.minusDays(1), HUNDRED)
                        .collection(Receivable.CollectionMode.AUTOMATIC)
                        .build())
                .build());
    }

    @Test
    void what_the_books_leave_to_direct_debit_is_reminded_of_when_a_collection_came_to_nothing() {
        leftToDirectDebit();
        assertThat(reason(MONDAY)).isEqualTo(ReasonCode.AUTO_COLLECTED);
        collect();
        trial.run(MONDAY);
        trial.jane(MONDAY).callOff("dd-1");
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(4));

        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void or_when_nothing_came_of_it_in_its_days() {
        leftToDirectDebit();
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(14));

        assertThat(trial.email.taken()).hasSize(1);
    }

    // Doubts

    /** Asked for on Monday, and in doubt since. */
    private void askedInDoubt() {
        begin(this::doubtful);
        service.behave(FarEnd.Manner.DROPS_AFTER_TAKING);
        collect();
        trial.run(MONDAY);
        service.behave(FarEnd.Manner.ACCEPTS);
        inDoubt.set(true);
    }

    @Test
    void a_provider_that_is_away_when_its_days_are_over_is_asked_again_what_it_took() {
        askedInDoubt();
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(10));
        assertThat(debit().state()).isEqualTo(DirectDebit.State.TO_WITHDRAW);
        inDoubt.set(false);
        trial.run(MONDAY.plusDays(11));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    @Test
    void one_of_which_nobody_knows_is_withdrawn_when_its_provider_tells_of_it_after_all() {
        askedInDoubt();
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(20));
        assertThat(debit().state()).isEqualTo(DirectDebit.State.TOO_LATE);
        assertThat(events(AccountEvent.DirectDebitWithdrawn.class))
                .singleElement()
                .satisfies(event -> assertThat(event.tooLate()).contains("nobody knows whether in-memory took it"));

        inDoubt.set(false);
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(21));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    /** Nobody can ask what became of it, but its provider tells. */
    private void askedInDoubtOfOneThatTells() {
        begin(DirectDebitTrial::withoutLookup);
        service.behave(FarEnd.Manner.DROPS_AFTER_TAKING);
        collect();
        trial.run(MONDAY);
        service.behave(FarEnd.Manner.ACCEPTS);
        assertThat(debit().request()).isEmpty();
    }

    @Test
    void what_its_provider_tells_of_was_taken_whatever_became_of_the_answer() {
        askedInDoubtOfOneThatTells();
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(2));
        assertThat(service.asked()).as("once").isEqualTo(1);
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);

        told(onlyRequest(), new Change.Failed("no funds"));
        trial.runDaily(MONDAY.plusDays(3), MONDAY.plusDays(4));
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void one_in_doubt_that_was_called_off_is_withdrawn_by_the_name_that_its_provider_told() {
        askedInDoubtOfOneThatTells();
        trial.jane(MONDAY).callOff("dd-1");
        trial.clock.turn(Duration.ofDays(2));
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(3));

        assertThat(service.asked()).as("once").isEqualTo(1);
        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    @Test
    void one_of_which_it_is_told_while_the_engine_gives_it_up_is_withdrawn() {
        AtomicBoolean telling = new AtomicBoolean();
        begin(provider -> new ForwardingPaymentProvider(DirectDebitTrial.withoutLookup(provider)) {
            @Override
            public MandateState mandate(MandateId mandate, Duration timeout) {
                if (telling.getAndSet(false)) {
                    told(onlyRequest(), new Change.Pending(Optional.empty()));
                }
                return super.mandate(mandate, timeout);
            }
        });
        service.behave(FarEnd.Manner.DROPS_AFTER_TAKING);
        collect();
        trial.run(MONDAY);
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.jane(MONDAY).callOff("dd-1");
        trial.jane(MONDAY).recordMandate("in-memory", "mandate-NOT_YET");
        telling.set(true);
        trial.runDaily(MONDAY.plusDays(2), MONDAY.plusDays(3));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    @Test
    void one_that_was_called_off_too_late_and_failed_is_withdrawn_when_it_is_tried_again() {
        AtomicBoolean collecting = new AtomicBoolean(true);
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public CancelResult cancel(PaymentRequestId id, Duration timeout) {
                return collecting.get() ? new CancelResult.TooLate("it is submitted") : super.cancel(id, timeout);
            }
        });
        collect();
        trial.run(MONDAY);
        trial.jane(MONDAY).callOff("dd-1");
        trial.run(MONDAY.plusDays(1));
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        assertThat(debit().state()).isEqualTo(DirectDebit.State.TOO_LATE);
        assertThatThrownBy(() -> trial.jane(MONDAY.plusDays(1)).collect("dd-2", MANDATE, List.of(F1), Optional.empty()))
                .hasMessageContaining("nothing of \"F1\" may be collected: it is disputed, promised, under way");
        trial.clock.turn(Duration.ofHours(1));
        told(onlyRequest(), new Change.Failed("no funds"));
        trial.clock.turn(Duration.ofHours(1));
        collecting.set(false);
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(2));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    @Test
    void an_account_is_not_erased_while_money_is_under_way() {
        service = new FakePaymentService(() -> trial.clock.instant());
        trial = new Trial(
                STANDARD,
                store -> store,
                builder -> builder.payments(new InMemoryPaymentProvider(service))
                        .personalDataKeys(new InMemoryPersonalDataKeys()));
        trial.books.put(overdue(1).build());
        collect();
        trial.run(MONDAY);
        service.pay(onlyRequest().id());
        trial.books.put(paid(MONDAY.plusDays(1)));
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(2));
        assertThat(debit().state()).as("paid twice").isEqualTo(DirectDebit.State.TOO_LATE);

        assertThatThrownBy(() -> trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(2), "asked for"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("account acme/dupont can't be erased: money is under way by dd-1; erase it when that has"
                        + " come, or did not come in its days");
        told(onlyRequest(), new Change.Failed("no funds"));
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(2), "asked for");
        assertThat(trial.dupont().directDebits()).isEmpty();
    }

    @Test
    void a_provider_in_doubt_is_asked_for_a_week_beyond_the_days_of_the_money() {
        askedInDoubt();
        trial.jane(MONDAY).callOff("dd-1");
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(14));
        assertThat(debit().state()).isEqualTo(DirectDebit.State.TO_WITHDRAW);
        trial.run(MONDAY.plusDays(15));

        assertThat(debit().state()).isEqualTo(DirectDebit.State.TOO_LATE);
    }

    @Test
    void one_that_can_not_be_withdrawn_is_work_for_a_person_once() {
        begin(this::doubtful);
        collect();
        trial.run(MONDAY);
        trial.books.put(paid(MONDAY.plusDays(1)));
        inDoubt.set(true);
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(9));

        assertThat(tasks())
                .containsExactly("direct debit dd-1 of in-memory for EUR 100.00 is to be withdrawn since 2026-03-03 and"
                        + " its provider does not answer: see there that it is not collected");
    }

    @Test
    void a_provider_that_does_not_know_what_it_took_has_not_withdrawn_it() {
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public CancelResult cancel(PaymentRequestId id, Duration timeout) {
                return new CancelResult.Unknown();
            }
        });
        collect();
        trial.run(MONDAY);
        trial.jane(MONDAY).callOff("dd-1");
        trial.run(MONDAY.plusDays(1));

        assertThat(debit().state()).isEqualTo(DirectDebit.State.TOO_LATE);
        assertThat(events(AccountEvent.DirectDebitWithdrawn.class))
                .singleElement()
                .satisfies(event -> assertThat(event.tooLate()).contains("in-memory does not know it any more"));
        assertThat(reason(MONDAY.plusDays(1))).isEqualTo(ReasonCode.PAYMENT_PENDING);
    }

    @Test
    void money_of_a_debit_is_not_cleared_while_it_is_collected() {
        collect();
        trial.run(MONDAY);

        assertThatThrownBy(() -> trial.jane(MONDAY).clearPendingPayment("in-memory:dd-1/F1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("payment \"in-memory:dd-1/F1\" of account acme/dupont is being collected: call off direct"
                        + " debit \"dd-1\"");
    }

    // Mandates

    @Test
    void old_news_of_a_mandate_in_the_wrong_order_have_the_provider_asked() {
        mandate();
        trial.run(MONDAY);
        service.put(new MandateId(MANDATE), MandateState.ENDED);
        told(MANDATE, trial.clock.instant().minusSeconds(3_600), false);
        told(MANDATE, trial.clock.instant().minusSeconds(7_200), true);
        assertThat(trial.dupont().mandates().get(0).state()).isEqualTo(Mandate.State.ACTIVE);
        trial.run(MONDAY.plusDays(1));

        assertThat(trial.dupont().mandates().get(0).state()).isEqualTo(Mandate.State.ENDED);
    }

    // Other nodes

    @Test
    void what_another_node_asked_for_meanwhile_is_not_forgotten_when_the_first_one_is_refused_for_now() {
        FakePaymentService bank = new FakePaymentService(() -> trial.clock.instant());
        PaymentProvider dying = new ForwardingPaymentProvider(withoutLookup(new InMemoryPaymentProvider(bank))) {
            @Override
            public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                super.request(request, timeout);
                throw new AssertionError("the node died before it wrote down the answer");
            }
        };
        AtomicBoolean first = new AtomicBoolean(true);
        service = bank;
        PaymentProvider refusing = new ForwardingPaymentProvider(withoutLookup(new InMemoryPaymentProvider(bank))) {
            @Override
            public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                if (!first.getAndSet(false)) {
                    return super.request(request, timeout);
                }
                Relance other = trial.engine(STANDARD, store -> store, builder -> builder.payments(dying), trial.email);
                other.account(DUPONT, "joe", MONDAY).tag("seen");
                other.run(ACME, MONDAY);
                return new PaymentRequestResult.TemporaryFailure("not now");
            }
        };
        trial = new Trial(STANDARD, store -> store, builder -> builder.payments(refusing));
        trial.books.put(overdue(1).build());
        collect();
        trial.run(MONDAY);
        assertThat(bank.taken()).as("by the other node").hasSize(1);

        trial.jane(MONDAY).callOff("dd-1");
        trial.clock.turn(Duration.ofHours(1));
        trial.relance.run(ACME, MONDAY);

        assertThat(bank.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(debit().state()).isEqualTo(DirectDebit.State.WITHDRAWN);
    }

    // What is not asked in vain

    @Test
    void while_it_is_on_hold_nobody_is_called_for_it() {
        List<MandateId> asked = new ArrayList<>();
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public MandateState mandate(MandateId mandate, Duration timeout) {
                asked.add(mandate);
                return super.mandate(mandate, timeout);
            }
        });
        trial.jane(MONDAY)
                .hold(new Hold("h", Optional.of(F1), MONDAY, Optional.of(MONDAY.plusDays(2)), "a question", "jane"));
        collect();
        trial.runDaily(MONDAY, MONDAY.plusDays(2));
        trial.clock.turn(Duration.ofMinutes(11));
        trial.relance.run(ACME, MONDAY.plusDays(2));

        assertThat(asked).as("when it was recorded").hasSize(1);
        assertThat(service.asked()).isZero();
    }

    /** A provider that makes no pages. */
    private static PaymentProvider withoutPages(PaymentProvider provider) {
        return LesserProvider.without(provider, PaymentFeature.LINKS, PaymentFeature.ENDS_LINKS);
    }

    @Test
    void what_is_on_hold_waits_also_on_the_day_of_a_reminder() {
        begin(DirectDebitMeetingsTest::withoutPages);
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        assertThat(trial.email.taken()).hasSize(1);
        trial.jane(MONDAY)
                .hold(new Hold("h", Optional.of(F1), MONDAY, Optional.of(MONDAY.plusDays(2)), "a question", "jane"));
        collect();
        trial.relance.run(ACME, MONDAY);
        assertThat(service.asked()).isZero();

        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(3));
        assertThat(debit().state()).isEqualTo(DirectDebit.State.STARTED);
    }

    @Test
    void what_is_with_a_court_is_refused_also_on_the_day_of_a_reminder() {
        begin(DirectDebitMeetingsTest::withoutPages);
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        trial.jane(MONDAY).litigation(F1, "court");
        mandate();

        assertThatThrownBy(() -> trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty()))
                .hasMessageContaining("\"F1\" can't be collected: in litigation since 2026-03-02");
    }

    @Test
    void nobody_is_asked_why_an_invoice_is_not_collected_that_may_not_be() {
        mandate();
        trial.jane(MONDAY)
                .dispute(new Dispute(
                        "d", F1, "quality", Optional.empty(), "anna", MONDAY, Optional.empty(), Optional.empty()));
        trial.runDaily(MONDAY, MONDAY.plusDays(14));
        assertThat(tasks()).isEmpty();

        trial.jane(MONDAY.plusDays(14)).closeDispute("d");
        trial.run(MONDAY.plusDays(15));
        assertThat(tasks())
                .singleElement()
                .asString()
                .contains("is left to direct debit, but nobody asked for it to be collected");
    }

    @Test
    void books_that_fail_for_one_account_do_not_keep_the_others_from_being_collected() {
        AccountId martin = AccountId.of("acme", "martin");
        service = new FakePaymentService(() -> trial.clock.instant());
        trial = new Trial(STANDARD, store -> store, builder -> builder.payments(new InMemoryPaymentProvider(service)));
        AtomicBoolean broken = new AtomicBoolean();
        Relance relance = trial.engine(
                STANDARD,
                store -> store,
                builder ->
                        builder.payments(new InMemoryPaymentProvider(service)).books(failing(trial.books, broken)),
                trial.email);
        trial.books.put(overdue(1).build());
        trial.books.put(Trial.books(ACME, "martin")
                .receivable(Trial.invoice("M1", MONDAY.minusDays(1), "EUR 50.00"))
                .build());
        for (AccountId account : List.of(DUPONT, martin)) {
            relance.account(account, "jane", MONDAY).recordMandate("in-memory", MANDATE);
        }
        relance.account(DUPONT, "jane", MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.empty());
        relance.account(martin, "jane", MONDAY)
                .collect("dd-1", MANDATE, List.of(new ReceivableId("M1")), Optional.empty());
        broken.set(true);
        relance.run(ACME, MONDAY);

        assertThat(service.taken()).extracting(Taken::total).containsExactly(Money.parse("EUR 50.00"));
    }

    /** Books that, once broken, throw when they are asked for {@code dupont} alone: a run asks for many at a time before it decides. */
    private static ReceivablesSource failing(ReceivablesSource books, AtomicBoolean broken) {
        return new ReceivablesSource() {
            @Override
            public List<AccountStamp> accounts(
                    CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
                return books.accounts(creditor, window, after, limit);
            }

            @Override
            public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
                if (broken.get() && accounts.size() == 1 && accounts.contains(DUPONT)) {
                    throw new IllegalStateException("the table is locked");
                }
                return books.ledgers(accounts, window);
            }
        };
    }
}
