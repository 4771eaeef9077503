package io.relance.engine;

import io.relance.delivery.CreditTransfer;
import io.relance.receivable.CreditorReference;
import io.relance.receivable.CustomerId;
import io.relance.template.MessageKind;
import io.relance.template.MessageModel;
import io.relance.template.MessageTotal;
import io.relance.template.NoticeTotal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;

/** How to pay in one transfer what a message asks for. */
final class CreditTransfers {
    private CreditTransfers() {}

    /**
     * The transfer that a message asks for: of its total, with its invoice's number as the reference, or the customer's when there are
     * several.
     *
     * @return empty when it asks for nothing or for several currencies, or the sender has no account
     */
    static Optional<CreditTransfer> of(MessageModel model, CustomerId customer) {
        Optional<String> iban = model.sender()
                .iban()
                .map(written -> written.replaceAll("\\s", "").toUpperCase(Locale.ROOT))
                .filter(CreditTransfer::isIban);
        return iban.flatMap(known -> total(model)
                .filter(Money::isPositive)
                .map(amount -> new CreditTransfer(
                        model.sender().accountHolder().orElse(model.sender().name()),
                        known,
                        model.sender().bic(),
                        amount,
                        reference(model, customer))));
    }

    private static Optional<Money> total(MessageModel model) {
        List<Money> totals;
        if (model.formalNotice().isPresent()) {
            totals = model.noticeTotals().stream().map(NoticeTotal::total).toList();
        } else if (model.kind() == MessageKind.OVERDUE) {
            totals = model.totals().stream().map(MessageTotal::balance).toList();
        } else if (model.kind() == MessageKind.PREVENTIVE) {
            totals = model.soonDueTotals().stream()
                    .map(MessageTotal::toPay)
                    .filter(Money::isPositive)
                    .toList();
        } else {
            totals = List.of();
        }
        return totals.size() == 1 ? Optional.of(totals.get(0)) : Optional.empty();
    }

    private static Optional<CreditorReference> reference(MessageModel model, CustomerId customer) {
        List<String> invoices = (model.kind() == MessageKind.PREVENTIVE ? model.soonDue() : model.overdue())
                .stream()
                        .filter(line -> line.collection().isEmpty())
                        .map(line -> line.invoice())
                        .distinct()
                        .toList();
        return CreditorReference.of(invoices.size() == 1 ? invoices.get(0) : customer.value());
    }
}
