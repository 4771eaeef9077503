package io.relance.benchmarks;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * The aging balance in SQL, from the documents. docs/performance.md has the figures of the forms that were tried; of each
 * question the fastest is kept.
 *
 * <p>A day: allocations summed up by item and joined to the items. Month ends of the portfolio: by due date and month, what is
 * issued and what is allocated, of which items go by the number; items whose allocations are all of one month, nine in ten
 * and more, need no running sum. Month ends by customer: spans of months in which an item has the same open amount, joined to
 * the months.
 *
 * <p>Amounts less allocations, without a maximum by document, are right because nothing is allocated beyond its amount in
 * these books; our columns lean on the same.
 */
record AgingSql(String balances, String credit, boolean perCustomer) {
    static final String BUCKET =
            "CASE WHEN late <= 0 THEN 0 WHEN late <= 30 THEN 1 WHEN late <= 60 THEN 2 WHEN late <= 90 THEN 3 ELSE 4 END";

    /** By due date and month; {@code rest} follows the few items whose allocations are of several months. */
    private static final String BY_CHANGES = """
            paid AS (
              SELECT item, sum(amount)::BIGINT AS paid, min(%3$s) AS first, max(%3$s) AS last
              FROM allocations WHERE effective <= DATE '%1$s' GROUP BY item),
            issues AS (
              SELECT currency AS owner, due, %2$s AS k, sum(amount) AS open, count(*) AS items
              FROM items WHERE issued <= DATE '%1$s' GROUP BY ALL),
            once AS (
              SELECT currency AS owner, due, first AS k, -sum(paid) AS open, -count(*) FILTER (paid = amount) AS items
              FROM paid JOIN items ON id = item WHERE first = last GROUP BY ALL),
            several AS (
              SELECT item, %3$s AS k, sum(amount)::BIGINT AS amount FROM allocations
              WHERE effective <= DATE '%1$s' AND item IN (SELECT item FROM paid WHERE first <> last) GROUP BY ALL),
            runs AS (SELECT *, sum(amount) OVER (PARTITION BY item ORDER BY k) AS paid FROM several),
            rest AS (
              SELECT currency AS owner, due, k, -sum(r.amount) AS open,
                sum((paid < i.amount)::INTEGER - (paid - r.amount < i.amount)::INTEGER) AS items
              FROM runs r JOIN items i ON id = item GROUP BY ALL),
            changes AS (FROM issues UNION ALL FROM once UNION ALL FROM rest),
            cube AS (
              SELECT owner, due, k, sum(open)::BIGINT AS open, sum(items)::BIGINT AS items FROM changes GROUP BY ALL),
            aged AS (SELECT owner, d.k, day - due AS late, open, items FROM cube c JOIN days d ON d.k >= c.k)
            SELECT owner, k AS day, %4$s AS bucket, sum(open)::BIGINT AS open, sum(items)::BIGINT AS items
            FROM aged GROUP BY ALL HAVING sum(items) > 0
            """;

    /** By item the spans of months in which it has one open amount, without a cube: every customer has their own due dates. */
    private static final String BY_SPANS = """
            paid AS (
              SELECT item, sum(amount)::BIGINT AS paid, min(%3$s) AS first, max(%3$s) AS last
              FROM allocations WHERE effective <= DATE '%1$s' GROUP BY item),
            known AS (
              SELECT customer, due, amount, paid, %2$s AS since,
                coalesce(first, 127) AS first, coalesce(last, 127) AS last
              FROM items LEFT JOIN paid ON item = id WHERE issued <= DATE '%1$s'),
            several AS (
              SELECT item, %3$s AS k, sum(amount)::BIGINT AS amount FROM allocations
              WHERE effective <= DATE '%1$s' AND item IN (SELECT item FROM paid WHERE first <> last) GROUP BY ALL),
            runs AS (
              SELECT item, k AS since, lead(k, 1, 127) OVER w AS until, sum(amount) OVER w AS paid
              FROM several WINDOW w AS (PARTITION BY item ORDER BY k)),
            spans AS (
              SELECT customer, due, since, first AS until, amount AS open FROM known WHERE since < first
              UNION ALL SELECT customer, due, first, 127, amount - paid FROM known WHERE first = last AND amount > paid
              UNION ALL SELECT customer, due, since, until, amount - paid
              FROM runs JOIN items ON id = item WHERE amount > paid),
            aged AS (
              SELECT customer AS owner, k, day - due AS late, open FROM spans JOIN days ON k >= since AND k < until)
            SELECT owner, k AS day, %4$s AS bucket, sum(open)::BIGINT AS open, count(*) AS items FROM aged GROUP BY ALL
            """;

