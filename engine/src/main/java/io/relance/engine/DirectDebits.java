package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DirectDebit;
import io.relance.account.DirectDebit.State;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.RequestedPayment;
import io.relance.decision.Collectable;
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
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.template.MessageSender;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks payment providers how mandates stand, for direct debits, and for their withdrawal. A direct debit is remembered when a host asks for it,
 * and each asking of its provider before that is asked; after a crash it is asked again under the same key, so it is collected once. When
 * neither the key counts any more nor the provider can be asked about it, nothing more is asked: its money is expected until its days are over,
 * then a person looks.
 */
final class DirectDebits {
    private static final Logger LOG = LoggerFactory.getLogger(DirectDebits.class);
    /** How long before its end a key is trusted no more. */
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /** For how long a provider is asked whether it took what is to be withdrawn, beyond the days for which the money was expected. */
    private static final int DOUBT_DAYS = 7;

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

    /** Does what is to be done for an account; says whether a provider owes an answer. */
    boolean run(DunningCase memory, LocalDate date, Tally tally) {
        Calls calls = new Calls(memory, date, tally);
        memory.mandates().stream()
                .filter(mandate -> mandate.ask(calls.zone)
                        .filter(day -> !day.isAfter(date))
                        .isPresent())
                .forEach(mandate -> calls.provider(mandate.provider()).ifPresent(it -> calls.ask(it, mandate)));
        for (DirectDebit debit : memory.directDebits()) {
            boolean neverAsked = debit.asked().isEmpty() && debit.request().isEmpty();
            if (debit.state() == State.WANTED) {
                calls.provider(debit.provider()).ifPresent(it -> calls.collect(it, debit));
            } else if (debit.state() == State.TO_WITHDRAW && neverAsked) {
                calls.over(debit, Optional.empty());
            } else if (debit.state() == State.TO_WITHDRAW) {
                calls.provider(debit.provider()).ifPresent(it -> calls.withdraw(it, debit));
            }
        }
        return calls.unanswered;
    }

    /** The calls about one account. */
    private final class Calls {
        private final DunningCase memory;
        private final AccountId account;
        private final ZoneId zone;
        private final LocalDate date;
        private final Tally tally;
        private boolean unanswered;

        Calls(DunningCase memory, LocalDate date, Tally tally) {
            this.memory = memory;
            this.account = memory.account();
            this.zone = settings.policy(account.creditor()).timeZone();
            this.date = date;
            this.tally = tally;
        }

        private Instant now() {
            return settings.clock().instant();
        }

        /** Empty when nobody of that name collects any more, or it kept others waiting in vain. */
        Optional<PaymentProvider> provider(String name) {
            Optional<PaymentProvider> known = settings.providers().of(account.creditor(), name);
            boolean resting =
                    known.filter(provider -> rest.isResting(provider, now())).isPresent();
            unanswered |= resting;
            return resting ? Optional.empty() : known;
        }

        private void failed(PaymentProvider provider, Instant began) {
            unanswered = true;
            rest.failed(provider, began, now());
        }

        private boolean change(Function<LoadedAccount, Optional<Change>> change) {
            Optional<Change> stored =
                    writer.apply(account, loaded -> BrokenAccountException.guard(account, () -> change.apply(loaded)));
            stored.ifPresent(done -> tally.add(done.tally()));
            return stored.isPresent();
        }

        // Mandates

        /** Asks how a mandate stands, and remembers it. */
        MandateState ask(PaymentProvider provider, Mandate known) {
            Instant began = now();
            MandateState state = state(provider, new MandateId(known.id()));
            if (state == MandateState.NOT_TOLD) {
                failed(provider, began);
                return state;
            }
            Mandate.State now = switch (state) {
                case ACTIVE -> Mandate.State.ACTIVE;
                case ENDED, UNKNOWN -> Mandate.State.ENDED;
                case NOT_YET, NOT_TOLD -> Mandate.State.NOT_YET;
            };
            String why = state == MandateState.UNKNOWN ? "there is no such mandate" : "";
            change(loaded -> told(loaded, known, now, began, why));
            return state;
        }

        private MandateState state(PaymentProvider provider, MandateId mandate) {
            try {
                MandateState state = provider.mandate(mandate, settings.timeout());
                return state == null ? MandateState.NOT_TOLD : state;
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.warn("payment provider {} could not tell of a mandate of {}", provider.id(), account, e);
                return MandateState.NOT_TOLD;
            }
        }

