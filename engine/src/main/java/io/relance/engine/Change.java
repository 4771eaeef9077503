package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.channel.Attachment;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.EventCodec;
import io.relance.json.Placed;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitId;
import io.relance.storage.EventRecord;
import io.relance.storage.ExecutionKey;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.PartKey;
import io.relance.storage.PolicyVersion;
import io.relance.storage.TaskRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one decision, command or receipt makes of an account: the case before and after, and what happened. Outbox, tasks, parts
 * and executions follow from the two cases; what the case does not know of an entry is said apart.
 */
final class Change {
    private final LoadedAccount before;
    private final DunningCase after;
    private final List<AccountEvent> events = new ArrayList<>();
    private final Map<MessageId, OutboxChange> said = new LinkedHashMap<>();
    private final Tally tally = new Tally();
    private Optional<LocalDate> review;
    private Optional<String> stamp;
    private boolean open;
    private boolean none;
    private Optional<OutboxEntry> sending = Optional.empty();
    private List<Attachment> attachments = List.of();
    private Optional<CommitId> name = Optional.empty();

    Change(LoadedAccount before, DunningCase after) {
        this.before = before;
        this.after = after;
        this.review = Stream.concat(before.head().flatMap(CaseRecord::reviewOn).stream(), after.nextReview().stream())
                .min(Comparator.naturalOrder());
        this.stamp = before.head().flatMap(CaseRecord::stamp);
        this.open = before.head().map(CaseRecord::open).orElse(false);
        if (ProviderCalls.areDue(after)) {
            tally.addToCall(before.account());
        }
    }

    /** Nothing at all, though nothing is stored of the account yet. */
    static Change none(LoadedAccount account) {
        Change change = new Change(account, account.memory());
        change.none = true;
        return change;
    }

    Change event(AccountEvent event) {
        events.add(event);
        return this;
    }

    Change events(List<AccountEvent> more) {
        events.addAll(more);
        return this;
    }

    Change entry(OutboxChange change) {
        said.put(change.entry().message(), change);
        return this;
    }

    Change stamp(Optional<String> seen) {
        this.stamp = seen;
        return this;
    }

    /**
     * Has it looked at again on {@code day}, and not before: for a decision on a ledger that was read after the case. All
     * else leaves it due when it was due.
     */
    Change review(Optional<LocalDate> day) {
        this.review = day;
        return this;
    }

    Change open(boolean anything) {
        this.open = anything;
        return this;
    }

    /** Whether anything is to be followed up. */
    boolean isOpen() {
        return open;
    }

    Change count(Tally.Of what) {
        tally.add(what);
        return this;
    }

    /** It is stored under this name, even if it changes nothing: so that the name is known afterwards. */
    Change named(CommitId id) {
        this.name = Optional.of(id);
        return this;
    }

    /** Once it is stored, this entry is to be handed over. */
    Change sending(OutboxEntry entry, List<Attachment> with) {
        this.sending = Optional.of(entry);
        this.attachments = List.copyOf(with);
        return this;
    }

    /** The documents of what is being sent. */
    List<Attachment> attachments() {
        return attachments;
    }

    Optional<OutboxEntry> sending() {
        return sending;
    }

    /** Whether it has an entry go over another channel than {@code claimed} does. */
    boolean isRerouted(OutboxEntry claimed) {
        OutboxChange change = said.get(claimed.message());
        return change != null
                && change.entry().state() == OutboxState.READY
                && !change.entry().channel().equals(claimed.channel());
    }

    AccountId account() {
        return before.account();
    }

    List<AccountEvent> events() {
        return List.copyOf(events);
    }

    /** What is to be counted once it is stored. */
    Tally tally() {
        return tally;
    }

    DunningCase after() {
        return after;
    }

    boolean isEmpty() {
        return none || isAsBefore();
    }

    private boolean isAsBefore() {
        return name.isEmpty()
                && after.equals(before.memory())
                && before.head().isPresent()
                && said.isEmpty()
                && events.isEmpty()
                && review.equals(before.head().get().reviewOn())
                && stamp.equals(before.head().get().stamp())
                && open == before.head().get().open();
    }

