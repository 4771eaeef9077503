package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.action.Stage;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.ReceivableId;
import io.relance.risk.BehaviourHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an account's case adds to its books when the payer's behaviour is computed: the reminders that reached somebody, the
 * promises kept and broken, the disputes opened. The decision's facts and the reports of a host are computed from the same.
 */
public final class PayerHistory {
    private PayerHistory() {}

    /** What is remembered as of the end of {@code asOf}. */
    public static BehaviourHistory of(DunningCase memory, AccountLedger ledger, Policy policy, LocalDate asOf) {
        Map<ReceivableId, List<LocalDate>> reminders = new HashMap<>();
        for (MessageState message : memory.messages()) {
            if (message.wasReminder()
                    && message.status() != MessageState.Status.BOUNCED
                    && message.stage() != Stage.PREVENTIVE
                    && !message.on().isAfter(asOf)) {
                message.lines().stream()
                        .filter(line -> line.role() == MessageLine.Role.CLAIMED)
                        .forEach(line -> reminders
                                .computeIfAbsent(line.receivable(), id -> new ArrayList<>())
                                .add(message.on()));
            }
        }
        List<LocalDate> kept = new ArrayList<>();
        List<LocalDate> broken = new ArrayList<>();
        for (Promises.Judged promise : Promises.of(memory, ledger, policy, asOf).judged()) {
            if (promise.status() == PromiseStatus.KEPT) {
                kept.add(
                        promise.promise().date().isAfter(asOf)
                                ? asOf
                                : promise.promise().date());
            } else if (promise.status() == PromiseStatus.BROKEN) {
                broken.add(promise.graceEnd().plusDays(1));
            }
        }
        return new BehaviourHistory(
                reminders,
                kept,
                broken,
                memory.disputes().stream()
                        .map(dispute -> dispute.opened())
                        .filter(day -> !day.isAfter(asOf))
                        .toList());
    }
}
