package io.relance.adapter.storagejdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Where tables are, as hosts set it up. */
final class Target {
    private static final int OLDEST_POSTGRESQL = 14;

    private final DataSource source;
    private String prefix;
    private Optional<String> schema = Optional.empty();
    private boolean createsSchema;
    private boolean migrates = true;

    Target(DataSource source, String prefix) {
        this.source = source;
        this.prefix = prefix;
    }

    void schema(String name, boolean toCreate) {
        schema = Optional.of(Names.plain("a schema", name));
        createsSchema |= toCreate;
    }

    void prefix(String text) {
        prefix = Names.plain("a table prefix", text);
    }

    void migrate(boolean wanted) {
        migrates = wanted;
    }

    /** Connections, after the tables were brought up to date by these scripts, if they are to be. */
    Connections open(Scripts scripts) {
        Dialect dialect = dialect();
        Schema.refuseNewer(source, dialect.names(), scripts);
        if (migrates) {
            Schema.migrate(source, dialect.names(), dialect.folder(), createsSchema, scripts);
        }
        return new OwnConnections(source, dialect);
    }

    private static boolean isThere(DatabaseMetaData about, String schema) throws SQLException {
        try (ResultSet schemas = about.getSchemas()) {
            while (schemas.next()) {
                if (schemas.getString(1).equals(schema)) {
                    return true;
                }
            }
            return false;
        }
    }

    private Dialect dialect() {
        try (Connection connection = source.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            boolean upper = about.storesUpperCaseIdentifiers();
            String spelled = schema.map(name -> upper ? name.toUpperCase(Locale.ROOT) : name)
                    .orElse(connection.getSchema());
            if (spelled == null) {
                throw new IllegalArgumentException("the data source's connections have no schema: name one");
            }
            if (migrates && !createsSchema && !isThere(about, spelled)) {
                throw new StorageException("there is no schema " + spelled + ": make it, or have it made");
            }
            Names names = new Names(spelled, prefix);
            String product = about.getDatabaseProductName();
            int version = about.getDatabaseMajorVersion();
            if (product.equals("H2")) {
                return new H2Dialect(names, WriteBehind.isEnded(connection));
            }
            if (product.equals("PostgreSQL") && version >= OLDEST_POSTGRESQL) {
                return new PostgresDialect(names);
            }
            throw new IllegalArgumentException("a store is kept in H2 or in PostgreSQL " + OLDEST_POSTGRESQL
                    + " and later, but this is " + product + " " + version);
        } catch (SQLException e) {
            throw new StorageException("asking what database this is", e);
        }
    }
}
