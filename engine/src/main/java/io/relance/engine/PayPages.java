package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.PaymentLink;
import io.relance.account.RequestedPayment;
import io.relance.action.DunningAction.Route;
import io.relance.action.Stage;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.template.ContentLevel;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which messages can be paid on a page, and for what: reminders that say what they are about, as long as they ask for one currency and
 * for nothing but invoices (a formal notice asks for claims besides; an instalment may fall with its plan while its money is under way).
 */
final class PayPages {
    private PayPages() {}

    /** What a page for the message would ask for; empty: it gets none. */
    static List<RequestedPayment.Line> lines(
            MessageState message, Route route, AccountLedger ledger, DunningCase memory, EngineSettings settings) {
        boolean suits = message.kind() == MessageState.Kind.DUNNING
                && message.stage().isBelow(Stage.FORMAL_NOTICE)
                && settings.rules().content(route.channel(), ledger.customer()) != ContentLevel.CALL_US;
        if (!suits) {
            return List.of();
        }
        List<RequestedPayment.Line> claimed = lines(message, MessageLine.Role.CLAIMED);
        List<RequestedPayment.Line> lines = claimed.isEmpty() ? lines(message, MessageLine.Role.SOON_DUE) : claimed;
        boolean oneCurrency = lines.stream()
                        .map(line -> line.amount().getCurrencyUnit())
                        .distinct()
                        .count()
                == 1;
        Map<ReceivableId, Receivable> invoices =
                ledger.receivables().stream().collect(Collectors.toMap(Receivable::id, Function.identity()));
        boolean forInvoices = lines.stream()
                .allMatch(line -> Optional.ofNullable(invoices.get(line.receivable()))
                        .filter(invoice -> !isCollected(invoice, memory))
                        .isPresent());
        return oneCurrency && forInvoices ? lines : List.of();
    }

    /** Who would pay what is collected by direct debit would pay twice. */
    private static boolean isCollected(Receivable invoice, DunningCase memory) {
        return memory.isLeftToDirectDebit(invoice)
                || memory.collecting(invoice.id()).isPresent();
    }

    private static List<RequestedPayment.Line> lines(MessageState message, MessageLine.Role role) {
        return message.lines().stream()
                .filter(line -> line.role() == role && line.amount().isPositive())
                .map(line -> new RequestedPayment.Line(line.receivable(), line.amount()))
                .toList();
    }

    /** The page that is there for exactly these lines. */
    static Optional<PaymentLink> open(List<RequestedPayment.Line> lines, DunningCase memory, LocalDate day) {
        return lines.isEmpty()
                ? Optional.empty()
                : memory.paymentLinks().stream()
                        .filter(link -> link.state() == PaymentLink.State.OPEN
                                && link.news().isEmpty()
                                && !link.lastDay().isBefore(day)
                                && link.lines().equals(lines))
                        .reduce((first, last) -> last);
    }
}