    /** One day: rows of (group, day index 0, bucket, open, items), and (group, day index 0, credit). */
    static AgingSql day(LocalDate day, boolean perCustomer) {
        String group = group(perCustomer);
        String balances = """
                WITH paid AS (
                  SELECT item, sum(amount)::BIGINT AS paid FROM allocations WHERE effective <= DATE '%1$s' GROUP BY item),
                opened AS (
                  SELECT %2$s AS owner, DATE '%1$s' - due AS late, i.amount - coalesce(paid, 0) AS open
                  FROM items i LEFT JOIN paid p ON p.item = i.id WHERE issued <= DATE '%1$s')
                SELECT owner, 0 AS day, %3$s AS bucket, sum(open)::BIGINT AS open, count(*) AS items
                FROM opened WHERE open > 0 GROUP BY ALL
                """.formatted(day, group, BUCKET);
        String credit = """
                WITH parts AS (
                  SELECT %2$s AS owner, sum(amount) AS amount FROM payments WHERE value_date <= DATE '%1$s' GROUP BY ALL
                  UNION ALL
                  SELECT %2$s, -sum(amount) FROM allocations WHERE effective <= DATE '%1$s' GROUP BY ALL)
                SELECT owner, 0 AS day, sum(amount)::BIGINT AS credit FROM parts GROUP BY ALL
                """.formatted(day, group);
        return new AgingSql(balances, credit, perCustomer);
    }

    /** Every month end from {@code first} to {@code last}: the same rows, days by their index. */
    static AgingSql monthEnds(YearMonth first, YearMonth last, boolean perCustomer) {
        String days = days(first, last);
        String balances = days
                + (perCustomer ? BY_SPANS : BY_CHANGES)
                        .formatted(last.atEndOfMonth(), index(first, "issued"), index(first, "effective"), BUCKET);
        String credit = perCustomer
                ? creditOfCustomers(first, last, """
                        SELECT customer, %1$s AS k, amount FROM payments WHERE value_date <= DATE '%3$s'
                        UNION ALL SELECT customer, %2$s, -amount FROM allocations WHERE effective <= DATE '%3$s'
                        """.formatted(
                                index(first, "value_date"), index(first, "effective"), last.atEndOfMonth()))
                : days + """
                        steps AS (
                          SELECT currency AS owner, value_date AS since, sum(amount) AS amount FROM payments GROUP BY ALL
                          UNION ALL SELECT currency, effective, -sum(amount) FROM allocations GROUP BY ALL)
                        SELECT owner, k AS day, sum(amount)::BIGINT AS credit FROM steps JOIN days ON day >= since GROUP BY ALL
                        """;
        return new AgingSql(balances, credit, perCustomer);
    }

    /** Of {@code changes} (customer, k, amount): running sums by customer, each for the months until the next change. */
    static String creditOfCustomers(YearMonth first, YearMonth last, String changes) {
        return """
                %s
                cube AS (SELECT customer, k, sum(amount)::BIGINT AS amount FROM (%s) GROUP BY ALL),
                spans AS (
                  SELECT customer, k AS since, lead(k, 1, 127) OVER w AS until, sum(amount) OVER w AS credit
                  FROM cube WHERE amount <> 0 WINDOW w AS (PARTITION BY customer ORDER BY k))
                SELECT customer, d.k AS day, credit::BIGINT AS credit
                FROM spans JOIN days d ON d.k >= since AND d.k < until WHERE credit <> 0
                """.formatted(days(first, last), changes);
    }

    /** The beginning of a statement: every month end and its index. */
    static String days(YearMonth first, YearMonth last) {
        return """
                WITH days AS (
                  SELECT k::TINYINT AS k, last_day(DATE '%s' + to_months(k::INTEGER)) AS day
                  FROM range(0, %d) AS months(k)),
                """.formatted(first.atDay(1), first.until(last, ChronoUnit.MONTHS) + 1);
    }

    static String group(boolean perCustomer) {
        return perCustomer ? "customer" : "currency";
    }

    /** The first month end, counted from 0, at which something of that day is known. */
    static String index(YearMonth first, String day) {
        return "greatest(0, (year(%1$s) - %2$d) * 12 + month(%1$s) - %3$d)::TINYINT"
                .formatted(day, first.getYear(), first.getMonthValue());
    }

    /** Reads all of both answers. */
    AgingAnswers answers(DuckDbBooks books, AgingAnswers empty) throws SQLException {
        books.read(
                balances,
                row -> empty.add(row.getInt(1), row.getInt(2), row.getInt(3), row.getLong(4), row.getLong(5)));
        books.read(credit, row -> empty.addCredit(row.getInt(1), row.getInt(2), row.getLong(3)));
        return empty;
    }

    /** Draws up both answers. Those per customer stay in the database, where only their totals are read. */
    long run(DuckDbBooks books) throws SQLException {
        long[] total = {0};
        if (perCustomer) {
            books.read(
                    "SELECT count(*), sum(open), sum(items), sum(bucket) FROM (" + balances + ")",
                    row -> total[0] += row.getLong(2));
            books.read(
                    "SELECT count(*), sum(credit), sum(day) FROM (" + credit + ")", row -> total[0] += row.getLong(2));
        } else {
            books.read(balances, row -> total[0] += row.getLong(4));
            books.read(credit, row -> total[0] += row.getLong(3));
        }
        return total[0];
    }
}
