package io.relance.engine;

import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.FieldValue;
import io.relance.receivable.Receivable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells whether a ledger has changed, for books without stamps: a hash of everything that a decision may see in it. The order
 * in which documents were given makes no difference; how far the books reach counts only by the day, and only where the policy
 * asks how fresh they are.
 */
final class LedgerHash {
    private static final String PREFIX = "sha256:";

    private final Sha256 hash = new Sha256();

    private LedgerHash() {}

    static String of(AccountLedger ledger, Policy policy) {
        LedgerHash it = new LedgerHash();
        it.customer(ledger.customer());
        it.hash.add("receivables").add(ledger.receivables().size());
        ledger.receivables().forEach(it::receivable);
        it.records("creditNotes", ledger.creditNotes());
        it.records("payments", ledger.payments());
        it.records("writeOffs", ledger.writeOffs());
        it.records("allocations", ledger.allocations());
        if (policy.maxLedgerAgeDays().isPresent()) {
            it.hash.add(ledger.completeUntil()
                    .map(instant -> instant.atZone(policy.timeZone()).toLocalDate()));
        }
        return PREFIX + it.hash.hex();
    }

    /** Whether a stamp is a hash, and not what books gave. */
    static boolean isOne(String stamp) {
        return stamp.startsWith(PREFIX);
    }

    private void customer(Customer customer) {
        hash.add(customer.id())
                .add(customer.name())
                .add(customer.kind())
                .add(customer.naturalPerson())
                .add(customer.country())
                .add(customer.language())
                .add(customer.scenario())
                .add(customer.tags());
        fields(customer.fields());
        hash.add(customer.contacts().size());
        customer.contacts().forEach(this::contact);
    }

    private void contact(Contact contact) {
        hash.add(contact.id())
                .add(contact.name())
                .add(new TreeSet<>(contact.roles()))
                .add(contact.email())
                .add(contact.phone())
                .add(contact.postalAddress())
                .add(contact.preferredChannel())
                .add(new TreeSet<>(contact.objections()));
    }

    private void receivable(Receivable receivable) {
        hash.add(receivable.id())
                .add(receivable.kind())
                .add(receivable.issued())
                .add(receivable.due())
                .add(receivable.amount())
                .add(receivable.collection())
                .add(receivable.cashSale())
                .add(receivable.doubtful())
                .add(receivable.disputedFrom())
                .add(receivable.assignedFrom())
                .add(receivable.litigationFrom())
                .add(receivable.insolvencyFrom())
                .add(receivable.scenario());
        fields(receivable.fields());
    }

    private void fields(Map<String, FieldValue> fields) {
        hash.add(fields.size());
        fields.forEach((name, value) ->
                hash.add(name).add(value.getClass().getSimpleName()).add(value));
    }

    /** Records say all of themselves in their text; sorted, since books may give them in any order. */
    private void records(String what, Collection<? extends Record> records) {
        List<String> texts = records.stream()
                .map(Record::toString)
                .sorted(Comparator.naturalOrder())
                .toList();
        hash.add(what).add(texts.size());
        texts.forEach(hash::add);
    }
}
