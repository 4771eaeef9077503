package io.relance.engine;

import io.relance.account.Assignment;
import io.relance.account.DunningCase;
import io.relance.account.ReceivableProgress;
import io.relance.history.AccountEvent;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What people do to single receivables: a new beginning, litigation, write-offs, assignment. */
public final class ReceivableCommands {
    private final Commands commands;
    private final Command command;

    /** One command about receivables. */
    public ReceivableCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /** Has the follow-up of an invoice begin anew. */
    public void restart(ReceivableId receivable, String why) {
        commands.checked(
                command,
                (now, checks) -> {
                    checks.open(receivable);
                    checks.refuse();
                    DunningCase memory = now.memory();
                    ReceivableProgress known = memory.progressOf(receivable);
                    ReceivableProgress anew = known.restarted(command.day());
                    // nothing was followed up yet: it begins by itself
                    return anew.equals(known)
                            ? memory
                            : memory.toBuilder().progress(anew).build();
                },
                (before, after) -> new AccountEvent.FollowUpRestarted(
                        command.day(),
                        command.actor(),
                        receivable,
                        after.progressOf(receivable).cycle(),
                        why));
    }

    /** Puts one receivable into litigation. */
    public void litigation(ReceivableId receivable, String with) {
        litigation(
                checks -> {
                    checks.open(receivable);
                    return List.of(receivable);
                },
                with);
    }

    /** Puts all that is open into litigation. */
    public void litigation(String with) {
        litigation(CommandChecks::allOpen, with);
    }

    private void litigation(Function<CommandChecks, List<ReceivableId>> which, String with) {
        commands.checked(
                command,
                (now, checks) -> {
                    List<ReceivableId> free = which.apply(checks).stream()
                            .filter(id ->
                                    now.memory().progressOf(id).litigationFrom().isEmpty())
                            .toList();
                    return litigation(now.memory(), free, command.day());
                },
                (before, after) ->
                        new AccountEvent.LitigationBegun(command.day(), command.actor(), moved(before, after), with));
    }

    /** Takes one receivable back from litigation. */
    public void endLitigation(ReceivableId receivable) {
        commands.checked(
                command,
                (now, checks) -> {
                    boolean known =
                            now.memory().progressOf(receivable).litigationFrom().isPresent();
                    checks.notInLitigationByBooks(receivable);
                    if (!known) {
                        checks.invoices(List.of(receivable));
                        checks.refuse();
                    }
                    return litigation(now.memory(), List.of(receivable), null);
                },
                (before, after) ->
                        new AccountEvent.LitigationEnded(command.day(), command.actor(), moved(before, after)));
    }

    /** Takes everything back from litigation that a person or a step had put there. */
    public void endLitigation() {
        commands.change(
                command,
                memory -> litigation(
                        memory,
                        memory.progress().values().stream()
                                .filter(progress -> progress.litigationFrom().isPresent())
                                .map(ReceivableProgress::receivable)
                                .toList(),
                        null),
                (before, after) ->
                        new AccountEvent.LitigationEnded(command.day(), command.actor(), moved(before, after)));
    }

    private static DunningCase litigation(DunningCase memory, List<ReceivableId> which, @Nullable LocalDate from) {
        DunningCase.Builder builder = memory.toBuilder();
        for (ReceivableId id : which) {
            ReceivableProgress known = memory.progressOf(id);
            if (!known.litigationFrom().equals(Optional.ofNullable(from))) {
                builder.progress(known.toBuilder().litigationFrom(from).build());
            }
        }
        return builder.build();
    }

    /** The receivables that came into litigation, or out of it. */
    private static List<ReceivableId> moved(DunningCase before, DunningCase after) {
        return after.progress().keySet().stream()
                .filter(id -> !before.progressOf(id)
                        .litigationFrom()
                        .equals(after.progressOf(id).litigationFrom()))
                .toList();
    }

    /** Writes off what is open of one receivable. */
    public void writeOff(ReceivableId receivable, String why) {
        Once<AccountLedger> ledger = new Once<>(() -> commands.ledger(command));
        commands.checked(
                command,
                (now, checks) -> {
                    checks.open(receivable);
                    ReceivableProgress known = now.memory().progressOf(receivable);
                    return known.writtenOffFrom().isPresent()
                            ? now.memory()
                            : now.memory().toBuilder()
                                    .progress(known.toBuilder()
                                            .writtenOffFrom(command.day())
                                            .build())
                                    .build();
                },
                (before, after) -> new AccountEvent.WrittenOff(
                        command.day(), command.actor(), receivable, open(ledger.get(), receivable), why));
    }

    private Money open(AccountLedger ledger, ReceivableId receivable) {
        return ledger.asOf(command.day(), Tolerance.NONE)
                .item(receivable)
                .map(OpenItem::open)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + receivable + "\" is issued after " + command.day() + ": it can't be written off yet"));
    }

    /** Takes a write-off back. */
    public void takeBackWriteOff(ReceivableId receivable) {
        commands.change(
                command,
                memory -> {
                    ReceivableProgress known = memory.progressOf(receivable);
                    if (known.writtenOffFrom().isEmpty()) {
                        throw new IllegalArgumentException("account " + memory.account() + ": nobody wrote \""
                                + receivable + "\" off here; what the books wrote off is taken back there");
                    }
                    return memory.toBuilder()
                            .progress(known.toBuilder().writtenOffFrom(null).build())
                            .build();
                },
                new AccountEvent.WriteOffTakenBack(command.day(), command.actor(), receivable));
    }

    /** Assigns receivables to a factor or an insurer, from a day on. */
    public void assign(List<ReceivableId> receivables, Assignment assignment) {
        assigned(
                checks -> {
                    receivables.forEach(checks::open);
                    return receivables;
                },
                assignment);
    }

    /** Assigns all that is open. */
    public void assign(Assignment assignment) {
        assigned(CommandChecks::allOpen, assignment);
    }

    private void assigned(Function<CommandChecks, List<ReceivableId>> which, Assignment assignment) {
        commands.checked(
                command,
                (now, checks) -> {
                    DunningCase.Builder builder = now.memory().toBuilder();
                    for (ReceivableId id : which.apply(checks)) {
                        builder.progress(now.memory().progressOf(id).toBuilder()
                                .assignment(assignment)
                                .build());
                    }
                    return builder.build();
                },
                (before, after) -> new AccountEvent.Assigned(
                        command.day(), command.actor(), reassigned(before, after), assignment));
    }

    /** Ends the assignment of receivables: they are followed up again. */
    public void endAssignment(List<ReceivableId> receivables) {
        commands.checked(
                command,
                (now, checks) -> {
                    checks.notAssignedByBooks(receivables);
                    DunningCase.Builder builder = now.memory().toBuilder();
                    for (ReceivableId id : receivables) {
                        ReceivableProgress known = now.memory().progressOf(id);
                        if (known.assignment().isPresent()) {
                            builder.progress(known.toBuilder().assignment(null).build());
                        } else {
                            checks.invoices(List.of(id));
                        }
                    }
                    checks.refuse();
                    return builder.build();
                },
                (before, after) ->
                        new AccountEvent.AssignmentEnded(command.day(), command.actor(), reassigned(before, after)));
    }

    private static List<ReceivableId> reassigned(DunningCase before, DunningCase after) {
        return after.progress().keySet().stream()
                .filter(id -> !before.progressOf(id)
                        .assignment()
                        .equals(after.progressOf(id).assignment()))
                .toList();
    }
}
