package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.PaymentLink;
import io.relance.account.PendingPayment;
import io.relance.account.RequestedPayment;
import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.history.AccountEvent;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.plan.Decision;
import io.relance.plan.ReasonCode;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.FarEnd;
import io.relance.testkit.ForwardingPaymentProvider;
import io.relance.testkit.ForwardingStore;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd.Taken;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reminders have a page on which they can be paid; what comes in by it keeps the next one away, and changes nothing of what is owed. */
class PaymentPagesTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    private static final Money HUNDRED = Money.parse("EUR 100.00");

    private Trial trial;
    private FakePaymentService service;

    @BeforeEach
    void overdueForFiveDays() {
        begin(provider -> provider);
    }

    private void begin(UnaryOperator<PaymentProvider> provider, ChannelFeature... features) {
        service = new FakePaymentService(() -> trial.clock.instant());
        trial = new Trial(
                STANDARD,
                store -> store,
                builder -> builder.payments(provider.apply(new InMemoryPaymentProvider(service))),
                features);
        trial.books.put(overdue(5).build());
    }

    private PaymentLink onlyLink() {
        assertThat(trial.dupont().paymentLinks()).hasSize(1);
        return trial.dupont().paymentLinks().get(0);
    }

    private Taken onlyRequest() {
        assertThat(service.taken()).hasSize(1);
        return service.taken().get(0);
    }

    private List<AccountEvent> events() {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .toList();
    }

    private <T extends AccountEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private RunReport told(Taken taken, Change change) {
        return told(service.callback(taken, trial.clock.instant(), change).orElseThrow());
    }

    private RunReport told(RawCallback callback) {
        return trial.relance.paymentCallback(ACME, "in-memory", callback);
    }

    private static AccountLedger paid(String payment, LocalDate day, String amount) {
        return overdue(5)
                .payment(new Payment(
                        new DocumentId(payment),
                        day,
                        Money.parse(amount),
                        day.atTime(12, 0).atZone(java.time.ZoneOffset.UTC).toInstant()))
                .allocation(Allocation.ofPayment(payment, "F1", Money.parse(amount)))
                .build();
    }

    // The page

    @Test
    void a_reminder_shows_the_page_for_what_it_asks_for() {
        trial.run(MONDAY);

        PaymentLink link = onlyLink();
        OutboundMessage message = trial.email.taken().get(0);
        assertThat(message.text()).contains(link.url());
        assertThat(message.html().orElseThrow()).contains("href=\"" + link.url() + "\"");
        assertThat(onlyRequest().total()).isEqualTo(HUNDRED);
        assertThat(onlyRequest().words()).isEqualTo("acme: F1");
        assertThat(link.lines()).containsExactly(new RequestedPayment.Line(F1, HUNDRED));
        assertThat(link.lastDay()).isEqualTo(MONDAY.plusDays(30));
        assertThat(events(AccountEvent.PaymentLinkMade.class))
                .containsExactly(new AccountEvent.PaymentLinkMade(
                        MONDAY, trial.onlyMessage().id(), "in-memory", link.key(), link.lines(), link.lastDay()));
    }

    @Test
    void its_address_stands_in_the_message_alone() {
        trial.run(MONDAY);

        assertThat(events().toString() + trial.dupont().paymentLinks())
                .doesNotContain(onlyLink().url());
    }

    @Test
    void the_next_reminder_for_the_same_has_the_same_page() {
        trial.runDaily(MONDAY, MONDAY.plusDays(10));

        assertThat(trial.email.taken()).hasSize(2);
        assertThat(trial.email.taken().get(1).text()).contains(onlyLink().url());
        onlyRequest();
    }

    @Test
    void the_next_reminder_for_more_has_another_page_and_the_first_is_withdrawn() {
        trial.run(MONDAY);
        trial.books.put(overdue(5, 2).build());

        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(4));

        assertThat(service.taken()).extracting(Taken::total).containsExactly(HUNDRED, Money.parse("EUR 200.00"));
        assertThat(service.isWithdrawn(service.taken().get(0).id())).isTrue();
        assertThat(service.isWithdrawn(service.taken().get(1).id())).isFalse();
        assertThat(trial.dupont().paymentLinks())
                .extracting(PaymentLink::state)
                .containsExactly(PaymentLink.State.OVER, PaymentLink.State.OPEN);
    }

    @Test
    void a_creditor_with_another_provider_has_its_own() {
        FakePaymentService others = new FakePaymentService(trial.clock::instant);
        Relance relance = Relance.builder()
                .books(trial.books)
                .store(trial.memory)
                .channel(trial.email)
                .clock(trial.clock)
                .scenario(STANDARD)
                .payments(new CreditorId("other"), new InMemoryPaymentProvider(others))
                .build();

        relance.run(ACME, MONDAY);

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(others.taken()).isEmpty();
        assertThatThrownBy(() -> relance.paymentCallback(ACME, "in-memory", new RawCallback(Map.of(), new byte[0], "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no payment provider \"in-memory\" of creditor acme");
    }

    @Test
    void a_message_before_the_due_date_has_one_for_what_is_soon_due() {
        trial.books.put(overdue(-3).build());
        trial.run(MONDAY);

        assertThat(onlyRequest().total()).isEqualTo(HUNDRED);
        assertThat(trial.email.taken())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains(onlyLink().url()));
    }

    @Test
    void two_currencies_or_a_formal_notice_have_no_page() {
        trial.books.put(overdue(5)
                .receivable(Trial.invoice("F2", MONDAY.minusDays(5), "USD 70.00"))
                .build());

        trial.run(MONDAY);

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(service.taken()).isEmpty();
        assertThat(events(AccountEvent.PaymentLinkMissing.class)).isEmpty();
    }

    // When it can't be had

    @Test
    void a_provider_that_is_away_for_a_moment_keeps_the_reminder_back_for_a_moment() {
        service.behave(FarEnd.Manner.AWAY);
        assertThat(trial.run(MONDAY).deferred()).isEqualTo(1);
        assertThat(trial.email.taken()).isEmpty();

        service.behave(FarEnd.Manner.ACCEPTS);
        trial.clock.turn(Duration.ofMinutes(2));
        assertThat(trial.relance.run(ACME, MONDAY).accepted()).isEqualTo(1);

        assertThat(trial.email.taken().get(0).text()).contains(onlyLink().url());
    }

    @Test
    void one_that_stays_away_does_not_keep_it_back_for_ever() {
        service.behave(FarEnd.Manner.AWAY);
        for (int i = 0; i < 12 && trial.email.taken().isEmpty(); i++) {
            trial.relance.run(ACME, MONDAY);
            trial.clock.turn(Duration.ofMinutes(30));
        }

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.email.taken().get(0).text()).doesNotContain("https://");
        assertThat(events(AccountEvent.PaymentLinkMissing.class))
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.message()).isEqualTo(trial.onlyMessage().id());
                    assertThat(missing.provider()).isEqualTo("in-memory");
                    assertThat(missing.why()).isNotBlank();
                });
    }

    /** The clock goes on while a provider is waited for. */
    @Test
    void one_that_hangs_does_not_have_the_reminder_given_up() {
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                trial.clock.turn(timeout.plusMillis(1));
                return new PaymentRequestResult.InDoubt("it does not answer");
            }

            @Override
            public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
                trial.clock.turn(timeout.plusMillis(1));
                return Optional.of(new PaymentRequestResult.InDoubt("it does not answer"));
            }
        });
        for (int i = 0; i < 12 && trial.email.taken().isEmpty(); i++) {
            trial.relance.run(ACME, MONDAY);
            trial.clock.turn(Duration.ofMinutes(30));
        }

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.dupont().tasks()).isEmpty();
        assertThat(events(AccountEvent.PaymentLinkMissing.class)).hasSize(1);
    }

    @Test
    void one_that_hangs_keeps_a_run_waiting_once_and_not_for_each_message() {
        int[] calls = {0};
        begin(provider -> new ForwardingPaymentProvider(provider) {
            @Override
            public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                calls[0]++;
                trial.clock.turn(Duration.ofSeconds(6));
                return new PaymentRequestResult.TemporaryFailure("it is slow");
            }
        });
        trial.books.put(Trial.books(ACME, "martin")
                .receivable(Trial.invoice("M1", MONDAY.minusDays(5), "EUR 50.00"))
                .build());

        assertThat(trial.run(MONDAY).deferred()).isEqualTo(2);

        assertThat(calls[0]).isEqualTo(1);
    }

    /** A provider whose pages can be paid until they are withdrawn. */
    private static PaymentProvider withoutEnds(PaymentProvider provider) {
        return LesserProvider.without(provider, PaymentFeature.ENDS_LINKS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_page_that_is_over_is_withdrawn_unless_its_provider_ends_it(boolean ends) {
        int[] cancelled = {0};
        begin(provider -> new ForwardingPaymentProvider(ends ? provider : withoutEnds(provider)) {
            @Override
            public CancelResult cancel(PaymentRequestId id, Duration timeout) {
                cancelled[0]++;
                return super.cancel(id, timeout);
            }
        });
        trial.run(MONDAY);
        trial.jane(MONDAY).hold(new Hold("h", Optional.empty(), MONDAY, Optional.empty(), "on leave", "jane"));

        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(31));
        assertThat(onlyLink().state()).as("in its last hours").isEqualTo(PaymentLink.State.OPEN);
        trial.run(MONDAY.plusDays(32));

        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.OVER);
        assertThat(cancelled[0]).isEqualTo(ends ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"NO, EUR 100.00", "YES, "})
    void a_text_message_has_it_too_also_where_it_shows_no_amounts(NaturalPerson person, @Nullable String amount) {
        RecordingChannel texts = trial.channel(ChannelId.SMS);
        trial.books.put(AccountLedger.builder(
                        ACME,
                        Customer.builder("dupont")
                                .naturalPerson(person)
                                .contact(Contact.builder("billing")
                                        .phone("+33612345678")
                                        .build())
                                .build())
                .receivable(Trial.invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build());
        Relance relance = trial.engine(
                Scenario.named("s")
                        .step("text", s -> s.daysAfterDue(5).sms("reminder"))
                        .build(),
                store -> store,
                builder -> builder.payments(new InMemoryPaymentProvider(service)),
                texts);

        relance.run(ACME, MONDAY);

        String text = texts.taken().get(0).text();
        assertThat(text).contains("https://pay.example/pay-1");
        if (amount == null) {
            assertThat(text).doesNotContain("100");
        } else {
            assertThat(text).contains("100.00");
        }
    }

    @Test
    void instalments_of_a_plan_have_no_page() {
        trial.jane(MONDAY)
                .plan(new InstalmentPlan(
                        "p",
                        List.of(F1),
                        List.of(new InstalmentPlan.Instalment(MONDAY.plusDays(1), HUNDRED)),
                        InstalmentPlan.Breaking.MANUAL,
                        MONDAY,
                        trial.clock.instant(),
                        Optional.empty(),
                        Optional.empty()));
        trial.runDaily(MONDAY, MONDAY.plusDays(10));

        assertThat(trial.email.taken()).isNotEmpty();
        assertThat(service.taken()).isEmpty();
    }

    @Test
    void a_dispute_is_work_for_a_person_once() {
        trial.run(MONDAY);
        told(onlyRequest(), new Change.Confirmed(Optional.empty()));
        told(onlyRequest(), new Change.Disputed(Optional.empty()));

        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(4));

        assertThat(trial.dupont().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text())
                        .isEqualTo("the customer disputes the payment of EUR 100.00 by in-memory (pay-1)"));
    }

    @Test
    void a_provider_of_several_creditors_is_posted_to_at_one_address() {
        trial.run(MONDAY);
        RawCallback callback = service.callback(
                        onlyRequest(), trial.clock.instant(), new Change.Pending(Optional.empty()))
                .orElseThrow();

        trial.relance.paymentCallback(new CreditorId("another"), "in-memory", callback);

        assertThat(trial.dupont().pendingPayments()).hasSize(1);
    }

    @Test
    void one_that_declines_is_asked_once_and_the_reminder_leaves() {
        service.behave(FarEnd.Manner.REFUSES_FOR_GOOD);

        assertThat(trial.run(MONDAY).accepted()).isEqualTo(1);

        assertThat(service.asked()).isEqualTo(1);
        assertThat(events(AccountEvent.PaymentLinkMissing.class)).hasSize(1);
    }

    @Test
    void after_a_line_that_dropped_the_same_page_is_asked_for_again() {
        service.behave(FarEnd.Manner.DROPS_AFTER_TAKING);
        assertThat(trial.run(MONDAY).deferred()).isEqualTo(1);
        service.behave(FarEnd.Manner.ACCEPTS);
        trial.clock.turn(Duration.ofMinutes(2));
        assertThat(trial.relance.run(ACME, MONDAY).accepted()).isEqualTo(1);

        onlyRequest();
        assertThat(service.asked()).as("the second time it was looked up").isEqualTo(1);
    }

    /** A provider that dies around a call of the engine's. */
    private static PaymentProvider dying(PaymentProvider provider, boolean done) {
        return new ForwardingPaymentProvider(provider) {
            private boolean died;

            @Override
            public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                if (!died && !done) {
                    died = true;
                    throw new StackOverflowError("the process stops");
                }
                PaymentRequestResult result = super.request(request, timeout);
                if (!died) {
                    died = true;
                    throw new StackOverflowError("the process stops");
                }
                return result;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_crash_around_the_request_makes_no_second_page(boolean done) {
        begin(provider -> dying(provider, done));

        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        trial.clock.turn(Duration.ofMinutes(30));
        trial.relance.run(ACME, MONDAY);

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.email.taken().get(0).text()).contains(onlyLink().url());
        onlyRequest();
    }

    // What comes in

    @Test
    void money_under_way_keeps_the_next_reminder_away_and_changes_nothing_of_what_is_owed() {
        trial.run(MONDAY);
        trial.run(MONDAY.plusDays(8));

        assertThat(told(onlyRequest(), new Change.Pending(Optional.empty())).reported())
                .isEqualTo(1);
        trial.runDaily(MONDAY.plusDays(9), MONDAY.plusDays(15));

        assertThat(trial.email.taken()).as("the firm one was due on the 12th").hasSize(1);
        List<Decision> decided = new ArrayList<>();
        trial.relance.propose(ACME, MONDAY.plusDays(15), decided::add);
        assertThat(decided.get(0).item(F1).orElseThrow()).satisfies(item -> {
            assertThat(item.reason().orElseThrow().code()).isEqualTo(ReasonCode.PAYMENT_PENDING);
            assertThat(item.open()).isEqualTo(HUNDRED);
        });
        assertThat(events(AccountEvent.PaymentReported.class)).hasSize(1);
        trial.run(MONDAY.plusDays(16));
        assertThat(trial.email.taken()).as("seven days later it has lapsed").hasSize(2);
        assertThat(trial.dupont().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text()).contains("payment in-memory:pay-1/F1 of EUR 100.00"));
    }

    @Test
    void a_payment_that_failed_sets_the_reminders_free_again() {
        trial.run(MONDAY);
        trial.run(MONDAY.plusDays(8));
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(10));
        told(onlyRequest(), new Change.Failed("no funds"));

        trial.run(MONDAY.plusDays(11));

        assertThat(trial.email.taken()).hasSize(2);
        assertThat(trial.email.taken().get(1).text())
                .as("the first page may be used up")
                .contains(trial.dupont().paymentLinks().get(1).url());
        assertThat(service.isWithdrawn(service.taken().get(0).id())).isTrue();
        assertThat(trial.dupont().pendingPayments()).isEmpty();
    }

    @Test
    void paid_in_part_the_rest_is_asked_for_and_once_the_books_show_it_no_less() {
        trial.run(MONDAY);
        trial.run(MONDAY.plusDays(8));
        told(onlyRequest(), new Change.Confirmed(Optional.of(Money.parse("EUR 40.00"))));
        trial.books.put(paid("P1", MONDAY.plusDays(9), "EUR 40.00"));

        trial.runDaily(MONDAY.plusDays(9), MONDAY.plusDays(30));

        assertThat(trial.email.taken().get(1).text()).contains("€60.00");
        assertThat(service.taken()).extracting(Taken::total).containsExactly(HUNDRED, Money.parse("EUR 60.00"));
        assertThat(trial.dupont().tasks()).isEmpty();
    }

    @Test
    void what_is_paid_otherwise_withdraws_the_page() {
        trial.run(MONDAY);
        trial.books.put(paid("P1", MONDAY.plusDays(1), "EUR 100.00"));

        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.OVER);
        assertThat(events(AccountEvent.PaymentLinkWithdrawn.class))
                .containsExactly(new AccountEvent.PaymentLinkWithdrawn(
                        MONDAY.plusDays(1), "in-memory", onlyLink().key(), Optional.empty()));
    }

    @Test
    void what_can_not_be_withdrawn_today_is_tomorrow() {
        trial.run(MONDAY);
        trial.books.put(paid("P1", MONDAY.plusDays(1), "EUR 100.00"));
        service.behave(FarEnd.Manner.AWAY);
        trial.run(MONDAY.plusDays(1));
        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.TO_WITHDRAW);
        service.behave(FarEnd.Manner.ACCEPTS);

        trial.run(MONDAY.plusDays(2));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.OVER);
    }

    @Test
    void a_page_that_was_paid_meanwhile_is_not_withdrawn_and_the_timeline_says_so() {
        trial.run(MONDAY);
        service.pay(onlyRequest().id());
        trial.books.put(paid("P1", MONDAY.plusDays(1), "EUR 100.00"));

        trial.run(MONDAY.plusDays(1));

        assertThat(events(AccountEvent.PaymentLinkWithdrawn.class))
                .singleElement()
                .satisfies(event -> assertThat(event.tooLate()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_page_that_its_provider_says_has_ended_is_withdrawn_unless_it_ends_them_by_itself(boolean ends) {
        begin(provider -> ends ? provider : withoutEnds(provider));
        trial.run(MONDAY);
        told(onlyRequest(), new Change.Expired());
        assertThat(onlyLink().state()).isEqualTo(ends ? PaymentLink.State.OVER : PaymentLink.State.TO_WITHDRAW);
        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(onlyRequest().id())).isEqualTo(!ends);
    }

    @Test
    void a_page_that_was_used_and_whose_payment_fails_after_its_days_is_withdrawn() {
        begin(PaymentPagesTest::withoutEnds);
        trial.run(MONDAY);
        trial.jane(MONDAY).hold(new Hold("h", Optional.empty(), MONDAY, Optional.empty(), "on leave", "jane"));
        trial.run(MONDAY.plusDays(30));
        told(onlyRequest(), new Change.Pending(Optional.empty()));
        trial.run(MONDAY.plusDays(32));
        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.OVER);
        told(onlyRequest(), new Change.Failed("no funds"));
        trial.run(MONDAY.plusDays(33));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
    }

    @Test
    void nobody_pays_here_what_was_assigned_to_another() {
        trial.run(MONDAY);
        trial.jane(MONDAY).assign(List.of(F1), MONDAY.plusDays(1), "a factor");
        trial.run(MONDAY.plusDays(1));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
    }

    @Test
    void what_the_provider_tells_of_a_withdrawal_that_is_half_done_does_not_end_it() {
        AtomicBoolean half = new AtomicBoolean(true);
        begin(provider -> new ForwardingPaymentProvider(withoutEnds(provider)) {
            @Override
            public CancelResult cancel(PaymentRequestId id, Duration timeout) {
                return half.get() ? new CancelResult.InDoubt("a page is still open") : super.cancel(id, timeout);
            }
        });
        trial.run(MONDAY);
        trial.books.put(paid("P1", MONDAY.plusDays(1), "EUR 100.00"));
        trial.run(MONDAY.plusDays(1));
        told(onlyRequest(), new Change.Expired());
        half.set(false);
        trial.run(MONDAY.plusDays(2));

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.OVER);
    }

    @Test
    void a_crash_between_withdrawing_and_writing_it_down_is_made_good() {
        begin(provider -> new ForwardingPaymentProvider(provider) {
            private boolean died;

            @Override
            public CancelResult cancel(PaymentRequestId id, Duration timeout) {
                CancelResult result = super.cancel(id, timeout);
                if (!died) {
                    died = true;
                    throw new StackOverflowError("the process stops");
                }
                return result;
            }
        });
        trial.run(MONDAY);
        trial.books.put(paid("P1", MONDAY.plusDays(1), "EUR 100.00"));
        assertThatThrownBy(() -> trial.run(MONDAY.plusDays(1))).isInstanceOf(StackOverflowError.class);
        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.TO_WITHDRAW);

        trial.run(MONDAY.plusDays(2));

        assertThat(onlyLink().state()).isEqualTo(PaymentLink.State.OVER);
        assertThat(events(AccountEvent.PaymentLinkWithdrawn.class)).hasSize(1);
    }

    // Callbacks

    @Test
    void a_callback_posted_twice_is_recorded_once() {
        trial.run(MONDAY);
        RawCallback callback = service.callback(
                        onlyRequest(), trial.clock.instant(), new Change.Pending(Optional.empty()))
                .orElseThrow();

        told(callback);
        assertThat(told(callback).reported()).isZero();

        assertThat(events(AccountEvent.PaymentReported.class)).hasSize(1);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    /** In every order the same is under way. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void the_order_of_callbacks_does_not_matter(long seed) {
        trial.run(MONDAY);
        Instant at = trial.clock.instant();
        List<RawCallback> callbacks = new ArrayList<>(List.of(
                service.callback(onlyRequest(), at, new Change.Pending(Optional.empty()))
                        .orElseThrow(),
                service.callback(onlyRequest(), at.plusSeconds(60), new Change.Failed("no funds"))
                        .orElseThrow(),
                service.callback(onlyRequest(), at.plusSeconds(120), new Change.Pending(Optional.empty()))
                        .orElseThrow(),
                service.callback(
                                onlyRequest(),
                                at.plusSeconds(180),
                                new Change.Confirmed(Optional.of(Money.parse("EUR 90.00"))))
                        .orElseThrow(),
                service.callback(onlyRequest(), at.plusSeconds(240), new Change.Refunded(Money.parse("EUR 20.00")))
                        .orElseThrow()));
        Collections.shuffle(callbacks, new Random(seed));

        callbacks.forEach(this::told);

        assertThat(trial.dupont().pendingPayments())
                .containsExactly(new PendingPayment(
                        "in-memory:pay-1/F1", F1, Money.parse("EUR 70.00"), MONDAY, MONDAY.plusDays(7)));
    }

    @Test
    void a_forged_one_changes_nothing() {
        trial.run(MONDAY);
        RawCallback genuine = service.callback(
                        onlyRequest(), trial.clock.instant(), new Change.Confirmed(Optional.empty()))
                .orElseThrow();
        RawCallback forged = new RawCallback(Map.of("X-Signature", List.of("1 00")), genuine.body(), "192.0.2.1");

        assertThatThrownBy(() -> told(forged)).isInstanceOf(CallbackRefusedException.class);

        assertThat(trial.dupont().pendingPayments()).isEmpty();
    }

    private final InMemoryPersonalDataKeys keys = new InMemoryPersonalDataKeys();

    private void beginWithKeys() {
        service = new FakePaymentService(() -> trial.clock.instant());
        trial = new Trial(
                STANDARD,
                store -> store,
                builder ->
                        builder.payments(new InMemoryPaymentProvider(service)).personalDataKeys(keys));
        trial.books.put(overdue(5).build());
    }

    @Test
    void a_customer_who_can_still_pay_on_a_page_is_erased_once_that_is_withdrawn() {
        beginWithKeys();
        trial.run(MONDAY);
        trial.books.put(paid("P1", MONDAY.plusDays(1), "EUR 100.00"));

        assertThatThrownBy(() -> trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked for"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("account acme/dupont can't be erased: it can still be collected by "
                        + onlyLink().request() + "; the next run withdraws what it can");
        trial.run(MONDAY.plusDays(1));
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked for");

        assertThat(service.isWithdrawn(onlyRequest().id())).isTrue();
        assertThat(trial.dupont().paymentLinks()).isEmpty();
    }

    @Test
    void a_page_whose_provider_is_gone_does_not_keep_a_customer_from_being_erased() {
        beginWithKeys();
        trial.run(MONDAY);
        trial.books.put(paid("P1", MONDAY.plusDays(1), "EUR 100.00"));
        Relance without =
                trial.engine(STANDARD, store -> store, builder -> builder.personalDataKeys(keys), trial.email);

        without.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked for");

        assertThat(trial.dupont().paymentLinks()).isEmpty();
    }

    @Test
    void what_is_told_of_a_customer_who_was_erased_is_recorded_nowhere() {
        beginWithKeys();
        trial.run(MONDAY);
        trial.books.put(paid("P1", MONDAY.plusDays(1), "EUR 100.00"));
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(2));
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(3), "asked for");
        int before = events().size();

        told(onlyRequest(), new Change.Refunded(HUNDRED));

        assertThat(events()).hasSize(before);
        assertThat(trial.dupont().paymentLinks()).isEmpty();
    }

    @Test
    void a_store_that_fails_when_it_is_told_has_the_provider_post_it_again() {
        trial.run(MONDAY);
        boolean[] fails = {true};
        Relance shaky = trial.engine(
                STANDARD,
                store -> new ForwardingStore(store) {
                    @Override
                    public List<CommitOutcome> commit(List<AccountCommit> commits) {
                        if (fails[0]) {
                            throw new IllegalStateException("the database is down");
                        }
                        return super.commit(commits);
                    }
                },
                builder -> builder.payments(new InMemoryPaymentProvider(service)),
                trial.email);
        RawCallback callback = service.callback(
                        onlyRequest(), trial.clock.instant(), new Change.Pending(Optional.empty()))
                .orElseThrow();

        assertThatThrownBy(() -> shaky.paymentCallback(ACME, "in-memory", callback))
                .hasMessageContaining("the database is down");
        fails[0] = false;
        assertThat(shaky.paymentCallback(ACME, "in-memory", callback).reported())
                .isEqualTo(1);
        assertThat(trial.dupont().pendingPayments()).hasSize(1);
    }

    @Test
    void an_event_of_a_payment_that_is_not_ours_is_counted() {
        trial.run(MONDAY);
        FakePaymentService other = new FakePaymentService(trial.clock::instant);
        PaymentRequest foreign = PaymentRequest.builder(
                        new IdempotencyKey("made-elsewhere"),
                        AccountId.of("acme", "dupont"),
                        new io.relance.payment.PaymentMethod.Link(
                                trial.clock.instant().plusSeconds(3600)))
                .line(F1, HUNDRED)
                .description("x")
                .language("en")
                .build();
        new InMemoryPaymentProvider(other).request(foreign, Duration.ofSeconds(5));
        new InMemoryPaymentProvider(service).request(foreign, Duration.ofSeconds(5));
        Taken taken = service.taken().get(1);

        RunReport report = told(taken, new Change.Confirmed(Optional.empty()));

        assertThat(report.unknown()).isEqualTo(1);
        assertThat(trial.dupont().pendingPayments()).isEmpty();
    }
}
