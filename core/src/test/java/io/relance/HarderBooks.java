package io.relance;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * The generated books, with more: payments that the bank took back, money that was unmatched and matched again, items
 * without an amount, flags from before an item was issued, judgments that it is not caught by, and what the books know of
 * their own recording.
 */
public final class HarderBooks {
    private HarderBooks() {}

    /** The ledgers of up to four customers. */
    public static Arbitrary<List<AccountLedger>> portfolios() {
        return Combinators.combine(
                        LedgerArbitraries.portfolios(), Arbitraries.longs().between(0, 1_000_000))
                .as((ledgers, seed) -> {
                    Random random = new Random(seed);
                    return ledgers.stream()
                            .map(ledger -> harder(ledger, random))
                            .toList();
                });
    }

    private static AccountLedger harder(AccountLedger ledger, Random random) {
        AccountLedger.Builder harder = AccountLedger.builder(LedgerArbitraries.CREDITOR, ledger.customer());
        for (Receivable receivable : ledger.receivables()) {
            harder.receivable(flagged(receivable, random));
        }
        Receivable any = ledger.receivables().get(0);
        harder.receivable(Receivable.invoice(
                        any.id() + "-0",
                        any.issued().minusDays(random.nextInt(60)),
                        any.due(),
                        any.amount().minus(any.amount()))
                .build());
        for (Payment payment : ledger.payments()) {
            harder.payment(
                    random.nextInt(3) == 0 ? payment.rejected(near(payment.valueDate(), random, -1, 30)) : payment);
        }
        ledger.creditNotes().forEach(harder::creditNote);
        ledger.writeOffs().forEach(harder::writeOff);
        for (Allocation allocation : ledger.allocations()) {
            harder.allocation(allocation);
            if (allocation.isReversal() && random.nextBoolean()) {
                LocalDate freed = near(allocation.from().orElseThrow(), random, 0, 20);
                harder.allocation(new Allocation(
                                allocation.source(),
                                allocation.document(),
                                allocation.receivable(),
                                allocation.amount().negated(),
                                allocation.from())
                        .freedOn(freed));
            }
        }
        if (random.nextBoolean()) {
            harder.recordedUpTo(near(LedgerArbitraries.FIRST_DAY, random, 0, 200)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        }
        return harder.build();
    }

    private static Receivable flagged(Receivable receivable, Random random) {
        Receivable.Builder builder = receivable.toBuilder();
        switch (random.nextInt(8)) {
            case 0 -> builder.disputedFrom(near(receivable.issued(), random, -10, 40));
            case 1 -> builder.assignedFrom(near(receivable.issued(), random, -10, 40));
            case 2 -> builder.litigationFrom(near(receivable.issued(), random, -10, 40));
            case 3 -> builder.insolvencyFrom(near(receivable.issued(), random, -10, 40));
            default -> {}
        }
        return builder.build();
    }

    private static LocalDate near(LocalDate day, Random random, int from, int to) {
        return day.plusDays(from + random.nextInt(to - from + 1));
    }
}
