package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DirectDebit.State;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.RequestedPayment;
import io.relance.decision.DunningDecider;
import io.relance.history.AccountEvent;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.plan.Decision;
import io.relance.plan.ReasonCode;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.template.MessageSender;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks payment providers how mandates stand, for direct debits, and for their withdrawal. A direct debit is remembered when a host asks for it,
 * and when its provider was asked first before that is asked; after a crash it is asked again under the same key, so it is collected once. When
 * neither the key counts any more nor the provider can be asked about it, nothing more is asked: its money is expected until its days are over,
 * then a person looks.
 */
final class DirectDebits {
    private static final Logger LOG = LoggerFactory.getLogger(DirectDebits.class);
    /** How long before its end a key is trusted no more. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** What is not collected while that holds. */
    private static final Set<ReasonCode> WAITS = Set.of(ReasonCode.STALE_LEDGER, ReasonCode.ON_HOLD);

    private final EngineSettings settings;
    private final Ledgers ledgers;
    private final Writer writer;
    private final RestingProviders rest;

    DirectDebits(EngineSettings settings, RestingProviders rest) {
        this.settings = settings;
        this.ledgers = new Ledgers(settings.books());
        this.writer = new Writer(settings);
        this.rest = rest;
    }

    void run(DunningCase memory, LocalDate date, Tally tally) {
        AccountId account = memory.account();
        for (Mandate mandate : memory.mandates()) {
            if (mandate.told().isEmpty()) {
                provider(account, mandate.provider())
                        .ifPresent(provider -> new Call(provider, account, date, tally).ask(mandate));
            }
        }
        for (DirectDebit debit : memory.directDebits()) {
            if (debit.state() == State.WANTED) {
                provider(account, debit.provider())
                        .ifPresent(provider -> new Call(provider, account, date, tally).collect(debit, memory));
            } else if (debit.state() == State.TO_WITHDRAW) {
                if (debit.asked().isEmpty()) {
                    // nobody was asked for it
                    change(account, tally, loaded -> over(loaded, debit, date, Optional.empty()));
                } else {
                    provider(account, debit.provider())
                            .ifPresent(provider -> new Call(provider, account, date, tally).withdraw(debit, memory));
                }
            }
        }
    }

    /** Empty when nobody of that name collects any more, or it kept others waiting in vain. */
    private Optional<PaymentProvider> provider(AccountId account, String name) {
        return settings.providers()
                .of(account.creditor(), name)
                .filter(provider -> !rest.isResting(provider, settings.clock().instant()));
    }

    private boolean change(AccountId account, Tally tally, Function<LoadedAccount, Optional<Change>> change) {
        Optional<Change> stored =
                writer.apply(account, loaded -> BrokenAccountException.guard(account, () -> change.apply(loaded)));
        stored.ifPresent(done -> tally.add(done.tally()));
        return stored.isPresent();
    }

    /** Calls of one provider about one account. */
    private final class Call {
        private final PaymentProvider provider;
        private final AccountId account;
        private final LocalDate date;
        private final Tally tally;

        Call(PaymentProvider provider, AccountId account, LocalDate date, Tally tally) {
            this.provider = provider;
            this.account = account;
            this.date = date;
            this.tally = tally;
        }

        private Instant now() {
            return settings.clock().instant();
        }

        /** Asks how a mandate stands, and remembers it. */
        MandateState ask(Mandate known) {
            Instant began = now();
            MandateState state = state(new MandateId(known.id()));
            if (state == MandateState.NOT_TOLD) {
                rest.failed(provider, began, now());
            }
            Optional<Mandate.State> now = switch (state) {
                case ACTIVE -> Optional.of(Mandate.State.ACTIVE);
                case ENDED, UNKNOWN -> Optional.of(Mandate.State.ENDED);
                // asked again tomorrow: its event may get lost
                case NOT_YET, NOT_TOLD -> Optional.empty();
            };
            String why = state == MandateState.UNKNOWN ? "there is no such mandate" : "";
            now.ifPresent(told -> change(account, tally, loaded -> told(loaded, known, told, began, why)));
            return state;
        }

