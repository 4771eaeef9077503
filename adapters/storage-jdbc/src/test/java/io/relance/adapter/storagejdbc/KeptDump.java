package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountId;
import io.relance.storage.Body;
import io.relance.storage.PolicyDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Dumps of databases as earlier schemas left them, kept as test resources. {@link #main} wrote them: run it for the newest
 * version before that is changed, and never again for one that was released.
 */
final class KeptDump {
    static final String SCHEMA = "${schema}";
    static final AccountId DUPONT = AccountId.of("acme", "dupont");
    static final AccountId ACCENTED = AccountId.of("acme", "\u00e9lo\u00efse \uD83D\uDE00");
    static final AccountId OTHER = AccountId.of("zeta", "dupont");

    private KeptDump() {}

    /** Writes {@code schema-VERSION.DATABASE.sql} into a folder: the version, then the folder. */
    public static void main(String[] arguments) throws SQLException, IOException {
        String version = arguments[0];
        Path folder = Path.of(arguments[1]);
        WatchedSource h2 = Databases.h2();
        write(h2, new H2Dialect(new Names("PUBLIC", "relance_"), true), version);
        Files.writeString(folder.resolve("schema-" + version + ".h2.sql"), h2Script(h2));
        String schema = Databases.newName();
        write(Databases.postgres(), new PostgresDialect(new Names(schema, "relance_")), version);
        Files.writeString(
                folder.resolve("schema-" + version + ".postgresql.sql"),
                postgresScript(Databases.postgres(), schema).replace(schema, SCHEMA));
    }

    private static void write(WatchedSource source, Dialect dialect, String version) {
        Schema.migrate(
                source, dialect.names(), dialect.folder(), true, Scripts.STORE, MigrationVersion.fromVersion(version));
        JdbcDunningStore.Builder builder = JdbcDunningStore.builder(source).migrate(false);
        if (dialect instanceof PostgresDialect) {
            builder.schema(dialect.names().schema());
        }
        JdbcDunningStore store = builder.build();
        store.commit(List.of(Sample.first(DUPONT), Sample.first(ACCENTED), Sample.first(OTHER)));
        store.commit(List.of(Sample.next(DUPONT, 1)));
        store.putPolicy(new PolicyDocument(Sample.ACME, Sample.POLICY, Body.of("policy")));
    }

    private static String h2Script(WatchedSource source) throws SQLException {
        return String.join("\n", column(source, "SCRIPT")) + "\n";
    }

    /** What PostgreSQL's own dump would say of these tables, which is not among the binaries at hand. */
    private static String postgresScript(WatchedSource source, String schema) throws SQLException {
        List<String> lines = new ArrayList<>();
        List<String> tables = column(
                source,
                "SELECT c.relname FROM pg_class c WHERE c.relnamespace = '" + schema
                        + "'::regnamespace AND c.relkind = 'r' ORDER BY 1");
        for (String table : tables) {
            String name = schema + "." + table;
            List<String> columns = column(
                    source,
                    "SELECT quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)"
                            + " || CASE WHEN attcollation = '\"C\"'::regcollation THEN ' COLLATE \"C\"' ELSE '' END"
                            + " || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END"
                            + " || CASE attidentity WHEN 'a' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE '' END"
                            + " || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')"
                            + " FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
                            + " WHERE attrelid = '" + name + "'::regclass AND attnum > 0 AND NOT attisdropped"
                            + " ORDER BY attnum");
            columns.addAll(column(
                    source,
                    "SELECT 'CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                            + " WHERE conrelid = '" + name + "'::regclass AND contype = 'p'"));
            lines.add("CREATE TABLE " + name + " (\n    " + String.join(",\n    ", columns) + "\n);");
            lines.addAll(column(
                    source,
                    "SELECT pg_get_indexdef(indexrelid) || ';' FROM pg_index WHERE NOT indisprimary AND indrelid = '"
                            + name + "'::regclass ORDER BY 1"));
            String names = column(
                            source,
                            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '"
                                    + name + "'::regclass AND attnum > 0 AND NOT attisdropped")
                    .get(0);
            String literals = column(
                            source,
                            "SELECT string_agg('quote_nullable(' || quote_ident(attname) || ')', ' || '', '' || '"
                                    + " ORDER BY attnum) FROM pg_attribute WHERE attrelid = '" + name
                                    + "'::regclass AND attnum > 0 AND NOT attisdropped")
                    .get(0);
            lines.addAll(column(
                    source,
                    "SELECT 'INSERT INTO " + name + " (" + names + ") OVERRIDING SYSTEM VALUE VALUES (' || " + literals
                            + " || ');' FROM " + name + " ORDER BY 1"));
            lines.addAll(column(
                    source,
                    "SELECT 'SELECT setval(pg_get_serial_sequence(''" + name + "'', ''' || attname || '''), 1000);'"
                            + " FROM pg_attribute WHERE attrelid = '" + name + "'::regclass AND attidentity = 'a'"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> column(WatchedSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }

    /** The text of a dump. */
    static String read(String file) {
        try (InputStream in = Objects.requireNonNull(KeptDump.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
