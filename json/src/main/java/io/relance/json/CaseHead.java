package io.relance.json;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The head of a case without its parts, as it is stored: it knows how many messages and tasks there are. */
public final class CaseHead {
    /** Has messages and tasks in heads of version 1 alone. */
    private final DunningCase bare;

    private final int messages;
    private final int tasks;

    /**
     * @param messages how many are parts
     * @param tasks how many are parts
     * @throws StoredBodyException when some are parts and some stand in the head
     */
    CaseHead(DunningCase bare, int messages, int tasks) {
        this.bare = bare;
        this.messages = messages;
        this.tasks = tasks;
        if (isInline() && (messages != 0 || tasks != 0)) {
            throw new StoredBodyException("the case has messages or tasks in its head and apart");
        }
    }

    /** The head of a case: what is read from {@link CaseCodec#head(DunningCase)}. */
    public static CaseHead of(DunningCase memory) {
        return new CaseHead(
                memory.withParts(List.of(), List.of(), List.of()),
                memory.messages().size(),
                memory.tasks().size());
    }

    /** Whether messages or tasks stand in the head, as they did in version 1: none is stored by itself yet. */
    public boolean isInline() {
        return !bare.messages().isEmpty() || !bare.tasks().isEmpty();
    }

    /** Whether there is nothing in it, and no message or task. */
    public boolean isEmpty() {
        return messages == 0 && tasks == 0 && bare.equals(DunningCase.empty(bare.account()));
    }

    /**
     * The whole case.
     *
     * @param messages that are stored by themselves, in any order
     * @param tasks that are stored by themselves, in any order
     * @throws StoredBodyException when messages or tasks are missing, or are more than the head says
     */
    public DunningCase with(
            Collection<ReceivableProgress> progress,
            Collection<Placed<MessageState>> messages,
            Collection<Placed<TaskState>> tasks) {
        List<MessageState> orderedMessages = inOrder("message", this.messages, messages);
        List<TaskState> orderedTasks = inOrder("task", this.tasks, tasks);
        return isInline() ? bare.withProgress(progress) : bare.withParts(progress, orderedMessages, orderedTasks);
    }

    private static <T> List<T> inOrder(String what, int count, Collection<Placed<T>> stored) {
        List<Placed<T>> sorted = new ArrayList<>(stored);
        sorted.sort(Comparator.comparingInt(Placed::place));
        for (int i = 0; i < Math.max(count, sorted.size()); i++) {
            if (i >= sorted.size() || sorted.get(i).place() > i) {
                throw new StoredBodyException(
                        what + " " + (i + 1) + " of the " + count + " of the case, each stored by itself, is missing");
            }
            if (i >= count || sorted.get(i).place() < i) {
                throw new StoredBodyException("the case has " + count + " " + what
                        + "s, but one more is stored in place " + (sorted.get(i).place() + 1));
            }
        }
        return sorted.stream().map(Placed::value).toList();
    }
}