        private MandateState state(MandateId mandate) {
            try {
                MandateState state = provider.mandate(mandate, settings.timeout());
                return state == null ? MandateState.NOT_TOLD : state;
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.warn("payment provider {} could not tell of a mandate of {}", provider.id(), account, e);
                return MandateState.NOT_TOLD;
            }
        }

        /** What was told meanwhile is newer. */
        private Optional<Change> told(
                LoadedAccount loaded, Mandate known, Mandate.State state, Instant at, String why) {
            boolean asBefore = loaded.memory().mandates().contains(known);
            if (!asBefore || (known.state() == state && known.told().isPresent())) {
                return Optional.empty();
            }
            Change change = new Change(
                    loaded,
                    loaded.memory().toBuilder()
                            .mandate(known.become(state, at))
                            .reviewBy(date)
                            .build());
            return Optional.of(
                    known.state() == state
                            ? change
                            : change.event(
                                    new AccountEvent.MandateReported(date, provider.id(), known.id(), state, why)));
        }

        void collect(DirectDebit wanted, DunningCase memory) {
            Optional<Mandate> mandate = memory.mandates().stream()
                    .filter(known -> known.is(provider.id(), wanted.mandate()))
                    .findFirst();
            MandateState state = mandate.map(this::ask).orElse(MandateState.UNKNOWN);
            if (wanted.asked().isPresent()) {
                again(wanted).ifPresent(result -> settle(wanted, result));
            } else if (state == MandateState.ENDED || state == MandateState.UNKNOWN) {
                settle(wanted, new PaymentRequestResult.Declined("mandate " + wanted.mandate() + " has ended"));
            } else if (state == MandateState.ACTIVE) {
                AccountLedger ledger = ledgers.read(account, date);
                DirectDebit asked = wanted.askedAt(now());
                boolean mine = change(
                        account,
                        tally,
                        loaded -> loaded.memory()
                                .directDebit(wanted.id())
                                .filter(same -> same.equals(wanted) && mayBeAsked(same, ledger, loaded.memory()))
                                .map(same -> new Change(
                                        loaded,
                                        loaded.memory().toBuilder()
                                                .directDebit(asked)
                                                .build())));
                if (mine) {
                    PaymentRequestResult result = request(asked);
                    settle(asked, result);
                    if (result instanceof PaymentRequestResult.TemporaryFailure) {
                        change(account, tally, loaded -> unasked(loaded, asked));
                    }
                }
            }
        }

        /**
         * Whether it would still be asked for by the books as they are now: money moves, so it is looked at as a message is. What is on hold,
         * or of books that are too old, waits.
         */
        private boolean mayBeAsked(DirectDebit debit, AccountLedger ledger, DunningCase memory) {
            LocalDate day = memory.decided().filter(date::isBefore).orElse(date);
            Decision decision =
                    DunningDecider.decide(Ledgers.snapshot(ledger, memory), settings.policy(account.creditor()), day);
            return decision.memory()
                            .directDebit(debit.id())
                            .filter(now -> now.state() == State.WANTED)
                            .isPresent()
                    && debit.lines().stream()
                            .flatMap(line -> decision.item(line.receivable()).stream())
                            .flatMap(item -> Stream.concat(item.reason().stream(), item.alsoReasons().stream()))
                            .noneMatch(reason -> WAITS.contains(reason.code()));
        }

        /** It was surely not taken, so there is nothing to be looked up. */
        private Optional<Change> unasked(LoadedAccount loaded, DirectDebit asked) {
            return loaded.memory()
                    .directDebit(asked.id())
                    .filter(now ->
                            now.asked().equals(asked.asked()) && now.request().isEmpty())
                    .map(now -> new Change(
                            loaded,
                            loaded.memory().toBuilder()
                                    .directDebit(now.unasked())
                                    .build()));
        }

