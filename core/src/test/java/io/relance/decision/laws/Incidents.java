package io.relance.decision.laws;

import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.decision.Promises;
import io.relance.decision.laws.World.Incident;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** Records the incidents of a {@link World} in the case, on the days on which they happen or end. */
final class Incidents {
    private final Scene scene;

    Incidents(Scene scene) {
        this.scene = scene;
    }

    /** The case after what happened in the morning of {@code day}. */
    DunningCase morning(DunningCase memory, AccountLedger ledger, int day) {
        DunningCase now = RequestedIncidents.answered(memory, day);
        List<Incident> incidents = scene.world.incidents();
        for (int i = 0; i < incidents.size(); i++) {
            Incident incident = incidents.get(i);
            if (incident.day() == day) {
                now = begin(now, ledger, "I" + i, incident);
            } else if (incident.day() + incident.length() + 1 == day) {
                now = end(now, "I" + i, incident);
            }
        }
        return now;
    }

    private DunningCase begin(DunningCase memory, AccountLedger ledger, String id, Incident of) {
        LocalDate today = World.date(of.day());
        if (of.kind() == World.Kind.CONTACT) {
            return memory.toBuilder()
                    .contact(new LoggedContact(
                            id,
                            today,
                            "call",
                            LoggedContact.Direction.OUTGOING,
                            Optional.empty(),
                            LoggedContact.Result.REACHED,
                            "",
                            "anna"))
                    .build();
        }
        if (of.kind() == World.Kind.HOLD) {
            return memory.toBuilder().hold(hold(id, of)).build();
        }
        if (of.kind() == World.Kind.MANDATE) {
            return memory.toBuilder()
                    .mandate(RequestedIncidents.mandate(id, of))
                    .build();
        }
        List<OpenItem> about = about(ledger, of, today);
        if (about.isEmpty()) {
            return memory;
        }
        return switch (of.kind()) {
            case PROMISE -> promise(memory, id, of, about);
            case DISPUTE ->
                memory.toBuilder()
                        .dispute(dispute(id, of, about.get(0), Optional.empty()))
                        .build();
            case PENDING ->
                memory.toBuilder()
                        .pendingPayment(new PendingPayment(
                                id, about.get(0).id(), part(about.get(0), of), today, today.plusDays(of.length() % 12)))
                        .build();
            case PLAN -> memory.toBuilder().plan(plan(id, of, about)).build();
            case PAGE ->
                memory.toBuilder()
                        .paymentLink(RequestedIncidents.page(id, of, about))
                        .build();
            case DEBIT -> RequestedIncidents.wanted(memory, RequestedIncidents.debit(id, of, about));
            default -> throw new IllegalStateException("no such incident: " + of);
        };
    }

    private DunningCase end(DunningCase memory, String id, Incident of) {
        LocalDate today = World.date(of.day() + of.length() + 1);
        if (of.kind() == World.Kind.DISPUTE && of.more() % 2 == 1) {
            Optional<Dispute> open =
                    memory.disputes().stream().filter(d -> d.id().equals(id)).findFirst();
            if (open.isPresent()) {
                Dispute d = open.get();
                return memory.toBuilder()
                        .dispute(new Dispute(
                                id,
                                d.receivable(),
                                d.category(),
                                d.amount(),
                                d.owner(),
                                d.opened(),
                                d.due(),
                                Optional.of(today)))
                        .build();
            }
        }
        if (of.kind() == World.Kind.HOLD && of.more() == 7) {
            Hold hold = hold(id, of);
            return memory.toBuilder()
                    .hold(new Hold(
                            id,
                            hold.receivable(),
                            hold.from(),
                            Optional.of(hold.from().isAfter(today) ? hold.from() : today),
                            hold.reason(),
                            hold.actor()))
                    .build();
        }
        if (of.kind() == World.Kind.PENDING && of.more() == 5) {
            return memory.toBuilder().withoutPendingPayment(id).build();
        }
        return RequestedIncidents.end(memory, id, of, today);
    }

    private Hold hold(String id, Incident of) {
        LocalDate from = World.date(of.day() + ((of.more() & 2) == 0 ? 0 : 2));
        return new Hold(
                id,
                (of.more() & 1) == 0 ? Optional.of(target(of)) : Optional.empty(),
                from,
                of.more() == 7 ? Optional.empty() : Optional.of(from.plusDays(of.length())),
                "wait",
                "anna");
    }

    private ReceivableId target(Incident of) {
        return Scene.invoice(of.invoice() % scene.world.invoices().size());
    }

    /** The open invoices that it is about: the one, or for some all of its currency, oldest first. */
    private List<OpenItem> about(AccountLedger ledger, Incident of, LocalDate today) {
        LedgerPosition position = ledger.asOf(today, scene.policy.tolerance());
        Optional<OpenItem> one =
                position.item(target(of)).filter(item -> item.open().isPositive());
        boolean several = of.more() == 3 || of.more() == 4;
        if (one.isEmpty() || !several) {
            return one.stream().toList();
        }
        return position.items().stream()
                .filter(item -> item.open().isPositive()
                        && item.open().getCurrencyUnit().equals(one.get().open().getCurrencyUnit()))
                .toList();
    }

    private static Money part(OpenItem item, Incident of) {
        long minor = Math.max(1, item.open().getAmountMinorLong() * of.percent() / 100);
        return Money.ofMinor(item.open().getCurrencyUnit(), minor);
    }

    private DunningCase promise(DunningCase memory, String id, Incident of, List<OpenItem> about) {
        PromiseToPay promise = new PromiseToPay(
                id,
                about.stream()
                        .map(item -> new PromiseToPay.Share(item.id(), part(item, of)))
                        .toList(),
                World.date(of.day() + of.length()),
                World.date(of.day()),
                Scene.at(of.day(), 9),
                "anna",
                false,
                Optional.empty());
        boolean beyond = Promises.needsApproval(memory, promise, scene.policy);
        PromiseToPay recorded = new PromiseToPay(
                id,
                promise.shares(),
                promise.date(),
                promise.recordedOn(),
                promise.recordedAt(),
                "anna",
                beyond,
                Optional.empty());
        return memory.toBuilder().promise(recorded).build();
    }

    private static Dispute dispute(String id, Incident of, OpenItem item, Optional<LocalDate> closed) {
        return new Dispute(
                id,
                item.id(),
                "quality",
                of.percent() == 100 ? Optional.empty() : Optional.of(part(item, of)),
                "bob",
                World.date(of.day()),
                Optional.empty(),
                closed);
    }

    private static InstalmentPlan plan(String id, Incident of, List<OpenItem> about) {
        long minor = about.stream()
                .mapToLong(item -> item.open().getAmountMinorLong())
                .sum();
        List<InstalmentPlan.Instalment> instalments = new ArrayList<>();
        int parts = minor < 3 ? 1 : 3;
        for (int i = 0; i < parts; i++) {
            long part = i + 1 < parts ? minor / parts : minor - minor / parts * (parts - 1);
            instalments.add(new InstalmentPlan.Instalment(
                    World.date(of.day() + (i + 1) * (3 + of.length() / 3)),
                    Money.ofMinor(about.get(0).open().getCurrencyUnit(), part)));
        }
        return new InstalmentPlan(
                id,
                about.stream().map(OpenItem::id).toList(),
                instalments,
                InstalmentPlan.Breaking.values()[of.more() % 3],
                World.date(of.day()),
                Scene.at(of.day(), 9),
                Optional.empty(),
                Optional.empty());
    }
}
