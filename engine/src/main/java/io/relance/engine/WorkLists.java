package io.relance.engine;

import io.relance.AccountTask;
import io.relance.AgendaEntry;
import io.relance.PreFlightFinding;
import io.relance.decision.WorkPriority;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.risk.AccountPriority;
import io.relance.storage.Page;
import io.relance.storage.TaskQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What people have to do, and what they had better do before it is needed. */
public final class WorkLists {
    private static final int PAGE = 500;

    private final EngineSettings settings;
    private final Decisions decisions;
    private final Commands commands;

    /** The work lists of an engine with these settings. */
    public WorkLists(EngineSettings settings, Decisions decisions, Commands commands) {
        this.settings = settings;
        this.decisions = decisions;
        this.commands = commands;
    }

    /**
     * The messages until a day that would not leave as things are, account by account.
     *
     * @param tally notes the accounts that could not be looked at
     */
    public void preFlight(
            CreditorId creditor, LocalDate date, LocalDate until, Consumer<PreFlightFinding> consumer, Tally tally) {
        Policy policy = settings.policy(creditor);
        decisions.propose(
                creditor,
                date,
                (decision, ledger) -> {
                    List<PreFlightFinding> found = List.of();
                    try {
                        found = BrokenAccountException.guard(
                                ledger.account(), () -> Rehearsal.of(settings, policy, ledger, decision, until));
                    } catch (BrokenAccountException e) {
                        tally.add(e);
                    }
                    found.forEach(consumer);
                },
                tally);
    }

    /**
     * The open tasks in the order in which people come to them.
     *
     * @param tally notes the accounts of which no priority can be told: their tasks are left out
     */
    public List<AgendaEntry> agenda(
            CreditorId creditor, LocalDate date, Optional<String> team, Optional<String> assignee, Tally tally) {
        Map<AccountId, List<AccountTask>> tasks = new LinkedHashMap<>();
        Optional<String> after = Optional.empty();
        do {
            Page<AccountTask> page = commands.tasks(new TaskQuery(creditor, Optional.empty(), team, true, after, PAGE));
            page.items().stream()
                    .filter(task -> assignee.isEmpty() || task.task().assignee().equals(assignee))
                    .forEach(task -> tasks.computeIfAbsent(task.account(), account -> new ArrayList<>())
                            .add(task));
            after = page.next();
        } while (after.isPresent());
        Policy policy = settings.policy(creditor);
        List<AgendaEntry> agenda = new ArrayList<>();
        List<AccountId> accounts = List.copyOf(tasks.keySet());
        for (int i = 0; i < accounts.size(); i += PAGE) {
            decisions.propose(
                    accounts.subList(i, Math.min(accounts.size(), i + PAGE)),
                    policy,
                    date,
                    (decision, ledger) -> {
                        AccountPriority priority =
                                WorkPriority.of(Ledgers.snapshot(ledger, decision.memory()), policy, decision);
                        tasks.getOrDefault(ledger.account(), List.of())
                                .forEach(task -> agenda.add(entry(task, ledger, date, priority)));
                    },
                    tally);
        }
        agenda.sort(ORDER);
        return agenda;
    }

    /** By person, those that are nobody's last; then by day; then what matters most first. */
    private static final Comparator<AgendaEntry> ORDER = Comparator.comparing(
                    (AgendaEntry entry) -> entry.task().assignee().isEmpty())
            .thenComparing(entry -> entry.task().assignee().orElse(""))
            .thenComparing(AgendaEntry::on)
            .thenComparing(AgendaEntry::priority, Comparator.reverseOrder())
            .thenComparing(entry -> entry.task().raised())
            .thenComparing(entry -> entry.account().toString())
            .thenComparing(entry -> entry.task().id());

    private static AgendaEntry entry(AccountTask task, AccountLedger ledger, LocalDate date, AccountPriority priority) {
        return new AgendaEntry(
                task.account(),
                ledger.customer().name(),
                task.task(),
                task.task().due().filter(date::isBefore).orElse(date),
                priority);
    }
}
