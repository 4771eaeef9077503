package io.relance.benchmarks;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The aging balance in SQL. Of several ways to write each, the fastest that was found; times are of a tenth of the books on
 * one thread, beside which the kept one is first.
 *
 * <p>A day: allocations summed up by item and joined to the items (0.13 s) is as fast written as a subquery; joining first and
 * grouping by item takes twice as long (0.27 s); so does a union of both, grouped by item (0.22 s).
 *
 * <p>Month ends: changes by item and month, made running sums by a window, brought into a small cube of (months, currency,
 * due date) before the ages are asked for (0.57 s). The same with every span of months written out (1.1 s); a window over
 * days, joined to the month ends by an inequality (1.8 s); 24 conditional sums by item (3.2 s); items joined to all month
 * ends (5.3 s); 24 statements (9.3 s).
 *
 * <p>Credit of one day by document, as the aging (0.08 s), is as fast as a join without grouping (0.08 s); of month ends the
 * latter is faster (0.13 s) than grouping by document first (0.19 s). It leans, as the columns do, on books in which nothing
 * is allocated beyond its amount.
 */
record AgingSql(String balances, String credit, boolean perCustomer) {
    private static final String BUCKET =
            "CASE WHEN late <= 0 THEN 0 WHEN late <= 30 THEN 1 WHEN late <= 60 THEN 2 WHEN late <= 90 THEN 3 ELSE 4 END";

    /** One day: rows of (group, day index 0, bucket, open, items). */
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
                WITH used AS (
                  SELECT payment, sum(amount)::BIGINT AS used FROM allocations WHERE effective <= DATE '%1$s'
                  GROUP BY payment)
                SELECT %2$s AS owner, 0 AS day, sum(greatest(0, p.amount - coalesce(used, 0)))::BIGINT AS credit
                FROM payments p LEFT JOIN used u ON u.payment = p.id WHERE value_date <= DATE '%1$s' GROUP BY ALL
                """.formatted(day, group);
        return new AgingSql(balances, credit, perCustomer);
    }

    /** Every month end from {@code first} to {@code last}: the same rows, days by their index. */
    static AgingSql monthEnds(YearMonth first, YearMonth last, boolean perCustomer) {
        String group = group(perCustomer);
        int months = (last.getYear() - first.getYear()) * 12 + last.getMonthValue() - first.getMonthValue() + 1;
        String days = """
                days AS (
                  SELECT k::TINYINT AS k, last_day(DATE '%s' + to_months(k::INTEGER)) AS day
                  FROM range(0, %d) AS months(k))
                """.formatted(first.atDay(1), months);
        String balances = """
                WITH %1$s,
                steps AS (
                  SELECT item, k, sum(amount)::BIGINT AS amount FROM (
                    SELECT id AS item, %2$s AS k, amount FROM items WHERE issued <= DATE '%4$s'
                    UNION ALL SELECT item, %3$s, -amount FROM allocations WHERE effective <= DATE '%4$s')
                  GROUP BY item, k),
                spans AS (
                  SELECT item, k AS since, lead(k, 1, %5$d) OVER w AS until, sum(amount) OVER w AS open
                  FROM steps WINDOW w AS (PARTITION BY item ORDER BY k)),
                cube AS (
                  SELECT since, until, %6$s AS owner, due, sum(open)::BIGINT AS open, count(*) AS items
                  FROM spans s JOIN items i ON i.id = s.item WHERE open > 0 GROUP BY ALL),
                aged AS (
                  SELECT owner, k, day - due AS late, open, items FROM cube JOIN days ON k >= since AND k < until)
                SELECT owner, k AS day, %7$s AS bucket, sum(open)::BIGINT AS open, sum(items)::BIGINT AS items
                FROM aged GROUP BY ALL
                """.formatted(
                days, index(first, "issued"), index(first, "effective"), last.atEndOfMonth(), months, group, BUCKET);
        String credit =
                """
                WITH %1$s,
                steps AS (
                  SELECT %5$s AS owner, %2$s AS k, amount FROM payments WHERE value_date <= DATE '%4$s'
                  UNION ALL
                  SELECT %5$s, %3$s, -a.amount FROM allocations a JOIN payments p ON p.id = a.payment
                  WHERE effective <= DATE '%4$s'),
                cube AS (SELECT owner, k, sum(amount)::BIGINT AS amount FROM steps GROUP BY ALL)
                SELECT owner, d.k AS day, sum(amount)::BIGINT AS credit FROM cube c JOIN days d ON d.k >= c.k GROUP BY ALL
                """.formatted(days, index(first, "value_date"), index(first, "effective"), last.atEndOfMonth(), group);
        return new AgingSql(balances, credit, perCustomer);
    }

    private static String group(boolean perCustomer) {
        return perCustomer ? "customer" : "currency";
    }

    /** The first month end, counted from 0, at which something of that day is known. */
    private static String index(YearMonth first, String day) {
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