        /** What became of a request of which no answer was remembered; empty when that can't be told any more. */
        private Optional<PaymentRequestResult> again(DirectDebit debit) {
            Instant until =
                    debit.asked().orElseThrow().plus(provider.keyLifetime()).minus(MARGIN);
            boolean counts = now().isBefore(until);
            if (provider.features().contains(PaymentFeature.ANSWERS_LOOKUP)) {
                Optional<PaymentRequestResult> known = called(() -> provider.lookup(key(debit), settings.timeout()));
                boolean inDoubt = known.filter(PaymentRequestResult.InDoubt.class::isInstance)
                        .isPresent();
                if (known.isPresent() && !(inDoubt && counts)) {
                    return known;
                }
                // never taken, so this is no repetition; or the key answers what the look-up could not
                return Optional.of(request(debit));
            }
            return counts ? Optional.of(request(debit)) : Optional.empty();
        }

        private PaymentRequestResult request(DirectDebit debit) {
            PaymentRequest request;
            try {
                request = written(debit);
            } catch (IllegalArgumentException e) {
                return new PaymentRequestResult.Declined(BrokenAccountException.line(e));
            }
            return called(() -> Optional.of(provider.request(request, settings.timeout())))
                    .orElseThrow();
        }

        private PaymentRequest written(DirectDebit debit) {
            MessageSender sender = settings.sender(account.creditor());
            PaymentRequest.Builder request = PaymentRequest.builder(
                            key(debit),
                            account,
                            new PaymentMethod.DirectDebit(
                                    new MandateId(debit.mandate()), debit.on().filter(date::isBefore)))
                    .description(LinkRequests.description(sender.name(), debit.lines()))
                    .language(sender.language());
            debit.lines().forEach(line -> request.line(line.receivable(), line.amount()));
            String first = debit.lines().get(0).receivable().value();
            if (debit.lines().size() == 1 && first.matches("[\\x20-\\x7e]{1," + PaymentRequest.MAX_REFERENCE + "}")) {
                request.reference(first);
            }
            return request.build();
        }

        private IdempotencyKey key(DirectDebit debit) {
            return new IdempotencyKey(debit.key());
        }

        private Optional<PaymentRequestResult> called(Supplier<Optional<PaymentRequestResult>> call) {
            Instant began = now();
            Optional<PaymentRequestResult> result;
            try {
                result = call.get();
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.warn("payment provider {} failed on a direct debit of {}", provider.id(), account, e);
                result = Optional.of(new PaymentRequestResult.InDoubt(BrokenAccountException.line(e)));
            }
            boolean failed = result.filter(answer -> answer instanceof PaymentRequestResult.InDoubt
                            || answer instanceof PaymentRequestResult.TemporaryFailure)
                    .isPresent();
            if (failed) {
                LOG.debug("{} gave no answer to a direct debit yet: {}", provider.id(), result);
                rest.failed(provider, began, now());
            }
            return result;
        }

        /** Remembers an answer; what is no answer yet is asked for again tomorrow. */
        private void settle(DirectDebit asked, PaymentRequestResult result) {
            if (result instanceof PaymentRequestResult.CollectionStarted started) {
                change(account, tally, loaded -> started(loaded, asked, started));
            } else if (result instanceof PaymentRequestResult.Declined declined) {
                change(account, tally, loaded -> declined(loaded, asked, declined.reason()));
            } else if (result instanceof PaymentRequestResult.LinkCreated) {
                change(account, tally, loaded -> declined(loaded, asked, "it made a page instead"));
            }
        }

        private Optional<Change> started(
                LoadedAccount loaded, DirectDebit asked, PaymentRequestResult.CollectionStarted started) {
            return loaded.memory()
                    .directDebit(asked.id())
                    // another node may have got the same answer
                    .filter(now -> now.request().isEmpty())
                    .map(now -> now.started(started.id().value(), started.settles()))
                    .map(now -> changed(loaded, now)
                            .event(new AccountEvent.DirectDebitStarted(
                                    date, provider.id(), now.id(), started.settles())));
        }

        private Optional<Change> declined(LoadedAccount loaded, DirectDebit asked, String why) {
            return loaded.memory()
                    .directDebit(asked.id())
                    .filter(now -> now.state() == State.WANTED || now.state() == State.TO_WITHDRAW)
                    .filter(now -> now.request().isEmpty())
                    .map(now -> changed(loaded, now.declined(why))
                            .event(new AccountEvent.DirectDebitDeclined(date, provider.id(), now.id(), why)));
        }

