package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.PaymentLink;
import io.relance.callback.RawCallback;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.history.AccountEvent;
import io.relance.payment.CancelResult;
import io.relance.payment.MandateId;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.ForwardingPaymentProvider;
import io.relance.testkit.ForwardingStore;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/**
 * Some weeks with pages, direct debits, callbacks and payments, in which the process dies once, at each call that changes anything in turn, before it and
 * after it: what customers get, what is under way and which pages are open is the same as if it had never died.
 */
class PaymentCrashTest {
    private static final Money FORTY = Money.parse("EUR 40.00");

    /** What is so at the end. */
    private record End(
            int calls,
            List<DeliveryId> mails,
            List<String> pending,
            List<PaymentLink.State> links,
            List<String> debits,
            long reported,
            Set<Money> openPages) {}

    private static final class World {
        private final Fuse fuse;
        private final Trial trial = new Trial(STANDARD, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        private final FakePaymentService service = new FakePaymentService(trial.clock);
        private Relance relance;

        World(Fuse fuse) {
            this.fuse = fuse;
            this.relance = start();
        }

        private Relance start() {
            return trial.engine(
                    STANDARD,
                    store -> new ForwardingStore(store) {
                        @Override
                        public List<CommitOutcome> commit(List<AccountCommit> commits) {
                            return commits.isEmpty() ? List.of() : fuse.burn(() -> super.commit(commits));
                        }
                    },
                    builder -> builder.payments(new ForwardingPaymentProvider(new InMemoryPaymentProvider(service)) {
                        @Override
                        public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
                            return fuse.burn(() -> super.request(request, timeout));
                        }

                        @Override
                        public CancelResult cancel(PaymentRequestId id, Duration timeout) {
                            return fuse.burn(() -> super.cancel(id, timeout));
                        }
                    }),
                    mails());
        }

        private Channel mails() {
            return new Channel() {
                @Override
                public ChannelId id() {
                    return ChannelId.EMAIL;
                }

                @Override
                public Set<ChannelFeature> features() {
                    return trial.email.features();
                }

                @Override
                public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
                    return fuse.burn(() -> trial.email.deliver(message, timeout));
                }
            };
        }

        /** Does it until it is through: whoever died is started again half an hour later. */
        private void alive(Consumer<Relance> what) {
            while (true) {
                try {
                    what.accept(relance);
                    return;
                } catch (Fuse.Died died) {
                    relance = start();
                    trial.clock.turn(Duration.ofMinutes(30));
                }
            }
        }

        private void run(int from, int to) {
            for (int i = from; i <= to; i++) {
                LocalDate day = MONDAY.plusDays(i);
                trial.clock.turnToMorningOf(day);
                alive(engine -> engine.run(ACME, day));
            }
        }

        /** The provider posts it until it is taken, and once more. */
        private void told(Taken taken, Change change) {
            posted(service.callback(taken, trial.clock.instant(), change).orElseThrow());
        }

        private void posted(RawCallback callback) {
            for (int i = 0; i < 2; i++) {
                alive(engine -> engine.paymentCallback(ACME, "in-memory", service.again(callback)));
            }
        }

