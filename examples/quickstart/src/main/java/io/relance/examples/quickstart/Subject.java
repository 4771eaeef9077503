package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.json.DocumentException;
import io.relance.json.NearestWord;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CustomerId;
import io.relance.receivable.ReceivableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked about: a customer or one of its invoices. */
final class Subject {
    private static final int NEAREST_SHOWN = 3;

    @Option(
            names = "--customer",
            required = true,
            paramLabel = "ID",
            converter = Converters.Id.class,
            description = "The customer that is asked about.")
    @Nullable
    String customer;

    @Option(
            names = "--invoice",
            required = true,
            paramLabel = "NUMBER",
            converter = Converters.Id.class,
            description = "The invoice that is asked about.")
    @Nullable
    String invoice;

    /** The invoice, if one is asked about. */
    Optional<ReceivableId> receivable() {
        return Optional.ofNullable(invoice).map(ReceivableId::new);
    }

    /**
     * Whose account.
     *
     * @throws DocumentException when the books don't know the customer or the invoice; it names the nearest that they do
     */
    AccountId account(ImportedBooks books, CreditorId creditor) {
        if (customer != null) {
            AccountId wanted = new AccountId(creditor, new CustomerId(customer));
            if (!books.accounts().contains(wanted)) {
                List<String> ids = books.accounts().stream()
                        .map(account -> account.customer().value())
                        .toList();
                throw unknown("UNKNOWN_CUSTOMER", "customer", customer, ids);
            }
            return wanted;
        }
        String number = String.valueOf(invoice);
        return books.accountOf(new ReceivableId(number))
                .orElseThrow(() -> unknown("UNKNOWN_INVOICE", "invoice", number, books.invoiceNumbers()));
    }

    private static DocumentException unknown(String code, String what, String id, Collection<String> known) {
        List<String> left = new ArrayList<>(known);
        List<String> nearest = new ArrayList<>();
        for (Optional<String> next = NearestWord.to(id, left);
                next.isPresent() && nearest.size() < NEAREST_SHOWN;
                next = NearestWord.to(id, left)) {
            nearest.add("\"" + next.get() + "\"");
            left.remove(next.get());
        }
        return DatabaseOptions.refused(
                code,
                "the books know no " + what + " \"" + id + "\"",
                nearest.isEmpty()
                        ? "none of the " + known.size() + " known is near"
                        : "the nearest: " + String.join(", ", nearest));
    }
}
