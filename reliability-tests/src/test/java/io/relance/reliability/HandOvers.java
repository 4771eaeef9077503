package io.relance.reliability;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.PromiseToPay;
import io.relance.action.Stage;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.Movement;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.OutboxEntry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What is handed over is due, owed and not stopped; leaves on a day that allows it; and reaches the debtor once. */
final class HandOvers {
    /** How old the look at the books may be. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    /** What begins the name of a message that is no reminder: it asks nobody for anything. */
    private static final String ABOUT = "about ";

    /** What a debtor got of one step of one invoice. */
    record Delivered(AccountId account, String invoice, int cycle, String step) implements Comparable<Delivered> {
        boolean isOf(AccountId debtor, ReceivableId receivable) {
            return account.equals(debtor) && invoice.equals(receivable.value()) && !step.startsWith(ABOUT);
        }

        @Override
        public int compareTo(Delivered other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return account + " " + invoice + " " + step + (cycle == 1 ? "" : " in cycle " + cycle);
        }
    }

    private record Contact(LocalDate day, OutboundMessage message) {}

    private final Office office;
    private final Witness witness;
    private final Map<String, LocalDate> days = new HashMap<>();
    private final Map<DeliveryId, LocalDate> begun = new HashMap<>();
    private final Map<Delivered, Integer> delivered = new TreeMap<>();
    private final Set<Delivered> returned = new TreeSet<>();
    private final Map<AccountId, List<Contact>> contacts = new HashMap<>();
    private final Set<String> notes = new TreeSet<>();
    private final Map<DeliveryId, List<Delivered>> told = new HashMap<>();

    /** In which cycle of each invoice a message was when it was marked: follow-up may begin anew while it is handed over. */
    private final Map<MessageId, Map<ReceivableId, Integer>> cycles = new HashMap<>();

    HandOvers(Office office, Witness witness) {
        this.office = office;
        this.witness = witness;
    }

    /** The business date for which an engine runs from now on. */
    void runs(String node, LocalDate day) {
        days.put(node, day);
    }

    /** The business date for which an engine runs. */
    Optional<LocalDate> day(String node) {
        return Optional.ofNullable(days.get(node));
    }

    void putAll(HandOvers other) {
        begun.putAll(other.begun);
        delivered.putAll(other.delivered);
        returned.addAll(other.returned);
        cycles.putAll(other.cycles);
        notes.addAll(other.notes);
        other.contacts.forEach((account, all) -> contacts.put(account, new ArrayList<>(all)));
    }

    /** How often each step reached the debtor. */
    Map<Delivered, Integer> delivered() {
        return delivered;
    }

    /** What was thought to have reached the debtor, and came back. */
    Set<Delivered> returned() {
        return returned;
    }

    /** An entry is being sent from now on, and this is its case: nobody has stopped it. */
    void marked(AccountCommit commit, OutboxEntry entry) {
        DunningCase memory = office.observer.memory(commit.account());
        LocalDate day = memory.decided().orElseThrow();
        MessageState message = memory.message(entry.message()).orElseThrow();
        Map<ReceivableId, Integer> inCycle = new HashMap<>();
        cycles.put(entry.message(), inCycle);
        for (MessageLine line : message.lines()) {
            inCycle.put(line.receivable(), memory.progressOf(line.receivable()).cycle());
            boolean held = memory.holds().stream().anyMatch(hold -> hold.covers(line.receivable(), day));
            boolean disputed = memory.disputes().stream()
                    .anyMatch(dispute -> dispute.receivable().equals(line.receivable())
                            && dispute.amount().isEmpty()
                            && dispute.isOpen(day));
            Money open = office.mostOpen(commit.account(), line.receivable(), day, FRESH);
            boolean promised = memory.promises().stream()
                    .anyMatch(promise -> promise.cancelled().isEmpty()
                            && !promise.awaitingApproval()
                            && !promise.recordedOn().isAfter(day)
                            && !promise.date().isBefore(day)
                            && promise.shareOf(line.receivable())
                                    .map(share -> share.minus(paidSince(promise, commit.account(), line.receivable())))
                                    .filter(left -> !left.isLessThan(open))
                                    .isPresent()
                            && !isKept(commit.account(), promise.id()));
            witness.check(
                    !held || message.kind() != MessageState.Kind.CONFIRMATION,
                    () -> "on " + day + " " + commit.account() + " is about to be written to about " + line.receivable()
                            + ", on hold");
            witness.check(
                    !asksFor(line) || !(held || disputed || promised),
                    () -> "on " + day + " " + commit.account() + " is about to be asked for " + line.receivable()
                            + (held ? ", on hold" : disputed ? ", disputed" : ", promised"));
        }
    }