    AccountCommit commit(Instant at, EngineSettings settings) {
        StoredBodies bodies = settings.bodies();
        List<CasePart> parts = new ArrayList<>();
        Set<ExecutionKey> planned = new HashSet<>();
        Set<ExecutionKey> released = new HashSet<>();
        for (ReceivableProgress now : after.progress().values()) {
            Optional<ReceivableProgress> was =
                    Optional.ofNullable(before.memory().progress().get(now.receivable()));
            if (!was.equals(Optional.of(now))) {
                parts.add(new CasePart(PartKey.of(now.receivable()), bodies.part(before.account(), now, before.key())));
                executions(was, now, planned, released);
            }
        }
        messages(parts, bodies);
        tasks(parts, bodies);
        EventChain chain = new EventChain(before.head().flatMap(CaseRecord::chain));
        List<EventRecord> records = records(at, chain, bodies);
        CaseRecord head = new CaseRecord(
                before.account(),
                before.revision() + 1,
                eventsBefore() + records.size(),
                chain.last(),
                after.policyVersion().map(PolicyVersion::new),
                review,
                open,
                stamp,
                bodies.head(after, before.key()));
        List<OutboxEntry> added = new ArrayList<>();
        List<OutboxChange> changed = new ArrayList<>(said.values());
        outbox(added, changed);
        List<TaskRecord> tasks = tasks(bodies);
        return new AccountCommit(
                name.orElseGet(() -> id(settings.owner(), head, parts, added, changed, records)),
                head,
                before.revision(),
                parts,
                planned,
                released,
                added,
                changed,
                tasks,
                records,
                AccountNames.added(before.memory(), after));
    }

    /** Those that are no parts yet, or others than they were. */
    private void messages(List<CasePart> parts, StoredBodies bodies) {
        List<MessageState> messages = after.messages();
        for (int i = 0; i < messages.size(); i++) {
            MessageState message = messages.get(i);
            if (before.inline() || !messageBefore(i).equals(Optional.of(message))) {
                parts.add(new CasePart(
                        PartKey.of(message.id()),
                        bodies.message(before.account(), new Placed<>(i, message), before.key())));
            }
        }
    }

    private void tasks(List<CasePart> parts, StoredBodies bodies) {
        List<TaskState> tasks = after.tasks();
        for (int i = 0; i < tasks.size(); i++) {
            TaskState task = tasks.get(i);
            if (before.inline() || !taskBefore(i).equals(Optional.of(task))) {
                parts.add(new CasePart(
                        PartKey.ofTask(task.id()), bodies.task(before.account(), new Placed<>(i, task), before.key())));
            }
        }
    }

    /** What the message in this place was: none is ever taken away, or moved. */
    private Optional<MessageState> messageBefore(int place) {
        List<MessageState> messages = before.memory().messages();
        return place < messages.size() ? Optional.of(messages.get(place)) : Optional.empty();
    }

    private Optional<TaskState> taskBefore(int place) {
        List<TaskState> tasks = before.memory().tasks();
        return place < tasks.size() ? Optional.of(tasks.get(place)) : Optional.empty();
    }

    private long eventsBefore() {
        return before.head().map(CaseRecord::events).orElse(0L);
    }

    private static void executions(
            Optional<ReceivableProgress> was,
            ReceivableProgress now,
            Set<ExecutionKey> planned,
            Set<ExecutionKey> released) {
        Set<ExecutionKey> held = held(now);
        Set<ExecutionKey> heldBefore = was.map(Change::held).orElse(Set.of());
        held.stream().filter(key -> !heldBefore.contains(key)).forEach(planned::add);
        // what was executed in a cycle that is over stays executed
        heldBefore.stream()
                .filter(key -> key.cycle() == now.cycle() && !held.contains(key))
                .forEach(released::add);
    }

    /** The executions of a round that are planned or done. */
    static Set<ExecutionKey> held(ReceivableProgress progress) {
        Set<ExecutionKey> held = new HashSet<>();
        ReceivableId receivable = progress.receivable();
        for (StepExecution step : progress.steps()) {
            if (step.isBlocking() || step.state() == StepState.DONE) {
                held.add(new ExecutionKey(receivable, progress.cycle(), step.key()));
            }
        }
        return held;
    }

