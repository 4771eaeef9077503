package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.PendingPayment;
import io.relance.account.RequestedPayment;
import io.relance.payment.CancelResult;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has payment providers withdraw direct debits. Withdrawing again does no harm, so it is written down when the provider has answered. */
final class DebitWithdrawals {
    private static final Logger LOG = LoggerFactory.getLogger(DebitWithdrawals.class);
    /** For how long a provider is asked whether it took what is to be withdrawn, beyond the days for which the money was expected. */
    private static final int DOUBT_DAYS = 7;

    private final AccountCalls calls;
    private final DebitRequests requests;

    DebitWithdrawals(AccountCalls calls, DebitRequests requests) {
        this.calls = calls;
        this.requests = requests;
    }

    void withdraw(PaymentProvider provider, DirectDebit debit) {
        if (debit.request().isPresent()) {
            cancel(provider, debit, debit.request().get());
        } else if (!requests.isBeingAsked(debit)) {
            boolean canTell = provider.features().contains(PaymentFeature.ANSWERS_LOOKUP);
            if (canTell || requests.counts(provider, debit)) {
                withdrawUnknown(provider, debit, canTell);
            } else {
                unknown(debit);
            }
        }
    }

    /** Of one of which no answer was remembered: it is looked up or asked for again under its key, and withdrawn by the name that it then has. */
    private void withdrawUnknown(PaymentProvider provider, DirectDebit debit, boolean canTell) {
        DirectDebit asked = canTell ? debit : debit.askedAgain(calls.now());
        if (!canTell && !requests.remembered(debit, asked, loaded -> true)) {
            return;
        }
        PaymentRequestResult known = canTell
                ? requests.lookup(provider, debit).orElseGet(() -> new PaymentRequestResult.Declined("it never got it"))
                : requests.request(provider, asked);
        if (known instanceof PaymentRequestResult.CollectionStarted started) {
            requests.settle(provider, debit, started);
            cancel(provider, debit, started.id().value());
        } else if (known instanceof PaymentRequestResult.Declined) {
            requests.over(debit, Optional.empty(), Optional.empty());
        } else if (isLongInDoubt(debit)) {
            unknown(debit);
        }
    }

    private boolean isLongInDoubt(DirectDebit debit) {
        LocalDate from = calls.memory().pendingPayments().stream()
                .filter(((RequestedPayment) debit)::isBy)
                .map(PendingPayment::lapses)
                .filter(debit.since()::isBefore)
                .max(LocalDate::compareTo)
                .orElse(debit.since());
        return calls.date().isAfter(from.plusDays(DOUBT_DAYS));
    }

    private void unknown(DirectDebit debit) {
        requests.over(debit, Optional.empty(), Optional.of("nobody knows whether " + debit.provider() + " took it"));
    }

    private void cancel(PaymentProvider provider, DirectDebit debit, String request) {
        Instant began = calls.now();
        CancelResult result = cancelled(provider, new PaymentRequestId(request));
        if (result instanceof CancelResult.Withdrawn) {
            requests.over(debit, Optional.of(request), Optional.empty());
        } else if (result instanceof CancelResult.Unknown) {
            // it took it: whoever answers now may be another account with it
            requests.over(debit, Optional.of(request), Optional.of(debit.provider() + " does not know it any more"));
        } else if (result instanceof CancelResult.TooLate late) {
            requests.over(debit, Optional.of(request), Optional.of(late.reason()));
        } else {
            calls.failed(provider, began);
        }
    }

    private CancelResult cancelled(PaymentProvider provider, PaymentRequestId request) {
        try {
            CancelResult result = provider.cancel(request, calls.settings().timeout());
            return result == null ? new CancelResult.InDoubt("it answered nothing") : result;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.warn("payment provider {} could not withdraw a direct debit of {}", provider.id(), calls.account(), e);
            return new CancelResult.InDoubt(BrokenAccountException.line(e));
        }
    }
}
