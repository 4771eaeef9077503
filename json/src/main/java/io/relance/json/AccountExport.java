package io.relance.json;

import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.json.tree.Notation;
import io.relance.json.tree.Place;
import io.relance.json.tree.Problems;
import io.relance.json.tree.TreeLimits;
import io.relance.json.tree.TreeReader;
import io.relance.json.tree.TreeWriter;
import io.relance.receivable.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held about an account, as one JSON document for people: {@code export} (its version), {@code creditor},
 * {@code customer}, {@code at}, {@code case} with all {@code messages} and {@code tasks} in it, in the order in which they were
 * planned and raised, {@code receivables}, {@code messages} (those of the outbox), {@code tasks}, {@code events}. The bodies stand
 * in it as they are stored, those of messages and tasks in the case without what tells their places; null: erased.
 */
public final class AccountExport {
    /** The version in which exports are written. */
    public static final int VERSION = 1;

    private static final TreeLimits LIMITS = new TreeLimits(512_000_000, 64, 20_000_000);

    private final Node.Mapping about;
    private @Nullable Node head;
    private final List<Node> receivables = new ArrayList<>();
    private final List<Placed<Node>> caseMessages = new ArrayList<>();
    private final List<Placed<Node>> caseTasks = new ArrayList<>();
    private final List<Node> messages = new ArrayList<>();
    private final List<Node> tasks = new ArrayList<>();
    private final List<Node> events = new ArrayList<>();

    private AccountExport(Node.Mapping about) {
        this.about = about;
    }

    /** An export of {@code account}, made at {@code at}; nothing in it yet. */
    public static AccountExport of(AccountId account, Instant at) {
        return new AccountExport(new MappingBuilder()
                .number("export", VERSION)
                .text("creditor", account.creditor().value())
                .text("customer", account.customer().value())
                .text("at", at.toString())
                .build());
    }

    /** The head of the case. */
    public AccountExport head(byte[] body) {
        head = tree(body);
        return this;
    }

    /** What is remembered of a receivable. */
    public AccountExport receivable(byte[] body) {
        receivables.add(tree(body));
        return this;
    }

    /** The part of a message of the case. */
    public AccountExport caseMessage(byte[] body) {
        Placed<MessageState> message = CaseCodec.messagePart(body);
        caseMessages.add(
                new Placed<>(message.place(), WorkForms.message(message.value()).node()));
        return this;
    }

    /** The part of a task of the case. */
    public AccountExport caseTask(byte[] body) {
        Placed<TaskState> task = CaseCodec.taskPart(body);
        caseTasks.add(new Placed<>(task.place(), WorkForms.task(task.value()).node()));
        return this;
    }

    /** A task. */
    public AccountExport task(Map<String, String> columns, Optional<byte[]> body) {
        tasks.add(record(columns, body));
        return this;
    }

    /** A message of the outbox, with what was handed over last. */
    public AccountExport message(Map<String, String> columns, Optional<byte[]> handedOver) {
        messages.add(record(columns, handedOver));
        return this;
    }

    /** An event. */
    public AccountExport event(Map<String, String> columns, Optional<byte[]> body) {
        events.add(record(columns, body));
        return this;
    }

    private static Node record(Map<String, String> columns, Optional<byte[]> body) {
        MappingBuilder record = new MappingBuilder();
        columns.forEach(record::text);
        return record.node("body", body.map(AccountExport::tree).orElseGet(() -> new Node.Null(Place.NONE)))
                .build();
    }

    private static Node tree(byte[] body) {
        Problems problems = new Problems("export");
        return TreeReader.read(new String(body, StandardCharsets.UTF_8), Notation.JSON, LIMITS, problems)
                .filter(node -> !problems.hasErrors())
                .orElseThrow(() -> new StoredBodyException("a stored body is not JSON: " + problems.list()));
    }

    /** The head with the messages and the tasks in the place of their numbers. */
    private Node.Mapping wholeCase(Node.Mapping head) {
        MappingBuilder whole = new MappingBuilder();
        for (Node.Entry entry : head.entries()) {
            switch (entry.key()) {
                case CaseCodec.MESSAGE_COUNT -> whole.list("messages", inOrder(caseMessages));
                case CaseCodec.TASK_COUNT -> whole.list("tasks", inOrder(caseTasks));
                default -> whole.node(entry.key(), entry.value());
            }
        }
        return whole.build();
    }

    private static List<Node> inOrder(List<Placed<Node>> placed) {
        return placed.stream()
                .sorted(Comparator.comparingInt(Placed::place))
                .map(Placed::value)
                .toList();
    }

    /** The document; ends with a line feed. */
    public String json() {
        MappingBuilder document = new MappingBuilder();
        about.entries().forEach(entry -> document.node(entry.key(), entry.value()));
        if (head instanceof Node.Mapping mapping) {
            document.node("case", wholeCase(mapping));
        }
        return TreeWriter.prettyJson(document.list("receivables", receivables)
                .list("messages", messages)
                .list("tasks", tasks)
                .list("events", events)
                .build());
    }
}
