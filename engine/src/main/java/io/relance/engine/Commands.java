package io.relance.engine;

import io.relance.AccountTask;
import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.decision.DunningDecider;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.storage.CommitId;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Page;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people do to accounts, each in one commit; and what they ask of them. */
public final class Commands {
    private static final int PAGE = 500;

    private final EngineSettings settings;
    private final Writer writer;

    /** The commands of an engine with these settings. */
    public Commands(EngineSettings settings) {
        this.settings = settings;
        this.writer = new Writer(settings);
    }

    EngineSettings settings() {
        return settings;
    }

    /** The instant at which something is recorded. */
    Instant now() {
        return settings.clock().instant();
    }

    Policy policy(Command command) {
        return settings.policy(command.account().creditor());
    }

    /** The books of the account as of the command's day. */
    AccountLedger ledger(Command command) {
        return new Ledgers(settings.books()).read(command.account(), command.day());
    }

    /**
     * Does a command. One with a name is done once: sent again it is not even looked at, whatever has become of the account
     * since; and one that turns out to change nothing is remembered all the same.
     */
    void apply(Command command, Function<LoadedAccount, Optional<Change>> change) {
        command.begin();
        AccountId account = command.account();
        Optional<CommitId> name = command.commit();
        writer.apply(account, loaded -> {
            // asked after the account was read: one that was done in between makes the commit fail
            if (name.isPresent() && settings.store().isCommitted(account, name.get())) {
                return Optional.empty();
            }
            Optional<Change> wanted = change.apply(loaded);
            return name.isEmpty()
                    ? wanted
                    : Optional.of(wanted.orElseGet(() -> new Change(loaded, loaded.memory()))
                            .named(name.get()));
        });
        command.done();
    }

    /**
     * Changes a case, and has the account looked at again on the command's day.
     *
     * @param event of the case before and after
     */
    void change(
            Command command,
            UnaryOperator<DunningCase> change,
            BiFunction<DunningCase, DunningCase, AccountEvent> event) {
        apply(command, loaded -> changed(loaded, command, change.apply(loaded.memory()), event));
    }

    /** As {@link #change(Command, UnaryOperator, BiFunction)}, with an event that is known before. */
    void change(Command command, UnaryOperator<DunningCase> change, AccountEvent event) {
        change(command, change, (before, after) -> event);
    }

    /** Changes a case by its builder. */
    public void build(Command command, Consumer<DunningCase.Builder> change, AccountEvent event) {
        change(command, memory -> built(memory, change), event);
    }

    /**
     * Changes a case after a look at the books, and has the account looked at again on the command's day. What changes
     * nothing is not refused either: it was recorded already.
     *
     * @param event of the case before and after
     * @throws IllegalArgumentException with all that the checks found
     */
    void checked(
            Command command,
            BiFunction<AccountSnapshot, CommandChecks, DunningCase> change,
            BiFunction<DunningCase, DunningCase, AccountEvent> event) {
        Once<AccountLedger> ledger = new Once<>(() -> ledger(command));
        checked(command, ledger::get, change, event);
    }

    private void checked(
            Command command,
            Supplier<AccountLedger> ledger,
            BiFunction<AccountSnapshot, CommandChecks, DunningCase> change,
            BiFunction<DunningCase, DunningCase, AccountEvent> event) {
        Policy policy = policy(command);
        apply(command, loaded -> {
            AccountSnapshot now = new AccountSnapshot(ledger.get(), loaded.memory());
            CommandChecks checks = new CommandChecks(now, policy, command.day());
            DunningCase after = change.apply(now, checks);
            Optional<Change> wanted = changed(loaded, command, after, event);
            if (wanted.isPresent()) {
                checks.refuse();
            }
            return wanted;
        });
    }

    /** Changes a case by its builder after a look at the books. */
    public void checked(
            Command command, Consumer<CommandChecks> check, Consumer<DunningCase.Builder> change, AccountEvent event) {
        checked(
                command,
                (now, checks) -> {
                    check.accept(checks);
                    return built(now.memory(), change);
                },
                (before, after) -> event);
    }

    /** Changes a case by its builder after a look at what it was before, and none at the books. */
    public void checkedByCase(
            Command command, Consumer<CommandChecks> check, Consumer<DunningCase.Builder> change, AccountEvent event) {
        checked(
                command,
                () -> Ledgers.empty(command.account()),
                (now, checks) -> {
                    check.accept(checks);
                    return built(now.memory(), change);
                },
                (before, after) -> event);
    }

    private static DunningCase built(DunningCase memory, Consumer<DunningCase.Builder> change) {
        DunningCase.Builder builder = memory.toBuilder();
        change.accept(builder);
        return builder.build();
    }

    private static Optional<Change> changed(
            LoadedAccount loaded,
            Command command,
            DunningCase after,
            BiFunction<DunningCase, DunningCase, AccountEvent> event) {
        if (after.equals(loaded.memory())) {
            return Optional.empty();
        }
        DunningCase due = after.toBuilder().reviewBy(command.day()).build();
        return Optional.of(new Change(loaded, due).event(event.apply(loaded.memory(), due)));
    }

    /** What is remembered of an account; an empty case when nothing is. */
    public DunningCase memory(AccountId account) {
        return new CaseFile(settings).loadWhole(account).memory();
    }

    /** Tasks, a page at a time. */
    public Page<AccountTask> tasks(TaskQuery query) {
        Page<TaskRecord> page = settings.store().tasks(query);
        StoredBodies bodies = settings.bodies();
        Map<AccountId, AccountKey> keys =
                bodies.keys().of(page.items().stream().map(TaskRecord::account).collect(Collectors.toSet()));
        return new Page<>(
                page.items().stream()
                        .filter(task -> task.body().length() > 0)
                        .flatMap(task -> readable(task, keys.getOrDefault(task.account(), AccountKey.NONE)).stream())
                        .toList(),
                page.next());
    }

    /** Empty when its account's erasure was begun and not finished: runs name it, and it hides nothing of the others. */
    private Optional<AccountTask> readable(TaskRecord task, AccountKey key) {
        try {
            return Optional.of(new AccountTask(task.account(), settings.bodies().task(task, key)));
        } catch (KeyGoneException e) {
            return Optional.empty();
        }
    }

    /** Every event of an account, oldest first, with the instant at which it was recorded. */
    public void timeline(AccountId account, BiConsumer<Instant, AccountEvent> consumer) {
        AccountKey key = settings.bodies().keys().of(account);
        Optional<String> after = Optional.empty();
        Page<EventRecord> page;
        do {
            page = settings.store().events(new EventQuery(account.creditor(), Optional.of(account), after, PAGE));
            page.items()
                    .forEach(record ->
                            consumer.accept(record.at(), settings.bodies().eventIfNotErased(record, key)));
            after = page.next();
        } while (page.items().size() == PAGE);
    }

    /** What is decided on a command's day; not before what was decided already. */
    Decision decision(Command command, LoadedAccount loaded, AccountLedger ledger) {
        LocalDate day =
                loaded.memory().decided().filter(command.day()::isBefore).orElse(command.day());
        return DunningDecider.decide(Ledgers.snapshot(ledger, loaded.memory()), policy(command), day);
    }

    static MessageState message(DunningCase memory, MessageId id) {
        return memory.message(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("account " + memory.account() + " has no message " + id));
    }

    static <T> T find(DunningCase memory, Stream<T> all, Predicate<T> wanted, String what, String id) {
        return all.filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "account " + memory.account() + " has no " + what + " \"" + id + "\""));
    }
}
