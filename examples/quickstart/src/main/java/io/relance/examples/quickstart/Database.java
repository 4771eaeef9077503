package io.relance.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is remembered between invocations: a database, or nothing. */
final class Database implements AutoCloseable {
    /** Stands for no database: what is remembered ends with the program. */
    static final String NONE = "none";

    private static final int CONNECTIONS = 4;

    private final DunningStore store;
    private final @Nullable HikariDataSource source;
    private final String name;

    private Database(DunningStore store, @Nullable HikariDataSource source, String name) {
        this.store = store;
        this.source = source;
        this.name = name;
    }

    /** The address of the database in a directory. */
    static String in(Path directory) {
        // a semicolon would begin H2's own settings
        return "jdbc:h2:file:"
                + directory.resolve("relance").toAbsolutePath().toString().replace(";", "\\;");
    }

    /** Remembers nothing when it is closed. */
    static Database none() {
        return new Database(new InMemoryDunningStore(), null, NONE);
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
        HikariDataSource source = null;
        try {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setMaximumPoolSize(CONNECTIONS);
            source = new HikariDataSource(config);
            return new Database(JdbcDunningStore.create(source), source, withoutSecrets(url));
        } catch (RuntimeException e) {
            if (source != null) {
                source.close();
            }
            throw new DatabaseException(withoutSecrets(url), e);
        }
    }

    /** What stands before parameters, which may hold a password; nor is one before the host shown. */
    private static String withoutSecrets(String url) {
        return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
    }

    DunningStore store() {
        return store;
    }

    /** Whether anything is remembered when the program ends. */
    boolean remembers() {
        return source != null;
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
