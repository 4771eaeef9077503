package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.PendingPayment;
import io.relance.account.RequestedPayment;
import io.relance.decision.Collectable;
import io.relance.history.AccountEvent;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What hosts and people do about mandates and direct debits. */
public final class DirectDebitCommands {
    private final Commands commands;
    private final Command command;

    /** One command about direct debits. */
    public DirectDebitCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /** Records a mandate, or one that had ended anew; its provider is asked how it stands. */
    public void recordMandate(String provider, String mandate) {
        collecting(provider);
        requireLine("a mandate", mandate);
        commands.change(
                command,
                memory -> memory.mandates().stream()
                                .anyMatch(known -> known.is(provider, mandate) && known.state() != Mandate.State.ENDED)
                        ? memory
                        : memory.toBuilder()
                                .mandate(new Mandate(provider, mandate, Mandate.State.NOT_YET, Optional.empty()))
                                .build(),
                new AccountEvent.MandateRecorded(command.day(), command.actor(), provider, mandate));
    }

    /** Takes a mandate away: nothing is left to it any more. */
    public void removeMandate(String provider, String mandate) {
        commands.change(
                command,
                memory -> {
                    Commands.find(
                            memory,
                            memory.mandates().stream(),
                            known -> known.is(provider, mandate),
                            "mandate of " + provider,
                            mandate);
                    return memory.toBuilder().withoutMandate(provider, mandate).build();
                },
                new AccountEvent.MandateRemoved(command.day(), command.actor(), provider, mandate));
    }

    /** Has what may be asked for of some invoices collected. */
    public void collect(String id, String mandate, List<ReceivableId> invoices, Optional<LocalDate> on) {
        requireLine("a direct debit", id);
        commands.checked(
                command,
                (now, checks) -> wanted(now, checks, id, mandate, invoices, on.or(() -> due(now, invoices))),
                (before, after) -> new AccountEvent.DirectDebitWanted(
                        command.day(), command.actor(), after.directDebit(id).orElseThrow()));
    }

    /** The day on which the last of the invoices is due, when that is to come: messages before it announce that. */
    private Optional<LocalDate> due(AccountSnapshot now, List<ReceivableId> invoices) {
        return now.ledger().receivables().stream()
                .filter(receivable -> invoices.contains(receivable.id()))
                .map(Receivable::due)
                .max(LocalDate::compareTo)
                .filter(command.day()::isBefore);
    }

    private DunningCase wanted(
            AccountSnapshot now,
            CommandChecks checks,
            String id,
            String mandate,
            List<ReceivableId> invoices,
            Optional<LocalDate> on) {
        DunningCase memory = now.memory();
        Optional<DirectDebit> same = memory.directDebit(id)
                .filter(known -> known.isExpected()
                        && known.mandate().equals(mandate)
                        && known.on().equals(on)
                        && known.lines().stream()
                                .map(RequestedPayment.Line::receivable)
                                .toList()
                                .equals(invoices));
        if (same.isPresent()) {
            return memory;
        }
        LocalDate day = memory.decided().filter(command.day()::isBefore).orElse(command.day());
        Map<ReceivableId, Collectable.Part> collectable = Collectable.of(now, commands.policy(command), day);
        checks.directDebit(id, mandate, invoices, on, collectable);
        checks.refuse();
        Mandate under = memory.mandate(mandate).orElseThrow();
        DirectDebit debit = new DirectDebit(
                id,
                AccountNames.key(command.account(), id, commands.now()),
                under.provider(),
                mandate,
                invoices.stream()
                        .map(invoice -> new RequestedPayment.Line(
                                invoice,
                                Objects.requireNonNull(collectable.get(invoice)).amount()))
                        .toList(),
                command.day(),
                on,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                DirectDebit.State.WANTED,
                command.day(),
                "",
                List.of());
        DunningCase.Builder after = LinkRequests.withdrawOthers(memory, debit).directDebit(debit);
        PendingMoney.note(
                memory,
                after,
                debit,
                collecting(under.provider()).pendingDays(),
                command.day(),
                commands.policy(command).timeZone());
        return after.build();
    }

    /** Calls a direct debit off; its provider is asked to withdraw it. */
    public void callOff(String id) {
        commands.change(
                command,
                memory -> {
                    DirectDebit known = Commands.find(
                            memory, memory.directDebits().stream(), d -> d.id().equals(id), "direct debit", id);
                    if (known.state() == DirectDebit.State.TO_WITHDRAW) {
                        return memory;
                    }
                    if (!known.isExpected()) {
                        throw new IllegalStateException("direct debit \"" + id + "\" of account " + command.account()
                                + " is over or being collected: it can't be called off");
                    }
                    return memory.toBuilder()
                            .directDebit(known.become(DirectDebit.State.TO_WITHDRAW, command.day()))
                            .build();
                },
                new AccountEvent.DirectDebitCalledOff(command.day(), command.actor(), id));
    }

    /** Takes a pending payment away, unless it is of a direct debit that may still collect it. */
    public void clearPendingPayment(String payment) {
        commands.change(
                command,
                memory -> {
                    List<PendingPayment> known = memory.pendingPayments().stream()
                            .filter(pending -> pending.id().equals(payment))
                            .toList();
                    memory.directDebits().stream()
                            .filter(debit ->
                                    debit.isExpected() && known.stream().anyMatch(((RequestedPayment) debit)::isBy))
                            .findFirst()
                            .ifPresent(debit -> {
                                throw new IllegalStateException("payment \"" + payment + "\" of account "
                                        + command.account() + " is being collected: call off direct debit \""
                                        + debit.id()
                                        + "\"");
                            });
                    return memory.toBuilder().withoutPendingPayment(payment).build();
                },
                new AccountEvent.PaymentCleared(command.day(), command.actor(), payment));
    }

    /** Direct debits move money, so only a provider that takes a request twice for one is asked. */
    private PaymentProvider collecting(String id) {
        return commands.settings()
                .providers()
                .of(command.account().creditor(), id)
                .filter(provider -> provider.features().contains(PaymentFeature.DIRECT_DEBIT)
                        && provider.features().contains(PaymentFeature.HONOURS_IDEMPOTENCY_KEY))
                .orElseThrow(() -> new IllegalArgumentException("creditor "
                        + command.account().creditor() + " has no payment provider \"" + id
                        + "\" that collects by direct debit and honours idempotency keys"));
    }

    private static void requireLine(String what, String name) {
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    what + " has a name of one line of 1 to 100 characters, but was given \"" + name + "\"");
        }
    }
}
