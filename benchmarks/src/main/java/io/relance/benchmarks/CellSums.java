package io.relance.benchmarks;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.Money;

/**
 * Adds up a hash of every cell of books, in whatever order the rows come. What was read into ledgers is written down as the
 * rows of {@link BooksFile} again. Of a credit note a ledger keeps no due date: {@code kept} passes over that cell.
 */
final class CellSums {
    private static final int DUE = 5;
    private static final int KIND = 9;

    private long rows;
    private long all;
    private long kept;

    /** A row's cells in the order of the file. */
    void add(String... cells) {
        boolean creditNote = cells[KIND].equals("CREDIT_NOTE");
        long row = cells.length;
        long known = cells.length;
        for (int i = 0; i < cells.length; i++) {
            long cell = hash(cells[i]);
            row = row * 0x9E3779B97F4A7C15L + cell;
            known = known * 0x9E3779B97F4A7C15L + (creditNote && i == DUE ? 0 : cell);
        }
        // a product would let rows that swap their cells pass, were it not mixed
        all += row ^ row >>> 29;
        kept += known ^ known >>> 29;
        rows++;
    }

    private static long hash(String cell) {
        long hash = cell.length();
        for (int i = 0; i < cell.length(); i++) {
            hash = 1_000_003 * hash + cell.charAt(i);
        }
        return hash;
    }

    /** The rows from which a ledger was made. */
    void add(AccountLedger ledger) {
        Map<DocumentId, String> paid = new HashMap<>();
        for (Payment payment : ledger.payments()) {
            paid.put(payment.id(), payment.valueDate().toString());
        }
        Map<ReceivableId, String> settled = new HashMap<>();
        for (Allocation allocation : ledger.allocations()) {
            settled.put(allocation.receivable(), paid.getOrDefault(allocation.document(), "unknown"));
        }
        Customer customer = ledger.customer();
        for (Receivable invoice : ledger.receivables()) {
            add(
                    invoice.id().value(),
                    customer.id().value(),
                    customer.name(),
                    customer.country().orElse(""),
                    invoice.issued().toString(),
                    invoice.due().toString(),
                    amount(invoice.amount()),
                    invoice.amount().getCurrencyUnit().getCode(),
                    settled.getOrDefault(invoice.id(), ""),
                    "INVOICE");
        }
        for (CreditNote note : ledger.creditNotes()) {
            add(
                    note.id().value(),
                    customer.id().value(),
                    customer.name(),
                    customer.country().orElse(""),
                    note.issued().toString(),
                    "",
                    amount(note.amount()),
                    note.amount().getCurrencyUnit().getCode(),
                    "",
                    "CREDIT_NOTE");
        }
    }

    private static String amount(Money amount) {
        return amount.getAmount().toPlainString();
    }

    long rows() {
        return rows;
    }

    /** Whether the same rows were read, as far as ledgers keep them. */
    boolean keptLike(CellSums other) {
        return rows == other.rows && kept == other.kept;
    }

    /** Whether the same rows were read, to the last cell. */
    boolean like(CellSums other) {
        return keptLike(other) && all == other.all;
    }
}
