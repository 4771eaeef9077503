package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.PaymentLink;
import io.relance.receivable.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What payment providers are asked for once decisions are stored and messages handed over: mandates, direct debits, and the withdrawal of pages.
 * What a provider did not answer is asked for again by a later run of the same day, or on the next day.
 */
public final class ProviderCalls {
    /** After how long a provider is called again about what it did not answer: by the runs of the same day, if they go on. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final EngineSettings settings;
    private final CaseFile file;
    private final LinkWithdrawals withdrawals;
    private final DirectDebits debits;
    /** When to call again; who starts anew finds them by their day of review. */
    private final Map<AccountId, Instant> again = new ConcurrentHashMap<>();

    /**
     * The calls of an engine with these settings.
     *
     * @param rest the payment providers that it leaves alone
     */
    public ProviderCalls(EngineSettings settings, RestingProviders rest) {
        this.settings = settings;
        this.file = new CaseFile(settings);
        this.withdrawals = new LinkWithdrawals(settings, rest);
        this.debits = new DirectDebits(settings, rest);
    }

    /** Whether a provider may have to be called about an account. */
    static boolean areDue(DunningCase memory) {
        return memory.paymentLinks().stream().anyMatch(link -> link.state() == PaymentLink.State.TO_WITHDRAW)
                || memory.mandates().stream()
                        .anyMatch(mandate -> mandate.told().isEmpty() || mandate.state() == Mandate.State.NOT_YET)
                || memory.directDebits().stream()
                        .anyMatch(debit -> debit.state() == DirectDebit.State.WANTED
                                || debit.state() == DirectDebit.State.TO_WITHDRAW);
    }

    /** Calls about the accounts that the run has come upon, and about those that were left for now. */
    public void run(BusinessDay day, Tally tally) {
        Set<AccountId> accounts = tally.takeToCall();
        Instant now = settings.clock().instant();
        again.forEach((account, at) -> {
            if (account.creditor().equals(day.creditor()) && !now.isBefore(at)) {
                accounts.add(account);
            }
        });
        for (AccountId account : accounts) {
            if (day.isOver()) {
                // they are due for review tomorrow
                return;
            }
            again.remove(account);
            try {
                DunningCase memory = file.loadWhole(account).memory();
                if (withdrawals.run(memory, day.date(), tally)) {
                    callAgain(account);
                }
                // a debit waits for the page on which it could be paid besides
                if (debits.run(file.loadWhole(account).memory(), day.date(), tally)) {
                    callAgain(account);
                }
            } catch (BrokenAccountException e) {
                tally.add(e);
            }
        }
    }

    private void callAgain(AccountId account) {
        again.put(account, settings.clock().instant().plus(PAUSE));
    }
}
