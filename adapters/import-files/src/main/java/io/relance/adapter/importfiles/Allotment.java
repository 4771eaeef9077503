package io.relance.adapter.importfiles;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

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
    private final IdentityHashMap<InvoiceRow, Long> paid = new IdentityHashMap<>();

    Allotment(List<PaymentRow> payments) {
        for (PaymentRow payment : payments.stream().sorted(ORDER).toList()) {
            InvoiceRow invoice = payment.invoice();
            if (invoice != null) {
                long before = paid(invoice);
                long part = Math.min(payment.minor(), invoice.minor() - before);
                used.put(payment, part);
                paid.put(invoice, before + part);
            }
        }
    }

    /** What of the payment went to its invoice, in minor units. */
    long used(PaymentRow payment) {
        return used.getOrDefault(payment, 0L);
    }

    /** What payments paid of the invoice, in minor units. */
    long paid(InvoiceRow invoice) {
        return paid.getOrDefault(invoice, 0L);
    }

    /** Counts what is above the open amounts. */
    static void warn(CustomerEntry entry, Warnings warnings) {
        Allotment allotment = new Allotment(entry.payments());
        for (PaymentRow payment : entry.payments()) {
            if (payment.invoice() != null && allotment.used(payment) < payment.minor()) {
                warnings.count(Warnings.Code.OVERPAID, payment.file(), payment.line());
            }
        }
        for (InvoiceRow invoice : entry.invoices()) {
            if (invoice.paid() > invoice.minor()) {
                warnings.count(Warnings.Code.OVERPAID, invoice.file(), invoice.line());
            }
        }
    }
}
