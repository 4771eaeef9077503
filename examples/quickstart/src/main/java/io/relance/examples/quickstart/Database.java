package io.relance.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is remembered between invocations: a database, or nothing. */
final class Database implements AutoCloseable {
    /** Stands for no database: what is remembered ends with the program. */
    static final String NONE = "none";

    private static final String TRACE = "TRACE_LEVEL_FILE";
    private static final String IN_MEMORY = "jdbc:h2:mem:";
    private static final String TABLE = "relance_account";
    private static final int CONNECTIONS = 4;

    private final DunningStore store;
    private final @Nullable HikariDataSource source;
    private final String name;
    private final boolean lasting;

    private Database(DunningStore store, @Nullable HikariDataSource source, String name, boolean lasting) {
        this.store = store;
        this.source = source;
        this.name = name;
        this.lasting = lasting;
    }

    /** The address of the database in a directory. */
    static String in(Path directory) {
        // a semicolon would begin H2's own settings
        return "jdbc:h2:file:"
                + directory.resolve("relance").toAbsolutePath().toString().replace(";", "\\;");
    }

    /** Remembers nothing when it is closed. */
    static Database none() {
        return new Database(new InMemoryDunningStore(), null, NONE, false);
    }

    /**
     * A database, its tables made when it has none.
     *
     * @param url as drivers read it, or {@link #NONE}
     * @throws DatabaseException when it can't be reached or is none of ours
     */
    static Database open(String url) {
        if (url.equals(NONE)) {
            return none();
        }
        return open(url, url, source -> true).orElseThrow();
    }

    /**
     * A database in which a run has left something; nothing is made.
     *
     * @param url as drivers read it
     * @return empty when there is no database, or nothing of ours in it
     * @throws DatabaseException when it can't be reached
     */
    static Optional<Database> existing(String url) {
        if (!isLasting(url)) {
            return Optional.empty();
        }
        String careful = url.startsWith("jdbc:h2:") ? url + ";IFEXISTS=TRUE" : url;
        try {
            return open(url, careful, Database::hasTables);
        } catch (DatabaseException e) {
            if (e.isMissing()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Database> open(String url, String driverUrl, Predicate<HikariDataSource> wanted) {
        HikariDataSource source = null;
        try {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(withoutTrace(driverUrl));
            config.setMaximumPoolSize(CONNECTIONS);
            source = new HikariDataSource(config);
            if (!wanted.test(source)) {
                source.close();
                return Optional.empty();
            }
            return Optional.of(
                    new Database(JdbcDunningStore.create(source), source, withoutSecrets(url), isLasting(url)));
        } catch (RuntimeException e) {
            if (source != null) {
                source.close();
            }
            throw new DatabaseException(withoutSecrets(url), e);
        }
    }

    /** What goes wrong is told on standard error: H2 is to leave no files of its own about it beside the database. */
    private static String withoutTrace(String url) {
        return url.startsWith("jdbc:h2:") && !url.contains(TRACE) ? url + ";" + TRACE + "=0" : url;
    }

    /** Whether somebody made our tables; in which case of letters they are told is the database's affair. */
    private static boolean hasTables(HikariDataSource source) {
        try (Connection connection = source.getConnection()) {
            for (String name : List.of(TABLE, TABLE.toUpperCase(Locale.ROOT))) {
                try (ResultSet found = connection
                        .getMetaData()
                        .getTables(null, connection.getSchema(), name, new String[] {"TABLE"})) {
                    if (found.next()) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether what is remembered in a database outlives the program. */
    static boolean isLasting(String url) {
        return !url.equals(NONE) && !url.startsWith(IN_MEMORY);
    }

    /** What stands before parameters, which may hold a password; nor is one before the host shown. */
    static String withoutSecrets(String url) {
        return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
    }

    DunningStore store() {
        return store;
    }

    /** Whether anything is remembered when the program ends. */
    boolean remembers() {
        return lasting;
    }

    /** How the database is called in messages. */
    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        store.close();
        if (source != null) {
            source.close();
        }
    }
}
