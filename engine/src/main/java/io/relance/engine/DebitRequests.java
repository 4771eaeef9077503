package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DirectDebit.State;
import io.relance.account.DunningCase;
import io.relance.account.RequestedPayment;
import io.relance.history.AccountEvent;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestResult;
import io.relance.template.MessageSender;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks payment providers for direct debits, and writes down each asking before it is made and what came of it. Asked again under the same key,
 * a debit is collected once.
 */
final class DebitRequests {
    private static final Logger LOG = LoggerFactory.getLogger(DebitRequests.class);
    /** How long before its end a key is trusted no more. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final AccountCalls calls;

    DebitRequests(AccountCalls calls) {
        this.calls = calls;
    }

    /** Whoever was asking for it has got its answer by then. */
    boolean isBeingAsked(DirectDebit debit) {
        Instant settled =
                debit.latest().orElseThrow().plus(calls.settings().timeout().multipliedBy(2));
        boolean isEarly = calls.now().isBefore(settled);
        if (isEarly) {
            calls.owed();
        }
        return isEarly;
    }

    /** Whether the key of the first asking still counts: asked again under it, a debit is collected once. */
    boolean counts(PaymentProvider provider, DirectDebit debit) {
        Instant first = debit.asked().orElseThrow();
        return calls.now().isBefore(first.plus(provider.keyLifetime()).minus(MARGIN));
    }

    /** Remembers that a provider is about to be asked; not when others have changed it. */
    boolean remembered(DirectDebit before, DirectDebit asked, Predicate<LoadedAccount> still) {
        return calls.change(loaded -> loaded.memory()
                .directDebit(before.id())
                .filter(same -> same.equals(before) && still.test(loaded))
                .map(same -> new Change(
                        loaded, loaded.memory().toBuilder().directDebit(asked).build())));
    }

    /** Writes down that it was surely not taken, unless somebody has asked since: its key begins anew. */
    void forget(DirectDebit asked) {
        calls.change(loaded -> loaded.memory()
                .directDebit(asked.id())
                .filter(now ->
                        now.attempts() == asked.attempts() && now.request().isEmpty())
                .map(now -> new Change(
                        loaded,
                        loaded.memory().toBuilder().directDebit(now.unasked()).build())));
    }

    /** What a provider took under its key; empty: nothing. */
    Optional<PaymentRequestResult> lookup(PaymentProvider provider, DirectDebit debit) {
        return called(
                provider, () -> provider.lookup(key(debit), calls.settings().timeout()));
    }

    /** Asks for it; only what was written down before. */
    PaymentRequestResult request(PaymentProvider provider, DirectDebit debit) {
        PaymentRequest request;
        try {
            request = written(debit);
        } catch (IllegalArgumentException e) {
            return new PaymentRequestResult.Declined(BrokenAccountException.line(e));
        }
        return called(
                        provider,
                        () -> Optional.of(
                                provider.request(request, calls.settings().timeout())))
                .orElseThrow();
    }

    private PaymentRequest written(DirectDebit debit) {
        MessageSender sender = calls.settings().sender(calls.account().creditor());
        PaymentRequest.Builder request = PaymentRequest.builder(
                        key(debit),
                        calls.account(),
                        new PaymentMethod.DirectDebit(
                                new MandateId(debit.mandate()), debit.on().filter(calls.date()::isBefore)))
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
        Instant began = calls.now();
        Optional<PaymentRequestResult> result;
        try {
            Optional<PaymentRequestResult> answer = call.get();
            result = answer == null ? Optional.of(new PaymentRequestResult.InDoubt("it answered nothing")) : answer;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.warn("payment provider {} failed on a direct debit of {}", provider.id(), calls.account(), e);
            result = Optional.of(new PaymentRequestResult.InDoubt(BrokenAccountException.line(e)));
        }
        boolean failed = result.filter(answer -> answer instanceof PaymentRequestResult.InDoubt
                        || answer instanceof PaymentRequestResult.TemporaryFailure)
                .isPresent();
        if (failed) {
            LOG.debug("{} gave no answer to a direct debit yet: {}", provider.id(), result);
            calls.failed(provider, began);
        }
        return result;
    }

    /** Remembers an answer; what is no answer yet is asked for again. */
    void settle(PaymentProvider provider, DirectDebit asked, PaymentRequestResult result) {
        if (result instanceof PaymentRequestResult.CollectionStarted started) {
            calls.change(loaded -> started(loaded, provider, asked, started));
        } else if (result instanceof PaymentRequestResult.Declined declined) {
            calls.change(loaded -> declined(loaded, provider, asked, declined.reason()));
        } else if (result instanceof PaymentRequestResult.LinkCreated) {
            calls.change(loaded -> declined(loaded, provider, asked, "it made a page instead"));
        }
    }

    private Optional<Change> started(
            LoadedAccount loaded,
            PaymentProvider provider,
            DirectDebit asked,
            PaymentRequestResult.CollectionStarted started) {
        return loaded.memory()
                .directDebit(asked.id())
                // another node may have got the same answer; and what is told of it may come before the answer
                .filter(now -> now.settles().isEmpty())
                .filter(now -> now.request()
                        .filter(name -> !name.equals(started.id().value()))
                        .isEmpty())
                .map(now -> now.request().isEmpty()
                        ? now.started(started.id().value(), started.settles(), calls.date())
                        : now.expectedOn(started.settles()))
                .map(now -> changed(loaded, provider, now)
                        .event(new AccountEvent.DirectDebitStarted(
                                calls.date(), now.provider(), now.id(), started.settles())));
    }

    private Optional<Change> declined(LoadedAccount loaded, PaymentProvider provider, DirectDebit asked, String why) {
        return loaded.memory()
                .directDebit(asked.id())
                .filter(now -> now.state() == State.WANTED || now.state() == State.TO_WITHDRAW)
                .filter(now -> now.request().isEmpty())
                .map(now -> changed(loaded, provider, now.declined(why, calls.date()))
                        .event(new AccountEvent.DirectDebitDeclined(calls.date(), now.provider(), now.id(), why)));
    }

    private Change changed(LoadedAccount loaded, PaymentProvider provider, DirectDebit now) {
        DunningCase.Builder after = loaded.memory().toBuilder().directDebit(now);
        PendingMoney.note(loaded.memory(), after, now, provider.pendingDays(), calls.date(), calls.zone());
        return new Change(loaded, after.reviewBy(calls.date()).build());
    }

    /**
     * Withdrawn, so nothing is under way by it; or too late, so that it is as long as it was expected.
     *
     * @param name by which it was withdrawn; empty: its provider was not known to have taken it. Of one of which more is known by now it is not true
     */
    void over(DirectDebit debit, Optional<String> name, Optional<String> tooLate) {
        calls.change(loaded -> loaded.memory()
                .directDebit(debit.id())
                .filter(now -> now.state() == State.TO_WITHDRAW && now.request().equals(name))
                .map(now -> {
                    DunningCase.Builder after = loaded.memory().toBuilder()
                            .directDebit(
                                    now.become(tooLate.isEmpty() ? State.WITHDRAWN : State.TOO_LATE, calls.date()));
                    if (tooLate.isEmpty()) {
                        loaded.memory().pendingPayments().stream()
                                .filter(((RequestedPayment) now)::isBy)
                                .forEach(payment -> after.withoutPendingPayment(payment.id()));
                    }
                    return new Change(loaded, after.reviewBy(calls.date()).build())
                            .event(new AccountEvent.DirectDebitWithdrawn(
                                    calls.date(), now.provider(), now.id(), tooLate));
                }));
    }
}
