package io.relance.engine;

import io.relance.account.InstalmentPlan;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.PendingPayment;
import io.relance.action.Stage;
import io.relance.claim.ClaimSettings;
import io.relance.claim.InvoiceClaims;
import io.relance.decision.UnderWay;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.template.FormalNotice;
import io.relance.template.InformationLine;
import io.relance.template.InformationNote;
import io.relance.template.MessageKind;
import io.relance.template.MessageModel;
import io.relance.template.MessageSender;
import io.relance.template.SettledLine;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What a template is told of a message: its lines as the books have them on the day, and the credit counted against them. */
final class MessageModels {
    private record Dates(LocalDate issued, LocalDate due) {}

    private final AccountLedger ledger;
    private final Policy policy;
    private final Decision decision;
    private final Map<ReceivableId, Dates> dates = new HashMap<>();

    private final Map<ReceivableId, ItemOutcome> items = new HashMap<>();
    private final Collecting collection;

    MessageModels(AccountLedger ledger, Policy policy, Decision decision) {
        this.ledger = ledger;
        this.policy = policy;
        this.decision = decision;
        this.collection = new Collecting(ledger, decision.memory());
        for (InstalmentPlan plan : decision.memory().plans()) {
            for (int i = 0; i < plan.instalments().size(); i++) {
                dates.put(
                        plan.instalmentId(i),
                        new Dates(plan.agreedOn(), plan.instalments().get(i).due()));
            }
        }
        for (Receivable receivable : ledger.receivables()) {
            dates.put(receivable.id(), new Dates(receivable.issued(), receivable.due()));
        }
        decision.items().forEach(item -> items.putIfAbsent(item.receivable(), item));
    }

    /** The kind of messages of a step's stage, thanks apart. */
    static MessageKind kind(Stage stage) {
        return stage == Stage.PREVENTIVE ? MessageKind.PREVENTIVE : MessageKind.OVERDUE;
    }

    /**
     * The model of {@code message}, as it leaves on the day of the decision.
     *
     * @param claims what the law grants for its invoices; empty when it asks for no claims and is no formal notice
     */
    MessageModel of(MessageState message, Optional<List<InvoiceClaims>> claims, MessageSender sender, Contact contact) {
        MessageKind kind =
                message.kind() == MessageState.Kind.THANK_YOU ? MessageKind.THANK_YOU : kind(message.stage());
        MessageModel.Builder model =
                MessageModel.builder(kind, sender, ledger.customer().name(), decision.date());
        model.language(ledger.customer().language().orElse(sender.language()));
        contact.name().ifPresent(model::contactName);
        addressLines(address(contact)).forEach(model::customerAddressLine);
        for (MessageLine line : message.lines()) {
            Dates of = dates(line.receivable());
            if (line.role() == MessageLine.Role.THANKED) {
                model.settled(new SettledLine(line.receivable().value(), of.issued(), of.due(), line.amount()));
            } else {
                model.line(line(line, of));
            }
        }
        if (kind == MessageKind.OVERDUE) {
            Map<ReceivableId, MessageLine.Role> listed = new HashMap<>();
            message.lines().forEach(line -> listed.putIfAbsent(line.receivable(), line.role()));
            credit(listed, model);
            information(listed.keySet(), model);
            claims.map(known -> notice(message, known)).ifPresent(model::formalNotice);
            OpenClaims.of(message, claims.isPresent(), ledger, policy, decision).forEach(model::openClaim);
        }
        return model.build();
    }

