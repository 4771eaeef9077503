package io.relance.adapter.storagejdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * A migration that was read from this module, rather than found by a search of the class path, which would find those of the
 * host too.
 */
final class ScriptMigration implements JavaMigration {
    private final String version;
    private final String description;
    private final String script;
    private final Names names;

    /** @param file {@code V1__what_it_does.sql} */
    ScriptMigration(String file, String script, Names names) {
        int separator = file.indexOf("__");
        this.version = file.substring(1, separator);
        this.description =
                file.substring(separator + 2, file.length() - ".sql".length()).replace('_', ' ');
        this.script = script;
        this.names = names;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
    }

    @Override
    public String getDescription() {
        return description;
    }

    /** Of the script as it was written: the same whatever the prefix. */
    @Override
    public Integer getChecksum() {
        CRC32 sum = new CRC32();
        sum.update(script.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        String filled = script.replace("${table}", names.qualifiedPrefix()).replace("${name}", names.prefix());
        try (Statement statement = context.getConnection().createStatement()) {
            for (String one : filled.split(";\\s*\n", -1)) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }
}