    private void outbox(List<OutboxEntry> added, List<OutboxChange> changed) {
        List<MessageState> messages = after.messages();
        for (int i = 0; i < messages.size(); i++) {
            MessageState message = messages.get(i);
            Optional<MessageState> was = messageBefore(i);
            if (was.isEmpty()) {
                added.add(new OutboxEntry(
                        before.account(),
                        message.id(),
                        state(message.status()),
                        message.routes().get(0).channel(),
                        0,
                        notBefore(message),
                        Optional.empty(),
                        0,
                        Optional.empty()));
            } else if (!was.get().equals(message) && !said.containsKey(message.id())) {
                OutboxEntry entry = before.entry(message.id());
                OutboxEntry next = follow(entry, was.get(), message);
                if (!next.equals(entry)) {
                    changed.add(new OutboxChange(next, entry.state(), entry.attempt(), Optional.empty()));
                }
            }
        }
    }

    /** The entry of a message that was planned anew, approved or ended. */
    static OutboxEntry follow(OutboxEntry entry, MessageState was, MessageState message) {
        OutboxEntry routed = was.routes().equals(message.routes())
                ? entry
                : entry.from(message.routes().get(0).channel());
        OutboxState state = state(message.status());
        boolean postponed = !was.postponed().equals(message.postponed());
        if (state == routed.state() && !(postponed && state == OutboxState.READY)) {
            return routed;
        }
        return state == OutboxState.READY ? routed.readyOn(notBefore(message), Optional.empty()) : routed.become(state);
    }

    private static LocalDate notBefore(MessageState message) {
        return message.postponed().filter(message.on()::isBefore).orElse(message.on());
    }

    private static OutboxState state(MessageState.Status status) {
        return switch (status) {
            case AWAITING_APPROVAL -> OutboxState.AWAITING_APPROVAL;
            case READY -> OutboxState.READY;
            case ACCEPTED -> OutboxState.ACCEPTED;
            case IN_DOUBT -> OutboxState.IN_DOUBT;
            case CANCELLED -> OutboxState.CANCELLED;
            case FAILED -> OutboxState.REJECTED;
            case BOUNCED -> OutboxState.BOUNCED;
        };
    }

    private List<TaskRecord> tasks(StoredBodies bodies) {
        List<TaskRecord> records = new ArrayList<>();
        List<TaskState> tasks = after.tasks();
        for (int i = 0; i < tasks.size(); i++) {
            TaskState task = tasks.get(i);
            if (!taskBefore(i).equals(Optional.of(task))) {
                records.add(new TaskRecord(
                        before.account(),
                        task.id(),
                        task.team(),
                        task.raised(),
                        task.isOpen(),
                        bodies.task(before.account(), task, before.key())));
            }
        }
        return records;
    }

    private List<EventRecord> records(Instant at, EventChain chain, StoredBodies bodies) {
        List<EventRecord> records = new ArrayList<>();
        long sequence = eventsBefore();
        for (AccountEvent event : events) {
            sequence++;
            records.add(chain.append(
                    before.account(),
                    sequence,
                    at,
                    event.day(),
                    EventCodec.type(event),
                    bodies.event(before.account(), sequence, event, before.key())));
        }
        return records;
    }

    private CommitId id(
            String owner,
            CaseRecord head,
            List<CasePart> parts,
            List<OutboxEntry> added,
            List<OutboxChange> changed,
            List<EventRecord> records) {
        Sha256 hash = new Sha256()
                .add(owner)
                .add(before.account().creditor())
                .add(before.account().customer())
                .add(before.revision())
                .add(head.body().bytes())
                .add(head.stamp())
                .add(added)
                .add(changed);
        parts.forEach(part -> hash.add(part.key()).add(part.body().bytes()));
        changed.forEach(change -> hash.add(change.entry().rendered().map(Body::text)));
        records.forEach(record -> hash.add(record.at()).add(record.body().bytes()));
        return new CommitId(hash.hex());
    }
}
