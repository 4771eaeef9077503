package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Movement;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/**
 * Until when each document of a ledger matters: the last day on which anything changed among all the documents that were applied
 * to each other, by way of others too, with it; {@link #ALWAYS} when any of them is open or has something left. Whoever reads
 * what matters on or after a day therefore gets whole groups, in which every allocation finds both its documents.
 */
final class Relevance {
    /** While anything is open. */
    static final LocalDate ALWAYS = LocalDate.of(9999, 12, 31);

    /** Of an account without documents. */
    private static final LocalDate NEVER = LocalDate.of(1, 1, 1);

    private enum Kind {
        RECEIVABLE,
        PAYMENT,
        CREDIT_NOTE
    }

    private record Document(Kind kind, String number) {
        static Document of(ReceivableId id) {
            return new Document(Kind.RECEIVABLE, id.value());
        }

        static Document of(Allocation.Source source, DocumentId id) {
            return new Document(source == Allocation.Source.PAYMENT ? Kind.PAYMENT : Kind.CREDIT_NOTE, id.value());
        }
    }

    /** Towards the one that speaks for the group; that one has itself. */
    private final Map<Document, Document> towards = new HashMap<>();

    /** Of the one that speaks for a group. */
    private final Map<Document, LocalDate> ends = new HashMap<>();

    Relevance(AccountLedger ledger) {
        ledger.forEachReceivable((receivable, changes) ->
                add(Document.of(receivable.id()), end(receivable.amount(), receivable.issued(), changes)));
        ledger.forEachPayment(
                (payment, uses) -> add(Document.of(Allocation.Source.PAYMENT, payment.id()), end(payment, uses)));
        ledger.forEachCreditNote((note, uses) ->
                add(Document.of(Allocation.Source.CREDIT_NOTE, note.id()), end(note.amount(), note.issued(), uses)));
        for (Allocation allocation : ledger.allocations()) {
            join(Document.of(allocation.receivable()), Document.of(allocation.source(), allocation.document()));
        }
    }

    private static LocalDate end(Payment payment, List<Movement> uses) {
        LocalDate end = end(payment.amount(), payment.valueDate(), uses);
        if (payment.rejectedOn().isEmpty()) {
            return end;
        }
        // nothing is left of what the bank took back
        return later(payment.rejectedOn().get(), last(payment.valueDate(), uses));
    }

    private static LocalDate end(Money amount, LocalDate begun, List<Movement> changes) {
        long left = amount.getAmountMinorLong();
        for (Movement change : changes) {
            left = Math.subtractExact(left, change.amount().getAmountMinorLong());
        }
        return left == 0 ? last(begun, changes) : ALWAYS;
    }

    private static LocalDate last(LocalDate begun, List<Movement> changes) {
        LocalDate last = begun;
        for (Movement change : changes) {
            last = later(last, change.effective());
        }
        return last;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private void add(Document document, LocalDate end) {
        towards.put(document, document);
        ends.put(document, end);
    }

    private void join(Document a, Document b) {
        Document one = speaker(a);
        Document other = speaker(b);
        if (!one.equals(other)) {
            towards.put(one, other);
            ends.merge(other, end(one), Relevance::later);
        }
    }

    private Document speaker(Document document) {
        Document at = document;
        Document next = next(at);
        while (!next.equals(at)) {
            // shortens the way for those who come later
            towards.put(at, next(next));
            at = next;
            next = next(at);
        }
        return at;
    }

    private Document next(Document document) {
        return towards.getOrDefault(document, document);
    }

    private LocalDate end(Document document) {
        return ends.getOrDefault(document, NEVER);
    }

    LocalDate of(ReceivableId receivable) {
        return end(speaker(Document.of(receivable)));
    }

    LocalDate of(Allocation.Source source, DocumentId document) {
        return end(speaker(Document.of(source, document)));
    }

    /** The latest of all. */
    LocalDate ofAll() {
        Collection<LocalDate> all = ends.values();
        return all.isEmpty() ? NEVER : Collections.max(all);
    }
}