        private Change changed(LoadedAccount loaded, DirectDebit now) {
            DunningCase.Builder memory = loaded.memory().toBuilder().directDebit(now);
            PendingMoney.note(
                    loaded.memory(),
                    memory,
                    now,
                    provider.pendingDays(),
                    date,
                    settings.policy(account.creditor()).timeZone());
            return new Change(loaded, memory.reviewBy(date).build());
        }

        void withdraw(DirectDebit debit, DunningCase memory) {
            if (debit.request().isPresent()) {
                cancel(debit, debit.request().get());
                return;
            }
            // whoever was asking for it when it was called off has got its answer by then
            Instant settled =
                    debit.asked().orElseThrow().plus(settings.timeout().multipliedBy(2));
            if (now().isBefore(settled)) {
                return;
            }
            Optional<PaymentRequestResult> known = provider.features().contains(PaymentFeature.ANSWERS_LOOKUP)
                    ? called(() -> provider.lookup(key(debit), settings.timeout()))
                            .or(() -> Optional.of(new PaymentRequestResult.Declined("")))
                    : again(debit);
            boolean lapsed = memory.pendingPayments().stream()
                    .filter(((RequestedPayment) debit)::isBy)
                    .allMatch(payment -> date.isAfter(payment.lapses()));
            boolean neverKnown = known.isEmpty() || (lapsed && known.get() instanceof PaymentRequestResult.InDoubt);
            if (neverKnown) {
                change(
                        account,
                        tally,
                        loaded -> over(
                                loaded,
                                debit,
                                date,
                                Optional.of("nobody knows whether " + provider.id() + " took it")));
            } else if (known.get() instanceof PaymentRequestResult.CollectionStarted started) {
                settle(debit, started);
                cancel(debit, started.id().value());
            } else if (known.get() instanceof PaymentRequestResult.Declined) {
                change(account, tally, loaded -> over(loaded, debit, date, Optional.empty()));
            }
        }

        private void cancel(DirectDebit debit, String request) {
            Instant began = now();
            CancelResult result = cancelled(new PaymentRequestId(request));
            if (result instanceof CancelResult.Withdrawn || result instanceof CancelResult.Unknown) {
                change(account, tally, loaded -> over(loaded, debit, date, Optional.empty()));
            } else if (result instanceof CancelResult.TooLate late) {
                change(account, tally, loaded -> over(loaded, debit, date, Optional.of(late.reason())));
            } else {
                rest.failed(provider, began, now());
            }
        }

        private CancelResult cancelled(PaymentRequestId request) {
            try {
                CancelResult result = provider.cancel(request, settings.timeout());
                return result == null ? new CancelResult.InDoubt("it answered nothing") : result;
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.warn("payment provider {} could not withdraw a direct debit of {}", provider.id(), account, e);
                return new CancelResult.InDoubt(BrokenAccountException.line(e));
            }
        }
    }

    /** Withdrawn, so nothing is under way by it; or too late, so that it is as long as it was expected. */
    private static Optional<Change> over(
            LoadedAccount loaded, DirectDebit debit, LocalDate date, Optional<String> tooLate) {
        return loaded.memory()
                .directDebit(debit.id())
                .filter(now -> now.state() == State.TO_WITHDRAW)
                .map(now -> {
                    DunningCase.Builder memory = loaded.memory().toBuilder()
                            .directDebit(now.become(tooLate.isEmpty() ? State.WITHDRAWN : State.TOO_LATE));
                    if (tooLate.isEmpty()) {
                        loaded.memory().pendingPayments().stream()
                                .filter(((RequestedPayment) now)::isBy)
                                .forEach(payment -> memory.withoutPendingPayment(payment.id()));
                    }
                    return new Change(loaded, memory.reviewBy(date).build())
                            .event(new AccountEvent.DirectDebitWithdrawn(date, now.provider(), now.id(), tooLate));
                });
    }
}
