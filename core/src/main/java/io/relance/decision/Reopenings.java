package io.relance.decision;

import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Movement;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;

/** How often a receivable was open again after it had been settled. */
final class Reopenings {
    private Reopenings() {}

    static int count(AccountLedger ledger, Receivable receivable, LocalDate today, Policy policy) {
        if (!ledger.hasReversals()) {
            return 0;
        }
        long limit = policy.tolerance().minor(receivable.amount().getCurrencyUnit());
        ReceivableId id = receivable.id();
        long open = receivable.amount().getAmountMinorLong();
        long paid = 0;
        boolean settled = false;
        int count = 0;
        List<Movement> movements = ledger.movements(id);
        for (int i = 0; i < movements.size(); i++) {
            Movement movement = movements.get(i);
            if (movement.effective().isAfter(today)) {
                break;
            }
            long amount = movement.amount().getAmountMinorLong();
            open -= amount;
            if (movement.kind() == Movement.Kind.PAYMENT) {
                paid += amount;
            }
            boolean dayEnds = i + 1 == movements.size()
                    || movements.get(i + 1).effective().isAfter(movement.effective());
            if (dayEnds) {
                if (settled && open > limit) {
                    count++;
                    settled = false;
                } else if (open <= limit && paid > 0) {
                    settled = true;
                }
            }
        }
        return count;
    }
}
