package io.relance.json;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is held about an account, as one JSON document for people: {@code export} (its version), {@code creditor},
 * {@code customer}, {@code at}, {@code case}, {@code receivables}, {@code messageLines} (of messages with many), {@code messages}, {@code tasks}, {@code events}. The bodies
 * stand in it as they are stored; null: erased.
 */
public final class AccountExport {
    /** The version in which exports are written. */
    public static final int VERSION = 1;

    private static final TreeLimits LIMITS = new TreeLimits(512_000_000, 64, 20_000_000);

    private final MappingBuilder document = new MappingBuilder();
    private final List<Node> receivables = new ArrayList<>();
    private final List<Node> lines = new ArrayList<>();
    private final List<Node> messages = new ArrayList<>();
    private final List<Node> tasks = new ArrayList<>();
    private final List<Node> events = new ArrayList<>();

    private AccountExport() {}

    /** An export of {@code account}, made at {@code at}; nothing in it yet. */
    public static AccountExport of(AccountId account, Instant at) {
        AccountExport export = new AccountExport();
        export.document
                .number("export", VERSION)
                .text("creditor", account.creditor().value())
                .text("customer", account.customer().value())
                .text("at", at.toString());
        return export;
    }

    /** The head of the case. */
    public AccountExport head(byte[] body) {
        document.node("case", tree(body));
        return this;
    }

    /** What is remembered of a receivable. */
    public AccountExport receivable(byte[] body) {
        receivables.add(tree(body));
        return this;
    }

    /** The lines of a message that are no part of the head. */
    public AccountExport messageLines(byte[] body) {
        lines.add(tree(body));
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

    /** The document; ends with a line feed. */
    public String json() {
        return TreeWriter.prettyJson(document.list("receivables", receivables)
                .list("messageLines", lines)
                .list("messages", messages)
                .list("tasks", tasks)
                .list("events", events)
                .build());
    }
}