        /** What was told meanwhile is newer; that one is as it was is worth remembering when somebody waits for it. */
        private Optional<Change> told(
                LoadedAccount loaded, Mandate known, Mandate.State state, Instant at, String why) {
            boolean asBefore = loaded.memory().mandates().contains(known);
            boolean same = known.state() == state;
            if (!asBefore
                    || (same
                            && known.ask(zone).filter(day -> !day.isAfter(date)).isEmpty())) {
                return Optional.empty();
            }
            Change change = new Change(
                    loaded,
                    loaded.memory().toBuilder()
                            .mandate(known.become(state, at))
                            .reviewBy(date)
                            .build());
            return Optional.of(
                    same
                            ? change
                            : change.event(
                                    new AccountEvent.MandateReported(date, known.provider(), known.id(), state, why)));
        }

        // Collecting

        /** Asks for it, unless an earlier asking was taken. */
        void collect(PaymentProvider provider, DirectDebit wanted) {
            boolean anew = wanted.asked().isEmpty();
            if (!anew && provider.features().contains(PaymentFeature.ANSWERS_LOOKUP)) {
                if (isBeingAsked(wanted)) {
                    return;
                }
                Optional<PaymentRequestResult> known = lookup(provider, wanted);
                if (known.isPresent() && !(known.get() instanceof PaymentRequestResult.InDoubt)) {
                    settle(provider, wanted, known.get());
                    return;
                }
                // never taken, so this will be no repetition
                anew = known.isEmpty();
            }
            if (!anew && !counts(provider, wanted)) {
                return;
            }
            AccountLedger ledger = BrokenAccountException.guard(account, () -> ledgers.read(account, date));
            if (!mayBeAsked(wanted, ledger, memory) || (anew && !allows(provider, wanted))) {
                return;
            }
            DirectDebit asked = anew ? wanted.askedAt(now()) : wanted.askedAgain();
            if (remembered(wanted, asked, loaded -> mayBeAsked(wanted, ledger, loaded.memory()))) {
                PaymentRequestResult result = request(provider, asked);
                settle(provider, asked, result);
                boolean canTell = provider.features().contains(PaymentFeature.ANSWERS_LOOKUP);
                if (anew && !canTell && result instanceof PaymentRequestResult.TemporaryFailure) {
                    change(loaded -> unasked(loaded, asked));
                }
            }
        }

        /** Whoever was asking for it has got its answer by then. */
        private boolean isBeingAsked(DirectDebit debit) {
            Instant settled =
                    debit.asked().orElseThrow().plus(settings.timeout().multipliedBy(2));
            boolean isEarly = now().isBefore(settled);
            unanswered |= isEarly;
            return isEarly;
        }

        private boolean counts(PaymentProvider provider, DirectDebit debit) {
            Instant first = debit.asked().orElseThrow();
            return now().isBefore(first.plus(provider.keyLifetime()).minus(MARGIN));
        }

        /** Whether the mandate is in force; when it has ended, that is the answer. */
        private boolean allows(PaymentProvider provider, DirectDebit wanted) {
            MandateState state = memory.mandates().stream()
                    .filter(known -> known.is(provider.id(), wanted.mandate()))
                    .findFirst()
                    .map(known -> ask(provider, known))
                    .orElse(MandateState.UNKNOWN);
            if (state == MandateState.ENDED || state == MandateState.UNKNOWN) {
                String why = "mandate " + wanted.mandate() + " has ended";
                settle(provider, wanted, new PaymentRequestResult.Declined(why));
            }
            return state == MandateState.ACTIVE;
        }

        /**
         * Whether it would still be asked for by the books as they are now: money moves, so it is looked at as a message is. What is on hold,
         * or of books that are too old, waits; so does what the customer may pay, or have paid, on a page.
         */
        private boolean mayBeAsked(DirectDebit debit, AccountLedger ledger, DunningCase now) {
            boolean payable =
                    now.paymentLinks().stream().anyMatch(link -> link.mayBePaidUnheard(date) && link.shares(debit));
            if (payable) {
                return false;
            }
            LocalDate day = now.decided().filter(date::isBefore).orElse(date);
            return BrokenAccountException.guard(account, () -> mayBeAsked(debit, Ledgers.snapshot(ledger, now), day));
        }

