package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DirectDebit.State;
import io.relance.account.DunningCase;
import io.relance.decision.DunningDecider;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequestResult;
import io.relance.plan.Decision;
import io.relance.plan.ReasonCode;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Has payment providers collect direct debits, as long as the books, the case and the mandate still want it. */
final class DebitCollection {
    /** What is not collected while that holds. */
    private static final Set<ReasonCode> WAITS = Set.of(ReasonCode.STALE_LEDGER, ReasonCode.ON_HOLD);

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
        DirectDebit asked = anew ? wanted.askedAt(calls.now()) : wanted.askedAgain();
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

    /**
     * Whether it would still be asked for by the books as they are now: money moves, so it is looked at as a message is. What is on hold,
     * or of books that are too old, waits; so does what the customer can still pay on a page.
     */
    private boolean mayBeAsked(DirectDebit debit, AccountLedger ledger, DunningCase now) {
        boolean payable = now.paymentLinks().stream().anyMatch(link -> link.isPayable() && link.shares(debit));
        if (payable) {
            return false;
        }
        LocalDate day = now.decided().filter(calls.date()::isBefore).orElse(calls.date());
        Decision decision = BrokenAccountException.guard(
                calls.account(),
                () -> DunningDecider.decide(
                        Ledgers.snapshot(ledger, now),
                        calls.settings().policy(calls.account().creditor()),
                        day));
        return decision.memory()
                        .directDebit(debit.id())
                        .filter(decided -> decided.state() == State.WANTED)
                        .isPresent()
                && debit.lines().stream()
                        .flatMap(line -> decision.item(line.receivable()).stream())
                        .flatMap(item -> Stream.concat(item.reason().stream(), item.alsoReasons().stream()))
                        .noneMatch(reason -> WAITS.contains(reason.code()));
    }
}
