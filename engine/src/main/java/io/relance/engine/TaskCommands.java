package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.TaskState;
import io.relance.decision.CaseUpdates;
import io.relance.history.AccountEvent;
import java.time.LocalDate;
import java.util.Optional;

/** What people do to tasks. */
public final class TaskCommands {
    private final Commands commands;
    private final Command command;

    /** One command about a task. */
    public TaskCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /** Completes it with its result. */
    public void complete(String task, String result) {
        commands.change(
                command,
                memory -> CaseUpdates.taskCompleted(memory, task, command.day(), result),
                new AccountEvent.TaskCompleted(command.day(), command.actor(), task, result));
    }

    /** Gives it to a person; empty: back to its team. */
    public void assign(String task, Optional<String> person) {
        commands.change(
                command,
                memory -> memory.toBuilder()
                        .task(open(memory, task).assignedTo(person))
                        .build(),
                new AccountEvent.TaskAssigned(command.day(), command.actor(), task, person));
    }

    /** Says by when it is to be done; empty: by no day in particular. */
    public void reschedule(String task, Optional<LocalDate> by) {
        commands.change(
                command,
                memory -> memory.toBuilder().task(open(memory, task).dueBy(by)).build(),
                new AccountEvent.TaskRescheduled(command.day(), command.actor(), task, by));
    }

    private static TaskState open(DunningCase memory, String id) {
        TaskState task = Commands.find(memory, memory.tasks().stream(), t -> t.id().equals(id), "task", id);
        task.completed().ifPresent(done -> {
            throw new IllegalStateException("task " + id + " was completed on " + done);
        });
        return task;
    }
}
