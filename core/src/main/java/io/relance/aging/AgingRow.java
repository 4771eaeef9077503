package io.relance.aging;

import java.util.List;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The aging balance in one currency. The columns partition the gross amount.
 *
 * @param notDue what is not late yet (on the basis of the invoice date: issued on the day itself)
 * @param buckets the columns after it, the least late first; all of them, also those with nothing in them
 * @param unallocatedCredit what is left of payments and credit notes, at least 0; never netted into a column
 */
public record AgingRow(CurrencyUnit currency, AgingColumn notDue, List<AgingColumn> buckets, Money unallocatedCredit) {
    /** Keeps a copy of the buckets. */
    public AgingRow {
        buckets = List.copyOf(buckets);
    }

    /** Everything open on receivables. */
    public Money gross() {
        Money sum = notDue.amount();
        for (AgingColumn bucket : buckets) {
            sum = sum.plus(bucket.amount());
        }
        return sum;
    }

    /** Gross less unallocated credit; negative when the customers have paid too much. */
    public Money net() {
        return gross().minus(unallocatedCredit);
    }

    /** How many receivables have something open. */
    public long items() {
        long sum = notDue.items();
        for (AgingColumn bucket : buckets) {
            sum = Math.addExact(sum, bucket.items());
        }
        return sum;
    }

    AgingRow plus(AgingRow other) {
        List<AgingColumn> sums = new java.util.ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            sums.add(buckets.get(i).plus(other.buckets.get(i)));
        }
        return new AgingRow(currency, notDue.plus(other.notDue), sums, unallocatedCredit.plus(other.unallocatedCredit));
    }

    AgingRow mapped(CurrencyUnit to, UnaryOperator<Money> change) {
        return new AgingRow(
                to,
                notDue.mapped(change),
                buckets.stream().map(bucket -> bucket.mapped(change)).toList(),
                change.apply(unallocatedCredit));
    }
}
