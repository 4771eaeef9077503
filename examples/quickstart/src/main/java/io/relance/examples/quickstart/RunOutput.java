package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.decision.PayerHistory;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.risk.BehaviourHistory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run leaves behind, put together from what was decided about each account. */
final class RunOutput {
    private RunOutput() {}

    /** The report of the last day, with the decisions. */
    static Report report(ImportedBooks books, Policy policy, String creditor, List<AccountDay> accounts) {
        Map<AccountId, BehaviourHistory> histories = new HashMap<>();
        accounts.forEach(account -> histories.put(
                account.ledger().account(), PayerHistory.of(account.memory(), account.ledger(), policy, books.asOf())));
        return Report.of(books, policy, creditor, account -> histories.getOrDefault(account, BehaviourHistory.NONE))
                .with(counts(accounts));
    }

    /** What was decided on the last day. */
    static DecisionCounts counts(List<AccountDay> accounts) {
        Set<String> messages = new HashSet<>();
        SortedMap<ReasonCode, Integer> leftAlone = new TreeMap<>();
        int tasks = 0;
        int proposals = 0;
        for (AccountDay account : accounts) {
            for (ItemOutcome item : account.openInvoices()) {
                if (item.kind() == ItemOutcome.Kind.MESSAGE) {
                    item.message().ifPresent(id -> messages.add(id.value()));
                }
                item.reason().ifPresent(reason -> leftAlone.merge(reason.code(), 1, Math::addExact));
            }
            tasks = Math.addExact(tasks, account.tasks());
            proposals = Math.addExact(proposals, account.awaitingApproval());
        }
        return new DecisionCounts(messages.size(), tasks, proposals, leftAlone);
    }
}
