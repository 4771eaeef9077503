package io.relance.adapter.importfiles;

import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the payments of one customer's rows go to their invoices: by date, then number, as far as something is open. The
 * order of the rows makes no difference to any invoice.
 */
final class Allotment {
    private static final Comparator<PaymentRow> ORDER = Comparator.comparing(PaymentRow::date)
            .thenComparing(PaymentRow::number)
            .thenComparingLong(PaymentRow::minor)
            .thenComparing(PaymentRow::file)
            .thenComparingInt(PaymentRow::line);

    private final IdentityHashMap<PaymentRow, Long> used = new IdentityHashMap<>();
    private final Map<Integer, Long> paid = new HashMap<>();

    /** @param documents those of the customer, by their rows */
    Allotment(List<PaymentRow> payments, Map<Integer, InvoiceRow> documents) {
        for (PaymentRow payment : payments.stream().sorted(ORDER).toList()) {
            InvoiceRow invoice = documents.get(payment.invoice());
            if (invoice != null) {
                long before = paid(invoice);
                long part = Math.min(payment.minor(), invoice.minor() - before);
                used.put(payment, part);
                paid.put(invoice.row(), before + part);
            }
        }
    }

    /** What of the payment went to its invoice, in minor units. */
    long used(PaymentRow payment) {
        return used.getOrDefault(payment, 0L);
    }

    /** What payments paid of the invoice, in minor units. */
    long paid(InvoiceRow invoice) {
        return paid.getOrDefault(invoice.row(), 0L);
    }

    /** Counts what is above the open amounts. */
    static void warn(CustomerEntry entry, DocumentStore store, Warnings warnings) {
        if (entry.payments().isEmpty() && !entry.paidInPart()) {
            return;
        }
        Map<Integer, InvoiceRow> documents = store.of(entry);
        Allotment allotment = new Allotment(entry.payments(), documents);
        for (PaymentRow payment : entry.payments()) {
            if (!payment.isOnAccount() && allotment.used(payment) < payment.minor()) {
                warnings.count(Warnings.Code.OVERPAID, payment.file(), payment.line());
            }
        }
        for (InvoiceRow invoice : documents.values()) {
            if (invoice.paid() > invoice.minor()) {
                warnings.count(Warnings.Code.OVERPAID, invoice.file(), invoice.line());
            }
        }
    }
}
