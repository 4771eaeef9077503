package io.relance.adapter.storagejdbc;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountName;
import io.relance.storage.CaseSummary;
import io.relance.storage.ChangeToken;
import io.relance.storage.ClaimRequest;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.Page;
import io.relance.storage.PolicyDocument;
import io.relance.storage.PolicyVersion;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A store in a database: H2, or PostgreSQL 14 and later. Every call is a transaction of its own, unless the host's is joined
 * ({@link #on}). Connections are expected to read what is committed (READ COMMITTED, the default of both databases).
 *
 * <p>H2 is told before every transaction to write what is committed before {@code commit} returns ({@code WRITE_DELAY} 0): that takes
 * an administrator's rights, or that one has the database open so. It hands it to the operating system, and does not wait for the disk
 * as PostgreSQL does.
 *
 * <p>Defaults of {@link #builder}: the schema of the data source's connections, tables whose names begin with {@code relance_},
 * leases that end by the database's clock, tables made and brought up to date when the store is built.
 *
 * <p>For several threads and nodes. When the database fails, {@link StorageException} is thrown and nothing of the call is
 * stored, unless it failed on the way back: then a commit may be given again, as it may be at any time.
 */
public final class JdbcDunningStore implements DunningStore {
    private final Dialect dialect;
    private final Optional<InstantSource> clock;
    private final Cases cases;
    private final Commits commits;
    private final Outbox outbox;
    private final Tasks tasks;
    private final Events events;
    private final Creditors creditors;

    private JdbcDunningStore(Connections connections, Dialect dialect, Optional<InstantSource> clock) {
        this.dialect = dialect;
        this.clock = clock;
        this.cases = new Cases(connections, dialect);
        this.commits = new Commits(connections, dialect);
        this.outbox = new Outbox(connections, dialect, clock);
        this.tasks = new Tasks(connections, dialect);
        this.events = new Events(connections, dialect);
        this.creditors = new Creditors(connections, dialect);
    }

    /** A store with all defaults. */
    public static JdbcDunningStore create(DataSource source) {
        return builder(source).build();
    }

    /** A store to be set up. */
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    /**
     * This store on connections of the host: what it stores is committed or rolled back with the host's transaction, and no
     * connection is closed. For {@code Relance.on}, and not for an engine of its own, which would hand over what may be rolled
     * back. Feeds are read outside: places that a reader gave are rolled back with the transaction.
     *
     * @param transaction asked in every call for the connection of the transaction that is under way; the connection must not
     *     commit by itself
     */
    public DunningStore on(Supplier<Connection> transaction) {
        return new JdbcDunningStore(new JoinedConnections(transaction, dialect), dialect, clock);
    }

    @Override
    public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
        return cases.find(accounts);
    }

    @Override
    public List<CommitOutcome> commit(List<AccountCommit> all) {
        return commits.commit(all);
    }

    @Override
    public boolean isCommitted(AccountId account, CommitId commit) {
        return cases.isCommitted(account, commit);
    }

    @Override
    public List<AccountId> dueForReview(
            CreditorId creditor, LocalDate date, PolicyVersion current, Optional<AccountId> after, int limit) {
        return cases.dueForReview(creditor, date, current, after, limit);
    }

    @Override
    public List<CaseSummary> cases(CreditorId creditor, Optional<AccountId> after, int limit) {
        return cases.cases(creditor, after, limit);
    }

    @Override
    public List<Leased> claim(ClaimRequest request) {
        return outbox.claim(request);
    }

    @Override
    public void release(List<Leased> leases) {
        outbox.release(leases);
    }

    @Override
    public Optional<AccountId> accountOf(MessageId message) {
        return outbox.accountOf(message);
    }

    @Override
    public List<AccountId> accountsNamed(AccountName name) {
        return cases.named(name);
    }

    @Override
    public Page<OutboxEntry> outbox(OutboxQuery query) {
        return outbox.page(query);
    }

    @Override
    public Page<TaskRecord> tasks(TaskQuery query) {
        return tasks.page(query);
    }

    @Override
    public Page<EventRecord> events(EventQuery query) {
        return events.page(query);
    }

    @Override
    public void putPolicy(PolicyDocument policy) {
        creditors.putPolicy(policy);
    }

    @Override
    public Optional<PolicyDocument> policy(CreditorId creditor, Optional<PolicyVersion> version) {
        return creditors.policy(creditor, version);
    }

    @Override
    public Optional<ChangeToken> changeToken(CreditorId creditor) {
        return creditors.changeToken(creditor);
    }

    @Override
    public void putChangeToken(CreditorId creditor, ChangeToken token) {
        creditors.putChangeToken(creditor, token);
    }

    /** Does nothing: the data source is the host's, and no connection is kept between calls. */
    @Override
    public void close() {}

    /** Sets up a store. */
    public static final class Builder {
        /** What the names of tables begin with by default. */
        public static final String DEFAULT_PREFIX = "relance_";

        private final Target target;
        private Optional<InstantSource> clock = Optional.empty();

        private Builder(DataSource source) {
            this.target = new Target(source, DEFAULT_PREFIX);
        }

        /**
         * The schema of the tables, which must be there.
         *
         * @throws IllegalArgumentException when it is anything but a lower-case letter, then at most 29 lower-case letters,
         *     digits and underscores
         */
        public Builder schema(String name) {
            target.schema(name, false);
            return this;
        }

        /** As {@link #schema}, made if it is not there. */
        public Builder schemaToCreate(String name) {
            target.schema(name, true);
            return this;
        }

        /**
         * What the names of tables begin with.
         *
         * @throws IllegalArgumentException as for {@link #schema}
         */
        public Builder tablePrefix(String text) {
            target.prefix(text);
            return this;
        }

        /** The clock by which leases end, for tests; the same one for all nodes. */
        public Builder leaseClock(InstantSource source) {
            clock = Optional.of(source);
            return this;
        }

        /**
         * Whether tables are made and brought up to date when the store is built. Without, somebody else does: {@code build()}
         * once with the rights to, for instance at deployment.
         */
        public Builder migrate(boolean wanted) {
            target.migrate(wanted);
            return this;
        }

        /**
         * The store.
         *
         * @throws IllegalArgumentException when the database is another than H2 or PostgreSQL 14 and later
         * @throws StorageException when the database can't be reached, its tables can't be brought up to date, or a newer program has
         *     brought them further than this one knows them; when H2 may not be set to write at once
         */
        public JdbcDunningStore build() {
            Connections connections = target.open(Scripts.STORE);
            return new JdbcDunningStore(connections, connections.dialect(), clock);
        }
    }
}
