package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.WriteOff;
import java.util.Collection;
import java.util.function.Predicate;

/** Ledgers with one document more, or with it in the place of the one of its number. */
final class LedgerChanges {
    private LedgerChanges() {}

    static AccountLedger with(AccountLedger ledger, Receivable receivable) {
        return copy(ledger, other -> !other.id().equals(receivable.id()), note -> true, payment -> true, each -> true)
                .receivable(receivable)
                .build();
    }

    static AccountLedger with(AccountLedger ledger, CreditNote note, Collection<Allocation> applied) {
        Predicate<Allocation> own = isOf(Allocation.Source.CREDIT_NOTE, note.id());
        requireOwn(applied, own, "credit note " + note.id());
        AccountLedger.Builder changed = copy(
                        ledger, each -> true, other -> !other.id().equals(note.id()), each -> true, own.negate())
                .creditNote(note);
        applied.forEach(changed::allocation);
        return changed.build();
    }

    static AccountLedger with(AccountLedger ledger, Payment payment, Collection<Allocation> applied) {
        Predicate<Allocation> own = isOf(Allocation.Source.PAYMENT, payment.id());
        requireOwn(applied, own, "payment " + payment.id());
        AccountLedger.Builder changed = copy(
                        ledger, each -> true, each -> true, other -> !other.id().equals(payment.id()), own.negate())
                .payment(payment);
        applied.forEach(changed::allocation);
        return changed.build();
    }

    static AccountLedger with(AccountLedger ledger, WriteOff writeOff) {
        AccountLedger.Builder changed = documents(ledger, each -> true, each -> true, each -> true, each -> true);
        ledger.writeOffs().stream()
                .filter(other -> !other.id().equals(writeOff.id()))
                .forEach(changed::writeOff);
        return changed.writeOff(writeOff).build();
    }

    private static Predicate<Allocation> isOf(Allocation.Source source, DocumentId document) {
        return allocation ->
                allocation.source() == source && allocation.document().equals(document);
    }

    private static void requireOwn(Collection<Allocation> applied, Predicate<Allocation> own, String what) {
        applied.stream().filter(own.negate()).findFirst().ifPresent(other -> {
            throw new IllegalArgumentException("what is put with " + what
                    + " must be its own allocations, but one is of " + other.source() + " " + other.document());
        });
    }

    private static AccountLedger.Builder copy(
            AccountLedger ledger,
            Predicate<Receivable> receivables,
            Predicate<CreditNote> notes,
            Predicate<Payment> payments,
            Predicate<Allocation> allocations) {
        AccountLedger.Builder copy = documents(ledger, receivables, notes, payments, allocations);
        ledger.writeOffs().forEach(copy::writeOff);
        return copy;
    }

    /** All but the write-offs. */
    private static AccountLedger.Builder documents(
            AccountLedger ledger,
            Predicate<Receivable> receivables,
            Predicate<CreditNote> notes,
            Predicate<Payment> payments,
            Predicate<Allocation> allocations) {
        AccountLedger.Builder copy = AccountLedger.builder(ledger.account().creditor(), ledger.customer());
        ledger.receivables().stream().filter(receivables).forEach(copy::receivable);
        ledger.creditNotes().stream().filter(notes).forEach(copy::creditNote);
        ledger.payments().stream().filter(payments).forEach(copy::payment);
        ledger.allocations().stream().filter(allocations).forEach(copy::allocation);
        ledger.recordedUpTo().ifPresent(copy::recordedUpTo);
        ledger.completeUntil().ifPresent(copy::completeUntil);
        return copy;
    }
}
