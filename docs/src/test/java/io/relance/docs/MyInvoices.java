package io.relance.docs;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.storage.AccountOrder;
import io.relance.storage.AccountStamp;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

// shown in docs/guide/embedding.md
/** A host's table of invoices, as Relance reads it. */
final class MyInvoices implements ReceivablesSource {
    /** A row of the host; {@code paid} is the day on which it was paid in full. */
    record Row(
            String creditor,
            String customer,
            String email,
            String number,
            LocalDate issued,
            LocalDate due,
            Money amount,
            Optional<LocalDate> paid) {
        AccountId account() {
            return AccountId.of(creditor, customer);
        }

        boolean isIn(LedgerWindow window) {
            boolean open = paid.isEmpty() || paid.get().isAfter(window.asOf());
            return open || !issued.isBefore(window.since()) || !paid.get().isBefore(window.since());
        }
    }

    private final List<Row> table;

    MyInvoices(List<Row> table) {
        this.table = table;
    }

    @Override
    public List<AccountStamp> accounts(CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
        return table.stream()
                .filter(row -> row.account().creditor().equals(creditor) && row.isIn(window))
                .map(Row::account)
                .filter(account -> after.isEmpty() || AccountOrder.BY_BYTES.compare(account, after.get()) > 0)
                .distinct()
                .sorted(AccountOrder.BY_BYTES)
                .limit(limit)
                .map(account -> new AccountStamp(account, Optional.empty())) // no stamp: the ledger is hashed
                .toList();
    }

    @Override
    public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
        Map<AccountId, AccountLedger> found = new LinkedHashMap<>();
        for (AccountId account : accounts) {
            List<Row> rows = table.stream()
                    .filter(row -> row.account().equals(account) && row.isIn(window))
                    .toList();
            if (!rows.isEmpty()) {
                found.put(account, ledger(account, rows));
            }
        }
        return found;
    }

    private static AccountLedger ledger(AccountId account, List<Row> rows) {
        Customer customer = Customer.builder(account.customer().value())
                .contact(Contact.billing(rows.get(0).email()))
                .build();
        AccountLedger.Builder ledger = AccountLedger.builder(account.creditor(), customer);
        for (Row row : rows) {
            ledger.receivable(Receivable.invoice(row.number(), row.issued(), row.due(), row.amount())
                    .build());
            row.paid().ifPresent(day -> {
                String payment = "payment of " + row.number();
                ledger.payment(new Payment(
                        new DocumentId(payment),
                        day,
                        row.amount(),
                        day.atStartOfDay(ZoneOffset.UTC).toInstant()));
                ledger.allocation(Allocation.ofPayment(payment, row.number(), row.amount()));
            });
        }
        return ledger.build();
    }
}
// until here
