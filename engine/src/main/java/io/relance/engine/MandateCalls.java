package io.relance.engine;

import io.relance.account.Mandate;
import io.relance.history.AccountEvent;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentProvider;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks payment providers how mandates stand. */
final class MandateCalls {
    private static final Logger LOG = LoggerFactory.getLogger(MandateCalls.class);

    private final AccountCalls calls;

    MandateCalls(AccountCalls calls) {
        this.calls = calls;
    }

    /** Asks about those of which the provider's word is missing. */
    void askWhereDue() {
        calls.memory().mandates().stream()
                .filter(mandate -> mandate.ask(calls.zone())
                        .filter(day -> !day.isAfter(calls.date()))
                        .isPresent())
                .forEach(mandate -> calls.provider(mandate.provider()).ifPresent(it -> ask(it, mandate)));
    }

    /** Asks how a mandate stands, and remembers it. */
    MandateState ask(PaymentProvider provider, Mandate known) {
        Instant began = calls.now();
        MandateState state = state(provider, new MandateId(known.id()));
        if (state == MandateState.NOT_TOLD) {
            calls.failed(provider, began);
            return state;
        }
        Mandate.State now = switch (state) {
            case ACTIVE -> Mandate.State.ACTIVE;
            case ENDED, UNKNOWN -> Mandate.State.ENDED;
            case NOT_YET, NOT_TOLD -> Mandate.State.NOT_YET;
        };
        String why = state == MandateState.UNKNOWN ? "there is no such mandate" : "";
        calls.change(loaded -> told(loaded, known, now, began, why));
        return state;
    }

    private MandateState state(PaymentProvider provider, MandateId mandate) {
        try {
            MandateState state = provider.mandate(mandate, calls.settings().timeout());
            return state == null ? MandateState.NOT_TOLD : state;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.warn("payment provider {} could not tell of a mandate of {}", provider.id(), calls.account(), e);
            return MandateState.NOT_TOLD;
        }
    }

    /** What was told meanwhile is newer; that one is as it was is worth remembering when somebody waits for it. */
    private Optional<Change> told(LoadedAccount loaded, Mandate known, Mandate.State state, Instant at, String why) {
        boolean asBefore = loaded.memory().mandates().contains(known);
        boolean same = known.state() == state;
        if (!asBefore
                || (same
                        && known.ask(calls.zone())
                                .filter(day -> !day.isAfter(calls.date()))
                                .isEmpty())) {
            return Optional.empty();
        }
        Change change = new Change(
                loaded,
                loaded.memory().toBuilder()
                        .mandate(known.become(state, at))
                        .reviewBy(calls.date())
                        .build());
        return Optional.of(
                same
                        ? change
                        : change.event(new AccountEvent.MandateReported(
                                calls.date(), known.provider(), known.id(), state, why)));
    }
}