        /** What is written about today is left alone for no reason, so what it waits for is looked at apart. */
        private boolean mayBeAsked(DirectDebit debit, AccountSnapshot snapshot, LocalDate day) {
            Policy policy = settings.policy(account.creditor());
            boolean wanted = DunningDecider.decide(snapshot, policy, day)
                    .memory()
                    .directDebit(debit.id())
                    .filter(decided -> decided.state() == State.WANTED)
                    .isPresent();
            return wanted
                    && Collectable.waiting(snapshot, policy, day).stream().noneMatch(((RequestedPayment) debit)::isOf);
        }

        /** Remembers that a provider is about to be asked; not when others have changed it. */
        private boolean remembered(DirectDebit before, DirectDebit asked, Predicate<LoadedAccount> still) {
            return change(loaded -> loaded.memory()
                    .directDebit(before.id())
                    .filter(same -> same.equals(before) && still.test(loaded))
                    .map(same -> new Change(
                            loaded,
                            loaded.memory().toBuilder().directDebit(asked).build())));
        }

        /** It was surely not taken, and nobody has asked since: its key begins anew. */
        private Optional<Change> unasked(LoadedAccount loaded, DirectDebit asked) {
            return loaded.memory()
                    .directDebit(asked.id())
                    .filter(now ->
                            now.attempts() == asked.attempts() && now.request().isEmpty())
                    .map(now -> new Change(
                            loaded,
                            loaded.memory().toBuilder()
                                    .directDebit(now.unasked())
                                    .build()));
        }

        private Optional<PaymentRequestResult> lookup(PaymentProvider provider, DirectDebit debit) {
            return called(provider, () -> provider.lookup(key(debit), settings.timeout()));
        }

        private PaymentRequestResult request(PaymentProvider provider, DirectDebit debit) {
            PaymentRequest request;
            try {
                request = written(debit);
            } catch (IllegalArgumentException e) {
                return new PaymentRequestResult.Declined(BrokenAccountException.line(e));
            }
            return called(provider, () -> Optional.of(provider.request(request, settings.timeout())))
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

        private Optional<PaymentRequestResult> called(
                PaymentProvider provider, Supplier<Optional<PaymentRequestResult>> call) {
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
                failed(provider, began);
            }
            return result;
        }

        /** Remembers an answer; what is no answer yet is asked for again. */
        private void settle(PaymentProvider provider, DirectDebit asked, PaymentRequestResult result) {
            if (result instanceof PaymentRequestResult.CollectionStarted started) {
                change(loaded -> started(loaded, provider, asked, started));
            } else if (result instanceof PaymentRequestResult.Declined declined) {
                change(loaded -> declined(loaded, provider, asked, declined.reason()));
            } else if (result instanceof PaymentRequestResult.LinkCreated) {
                change(loaded -> declined(loaded, provider, asked, "it made a page instead"));
            }
        }

        private Optional<Change> started(
                LoadedAccount loaded,
                PaymentProvider provider,
                DirectDebit asked,
                PaymentRequestResult.CollectionStarted started) {
            return loaded.memory()
                    .directDebit(asked.id())
                    // another node may have got the same answer
                    .filter(now -> now.request().isEmpty())
                    .map(now -> now.started(started.id().value(), started.settles(), date))
                    .map(now -> changed(loaded, provider, now)
                            .event(new AccountEvent.DirectDebitStarted(
                                    date, now.provider(), now.id(), started.settles())));
        }

        private Optional<Change> declined(
                LoadedAccount loaded, PaymentProvider provider, DirectDebit asked, String why) {
            return loaded.memory()
                    .directDebit(asked.id())
                    .filter(now -> now.state() == State.WANTED || now.state() == State.TO_WITHDRAW)
                    .filter(now -> now.request().isEmpty())
                    .map(now -> changed(loaded, provider, now.declined(why, date))
                            .event(new AccountEvent.DirectDebitDeclined(date, now.provider(), now.id(), why)));
        }

        private Change changed(LoadedAccount loaded, PaymentProvider provider, DirectDebit now) {
            DunningCase.Builder after = loaded.memory().toBuilder().directDebit(now);
            PendingMoney.note(loaded.memory(), after, now, provider.pendingDays(), date, zone);
            return new Change(loaded, after.reviewBy(date).build());
        }

