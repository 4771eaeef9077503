package io.relance.examples.quickstart;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.action.Stage;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.risk.BehaviourHistory;
import java.time.LocalDate;
import java.util.ArrayList;
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
        accounts.forEach(account -> histories.put(account.ledger().account(), reminders(account.memory())));
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

    private static BehaviourHistory reminders(DunningCase memory) {
        Map<ReceivableId, List<LocalDate>> days = new HashMap<>();
        for (MessageState message : memory.messages()) {
            if (message.countsInCap() && message.stage() != Stage.PREVENTIVE) {
                message.lines().stream()
                        .filter(line -> line.role() == MessageLine.Role.CLAIMED)
                        .forEach(line -> days.computeIfAbsent(line.receivable(), id -> new ArrayList<>())
                                .add(message.on()));
            }
        }
        return new BehaviourHistory(days, List.of(), List.of(), List.of());
    }
}
