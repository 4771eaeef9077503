package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With 100 000 accounts no statement of the store or of the written ledger reads a whole table of PostgreSQL. */
class PostgresPlansTest {
    private static final String ACCOUNT = "'acme', 'c' || lpad(n::text, 6, '0')";
    private static final String BODY = "convert_to(repeat('body ', 40), 'UTF8')";
    private static final String HASH = "sha256(convert_to(n::text, 'UTF8'))";

    private final WatchedSource source = Databases.postgres();

    @Test
    void no_statement_scans_a_table() throws SQLException {
        String schema = Databases.newName();
        JdbcDunningStore store =
                JdbcDunningStore.builder(source).schemaToCreate(schema).build();
        JdbcBooks books = JdbcBooks.builder(source).schema(schema).build();
        fill(schema + ".relance_");
        fillBooks(schema + ".relance_book_");
        Plans plans = new Plans(source);

        Map<String, WatchedSource.Executed> statements = Plans.distinct(plans.statements(store, books));

        assertThat(Plans.tables())
                .allSatisfy(table -> assertThat(statements.keySet()).anyMatch(sql -> sql.contains("relance_" + table)));
        List<String> scans = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            for (WatchedSource.Executed executed : plans.statements(store, books)) {
                String plan = plans.explain(connection, executed);
                if (executed.sql().startsWith("WITH candidates")) {
                    assertThat(plan.lines().filter(line -> line.contains("Index Cond: ")))
                            .as("entries of other channels are not walked over")
                            .filteredOn(line -> line.contains("state = "))
                            .isNotEmpty()
                            .allMatch(line -> line.contains("channel = "));
                }
                if (plan.contains("Seq Scan on relance_")) {
                    scans.add(executed.sql() + "\n" + plan);
                }
            }
            for (String sql : statements.keySet()) {
                String plan = plans.explainForAll(connection, sql);
                if (plan.contains("Seq Scan on relance_")) {
                    scans.add("for any arguments: " + sql + "\n" + plan);
                }
            }
            Databases.execute(source, "DROP SCHEMA " + schema + " CASCADE");
        }
        assertThat(scans).isEmpty();
        assertThat(statements.size()).isGreaterThan(50);
    }

    private void fill(String prefix) throws SQLException {
        String from = " FROM generate_series(0, 99999) n";
        Databases.execute(
                source,
                "INSERT INTO " + prefix + "account SELECT " + ACCOUNT + ", 1, 1, " + HASH
                        + ", CASE WHEN n % 50 = 0 THEN '0' ELSE '1' END, date '2026-03-01' + n % 100, n % 10 < 9, 'stamp', "
                        + BODY + from,
                "INSERT INTO " + prefix + "case_part (creditor, customer, kind, id, body) SELECT " + ACCOUNT
                        + ", 'R', 'F' || k, " + BODY + from
                        + ", generate_series(1, 3) k",
                "INSERT INTO " + prefix + "execution SELECT " + ACCOUNT + ", 'F' || k, 1, 'standard/first'" + from
                        + ", generate_series(1, 2) k",
                "INSERT INTO " + prefix + "commit SELECT " + ACCOUNT + ", " + HASH + from,
                "INSERT INTO " + prefix + "outbox SELECT " + ACCOUNT + ", " + HASH
                        + ", (ARRAY['READY', 'ACCEPTED', 'ACCEPTED', 'SENDING', 'DEAD'])[1 + n % 5], 'email', 0,"
                        + " date '2026-03-01' + n % 3, NULL, 0, CASE WHEN n % 5 > 0 THEN " + BODY + " END" + from,
                "INSERT INTO " + prefix + "task SELECT " + ACCOUNT
                        + ", 't' || n, 'team' || n % 5, date '2026-01-01' + n % 60," + " n % 2 = 0, " + BODY + from,
                "INSERT INTO " + prefix
                        + "event (creditor, customer, number, recorded_at, happened_on, kind, body, hash,"
                        + " feed_position) SELECT " + ACCOUNT
                        + ", 1, timestamptz '2026-03-01 08:00Z', date '2026-03-01', 'Test', " + BODY + ", " + HASH
                        + ", CASE WHEN n < 98000 THEN n + 1 END" + from,
                "INSERT INTO " + prefix + "feed VALUES ('acme', 98000)",
                "INSERT INTO " + prefix + "policy (creditor, version, body) SELECT 'creditor' || n, '1', " + BODY
                        + " FROM generate_series(1, 1000) n",
                "INSERT INTO " + prefix + "feed SELECT 'creditor' || n, 0 FROM generate_series(1, 1000) n",
                "INSERT INTO " + prefix + "change_token SELECT 'creditor' || n, '0' FROM generate_series(1, 1000) n",
                "ANALYZE");
    }

    private void fillBooks(String prefix) throws SQLException {
        String from = " FROM generate_series(0, 99999) n";
        String some = " FROM generate_series(0, 19999) n";
        String until = ", CASE WHEN n % 7 = 0 THEN date '9999-12-31' ELSE date '2026-03-01' - n % 1000 END";
        String euros = ", 'EUR', 1000";
        String day = ", date '2026-01-01'";
        String time = ", timestamptz '2026-01-01 08:00Z'";
        String insert = "INSERT INTO " + prefix;
        Databases.execute(
                source,
                insert + "account SELECT " + ACCOUNT + ", 1" + until
                        + ", NULL, NULL, CASE WHEN n < 98000 THEN n + 1 END" + from,
                insert + "feed VALUES ('acme', 98000)",
                insert + "feed SELECT 'creditor' || n, 0 FROM generate_series(1, 1000) n",
                insert + "complete SELECT 'creditor' || n, now() FROM generate_series(1, 1000) n",
                insert + "customer SELECT " + ACCOUNT + ", 'name', 'UNKNOWN', 'UNKNOWN', NULL, NULL, NULL" + some,
                insert + "receivable SELECT " + ACCOUNT + ", 'F1', 'INVOICE'" + day + day + euros
                        + ", 'MANUAL', false, false, NULL, NULL, NULL, NULL, NULL" + until + from,
                insert + "payment SELECT " + ACCOUNT + ", 'F1'" + day + euros + time + ", false, NULL" + until + from,
                insert + "allocation SELECT " + ACCOUNT + ", 'PAYMENT', 'F1', 'F1', 1, 'EUR', 500" + ", NULL" + until
                        + some,
                insert + "credit_note SELECT " + ACCOUNT + ", 'F1'" + day + euros + time + until + some,
                insert + "write_off SELECT " + ACCOUNT + ", 'W', 'F1', 1, 'EUR', 1" + day + until + some,
                insert + "contact SELECT " + ACCOUNT + ", 'F1', NULL, NULL, NULL, NULL, NULL" + some,
                insert + "label SELECT " + ACCOUNT + ", 'F1', 'ROLE', 'BILLING'" + some,
                insert + "field SELECT " + ACCOUNT + ", 'F1', 'F1', 'TEXT', 'text'" + until + some,
                "ANALYZE");
    }
}