    static List<String> addressLines(String address) {
        return address.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * A line that names what is open of a receivable, without asking for it.
     *
     * @param part what the message is about of it, if it is not all; what is open at most
     * @return empty when nothing is open of it
     */
    Optional<io.relance.template.MessageLine> named(ReceivableId id, Optional<Money> part) {
        return Optional.ofNullable(items.get(id))
                .filter(item -> item.open().isPositive())
                .map(item -> {
                    Dates of = dates(id);
                    return io.relance.template.MessageLine.builder(id.value(), of.issued(), of.due(), item.open())
                            .claimed(least(part.orElse(item.open()), item.open()))
                            .daysLate(Math.toIntExact(Math.max(0, item.daysLate())))
                            .build();
                });
    }

    /** Where the contact gets letters; else the seat, else any address of the customer's. */
    private String address(Contact contact) {
        List<Contact> others = ledger.customer().contacts();
        return Stream.of(
                        Stream.of(contact),
                        others.stream().filter(other -> other.roles().contains(ContactRole.LEGAL_SEAT)),
                        others.stream())
                .flatMap(Function.identity())
                .flatMap(one -> one.postalAddress().stream())
                .findFirst()
                .orElse("");
    }

    /** Payment is in time until the last of the policy's days, or the next business day. */
    private FormalNotice notice(MessageState message, List<InvoiceClaims> claims) {
        ClaimSettings settings = policy.claims().orElseThrow();
        FormalNotice.Builder notice = FormalNotice.underLawOf(
                settings.country(),
                ledger.customer().kind(),
                settings.collectingFor(),
                policy.creditorCalendar().nextOrSame(decision.date().plusDays(settings.deadlineDays())));
        claims.forEach(notice::claims);
        ClaimItems.reserved(message, ledger).forEach(id -> notice.reserved(id.value()));
        return notice.build();
    }

    private io.relance.template.MessageLine line(MessageLine line, Dates of) {
        Optional<ItemOutcome> item = Optional.ofNullable(items.get(line.receivable()));
        Money open = item.map(ItemOutcome::open).orElse(line.amount());
        long late = item.map(ItemOutcome::daysLate).orElse(0L);
        io.relance.template.MessageLine.Builder named = io.relance.template.MessageLine.builder(
                        line.receivable().value(), of.issued(), of.due(), open)
                .claimed(line.amount())
                .daysLate(Math.toIntExact(Math.max(0, late)));
        if (line.role() == MessageLine.Role.SOON_DUE) {
            named.soonDue(true);
            collection.of(line).ifPresent(named::collection);
        }
        return named.build();
    }

    private Dates dates(ReceivableId id) {
        Dates known = dates.get(id);
        if (known == null) {
            throw new IllegalStateException("the books don't know " + id + " of " + ledger.account());
        }
        return known;
    }

    /**
     * Credit is counted against overdue items oldest first, so of those that are claimed only the first of its currency can have
     * some: what is left over from older ones, which it covers wholly.
     */
    private void credit(Map<ReceivableId, MessageLine.Role> listed, MessageModel.Builder model) {
        Map<CurrencyUnit, Money> credit = new HashMap<>(ledger.asOf(decision.date(), policy.tolerance())
                .unallocatedCredit()
                .asMap());
        Set<CurrencyUnit> done = new HashSet<>();
        decision.items().stream()
                .filter(item -> item.daysLate() > 0 && item.instalmentOf().isEmpty())
                .filter(item -> item.dunnable().isPositive())
                .sorted(java.util.Comparator.comparing(
                                (ItemOutcome item) -> decision.date().minusDays(item.daysLate()))
                        .thenComparing(ItemOutcome::receivable))
                .forEach(item -> {
                    CurrencyUnit unit = item.open().getCurrencyUnit();
                    Money available = credit.getOrDefault(unit, Money.zero(unit));
                    boolean claimed = listed.get(item.receivable()) == MessageLine.Role.CLAIMED;
                    if (done.add(unit) && claimed && available.isPositive()) {
                        Money covered = least(
                                available, item.open().minus(item.dunnable()).minus(otherParts(item)));
                        if (covered.isPositive()) {
                            model.credit(covered);
                        }
                    }
                });
    }

    private static Money least(Money a, Money b) {
        return a.isLessThan(b) ? a : b;
    }

    /** What is not claimed of an item for another cause than credit, as far as the case says it in figures. */
    private Money otherParts(ItemOutcome item) {
        Money sum = Money.zero(item.open().getCurrencyUnit());
        for (var dispute : decision.memory().disputes()) {
            if (dispute.receivable().equals(item.receivable()) && dispute.isOpen(decision.date())) {
                sum = sum.plus(dispute.amount().orElse(item.open()));
            }
        }
        for (PendingPayment payment : UnderWay.of(decision.memory(), ledger, decision.date(), policy.timeZone())) {
            if (payment.receivable().equals(item.receivable())) {
                sum = sum.plus(payment.amount());
            }
        }
        for (var promise : decision.memory().promises()) {
            boolean live = !promise.awaitingApproval()
                    && promise.cancelled().isEmpty()
                    && !decision.date()
                            .isAfter(policy.creditorCalendar().plusBusinessDays(promise.date(), policy.promiseGrace()));
            if (live) {
                sum = promise.shareOf(item.receivable()).map(sum::plus).orElse(sum);
            }
        }
        return sum;
    }

    /** What is overdue and not claimed here is named, with the cause. */
    private void information(Set<ReceivableId> listed, MessageModel.Builder model) {
        for (ItemOutcome item : decision.items()) {
            boolean other = item.daysLate() > 0 && item.open().isPositive() && !listed.contains(item.receivable());
            if (other) {
                note(item).ifPresent(note -> {
                    Dates of = dates(item.receivable());
                    model.information(
                            new InformationLine(item.receivable().value(), of.issued(), of.due(), item.open(), note));
                });
            }
        }
    }

    private static Optional<InformationNote> note(ItemOutcome item) {
        Optional<ReasonCode> code = item.reason().map(reason -> reason.code());
        if (code.isEmpty()) {
            return Optional.empty();
        }
        return switch (code.get()) {
            case DISPUTED -> Optional.of(InformationNote.DISPUTED);
            case PROMISED -> Optional.of(InformationNote.PAYMENT_PROMISED);
            case PAYMENT_PENDING -> Optional.of(InformationNote.PAYMENT_PENDING);
            case ON_PLAN -> Optional.of(InformationNote.ON_PLAN);
            case COVERED_BY_CREDIT -> Optional.of(InformationNote.COVERED_BY_CREDIT);
            case AWAITING_APPROVAL -> Optional.of(InformationNote.HANDLED_APART);
            default -> Optional.empty();
        };
    }
}
