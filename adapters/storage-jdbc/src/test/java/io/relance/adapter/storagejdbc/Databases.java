package io.relance.adapter.storagejdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;

/** Databases with nothing in them: of PostgreSQL one server for all tests, and a schema for each. */
final class Databases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Databases() {}

    /** The server; it stops with the virtual machine. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();
        static final WatchedSource CONNECTIONS = new WatchedSource(POSTGRES.getPostgresDatabase());

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "50")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Connections of PostgreSQL; every test names its own schema. */
    static WatchedSource postgres() {
        return Server.CONNECTIONS;
    }

    /** A name that no test had before. */
    static String newName() {
        return "test_" + NUMBER.incrementAndGet();
    }

    static JdbcDunningStore.Builder postgresStore() {
        return JdbcDunningStore.builder(postgres()).schemaToCreate(newName());
    }

    static WatchedSource h2() {
        return h2("jdbc:h2:mem:" + newName() + ";DB_CLOSE_DELAY=-1");
    }

    static WatchedSource h2File(Path folder) {
        return h2("jdbc:h2:" + folder.resolve(newName()));
    }

    private static WatchedSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return new WatchedSource(source);
    }

    static void execute(WatchedSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
