package io.relance.reliability;

import io.relance.Relance;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Payment;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Customers who pay all that they owe and want everything about them erased; asked for until it is done. */
final class Leavers {
    private final Office office;
    private final Random random;
    private final Set<AccountId> leaving = new TreeSet<>();

    Leavers(Office office, Random random) {
        this.office = office;
        this.random = random;
    }

    /** Whether nothing new happens to a customer any more. */
    boolean isLeaving(AccountId account) {
        return leaving.contains(account);
    }

    /** Somebody leaves, as long as others stay. */
    void maybeLeaves(LocalDate day) {
        List<AccountId> others =
                office.accounts().stream().filter(id -> !leaving.contains(id)).toList();
        if (others.size() < 2) {
            return;
        }
        AccountId account = others.get(random.nextInt(others.size()));
        leaving.add(account);
        AccountLedger ledger = office.ledger(account);
        AccountLedger.Builder paid = ledger.toBuilder();
        for (OpenItem item : ledger.asOf(day, Tolerance.NONE).items()) {
            if (item.open().isPositive()) {
                String id = "L" + item.id();
                paid.payment(new Payment(new DocumentId(id), day, item.open(), office.clock.instant()))
                        .allocation(Allocation.ofPayment(id, item.id().value(), item.open()));
            }
        }
        office.put(paid.build());
    }

    /** What is to be done for those who are not erased. */
    List<Consumer<Relance>> work(LocalDate day) {
        return leaving.stream()
                .filter(account -> !office.erased.contains(account))
                .<Consumer<Relance>>map(account -> relance -> {
                    relance.erase(account, "jane", day, "asked for");
                    office.erased.add(account);
                })
                .toList();
    }
}
