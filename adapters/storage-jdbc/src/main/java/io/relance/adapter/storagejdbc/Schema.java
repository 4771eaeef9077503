package io.relance.adapter.storagejdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
                .map(file ->
                        new ScriptMigration(file.substring(file.indexOf('/') + 1), read(folder + "/" + file), names))
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
