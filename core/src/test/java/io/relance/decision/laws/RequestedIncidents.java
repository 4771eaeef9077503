package io.relance.decision.laws;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.PaymentLink;
import io.relance.account.PendingPayment;
import io.relance.account.RequestedPayment;
import io.relance.account.RequestedPayment.Kind;
import io.relance.decision.laws.World.Incident;
import io.relance.receivable.OpenItem;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Mandates, pages and direct debits of a {@link World}, and what their provider tells in the end. */
final class RequestedIncidents {
    private static final String PROVIDER = "psp";
    private static final int DAYS = 7;

    private RequestedIncidents() {}

    /** Of some the provider has not told yet how they stand; of some it waits for consent. */
    static Mandate mandate(String id, Incident of) {
        return new Mandate(
                PROVIDER,
                id,
                of.more() == 1 ? Mandate.State.NOT_YET : Mandate.State.ACTIVE,
                of.more() == 3 ? Optional.empty() : Optional.of(Scene.at(of.day(), 9)));
    }

    static PaymentLink page(String id, Incident of, List<OpenItem> about) {
        return new PaymentLink(
                id,
                PROVIDER,
                "r-" + id,
                "https://pay.example/" + id,
                lines(about),
                World.date(of.day()),
                World.date(of.day() + of.length()),
                PaymentLink.State.OPEN,
                List.of());
    }

    static DirectDebit debit(String id, Incident of, List<OpenItem> about) {
        boolean taken = of.more() % 2 == 0;
        LocalDate day = World.date(of.day());
        return new DirectDebit(
                id,
                "key-" + id,
                PROVIDER,
                "mandate",
                lines(about),
                day,
                Optional.empty(),
                taken ? Optional.of(Scene.at(of.day(), 9)) : Optional.empty(),
                taken ? Optional.of(Scene.at(of.day(), 9)) : Optional.empty(),
                taken ? 1 : 0,
                taken ? Optional.of("r-" + id) : Optional.empty(),
                taken ? Optional.of(day.plusDays(3)) : Optional.empty(),
                taken ? DirectDebit.State.STARTED : DirectDebit.State.WANTED,
                day,
                "",
                List.of());
    }

    private static List<RequestedPayment.Line> lines(List<OpenItem> about) {
        return about.stream()
                .map(item -> new RequestedPayment.Line(item.id(), item.open()))
                .toList();
    }

    /** The case in which a direct debit is wanted, and its money under way. */
    static DunningCase wanted(DunningCase memory, DirectDebit debit) {
        DunningCase.Builder after = memory.toBuilder().directDebit(debit);
        expect(after, debit, debit.wanted(), debit.day().plusDays(DAYS));
        return after.build();
    }

    private static void expect(DunningCase.Builder after, RequestedPayment payment, LocalDate since, LocalDate until) {
        payment.lines()
                .forEach(line -> after.pendingPayment(new PendingPayment(
                        payment.pendingId(line.receivable()), line.receivable(), line.amount(), since, until)));
    }

    /** The case when the provider has done by the morning what it was asked for on the day before; it rests on some days. */
    static DunningCase answered(DunningCase memory, int day) {
        if (day % 7 == 0) {
            return memory;
        }
        DunningCase.Builder after = memory.toBuilder();
        memory.mandates().stream()
                .filter(mandate -> mandate.ask(ZoneOffset.UTC)
                        .filter(due -> due.isBefore(World.date(day)))
                        .isPresent())
                .forEach(mandate -> after.mandate(mandate.become(mandate.state(), Scene.at(day, 8))));
        memory.paymentLinks().stream()
                .filter(link -> link.state() == PaymentLink.State.TO_WITHDRAW)
                .forEach(link -> after.paymentLink(link.become(PaymentLink.State.OVER)));
        for (DirectDebit debit : memory.directDebits()) {
            if (debit.state() == DirectDebit.State.WANTED) {
                after.directDebit(debit.askedAt(Scene.at(day, 8))
                        .started("r-" + debit.id(), World.date(day + 3), World.date(day)));
            } else if (debit.state() == DirectDebit.State.TO_WITHDRAW) {
                after.directDebit(debit.become(DirectDebit.State.WITHDRAWN, World.date(day)));
                memory.pendingPayments().stream()
                        .filter(((RequestedPayment) debit)::isBy)
                        .forEach(pending -> after.withoutPendingPayment(pending.id()));
            }
        }
        return after.build();
    }

    /** Whether a provider is to be called. */
    static boolean callsFor(DunningCase memory, LocalDate today) {
        return memory.mandates().stream()
                        .flatMap(mandate -> mandate.ask(ZoneOffset.UTC).stream())
                        .anyMatch(day -> !day.isAfter(today))
                || memory.paymentLinks().stream().anyMatch(link -> link.state() == PaymentLink.State.TO_WITHDRAW)
                || memory.directDebits().stream()
                        .map(DirectDebit::state)
                        .anyMatch(state -> state == DirectDebit.State.WANTED || state == DirectDebit.State.TO_WITHDRAW);
    }

    /** What a provider tells in the end: that it failed, that money is on its way, that it came in, or nothing. */
    static DunningCase end(DunningCase memory, String id, Incident of, LocalDate today) {
        if (of.kind() == World.Kind.MANDATE && of.more() % 2 == 0) {
            return memory.mandates().stream()
                    .filter(mandate -> mandate.is(PROVIDER, id))
                    .findFirst()
                    .map(mandate -> memory.toBuilder()
                            .mandate(mandate.become(Mandate.State.ENDED, Scene.at(of.day() + of.length() + 1, 9)))
                            .build())
                    .orElse(memory);
        }
        return memory.requestedPayments().stream()
                .filter(payment -> payment.key().equals(id) || payment.key().equals("key-" + id))
                .filter(payment -> of.more() % 4 != 3)
                .findFirst()
                .map(payment -> told(memory, payment, of, today))
                .orElse(memory);
    }

    private static DunningCase told(DunningCase memory, RequestedPayment payment, Incident of, LocalDate today) {
        Kind kind = List.of(Kind.FAILED, Kind.PENDING, Kind.CONFIRMED).get(of.more() % 4);
        RequestedPayment after = payment.with(new RequestedPayment.News(
                "n-" + payment.key(), Scene.at(of.day() + of.length() + 1, 9), kind, Optional.empty(), ""));
        DunningCase.Builder changed = memory.toBuilder().requestedPayment(after);
        memory.pendingPayments().stream()
                .filter(payment::isBy)
                .forEach(pending -> changed.withoutPendingPayment(pending.id()));
        if (kind != Kind.FAILED) {
            expect(changed, after, today, today.plusDays(DAYS));
        }
        return changed.build();
    }
}
