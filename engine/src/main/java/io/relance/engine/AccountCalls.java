package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.payment.PaymentProvider;
import io.relance.receivable.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** What the calls of payment providers about one account have in common: whom they call, what they write down, and whether an answer is owed. */
final class AccountCalls {
    private final EngineSettings settings;
    private final Writer writer;
    private final RestingProviders rest;
    private final DunningCase memory;
    private final LocalDate date;
    private final Tally tally;
    private boolean unanswered;

    /** @param memory the case as it was when the calls began */
    AccountCalls(EngineSettings settings, RestingProviders rest, DunningCase memory, LocalDate date, Tally tally) {
        this.settings = settings;
        this.writer = new Writer(settings);
        this.rest = rest;
        this.memory = memory;
        this.date = date;
        this.tally = tally;
    }

    EngineSettings settings() {
        return settings;
    }

    DunningCase memory() {
        return memory;
    }

    AccountId account() {
        return memory.account();
    }

    LocalDate date() {
        return date;
    }

    ZoneId zone() {
        return settings.policy(account().creditor()).timeZone();
    }

    Instant now() {
        return settings.clock().instant();
    }

    /** Whether a provider owes an answer. */
    boolean isUnanswered() {
        return unanswered;
    }

    /** An answer is to be had later. */
    void owed() {
        unanswered = true;
    }

    /** Empty when nobody of that name collects any more, or it kept others waiting in vain. */
    Optional<PaymentProvider> provider(String name) {
        Optional<PaymentProvider> known = settings.providers().of(account().creditor(), name);
        boolean resting =
                known.filter(provider -> rest.isResting(provider, now())).isPresent();
        unanswered |= resting;
        return resting ? Optional.empty() : known;
    }

    /** A call failed that began then. */
    void failed(PaymentProvider provider, Instant began) {
        owed();
        rest.failed(provider, began, now());
    }

    /** Changes the account as it is stored by now; whether there was anything to change. */
    boolean change(Function<LoadedAccount, Optional<Change>> change) {
        Optional<Change> stored =
                writer.apply(account(), loaded -> BrokenAccountException.guard(account(), () -> change.apply(loaded)));
        stored.ifPresent(done -> tally.add(done.tally()));
        return stored.isPresent();
    }
}