        private Taken shown(int mail) {
            String text = trial.email.taken().get(mail).text();
            return service.taken().stream()
                    .filter(taken -> text.contains("/" + taken.id()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(text));
        }

        /** What a person or a host does, until it is done. */
        private void done(String id, int day, Consumer<AccountCommands> what) {
            alive(engine -> what.accept(
                    engine.account(DUPONT, "jane", MONDAY.plusDays(day)).command(id)));
        }

        private Taken collected(String debit) {
            String key = relance.memory(DUPONT).directDebit(debit).orElseThrow().key();
            return service.taken().stream()
                    .filter(taken -> taken.key().value().equals(key))
                    .findFirst()
                    .orElseThrow();
        }

        End liveByDirectDebit() {
            ReceivableId invoice = new ReceivableId("F1");
            MandateId mandate = new MandateId("mandate-ACTIVE");
            trial.books.put(overdue(1).build());
            done("m", 0, dupont -> dupont.recordMandate("in-memory", mandate.value()));
            run(0, 1);
            done("c1", 2, dupont -> dupont.collect("dd-1", mandate.value(), List.of(invoice), Optional.empty()));
            run(2, 4);
            told(collected("dd-1"), new Change.Pending(Optional.empty()));
            run(5, 6);
            told(collected("dd-1"), new Change.Failed("no funds"));
            run(7, 8);
            done("c2", 9, dupont -> dupont.collect("dd-2", mandate.value(), List.of(invoice), Optional.empty()));
            run(9, 10);
            done("off", 11, dupont -> dupont.callOff("dd-2"));
            run(11, 12);
            posted(service.callback(mandate, trial.clock.instant(), false).orElseThrow());
            run(13, 28);
            End end = end();
            assertThat(service.isWithdrawn(collected("dd-2").id())).isTrue();
            return end;
        }

        End live() {
            trial.books.put(overdue(5).build());
            run(0, 2);
            trial.books.put(overdue(5, 2).build());
            run(3, 6);
            told(shown(1), new Change.Pending(Optional.empty()));
            run(7, 9);
            told(shown(1), new Change.Failed("no funds"));
            run(10, 12);
            trial.books.put(paid(Money.parse("EUR 100.00"), "F2", 13).build());
            run(13, 16);
            told(shown(trial.email.taken().size() - 1), new Change.Confirmed(Optional.of(FORTY)));
            run(17, 20);
            trial.books.put(paid(FORTY, "F1", 20)
                    .payment(payment("PF2", Money.parse("EUR 100.00"), 13))
                    .allocation(Allocation.ofPayment("PF2", "F2", Money.parse("EUR 100.00")))
                    .build());
            run(21, 28);
            return end();
        }

        private static Payment payment(String id, Money amount, int day) {
            LocalDate on = MONDAY.plusDays(day);
            return new Payment(new DocumentId(id), on, amount, on.atStartOfDay().toInstant(ZoneOffset.UTC));
        }

        private static AccountLedger.Builder paid(Money amount, String invoice, int day) {
            return overdue(5, 2)
                    .payment(payment("P" + invoice + "x", amount, day))
                    .allocation(Allocation.ofPayment("P" + invoice + "x", invoice, amount));
        }

        private End end() {
            assertThat(relance.verify(DUPONT).isIntact()).isTrue();
            DunningCase memory = relance.memory(DUPONT);
            Set<String> open = memory.paymentLinks().stream()
                    .filter(link -> link.state() == PaymentLink.State.OPEN)
                    .map(PaymentLink::request)
                    .collect(Collectors.toSet());
            // a page that nobody was ever shown may be left behind
            service.taken().stream()
                    .filter(taken -> !service.isWithdrawn(taken.id())
                            && !open.contains(taken.id().value()))
                    .forEach(taken -> assertThat(trial.email.taken())
                            .noneMatch(mail -> mail.text().contains("/" + taken.id())));
            List<DeliveryId> mails =
                    trial.email.taken().stream().map(OutboundMessage::delivery).toList();
            assertThat(mails).doesNotHaveDuplicates();
            return new End(
                    fuse.calls(),
                    mails,
                    memory.pendingPayments().stream()
                            .map(Object::toString)
                            .map(World::bare)
                            .toList(),
                    memory.paymentLinks().stream().map(PaymentLink::state).toList(),
                    memory.directDebits().stream().map(World::bare).toList(),
                    relance.timeline(DUPONT).stream()
                            .filter(entry -> entry.event() instanceof AccountEvent.PaymentReported)
                            .count(),
                    memory.paymentLinks().stream()
                            .filter(link -> link.state() == PaymentLink.State.OPEN)
                            .map(PaymentLink::total)
                            .collect(Collectors.toSet()));
        }

        /** How it ended; who died is late by a day, so the day on which it settles may be another. */
        private static String bare(DirectDebit debit) {
            return debit + " " + debit.request();
        }

        /** Without the number that the service gave it: there may be one more. */
        private static String bare(String pending) {
            return pending.replaceAll("pay-[0-9]+", "pay");
        }
    }

    @Test
    void whenever_it_dies_customers_get_the_same_and_no_page_that_was_shown_stays_open_unknown() {
        End expected = sameWhenever(World::live);

        assertThat(expected.mails())
                .as("a reminder, another with F2, a firm one")
                .hasSize(3);
        assertThat(expected.reported()).isEqualTo(3);
        assertThat(expected.links()).contains(PaymentLink.State.OVER);
    }

    @Test
    void whenever_it_dies_a_direct_debit_is_collected_once_and_one_that_is_called_off_is_withdrawn() {
        End expected = sameWhenever(World::liveByDirectDebit);

        assertThat(expected.debits()).hasSize(2);
        assertThat(expected.mails())
                .as("a reminder once one bounced, a firm one")
                .hasSize(2);
        assertThat(expected.reported()).isEqualTo(2);
        assertThat(expected.pending()).isEmpty();
    }

    private static End sameWhenever(Function<World, End> life) {
        End expected = life.apply(new World(Fuse.never()));
        for (int call = 1; call <= expected.calls(); call++) {
            for (boolean done : new boolean[] {false, true}) {
                End end = life.apply(new World(new Fuse(call, done)));

                assertThat(end)
                        .as("died " + (done ? "after" : "before") + " call " + call + " of " + expected.calls())
                        .usingRecursiveComparison()
                        .ignoringFields("calls")
                        .isEqualTo(expected);
            }
        }
        return expected;
    }
}
