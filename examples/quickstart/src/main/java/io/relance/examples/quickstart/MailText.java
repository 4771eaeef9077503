package io.relance.examples.quickstart;

import io.relance.account.MessageState;
import io.relance.action.Stage;
import io.relance.money.MoneyBag;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.UnallocatedCredit;
import io.relance.template.InformationLine;
import io.relance.template.InformationNote;
import io.relance.template.MessageKind;
import io.relance.template.MessageLine;
import io.relance.template.MessageModel;
import io.relance.template.MessageSender;
import io.relance.template.SettledLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** What a planned message says, as templates take it. */
final class MailText {
    private final Policy policy;
    private final MessageSender sender;
    private final String language;

    /** @param language of customers whose language the books don't tell */
    MailText(Policy policy, MessageSender sender, String language) {
        this.policy = policy;
        this.sender = sender;
        this.language = language;
    }

    /** The model of {@code message} as decided. */
    MessageModel model(AccountLedger ledger, Decision decision, MessageState message) {
        LedgerPosition position = ledger.asOf(decision.date(), policy.tolerance());
        MessageModel.Builder model = MessageModel.builder(
                        kind(message), sender, ledger.customer().name(), decision.date())
                .language(ledger.customer().language().orElse(language));
        ledger.customer().contacts().stream()
                .filter(contact -> contact.id().equals(message.contact()))
                .flatMap(contact -> contact.name().stream())
                .findFirst()
                .ifPresent(model::contactName);
        lines(model, position, decision, message);
        if (kind(message) == MessageKind.OVERDUE) {
            information(model, position, decision, message);
        }
        return model.build();
    }

    private static MessageKind kind(MessageState message) {
        if (message.kind() == MessageState.Kind.THANK_YOU) {
            return MessageKind.THANK_YOU;
        }
        return message.stage() == Stage.PREVENTIVE ? MessageKind.PREVENTIVE : MessageKind.OVERDUE;
    }

    private void lines(MessageModel.Builder model, LedgerPosition position, Decision decision, MessageState message) {
        List<io.relance.account.MessageLine> ordered = new ArrayList<>(message.lines());
        ordered.sort(Comparator.comparing(line -> place(decision, line)));
        MoneyBag notClaimed = MoneyBag.empty();
        for (io.relance.account.MessageLine line : ordered) {
            OpenItem item = position.item(line.receivable()).orElseThrow();
            String number = line.receivable().value();
            if (line.role() == io.relance.account.MessageLine.Role.THANKED) {
                model.settled(new SettledLine(
                        number, item.receivable().issued(), item.receivable().due(), line.amount()));
                continue;
            }
            boolean soonDue = line.role() == io.relance.account.MessageLine.Role.SOON_DUE;
            long late = decision.date().toEpochDay()
                    - policy.effectiveDue(item.receivable()).toEpochDay();
            model.line(MessageLine.builder(
                            number,
                            item.receivable().issued(),
                            item.receivable().due(),
                            item.open())
                    .claimed(line.amount())
                    .daysLate((int) Math.max(0, late))
                    .soonDue(soonDue)
                    .build());
            if (!soonDue) {
                notClaimed = notClaimed.plus(item.open().minus(line.amount()));
            }
        }
        credit(model, position, notClaimed);
    }

    private static int place(Decision decision, io.relance.account.MessageLine line) {
        for (int i = 0; i < decision.items().size(); i++) {
            if (decision.items().get(i).receivable().equals(line.receivable())) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** What the lines leave unclaimed is the customer's credit, as far as there is any; the rest is set aside. */
    private static void credit(MessageModel.Builder model, LedgerPosition position, MoneyBag notClaimed) {
        MoneyBag credit = MoneyBag.of(position.unallocated().stream()
                .map(UnallocatedCredit::remaining)
                .toList());
        for (Money gap : notClaimed.sums()) {
            Money available = credit.in(gap.getCurrencyUnit());
            Money counted = gap.isGreaterThan(available) ? available : gap;
            if (counted.isPositive()) {
                model.credit(counted);
            }
        }
    }

    /** Overdue invoices that the message doesn't claim, and why. */
    private static void information(
            MessageModel.Builder model, LedgerPosition position, Decision decision, MessageState message) {
        for (ItemOutcome outcome : decision.items()) {
            Optional<InformationNote> note = outcome.reason().flatMap(reason -> note(reason.code()));
            if (outcome.daysLate() > 0
                    && outcome.open().isPositive()
                    && note.isPresent()
                    && message.line(outcome.receivable()).isEmpty()) {
                position.item(outcome.receivable())
                        .ifPresent(item -> model.information(new InformationLine(
                                outcome.receivable().value(),
                                item.receivable().issued(),
                                item.receivable().due(),
                                item.open(),
                                note.get())));
            }
        }
    }

    private static Optional<InformationNote> note(ReasonCode reason) {
        return switch (reason) {
            case DISPUTED -> Optional.of(InformationNote.DISPUTED);
            case PROMISED -> Optional.of(InformationNote.PAYMENT_PROMISED);
            case PAYMENT_PENDING -> Optional.of(InformationNote.PAYMENT_PENDING);
            case COVERED_BY_CREDIT -> Optional.of(InformationNote.COVERED_BY_CREDIT);
            case AWAITING_APPROVAL -> Optional.of(InformationNote.HANDLED_APART);
            default -> Optional.empty();
        };
    }
}
