package io.relance.adapter.storagejdbc;

import io.relance.adapter.storagejdbc.TableWrite.Kind;
import io.relance.receivable.AccountId;
import io.relance.storage.AccountOrder;
import io.relance.storage.Body;
import io.relance.storage.PersonalDataKeys;
import io.relance.storage.ReceivablesSource;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Keys in a table of a database, H2 or PostgreSQL 14 and later. Keep it in another database than what is encrypted, with backups
 * of its own that are soon thrown away: a key that lies in the backup of the data is destroyed in name only. Keys lie in the table
 * as they are: who reads it, and the store, reads everything.
 *
 * <p>Each call is a transaction of its own, never the host's: a key is kept before anything is encrypted under it. Two nodes that
 * ask for the key of a new account at once get the same.
 *
 * <p>Defaults of {@link #builder}: as for {@link JdbcDunningStore}. When the database fails, {@link StorageException} is thrown.
 */
public final class JdbcPersonalDataKeys implements PersonalDataKeys {
    private static final Table KEY = Table.ofAccounts("personal_data_key", 2, Column.of("secret", ColumnType.BYTES));

    private final Connections connections;
    private final SecureRandom random = new SecureRandom();

    private JdbcPersonalDataKeys(Connections connections) {
        this.connections = connections;
    }

    /** Keys with all defaults. */
    public static JdbcPersonalDataKeys create(DataSource source) {
        return builder(source).build();
    }

    /** Keys to be set up. */
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    @Override
    public byte[] keyFor(AccountId account) {
        return Objects.requireNonNull(keysFor(List.of(account)).get(account));
    }

    /** By one statement when all are there. */
    @Override
    public Map<AccountId, byte[]> keysFor(Collection<AccountId> accounts) {
        if (accounts.size() > ReceivablesSource.MAX_ACCOUNTS) {
            throw new IllegalArgumentException("at most " + ReceivablesSource.MAX_ACCOUNTS
                    + " keys are asked for at once, not " + accounts.size());
        }
        if (accounts.isEmpty()) {
            return Map.of();
        }
        // in the order in which every node adds them: two that wait for each other would wait for ever
        TreeSet<AccountId> wanted = new TreeSet<>(AccountOrder.BY_BYTES);
        wanted.addAll(accounts);
        Map<AccountId, byte[]> there = connections.single("reading keys", session -> read(session, wanted));
        return there.size() == wanted.size()
                ? there
                : connections.together("adding keys", session -> readOrAdd(session, wanted));
    }

    private static Map<AccountId, byte[]> read(Session session, Collection<AccountId> accounts) throws SQLException {
        Map<AccountId, byte[]> keys = new HashMap<>();
        session.query(
                session.dialect().lookup("a.creditor, a.customer, a.secret", KEY, 2, Cases.keys(accounts)),
                row -> keys.put(row.account(), row.body().bytes()));
        return keys;
    }

    /** Done again when somebody else was faster to add one of them. */
    private Map<AccountId, byte[]> readOrAdd(Session session, Collection<AccountId> accounts) throws SQLException {
        Map<AccountId, byte[]> keys = read(session, accounts);
        TableWrite added = new TableWrite(Kind.INSERT, KEY);
        for (AccountId account : accounts) {
            if (!keys.containsKey(account)) {
                byte[] key = new byte[KEY_LENGTH];
                random.nextBytes(key);
                added.row(account.creditor().value(), account.customer().value(), Body.of(key));
                keys.put(account, key);
            }
        }
        session.write(List.of(added));
        return keys;
    }

    @Override
    public boolean destroy(AccountId account) {
        return connections.together("destroying a key", session -> {
            Dialect dialect = session.dialect();
            return session.update(
                            new Sql("DELETE FROM " + dialect.names().of(KEY) + " WHERE creditor = ? AND customer = ?")
                                    .id(account.creditor().value())
                                    .id(account.customer().value()))
                    > 0;
        });
    }

    /** Sets up keys. */
    public static final class Builder {
        private final Target target;

        private Builder(DataSource source) {
            this.target = new Target(source, JdbcDunningStore.Builder.DEFAULT_PREFIX);
        }

        /**
         * The schema of the table, which must be there.
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
         * What the name of the table begins with.
         *
         * @throws IllegalArgumentException as for {@link #schema}
         */
        public Builder tablePrefix(String text) {
            target.prefix(text);
            return this;
        }

        /** Whether the table is made when the keys are built. */
        public Builder migrate(boolean wanted) {
            target.migrate(wanted);
            return this;
        }

        /**
         * The keys.
         *
         * @throws IllegalArgumentException when the database is another than H2 or PostgreSQL 14 and later
         * @throws StorageException when the database can't be reached, or the table can't be made
         */
        public JdbcPersonalDataKeys build() {
            return new JdbcPersonalDataKeys(target.open(Scripts.KEYS));
        }
    }
}