        // Withdrawing

        void withdraw(PaymentProvider provider, DirectDebit debit) {
            if (debit.request().isPresent()) {
                cancel(provider, debit, debit.request().get());
            } else if (!isBeingAsked(debit)) {
                boolean canTell = provider.features().contains(PaymentFeature.ANSWERS_LOOKUP);
                if (canTell || counts(provider, debit)) {
                    withdrawUnknown(provider, debit, canTell);
                } else {
                    unknown(debit);
                }
            }
        }

        /** Of one of which no answer was remembered: it is looked up or asked for again under its key, and withdrawn by the name that it then has. */
        private void withdrawUnknown(PaymentProvider provider, DirectDebit debit, boolean canTell) {
            DirectDebit asked = canTell ? debit : debit.askedAgain();
            if (!canTell && !remembered(debit, asked, loaded -> true)) {
                return;
            }
            PaymentRequestResult known = canTell
                    ? lookup(provider, debit).orElseGet(() -> new PaymentRequestResult.Declined("it never got it"))
                    : request(provider, asked);
            boolean lapsed = memory.pendingPayments().stream()
                    .filter(((RequestedPayment) debit)::isBy)
                    .allMatch(payment -> date.isAfter(payment.lapses()));
            boolean longInDoubt = lapsed && date.isAfter(debit.since().plusDays(DOUBT_DAYS));
            if (known instanceof PaymentRequestResult.CollectionStarted started) {
                settle(provider, debit, started);
                cancel(provider, debit, started.id().value());
            } else if (known instanceof PaymentRequestResult.Declined) {
                unanswered(debit, Optional.empty());
            } else if (known instanceof PaymentRequestResult.InDoubt && longInDoubt) {
                unknown(debit);
            }
        }

        private void unknown(DirectDebit debit) {
            unanswered(debit, Optional.of("nobody knows whether " + debit.provider() + " took it"));
        }

        /** As {@link #over}, unless its provider has told meanwhile that it took it: then it is withdrawn by its name. */
        private void unanswered(DirectDebit debit, Optional<String> tooLate) {
            over(debit, tooLate, now -> now.request().isEmpty());
        }

        private void cancel(PaymentProvider provider, DirectDebit debit, String request) {
            Instant began = now();
            CancelResult result = cancelled(provider, new PaymentRequestId(request));
            if (result instanceof CancelResult.Withdrawn || result instanceof CancelResult.Unknown) {
                over(debit, Optional.empty());
            } else if (result instanceof CancelResult.TooLate late) {
                over(debit, Optional.of(late.reason()));
            } else {
                failed(provider, began);
            }
        }

        private CancelResult cancelled(PaymentProvider provider, PaymentRequestId request) {
            try {
                CancelResult result = provider.cancel(request, settings.timeout());
                return result == null ? new CancelResult.InDoubt("it answered nothing") : result;
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.warn("payment provider {} could not withdraw a direct debit of {}", provider.id(), account, e);
                return new CancelResult.InDoubt(BrokenAccountException.line(e));
            }
        }

        /** Withdrawn, so nothing is under way by it; or too late, so that it is as long as it was expected. */
        void over(DirectDebit debit, Optional<String> tooLate) {
            over(debit, tooLate, now -> true);
        }

        private void over(DirectDebit debit, Optional<String> tooLate, Predicate<DirectDebit> still) {
            change(loaded -> loaded.memory()
                    .directDebit(debit.id())
                    .filter(now -> now.state() == State.TO_WITHDRAW && still.test(now))
                    .map(now -> {
                        DunningCase.Builder after = loaded.memory().toBuilder()
                                .directDebit(now.become(tooLate.isEmpty() ? State.WITHDRAWN : State.TOO_LATE, date));
                        if (tooLate.isEmpty()) {
                            loaded.memory().pendingPayments().stream()
                                    .filter(((RequestedPayment) now)::isBy)
                                    .forEach(payment -> after.withoutPendingPayment(payment.id()));
                        }
                        return new Change(loaded, after.reviewBy(date).build())
                                .event(new AccountEvent.DirectDebitWithdrawn(date, now.provider(), now.id(), tooLate));
                    }));
        }
    }
}
