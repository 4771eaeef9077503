package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.decision.Collectable;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequestResult;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.Optional;

/** Has payment providers collect direct debits, as long as the books, the case and the mandate still want it. */
final class DebitCollection {
    private final AccountCalls calls;
    private final DebitRequests requests;
    private final MandateCalls mandates;
    private final Ledgers ledgers;

    DebitCollection(AccountCalls calls, DebitRequests requests, MandateCalls mandates) {
        this.calls = calls;
        this.requests = requests;
        this.mandates = mandates;
        this.ledgers = new Ledgers(calls.settings().books());
    }

    /** Asks for it, unless an earlier asking was taken. */
    void collect(PaymentProvider provider, DirectDebit wanted) {
        boolean anew = wanted.asked().isEmpty();
        if (!anew && provider.features().contains(PaymentFeature.ANSWERS_LOOKUP)) {
            if (requests.isBeingAsked(wanted)) {
                return;
            }
            Optional<PaymentRequestResult> known = requests.lookup(provider, wanted);
            if (known.isPresent() && !(known.get() instanceof PaymentRequestResult.InDoubt)) {
                requests.settle(provider, wanted, known.get());
                return;
            }
            // never taken, so this will be no repetition
            anew = known.isEmpty();
        }
        if (!anew && !requests.counts(provider, wanted)) {
            return;
        }
        AccountLedger ledger =
                BrokenAccountException.guard(calls.account(), () -> ledgers.read(calls.account(), calls.date()));
        if (!mayBeAsked(wanted, ledger, calls.memory()) || (anew && !allows(provider, wanted))) {
            return;
        }
        DirectDebit asked = anew ? wanted.askedAt(calls.now()) : wanted.askedAgain(calls.now());
        if (requests.remembered(wanted, asked, loaded -> mayBeAsked(wanted, ledger, loaded.memory()))) {
            PaymentRequestResult result = requests.request(provider, asked);
            requests.settle(provider, asked, result);
            boolean canTell = provider.features().contains(PaymentFeature.ANSWERS_LOOKUP);
            if (anew && !canTell && result instanceof PaymentRequestResult.TemporaryFailure) {
                requests.forget(asked);
            }
        }
    }

    /** Whether the mandate is in force; when it has ended, that is the answer. */
    private boolean allows(PaymentProvider provider, DirectDebit wanted) {
        MandateState state = calls.memory().mandates().stream()
                .filter(known -> known.is(provider.id(), wanted.mandate()))
                .findFirst()
                .map(known -> mandates.ask(provider, known))
                .orElse(MandateState.UNKNOWN);
        if (state == MandateState.ENDED || state == MandateState.UNKNOWN) {
            String why = "mandate " + wanted.mandate() + " has ended";
            requests.settle(provider, wanted, new PaymentRequestResult.Declined(why));
        }
        return state == MandateState.ACTIVE;
    }

    /** Whether it would still be asked for by the books as they are now: money moves, so it is looked at as a message is. */
    private boolean mayBeAsked(DirectDebit debit, AccountLedger ledger, DunningCase now) {
        LocalDate day = now.decided().filter(calls.date()::isBefore).orElse(calls.date());
        return BrokenAccountException.guard(
                calls.account(),
                () -> Collectable.mayBeAsked(
                        Ledgers.snapshot(ledger, now),
                        calls.settings().policy(calls.account().creditor()),
                        day,
                        debit));
    }
}
