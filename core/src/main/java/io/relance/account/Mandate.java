package io.relance.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A customer's leave to collect by direct debit, kept by a payment provider. As long as it is active, the customer's invoices are {@code
 * AUTO_COLLECTED}, but for those of which a collection failed.
 *
 * @param provider the provider's name within the host
 * @param id the provider's name of it
 * @param told as of when the state is known; empty: the provider is to be asked
 */
public record Mandate(String provider, String id, State state, Optional<Instant> told) {
    private static final int WEEK = 7;

    /** How it stands. */
    public enum State {
        /** It waits for the customer's or the bank's consent, or the provider has not been asked yet. */
        NOT_YET,
        /** Direct debits are collected under it. */
        ACTIVE,
        /** It was cancelled, refused or lapsed. */
        ENDED
    }

    /** Whether it is the one of that name. */
    public boolean is(String itsProvider, String itsId) {
        return provider.equals(itsProvider) && id.equals(itsId);
    }

    /**
     * From which day on its provider is to be asked how it stands; empty: what becomes of it is told. The word that somebody consented may get
     * lost, so it is asked for every week.
     */
    public Optional<LocalDate> ask(ZoneId zone) {
        return told.isEmpty() || state == State.NOT_YET
                ? Optional.of(told.map(at -> at.atZone(zone).toLocalDate().plusDays(WEEK))
                        .orElse(LocalDate.MIN))
                : Optional.empty();
    }

    /** The same, as its provider says. */
    public Mandate become(State now, Instant at) {
        return new Mandate(provider, id, now, Optional.of(at));
    }

    /** The same, of which the provider is to be asked. */
    public Mandate untold() {
        return new Mandate(provider, id, state, Optional.empty());
    }
}
