package io.relance.examples.quickstart;

import io.relance.Relance;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountStamp;
import io.relance.storage.DunningStore;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * An engine at which people look and work between two runs: it has the memory, no way to send, and books only where somebody gave
 * some.
 */
final class Desk implements AutoCloseable {
    private final Database database;
    private final CreditorId creditor;
    private final Relance engine;

    /** The desk of the creditor that the options name, without books. */
    Desk(DatabaseOptions options) {
        this(options, policy -> new NoBooks());
    }

    /**
     * One at which something is received, without books.
     *
     * @param equipment gives the engine its clock, its channels and who collects, by the policy under which its accounts were decided
     *     last
     */
    Desk(DatabaseOptions options, BiConsumer<Policy, Relance.Builder> equipment) {
        this(options, policy -> new NoBooks(), equipment);
    }

    /**
     * The desk of the creditor that the options name.
     *
     * @param books by the policy under which its accounts were decided last
     */
    Desk(DatabaseOptions options, Function<Policy, ReceivablesSource> books) {
        this(
                options,
                books,
                (policy, engine) -> NoMails.all(InstantSource.system()).forEach(engine::channel));
    }

    private Desk(
            DatabaseOptions options,
            Function<Policy, ReceivablesSource> books,
            BiConsumer<Policy, Relance.Builder> equipment) {
        this.database = options.open();
        this.creditor = options.creditor();
        try {
            Policy policy = options.policy(database.store());
            Relance.Builder builder = Relance.builder()
                    .books(books.apply(policy))
                    .store(database.store())
                    .policy(creditor, policy)
                    .templates(options.templates(policy));
            equipment.accept(policy, builder);
            this.engine = builder.build();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    CreditorId creditor() {
        return creditor;
    }

    Relance engine() {
        return engine;
    }

    DunningStore store() {
        return database.store();
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }

    /** Books that are not at hand. */
    private static final class NoBooks implements ReceivablesSource {
        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return List.of();
        }

        @Override
        public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
            return Map.of();
        }
    }
}
