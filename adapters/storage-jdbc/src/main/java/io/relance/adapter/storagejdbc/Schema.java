package io.relance.adapter.storagejdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;

/** The tables, brought to what this version of the store needs. Nothing but tables with the prefix is ever touched. */
final class Schema {
    private Schema() {}

    /**
     * Runs the migrations that were not run yet.
     *
     * @param folder those of which database
     */
    static void migrate(DataSource source, Names names, String folder, boolean createSchema, Scripts scripts) {
        migrate(source, names, folder, createSchema, scripts, MigrationVersion.LATEST);
    }

    /** As {@link #migrate(DataSource, Names, String, boolean, Scripts)}, up to a version. */
    static void migrate(
            DataSource source,
            Names names,
            String folder,
            boolean createSchema,
            Scripts scripts,
            MigrationVersion target) {
        JavaMigration[] migrations = scripts.files().stream()
                .map(file -> new ScriptMigration(Scripts.name(file), read(folder + "/" + file), names))
                .toArray(JavaMigration[]::new);
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .defaultSchema(names.schema())
                    .createSchemas(createSchema)
                    .table(names.prefix() + scripts.history())
                    // the host's own migrations are none of ours, nor are its tables
                    .locations(new String[0])
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .javaMigrations(migrations)
                    .target(target)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StorageException(
                    "the tables " + names.qualifiedPrefix() + "* could not be brought up to date: " + e.getMessage());
        }
    }

    /**
     * Refuses tables that a newer program has brought up to date: what it writes there, this one would misread and overwrite.
     *
     * @throws StorageException when they are newer than the newest of these scripts
     */
    static void refuseNewer(DataSource source, Names names, Scripts scripts) {
        try (Connection connection = source.getConnection()) {
            String history = names.prefix() + scripts.history();
            Optional<MigrationVersion> found = isThere(connection, names.schema(), history)
                    ? newest(connection, names.quoted(history))
                    : Optional.empty();
            MigrationVersion known = scripts.newest();
            if (found.isPresent() && found.get().isNewerThan(known)) {
                throw new StorageException("the tables " + names.qualifiedPrefix() + "* are of version " + found.get()
                        + ", but this program knows them up to version " + known
                        + " only: use the newer program that has brought them there");
            }
        } catch (SQLException e) {
            throw new StorageException("asking of which version the tables are", e);
        }
    }

    private static boolean isThere(Connection connection, String schema, String table) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(null, schema, null, new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                // the schema is a pattern here, in which an underscore stands for any character
                if (tables.getString("TABLE_SCHEM").equals(schema)
                        && tables.getString("TABLE_NAME").equals(table)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Optional<MigrationVersion> newest(Connection connection, String history) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT \"version\" FROM " + history + " WHERE \"version\" IS NOT NULL");
                ResultSet rows = statement.executeQuery()) {
            Optional<MigrationVersion> newest = Optional.empty();
            while (rows.next()) {
                MigrationVersion version = MigrationVersion.fromVersion(rows.getString(1));
                if (newest.isEmpty() || version.isNewerThan(newest.get())) {
                    newest = Optional.of(version);
                }
            }
            return newest;
        }
    }

    private static String read(String resource) {
        try (InputStream in = Schema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the module lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
