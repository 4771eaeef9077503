package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.PaymentLink;
import io.relance.receivable.AccountId;

/**
 * What payment providers are asked for once decisions are stored and messages handed over: mandates, direct debits, and the withdrawal of pages.
 * What can't be done for now is done on the next day.
 */
public final class ProviderCalls {
    private final CaseFile file;
    private final LinkWithdrawals withdrawals;
    private final DirectDebits debits;

    /** The calls of an engine with these settings. */
    public ProviderCalls(EngineSettings settings) {
        this.file = new CaseFile(settings);
        RestingProviders rest = new RestingProviders();
        this.withdrawals = new LinkWithdrawals(settings, rest);
        this.debits = new DirectDebits(settings, rest);
    }

    /** Whether a provider is to be called about an account. */
    static boolean areDue(DunningCase memory) {
        return memory.paymentLinks().stream().anyMatch(link -> link.state() == PaymentLink.State.TO_WITHDRAW)
                || memory.mandates().stream().anyMatch(mandate -> mandate.told().isEmpty())
                || memory.directDebits().stream()
                        .anyMatch(debit -> debit.state() == DirectDebit.State.WANTED
                                || debit.state() == DirectDebit.State.TO_WITHDRAW);
    }

    /** Calls about the accounts that the run has come upon. */
    public void run(BusinessDay day, Tally tally) {
        for (AccountId account : tally.takeToCall()) {
            if (day.isOver()) {
                // they are due for review tomorrow
                return;
            }
            try {
                DunningCase memory = file.loadWhole(account).memory();
                withdrawals.run(memory, day.date(), tally);
                debits.run(memory, day.date(), tally);
            } catch (BrokenAccountException e) {
                tally.add(e);
            }
        }
    }
}
