package io.relance.engine;

import io.relance.json.AccountExport;
import io.relance.receivable.AccountId;
import io.relance.storage.CasePart;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.Page;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gives out everything that is held about an account. */
public final class Export {
    private static final int PAGE = 500;

    private final EngineSettings settings;

    /** Exports of an engine with these settings. */
    public Export(EngineSettings settings) {
        this.settings = settings;
    }

    /** All of it as one JSON document. */
    public String json(AccountId account) {
        StoredBodies bodies = settings.bodies();
        AccountKey key = bodies.keys().of(account);
        AccountExport export = AccountExport.of(account, settings.clock().instant());
        StoredCase stored = settings.store().find(List.of(account)).get(account);
        if (stored != null) {
            export.head(bodies.plainHead(stored.head(), key));
            for (CasePart part : stored.parts()) {
                if (part.body().length() > 0) {
                    byte[] plain = bodies.plainPart(account, part, key);
                    switch (part.key().kind()) {
                        case RECEIVABLE -> export.receivable(plain);
                        case MESSAGE -> export.caseMessage(plain);
                        case TASK -> export.caseTask(plain);
                    }
                }
            }
        }
        each(
                after -> settings.store()
                        .outbox(new OutboxQuery(account.creditor(), Set.of(account), Set.of(), after, PAGE)),
                entry -> export.message(
                        columns(entry),
                        entry.rendered().flatMap(body -> readable(() -> bodies.plainHandOver(entry, body, key)))));
        each(
                after -> settings.store()
                        .tasks(new TaskQuery(
                                account.creditor(), Optional.of(account), Optional.empty(), false, after, PAGE)),
                task -> export.task(
                        columns(task),
                        Optional.of(task)
                                .filter(held -> held.body().length() > 0)
                                .flatMap(held -> readable(() -> bodies.plainTask(held, key)))));
        each(
                after -> settings.store().events(new EventQuery(account.creditor(), Optional.of(account), after, PAGE)),
                event -> export.event(columns(event), readable(() -> bodies.plainEvent(event, key))));
        return export.json();
    }

    private static <T> void each(Function<Optional<String>, Page<T>> asking, Consumer<T> consumer) {
        Optional<String> after = Optional.empty();
        Page<T> page;
        do {
            page = asking.apply(after);
            page.items().forEach(consumer);
            after = page.next();
        } while (!page.items().isEmpty() && after.isPresent());
    }

    /** Empty: it was erased. */
    private static Optional<byte[]> readable(Supplier<byte[]> reading) {
        try {
            return Optional.of(reading.get());
        } catch (KeyGoneException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> columns(OutboxEntry entry) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("message", entry.message().value());
        columns.put("state", entry.state().name());
        columns.put("channel", entry.channel().value());
        columns.put("dueOn", entry.dueOn().toString());
        entry.retryAt().ifPresent(at -> columns.put("retryAt", at.toString()));
        columns.put("attempt", Integer.toString(entry.attempt()));
        return columns;
    }

    private static Map<String, String> columns(TaskRecord task) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("task", task.id());
        columns.put("team", task.team());
        columns.put("raised", task.raised().toString());
        columns.put("open", Boolean.toString(task.open()));
        return columns;
    }

    private static Map<String, String> columns(EventRecord event) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("sequence", Long.toString(event.sequence()));
        columns.put("at", event.at().toString());
        columns.put("day", event.day().toString());
        columns.put("type", event.type());
        columns.put("hash", event.hash().value());
        return columns;
    }
}
