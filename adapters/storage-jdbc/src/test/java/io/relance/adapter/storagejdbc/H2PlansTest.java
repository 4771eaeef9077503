package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With 100 000 accounts no statement of the store or of the written ledger reads a whole table of H2. */
class H2PlansTest {
    private static final String ACCOUNT = "STRINGTOUTF8('acme'), STRINGTOUTF8('c' || LPAD(CAST(x AS VARCHAR), 6, '0'))";
    private static final String BODY = "STRINGTOUTF8('body')";
    private static final String HASH = "HASH('SHA-256', STRINGTOUTF8(CAST(x AS VARCHAR)))";

    private final WatchedSource source = Databases.h2();

    @Test
    void no_statement_scans_a_table() throws SQLException {
        JdbcDunningStore store = JdbcDunningStore.create(source);
        JdbcBooks books = JdbcBooks.create(source);
        fill();
        fillBooks();
        Plans plans = new Plans(source);

        Map<String, WatchedSource.Executed> statements = Plans.distinct(plans.statements(store, books));

        List<String> scans = new ArrayList<>();
        List<String> explained = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            for (WatchedSource.Executed executed : statements.values()) {
                String plan = plans.explain(connection, executed);
                explained.add(plan);
                if (plan.contains("tableScan")) {
                    scans.add(executed.sql() + "\n" + plan);
                }
            }
        }
        assertThat(scans).isEmpty();
        assertThat(Plans.tables())
                .allSatisfy(table -> assertThat(explained)
                        .anyMatch(plan -> plan.contains("RELANCE_" + table.toUpperCase(Locale.ROOT))));
        assertThat(statements.size()).isGreaterThan(50);
    }

    private void fill() throws SQLException {
        String from = " FROM SYSTEM_RANGE(0, 99999)";
        Databases.execute(
                source,
                "INSERT INTO relance_account SELECT " + ACCOUNT + ", 1, 1, " + HASH
                        + ", STRINGTOUTF8('1'), DATEADD(DAY, MOD(x, 100), DATE '2026-03-01'), MOD(x, 10) < 9, 'stamp', "
                        + BODY + from,
                "INSERT INTO relance_case_part (creditor, customer, kind, id, body) SELECT " + ACCOUNT
                        + ", STRINGTOUTF8('R'), STRINGTOUTF8('F1'), " + BODY + from,
                "INSERT INTO relance_execution SELECT " + ACCOUNT + ", STRINGTOUTF8('F1'), 1, STRINGTOUTF8('first')"
                        + from,
                "INSERT INTO relance_commit SELECT " + ACCOUNT + ", " + HASH + from,
                "INSERT INTO relance_outbox SELECT " + ACCOUNT + ", " + HASH
                        + ", CASE MOD(x, 5) WHEN 0 THEN 'READY' WHEN 1 THEN 'SENDING' ELSE 'ACCEPTED' END, 'email', 0,"
                        + " DATEADD(DAY, MOD(x, 3), DATE '2026-03-01'), NULL, 0, NULL, NULL, NULL, NULL" + from,
                "INSERT INTO relance_task SELECT " + ACCOUNT + ", STRINGTOUTF8('t'), STRINGTOUTF8('team' || MOD(x, 5)),"
                        + " DATE '2026-01-01', MOD(x, 2) = 0, " + BODY + from,
                "INSERT INTO relance_event (creditor, customer, number, recorded_at, happened_on, kind, body, hash,"
                        + " feed_position) SELECT " + ACCOUNT
                        + ", 1, TIMESTAMP WITH TIME ZONE '2026-03-01 08:00:00Z', DATE '2026-03-01', 'Test', " + BODY
                        + ", " + HASH + ", CASE WHEN x < 98000 THEN x + 1 END" + from,
                "INSERT INTO relance_feed VALUES (STRINGTOUTF8('acme'), 98000)",
                "ANALYZE");
    }

    private void fillBooks() throws SQLException {
        String from = " FROM SYSTEM_RANGE(0, 99999)";
        String some = " FROM SYSTEM_RANGE(0, 19999)";
        String until =
                ", CASE MOD(x, 7) WHEN 0 THEN DATE '9999-12-31' ELSE DATEADD(DAY, -MOD(x, 1000), DATE '2026-03-01') END";
        String euros = ", 'EUR', 1000";
        String day = ", DATE '2026-01-01'";
        String time = ", TIMESTAMP WITH TIME ZONE '2026-01-01 08:00:00Z'";
        String f1 = ", STRINGTOUTF8('F1')";
        String prefix = "INSERT INTO relance_book_";
        Databases.execute(
                source,
                prefix + "account SELECT " + ACCOUNT + ", 1" + until
                        + ", NULL, NULL, CASE WHEN x < 98000 THEN x + 1 END" + from,
                prefix + "feed VALUES (STRINGTOUTF8('acme'), 98000)",
                prefix + "customer SELECT " + ACCOUNT + ", 'name', 'UNKNOWN', 'UNKNOWN', NULL, NULL, NULL" + some,
                prefix + "receivable SELECT " + ACCOUNT + f1 + ", 'INVOICE'" + day + day + euros
                        + ", 'MANUAL', FALSE, FALSE, NULL, NULL, NULL, NULL, NULL" + until + from,
                prefix + "payment SELECT " + ACCOUNT + f1 + day + euros + time + ", FALSE, NULL" + until + from,
                prefix + "allocation SELECT " + ACCOUNT + ", STRINGTOUTF8('PAYMENT')" + f1 + f1 + ", 1, 'EUR', 500"
                        + ", NULL" + until + some,
                prefix + "credit_note SELECT " + ACCOUNT + f1 + day + euros + time + until + some,
                prefix + "write_off SELECT " + ACCOUNT + ", STRINGTOUTF8('W')" + f1 + ", 1, 'EUR', 1" + day + until
                        + some,
                prefix + "contact SELECT " + ACCOUNT + f1 + ", NULL, NULL, NULL, NULL, NULL" + some,
                prefix + "label SELECT " + ACCOUNT + f1 + ", STRINGTOUTF8('ROLE'), STRINGTOUTF8('BILLING')" + some,
                prefix + "field SELECT " + ACCOUNT + f1 + f1 + ", 'TEXT', 'text'" + until + some,
                "ANALYZE");
    }
}
