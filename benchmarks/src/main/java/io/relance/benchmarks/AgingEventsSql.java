package io.relance.benchmarks;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The aging balance in SQL from the events that our columns hold: every change of an open amount with its day, the day from
 * which its age is counted and by how many the number of open items changes; and every change of a credit. Nothing is left
 * to join; a day is one sum. docs/performance.md has the figures of the forms that were tried; of each question the fastest
 * is kept.
 */
final class AgingEventsSql {
    /** Makes the table of changes of open amounts: those of one item on one day are one. */
    static final String EVENTS = """
            CREATE TABLE events AS
            WITH steps AS (
              SELECT item, day, sum(amount)::INTEGER AS amount FROM (
                SELECT id AS item, issued AS day, amount FROM items
                UNION ALL SELECT item, effective, -amount FROM allocations)
              GROUP BY ALL HAVING sum(amount) <> 0),
            runs AS (SELECT *, sum(amount) OVER (PARTITION BY item ORDER BY day) AS open FROM steps)
            SELECT customer, currency, day, due AS aged, r.amount,
              ((open > 0)::TINYINT - (open - r.amount > 0)::TINYINT)::TINYINT AS items
            FROM runs r JOIN items i ON i.id = r.item ORDER BY currency, i.id, day
            """;

    /** Makes the table of changes of credits, which are never below 0. */
    static final String CREDITS = """
            CREATE TABLE credits AS
            WITH steps AS (
              SELECT payment, day, sum(amount)::INTEGER AS amount FROM (
                SELECT id AS payment, value_date AS day, amount FROM payments
                UNION ALL SELECT payment, effective, -amount FROM allocations)
              GROUP BY ALL),
            runs AS (
              SELECT payment, day, greatest(0, sum(amount) OVER (PARTITION BY payment ORDER BY day)) AS credit FROM steps),
            changes AS (
              SELECT payment, day, credit - lag(credit, 1, 0) OVER (PARTITION BY payment ORDER BY day) AS amount FROM runs)
            SELECT customer, currency, day, c.amount::INTEGER AS amount
            FROM changes c JOIN payments p ON p.id = c.payment WHERE c.amount <> 0 ORDER BY currency, p.id, day
            """;

    private AgingEventsSql() {}

    /** One day; of the portfolio, grouped by due date before the ages are asked for. */
    static AgingSql day(LocalDate day, boolean perCustomer) {
        String group = AgingSql.group(perCustomer);
        String aged = perCustomer
                ? "SELECT customer AS owner, aged, amount AS open, items FROM events WHERE day <= DATE '%s'"
                : """
                SELECT currency AS owner, aged, sum(amount)::BIGINT AS open, sum(items)::BIGINT AS items
                FROM events WHERE day <= DATE '%s' GROUP BY ALL
                """;
        String balances = """
                WITH summed AS (%2$s),
                aged AS (SELECT owner, DATE '%1$s' - aged AS late, open, items FROM summed)
                SELECT owner, 0 AS day, %3$s AS bucket, sum(open)::BIGINT AS open, sum(items)::BIGINT AS items
                FROM aged GROUP BY ALL HAVING sum(items) > 0
                """.formatted(day, aged.formatted(day), AgingSql.BUCKET);
        String credit =
                "SELECT %2$s AS owner, 0 AS day, sum(amount)::BIGINT AS credit FROM credits WHERE day <= DATE '%1$s' GROUP BY ALL"
                        .formatted(day, group);
        return new AgingSql(balances, credit, perCustomer);
    }

    /** Every month end from {@code first} to {@code last}: changes by due date and month count at that month's end and later. */
    static AgingSql monthEnds(YearMonth first, YearMonth last, boolean perCustomer) {
        String days = AgingSql.days(first, last);
        String group = AgingSql.group(perCustomer);
        String balances =
                """
                %1$s
                cube AS (
                  SELECT %3$s AS owner, %4$s AS k, aged, sum(amount)::BIGINT AS open, sum(items)::BIGINT AS items
                  FROM events WHERE day <= DATE '%2$s' GROUP BY ALL HAVING sum(amount) <> 0 OR sum(items) <> 0),
                aged AS (SELECT owner, d.k, day - aged AS late, open, items FROM cube c JOIN days d ON d.k >= c.k)
                SELECT owner, k AS day, %5$s AS bucket, sum(open)::BIGINT AS open, sum(items)::BIGINT AS items
                FROM aged GROUP BY ALL HAVING sum(items) > 0
                """.formatted(days, last.atEndOfMonth(), group, AgingSql.index(first, "day"), AgingSql.BUCKET);
        String credit = perCustomer
                ? AgingSql.creditOfCustomers(
                        first,
                        last,
                        "SELECT customer, %s AS k, amount FROM credits WHERE day <= DATE '%s'"
                                .formatted(AgingSql.index(first, "day"), last.atEndOfMonth()))
                : days + """
                        steps AS (SELECT currency AS owner, day AS since, sum(amount) AS amount FROM credits GROUP BY ALL)
                        SELECT owner, k AS day, sum(amount)::BIGINT AS credit FROM steps JOIN days ON day >= since GROUP BY ALL
                        """;
        return new AgingSql(balances, credit, perCustomer);
    }
}
