package io.relance.benchmarks;

import io.relance.aging.AgingColumn;
import io.relance.aging.AgingReport;
import io.relance.aging.AgingRow;
import io.relance.aging.AgingSeries;
import io.relance.aging.CustomerAging;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Aging balances in plain numbers, by group (a currency, or a customer), day and bucket, so that answers of any origin can be
 * compared to the cent. Buckets are those of 30, 60 and 90 days.
 */
final class AgingAnswers {
    static final int BUCKETS = 5;

    /** The last days of two years, the last one of which is {@link GeneratedBooks#DAY}. */
    static final List<LocalDate> MONTH_ENDS = monthEnds();

    private final List<LocalDate> days;
    private final long[] amounts;
    private final int[] items;
    private final long[] credit;

    AgingAnswers(int groups, List<LocalDate> days) {
        this.days = days;
        this.amounts = new long[groups * days.size() * BUCKETS];
        this.items = new int[groups * days.size() * BUCKETS];
        this.credit = new long[groups * days.size()];
    }

    private static List<LocalDate> monthEnds() {
        YearMonth last = YearMonth.from(GeneratedBooks.DAY);
        List<LocalDate> ends = new ArrayList<>();
        for (int i = 23; i >= 0; i--) {
            ends.add(last.minusMonths(i).atEndOfMonth());
        }
        return List.copyOf(ends);
    }

    List<LocalDate> days() {
        return days;
    }

    void add(int group, int day, int bucket, long amount, long count) {
        int cell = (group * days.size() + day) * BUCKETS + bucket;
        amounts[cell] += amount;
        items[cell] += Math.toIntExact(count);
    }

    void addCredit(int group, int day, long amount) {
        credit[group * days.size() + day] += amount;
    }

    /** The balances as anybody would draw them up with pencil and paper: item by item, day by day. */
    static AgingAnswers byHand(GeneratedBooks books, List<LocalDate> days, boolean perCustomer) {
        AgingAnswers answers =
                new AgingAnswers(perCustomer ? books.customers() : GeneratedBooks.CURRENCIES.size(), days);
        for (int customer = 0; customer < books.customers(); customer++) {
            GeneratedBooks.Account account = books.account(customer);
            int group = perCustomer ? customer : account.currency;
            for (int day = 0; day < days.size(); day++) {
                answers.addByHand(group, day, account, (int) days.get(day).toEpochDay());
            }
        }
        return answers;
    }

    private void addByHand(int group, int day, GeneratedBooks.Account account, int date) {
        long[] open = new long[account.amount.length];
        long[] left = new long[account.payments];
        for (int i = 0; i < open.length; i++) {
            open[i] = account.issued[i] <= date ? account.amount[i] : 0;
        }
        for (int i = 0; i < left.length; i++) {
            left[i] = account.valueDate[i] <= date ? account.paid[i] : 0;
        }
        for (int i = 0; i < account.allocations; i++) {
            if (account.effective[i] <= date) {
                open[account.item[i]] -= account.allocated[i];
                left[account.payment[i]] -= account.allocated[i];
            }
        }
        for (int i = 0; i < open.length; i++) {
            if (open[i] > 0) {
                int late = date - account.due[i];
                int bucket = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4;
                add(group, day, bucket, open[i], 1);
            }
        }
        for (long remaining : left) {
            addCredit(group, day, remaining);
        }
    }

    void add(int day, AgingReport report) {
        for (AgingRow row : report.rows()) {
            int group = GeneratedBooks.CURRENCIES.indexOf(row.currency());
            List<AgingColumn> columns = new ArrayList<>(row.buckets());
            columns.add(0, row.notDue());
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                AgingColumn column = columns.get(bucket);
                add(group, day, bucket, column.amount().getAmountMinorLong(), column.items());
            }
            addCredit(group, day, row.unallocatedCredit().getAmountMinorLong());
        }
    }

    void add(CustomerAging customer) {
        int group = GeneratedBooks.customer(customer.account());
        for (AgingSeries series : customer.series()) {
            for (int day = 0; day < days.size(); day++) {
                for (int bucket = 0; bucket < BUCKETS; bucket++) {
                    add(group, day, bucket, series.amount(day, bucket), series.items(day, bucket));
                }
                addCredit(group, day, series.unallocatedCredit(day));
            }
        }
    }

    /** Throws when {@code other} differs in any amount, count or credit. */
    void check(AgingAnswers other, String whose) {
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] != other.amounts[i] || items[i] != other.items[i]) {
                int day = i / BUCKETS % days.size();
                throw new IllegalStateException(whose + " has " + other.amounts[i] + " of " + other.items[i]
                        + " items where " + amounts[i] + " of " + items[i] + " are open: group "
                        + i / BUCKETS / days.size() + ", " + days.get(day) + ", bucket " + i % BUCKETS);
            }
        }
        for (int i = 0; i < credit.length; i++) {
            if (credit[i] != other.credit[i]) {
                throw new IllegalStateException(whose + " has credit of " + other.credit[i] + " where " + credit[i]
                        + " is left: group " + i / days.size() + ", " + days.get(i % days.size()));
            }
        }
    }
}
