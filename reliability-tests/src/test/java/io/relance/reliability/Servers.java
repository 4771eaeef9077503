package io.relance.reliability;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;

/** One PostgreSQL for all tests; it stops with the virtual machine. */
final class Servers {
    private Servers() {}

    private static final class Server {
        static final DataSource CONNECTIONS = start().getPostgresDatabase();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static DataSource postgres() {
        return Server.CONNECTIONS;
    }
}
