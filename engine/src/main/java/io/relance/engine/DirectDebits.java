package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DirectDebit.State;
import io.relance.account.DunningCase;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Asks payment providers how mandates stand, for direct debits, and for their withdrawal. A direct debit is remembered when a host asks for it,
 * and each asking of its provider before that is asked; after a crash it is asked again under the same key, so it is collected once. When
 * neither the key counts any more nor the provider can be asked about it, nothing more is asked: its money is expected until its days are over,
 * then a person looks.
 */
final class DirectDebits {
    private final EngineSettings settings;
    private final RestingProviders rest;

    DirectDebits(EngineSettings settings, RestingProviders rest) {
        this.settings = settings;
        this.rest = rest;
    }

    /** Does what is to be done for an account; says whether a provider owes an answer. */
    boolean run(DunningCase memory, LocalDate date, Tally tally) {
        AccountCalls calls = new AccountCalls(settings, rest, memory, date, tally);
        MandateCalls mandates = new MandateCalls(calls);
        DebitRequests requests = new DebitRequests(calls);
        DebitCollection collection = new DebitCollection(calls, requests, mandates);
        DebitWithdrawals withdrawals = new DebitWithdrawals(calls, requests);
        mandates.askWhereDue();
        // what is withdrawn needs no books, and may set others free
        for (DirectDebit debit : memory.directDebits()) {
            boolean neverAsked = debit.asked().isEmpty() && debit.request().isEmpty();
            if (debit.state() == State.TO_WITHDRAW && neverAsked) {
                requests.over(debit, Optional.empty(), Optional.empty());
            } else if (debit.state() == State.TO_WITHDRAW) {
                calls.provider(debit.provider()).ifPresent(it -> withdrawals.withdraw(it, debit));
            }
        }
        for (DirectDebit debit : memory.directDebits()) {
            if (debit.state() == State.WANTED) {
                calls.provider(debit.provider()).ifPresent(it -> collection.collect(it, debit));
            }
        }
        return calls.isUnanswered();
    }
}
