/** What the engine must remember, in H2 or PostgreSQL. */
module io.relance.storage.jdbc {
    requires static org.jspecify;
    requires flyway.core;
    requires transitive io.relance.storage.spi;
    requires transitive java.sql;

    exports io.relance.adapter.storagejdbc;
}
