package io.relance.decision.laws;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.receivable.AccountLedger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same account, its lists given in another order. */
final class Shuffled {
    private Shuffled() {}

    static AccountSnapshot of(AccountSnapshot snapshot, Random random) {
        return new AccountSnapshot(ledger(snapshot.ledger(), random), memory(snapshot.memory(), random));
    }

    private static AccountLedger ledger(AccountLedger ledger, Random random) {
        AccountLedger.Builder builder = AccountLedger.builder(ledger.account().creditor(), ledger.customer());
        shuffled(ledger.receivables(), random).forEach(builder::receivable);
        shuffled(ledger.creditNotes(), random).forEach(builder::creditNote);
        shuffled(ledger.payments(), random).forEach(builder::payment);
        shuffled(ledger.writeOffs(), random).forEach(builder::writeOff);
        shuffled(ledger.allocations(), random).forEach(builder::allocation);
        return builder.build();
    }

    private static DunningCase memory(DunningCase memory, Random random) {
        DunningCase.Builder builder = DunningCase.builder(memory.account());
        shuffled(memory.holds(), random).forEach(builder::hold);
        shuffled(memory.promises(), random).forEach(builder::promise);
        shuffled(memory.plans(), random).forEach(builder::plan);
        shuffled(memory.disputes(), random).forEach(builder::dispute);
        shuffled(memory.pendingPayments(), random).forEach(builder::pendingPayment);
        shuffled(memory.paymentLinks(), random).forEach(builder::paymentLink);
        shuffled(memory.mandates(), random).forEach(builder::mandate);
        shuffled(memory.directDebits(), random).forEach(builder::directDebit);
        shuffled(memory.contacts(), random).forEach(builder::contact);
        shuffled(memory.messages(), random).forEach(builder::message);
        shuffled(memory.tasks(), random).forEach(builder::task);
        shuffled(new ArrayList<>(memory.progress().values()), random).forEach(builder::progress);
        builder.insolvency(memory.insolvency().orElse(null))
                .scenario(memory.scenario().orElse(null))
                .creditLimit(memory.creditLimit().orElse(null))
                .externalScore(memory.externalScore().orElse(null))
                .ruleStates(memory.ruleStates().values())
                .promiseResults(memory.promiseResults())
                .behaviour(memory.behaviour().orElse(null));
        memory.tags().forEach(builder::tag);
        memory.receivableScenarios().forEach(builder::receivableScenario);
        memory.onceDone().forEach(builder::onceDone);
        memory.decided()
                .ifPresent(day -> builder.decided(
                        day,
                        memory.policyVersion().orElseThrow(),
                        memory.nextReview().orElse(null)));
        return builder.build();
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
