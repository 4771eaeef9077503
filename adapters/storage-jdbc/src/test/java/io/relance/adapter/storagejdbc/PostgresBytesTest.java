package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.PartKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a commit writes depends on what it changes, and not on what the account has. */
class PostgresBytesTest {
    private final WatchedSource source = Databases.postgres();
    private final JdbcDunningStore store = Databases.postgresStore().build();

    @Test
    void a_commit_about_one_of_10_000_invoices_writes_as_much_as_about_one_of_10() throws SQLException {
        long small = bytesOfOnePart(AccountId.of("acme", "small"), 10);
        long large = bytesOfOnePart(AccountId.of("acme", "large"), 10_000);

        assertThat(large).isBetween(200L, small + 2_000);
        assertThat(large).as("bytes of the write-ahead log").isLessThan(8_000);
    }

    @Test
    void a_payment_of_one_of_10_000_invoices_writes_as_much_as_of_one_of_10() throws SQLException {
        JdbcBooks books =
                JdbcBooks.builder(source).schemaToCreate(Databases.newName()).build();
        long small = bytesOfOnePayment(books, AccountId.of("acme", "small"), 10);
        long large = bytesOfOnePayment(books, AccountId.of("acme", "large"), 10_000);

        assertThat(large).isBetween(200L, small + 2_000);
        assertThat(large).as("bytes of the write-ahead log").isLessThan(8_000);
    }

    private long bytesOfOnePayment(JdbcBooks books, AccountId account, int invoices) throws SQLException {
        books.put(Ledgers.open(account, invoices).build());
        long least = Long.MAX_VALUE;
        for (int i = 1; i <= 6; i++) {
            long before = written();
            books.putPayment(
                    account,
                    Ledgers.payment("P" + i, Sample.DAY, "10.00"),
                    List.of(Ledgers.applied("P" + i, "F" + i, "10.00")));
            least = Math.min(least, written() - before);
        }
        return least;
    }

    /** The least of several commits: the server may write something else at the same time. */
    private long bytesOfOnePart(AccountId account, int parts) throws SQLException {
        store.commit(List.of(commit(
                account,
                0,
                IntStream.range(0, parts)
                        .mapToObj(n -> new CasePart(PartKey.of(new ReceivableId("F" + n)), Body.of("x".repeat(500))))
                        .toList())));
        long least = Long.MAX_VALUE;
        for (int revision = 1; revision <= 8; revision++) {
            AccountCommit one = commit(
                    account,
                    revision,
                    List.of(new CasePart(PartKey.of(new ReceivableId("F7")), Body.of("y".repeat(500)))));
            long before = written();
            assertThat(store.commit(List.of(one))).containsExactly(CommitOutcome.STORED);
            least = Math.min(least, written() - before);
        }
        return least;
    }

    private static AccountCommit commit(AccountId account, long revision, List<CasePart> parts) {
        return new AccountCommit(
                new CommitId(String.format(Locale.ROOT, "%032x%032x", account.hashCode() & 0xffffffffL, revision)),
                Sample.head(account, revision + 1),
                revision,
                parts,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Sample.event(account, revision + 1)),
                Set.of());
    }

    private long written() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            result.next();
            return result.getLong(1);
        }
    }
}
