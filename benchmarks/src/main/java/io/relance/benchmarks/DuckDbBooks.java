package io.relance.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The same books in DuckDB's memory: narrow integer types, {@code DATE}s, no index or constraint (they are not used by joins
 * over everything), rows in the order of customers. What would need a join is written into the allocations: their effective
 * day, their customer and currency. Beside these documents there are the events that our columns hold, in their order.
 *
 * <p>Documents lie uncompressed, since decompressing them takes longer than reading them when tables are joined; events
 * compressed, since they are only scanned. Loading takes a while: a database file is kept beside the compiled classes and
 * copied into memory by later runs.
 */
final class DuckDbBooks implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    /** From which tables answers are drawn up, and whether compressed; only these are in memory. */
    record Content(boolean compressed, List<String> tables) {
        /** Items, payments and allocations. */
        static final Content DOCUMENTS = new Content(false, List.of("items", "payments", "allocations"));

        /** Changes of open amounts and of credits. */
        static final Content EVENTS = new Content(true, List.of("events", "credits"));
    }

    /** @param threads how many DuckDB may use, the calling one included */
    DuckDbBooks(GeneratedBooks books, Content content, int threads) throws SQLException {
        Path file = file(books);
        if (!Files.exists(file)) {
            load(books, file);
        }
        connection = connect("jdbc:duckdb:");
        statement = connection.createStatement();
        statement.execute("SET threads = " + threads);
        // Items by number, and cells by customer, month and bucket, are grouped without hashing, in down to half the
        // time.
        statement.execute("SET perfect_ht_threshold = 26");
        statement.execute("ATTACH '" + file + "' AS kept (READ_ONLY)");
        if (content.compressed) {
            statement.execute("ATTACH ':memory:' AS books (COMPRESS)");
            statement.execute("USE books");
        }
        for (String table : content.tables) {
            statement.execute("CREATE TABLE " + table + " AS FROM kept." + table);
        }
        if (content.compressed) {
            statement.execute("CHECKPOINT books");
        }
        statement.execute("DETACH kept");
    }

    /** Not by way of the driver manager, which stops looking when some other peer's driver fails to load. */
    private static DuckDBConnection connect(String url) throws SQLException {
        return (DuckDBConnection) new DuckDBDriver().connect(url, new Properties());
    }

    private static Path file(GeneratedBooks books) {
        try {
            Path classes = Path.of(DuckDbBooks.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolveSibling("aging-" + books.customers() + "x" + books.itemsEach() + ".duckdb");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void load(GeneratedBooks books, Path file) throws SQLException {
        try {
            Path unfinished = Files.createTempFile(file.getParent(), "loading", ".duckdb");
            Files.delete(unfinished);
            try (DuckDBConnection loading = connect("jdbc:duckdb:" + unfinished);
                    Statement create = loading.createStatement()) {
                create.execute("CREATE TABLE items (id INTEGER, customer INTEGER, currency UTINYINT,"
                        + " issued DATE, due DATE, amount INTEGER)");
                create.execute("CREATE TABLE payments (id INTEGER, customer INTEGER, currency UTINYINT,"
                        + " value_date DATE, amount INTEGER)");
                create.execute("CREATE TABLE allocations (item INTEGER, payment INTEGER, customer INTEGER,"
                        + " currency UTINYINT, effective DATE, amount INTEGER)");
                append(books, loading);
                create.execute(AgingEventsSql.EVENTS);
                create.execute(AgingEventsSql.CREDITS);
            }
            Files.move(unfinished, file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep " + file, e);
        }
    }

    /** On a second connection the items, since every value passes into native code by itself. */
    private static void append(GeneratedBooks books, DuckDBConnection loading) throws SQLException {
        try (DuckDBConnection second = loading.duplicate()) {
            CompletableFuture<Void> items = CompletableFuture.runAsync(() -> {
                try {
                    appendItems(books, second);
                } catch (SQLException e) {
                    throw new IllegalStateException("cannot load the items", e);
                }
            });
            appendPayments(books, loading);
            items.join();
        }
    }

    private static void appendItems(GeneratedBooks books, DuckDBConnection loading) throws SQLException {
        try (DuckDBAppender items = loading.createAppender("items")) {
            int id = 0;
            for (int customer = 0; customer < books.customers(); customer++) {
                GeneratedBooks.Account account = books.account(customer);
                for (int i = 0; i < account.amount.length; i++) {
                    items.beginRow().append(id++).append(customer).append((byte) account.currency);
                    items.appendEpochDays(account.issued[i]).appendEpochDays(account.due[i]);
                    items.append(account.amount[i]).endRow();
                }
            }
        }
    }

    private static void appendPayments(GeneratedBooks books, DuckDBConnection loading) throws SQLException {
        try (DuckDBAppender payments = loading.createAppender("payments");
                DuckDBAppender allocations = loading.createAppender("allocations")) {
            int firstItem = 0;
            int firstPayment = 0;
            for (int customer = 0; customer < books.customers(); customer++) {
                GeneratedBooks.Account account = books.account(customer);
                byte currency = (byte) account.currency;
                for (int i = 0; i < account.payments; i++) {
                    payments.beginRow().append(firstPayment + i);
                    payments.append(customer).append(currency);
                    payments.appendEpochDays(account.valueDate[i]);
                    payments.append(account.paid[i]).endRow();
                }
                for (int i = 0; i < account.allocations; i++) {
                    allocations.beginRow().append(firstItem + account.item[i]);
                    allocations.append(firstPayment + account.payment[i]);
                    allocations.append(customer).append(currency);
                    allocations.appendEpochDays(account.effective[i]);
                    allocations.append(account.allocated[i]).endRow();
                }
                firstItem += account.amount.length;
                firstPayment += account.payments;
            }
        }
    }

    /** Calls {@code reader} for every row of the answer. */
    void read(String sql, RowReader reader) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.row(rows);
            }
        }
    }

    /** Sees one row of an answer. */
    interface RowReader {
        void row(ResultSet row) throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }
}
