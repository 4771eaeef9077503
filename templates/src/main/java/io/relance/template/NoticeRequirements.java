package io.relance.template;

import io.relance.claim.CollectingFor;
import io.relance.receivable.DebtorKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a message has all that a formal notice must show, for a law that is known here. */
final class NoticeRequirements {
    private static final String COUNTRY = "FR";
    private static final Set<DebtorKind> DEBTORS = EnumSet.of(DebtorKind.BUSINESS, DebtorKind.PUBLIC_BODY);

    private final MessageModel model;
    private final List<String> missing = new ArrayList<>();

    private NoticeRequirements(MessageModel model) {
        this.model = model;
    }

    /**
     * Refuses what would lack a mandatory mention.
     *
     * @param ways how to pay, as far as the template shows it
     * @throws MissingMentionException with all that is missing
     */
    static void require(MessageModel model, Set<TemplateVariable> ways) {
        FormalNotice notice = model.formalNotice()
                .orElseThrow(() -> new MissingMentionException(List.of("the claims of late payment and the deadline"
                        + " (a FormalNotice): without them the message stays a proposal that a person sends by other"
                        + " means")));
        Optional<String> unknown = unknown(notice);
        if (unknown.isPresent()) {
            throw new MissingMentionException(List.of(unknown.get()));
        }
        NoticeRequirements requirements = new NoticeRequirements(model);
        requirements.parties();
        requirements.invoices(notice);
        requirements.payment(ways);
        if (!notice.deadline().isAfter(model.businessDate())) {
            requirements.missing.add(
                    "a deadline after " + model.businessDate() + " (" + notice.deadline() + " is not)");
        }
        if (!requirements.missing.isEmpty()) {
            throw new MissingMentionException(requirements.missing);
        }
    }

    private static Optional<String> unknown(FormalNotice notice) {
        if (!notice.country().equals(COUNTRY)) {
            return Optional.of("what the law of " + notice.country()
                    + " demands of it: its mentions are known for France" + " (FR) only");
        }
        if (notice.collectingFor() != CollectingFor.SELF) {
            return Optional.of(
                    "what the law demands of who collects for others: its mentions are known for creditors that"
                            + " collect for themselves only");
        }
        if (!DEBTORS.contains(notice.debtor())) {
            return Optional.of("what the law demands against a debtor of kind " + notice.debtor()
                    + ": its mentions are known against BUSINESS and PUBLIC_BODY only");
        }
        return Optional.empty();
    }

    private void parties() {
        if (Clean.value(model.sender().name()).isEmpty()) {
            missing.add("the creditor's name");
        }
        if (Clean.lines(model.sender().address()).isEmpty()) {
            missing.add("the creditor's address");
        }
        if (Clean.value(model.customerName()).isEmpty()) {
            missing.add("the customer's name");
        }
        if (Clean.lines(model.customerAddress()).isEmpty()) {
            missing.add("the customer's address");
        }
    }

    private void invoices(FormalNotice notice) {
        int count = model.overdue().size();
        if (count > TemplateCatalogue.MAX_LISTED_LINES) {
            missing.add("a list of its " + count + " invoices: a message lists " + TemplateCatalogue.MAX_LISTED_LINES
                    + " at most, so send several notices");
        }
        for (MessageLine line : model.overdue()) {
            String invoice = line.invoice();
            if (Clean.value(invoice).isEmpty()) {
                missing.add("the number of the invoice due " + line.dueDate());
            }
            if (notice.reserved().contains(invoice)) {
                continue;
            }
            if (notice.interest().stream()
                    .noneMatch(interest -> interest.invoice().equals(invoice))) {
                missing.add("the interest on invoice " + Clean.value(invoice) + ", with rate and period");
            }
            if (notice.flatSums().stream().noneMatch(sum -> sum.invoice().equals(invoice))) {
                missing.add("the flat sum for invoice " + Clean.value(invoice));
            }
        }
    }

    private void payment(Set<TemplateVariable> ways) {
        MessageSender sender = model.sender();
        boolean shown = (ways.contains(TemplateVariable.IBAN)
                        && sender.iban()
                                .map(Clean::value)
                                .filter(iban -> !iban.isEmpty())
                                .isPresent())
                || (ways.contains(TemplateVariable.PAYMENT_URL)
                        && sender.paymentUrl().isPresent())
                || (ways.contains(TemplateVariable.PAYMENT_INSTRUCTIONS)
                        && !Clean.lines(sender.paymentInstructions()).isEmpty());
        if (!shown) {
            missing.add("a way to pay");
        }
    }
}