    private static boolean asksFor(MessageLine line) {
        return line.role() != MessageLine.Role.THANKED && line.role() != MessageLine.Role.NAMED;
    }

    /** What was paid on an invoice since a promise: it is no longer to come. */
    private Money paidSince(PromiseToPay promise, AccountId account, ReceivableId invoice) {
        return office.ledger(account).movements(invoice).stream()
                .filter(movement -> movement.kind() == Movement.Kind.PAYMENT
                        && movement.recordedAt().isAfter(promise.recordedAt()))
                .map(Movement::amount)
                .reduce(Money.zero(CurrencyUnit.EUR), Money::plus);
    }

    /** Whether what was paid since makes a promise good; what was not applied may cover another invoice. */
    private boolean isKept(AccountId account, String promise) {
        return office.observer.timeline(account).stream()
                .anyMatch(entry -> entry.event() instanceof AccountEvent.PromiseKept kept
                        && !kept.partly()
                        && kept.promise().equals(promise));
    }

    /** An engine calls a channel. */
    void begun(String node, OutboundMessage message) {
        LocalDate day = days.get(node);
        if (day == null) {
            witness.check(false, () -> node + " hands over, and nobody asked it to");
            return;
        }
        begun.put(message.delivery(), day);
        MessageState state = state(message);
        for (MessageLine line : state.lines()) {
            if (!asksFor(line)) {
                continue;
            }
            Money open = office.mostOwed(message.account(), line.receivable(), day, FRESH);
            witness.check(
                    open.isPositive() && !line.amount().isGreaterThan(open),
                    () -> node + " asks " + message.account() + " for " + line.amount() + " of " + line.receivable()
                            + ", of which " + open + " is open and not under way at most");
        }
        witness.check(
                office.policy
                        .sendingCalendar(office.ledger(message.account()).customer())
                        .isBusinessDay(day),
                () -> node + " hands over on " + day + ", which is no sending day");
    }

    /** A debtor got a message. */
    void taken(OutboundMessage message) {
        LocalDate day = begun.getOrDefault(message.delivery(), message.businessDate());
        MessageState state = state(message);
        Map<ReceivableId, Integer> inCycle =
                cycles.getOrDefault(message.delivery().message(), Map.of());
        for (MessageLine line : state.lines()) {
            Optional<String> thanks = Optional.of("thanks").filter(t -> line.role() == MessageLine.Role.THANKED);
            Optional<String> about = state.occasion().map(occasion -> ABOUT + occasion);
            // a step that is executed anew, since its message came back, is told of anew
            boolean first = state.kind() == MessageState.Kind.INTERNAL && isFirst(message, line);
            line.stepKey().or(() -> thanks).or(() -> about).ifPresent(step -> {
                Delivered what = new Delivered(
                        message.account(), line.receivable().value(), inCycle.getOrDefault(line.receivable(), 0), step);
                told.computeIfAbsent(message.delivery(), id -> new ArrayList<>())
                        .add(what);
                int times = delivered.merge(what, 1, Integer::sum);
                witness.check(times == 1 || first, () -> what + " reached the debtor " + times + " times");
            });
        }
        boolean asked = state.kind() == MessageState.Kind.STATEMENT;
        if (asked || (state.kind() == MessageState.Kind.DUNNING && state.stage().isBelow(Stage.FORMAL_NOTICE))) {
            List<Contact> before = contacts.computeIfAbsent(message.account(), id -> new ArrayList<>());
            // what a person asked for no cap keeps back
            for (Contact contact : asked ? List.<Contact>of() : before) {
                long apart = Math.abs(contact.day().toEpochDay() - day.toEpochDay());
                witness.check(
                        apart >= office.policy.contactCapDays(),
                        () -> message.account() + " was written to on " + contact.day() + " and on " + day + ": "
                                + contact.message() + ", " + message);
            }
            before.add(new Contact(day, message));
        }
    }

    /** Whether a note had not been taken yet. */
    private boolean isFirst(OutboundMessage note, MessageLine line) {
        return notes.add(note.delivery().message() + " " + line.receivable());
    }

    /** What a debtor was thought to have got came back: nobody was told, and it is no contact. */
    void cameBack(OutboundMessage message) {
        for (Delivered what :
                Optional.ofNullable(told.remove(message.delivery())).orElse(List.of())) {
            delivered.computeIfPresent(what, (id, times) -> times == 1 ? null : times - 1);
            returned.add(what);
        }
        contacts.getOrDefault(message.account(), new ArrayList<>())
                .removeIf(contact -> contact.message().delivery().equals(message.delivery()));
    }

    private MessageState state(OutboundMessage message) {
        return office.observer
                .memory(message.account())
                .message(message.delivery().message())
                .orElseThrow();
    }
}
