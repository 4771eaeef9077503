package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.PromiseToPay;
import io.relance.decision.PromiseShares;
import io.relance.decision.Promises;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What people do to promises. */
public final class PromiseCommands {
    private final Commands commands;
    private final Command command;

    /** One command about a promise. */
    public PromiseCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /** What a promise is to be of; no invoices: all that is overdue. */
    public record Wanted(Optional<CurrencyUnit> currency, List<ReceivableId> invoices, Optional<Money> amount) {
        /** Copies the invoices. */
        public Wanted {
            invoices = List.copyOf(invoices);
        }

        private List<PromiseToPay.Share> shares(AccountSnapshot now, Policy policy, LocalDate day) {
            if (!invoices.isEmpty()) {
                return PromiseShares.of(now, policy, day, invoices, amount);
            }
            return amount.map(money -> PromiseShares.ofOverdue(now, policy, day, money))
                    .orElseGet(() -> PromiseShares.ofOverdue(now, policy, day, currency));
        }

        /** Whether it may be what was recorded: shared out again it would be of less. */
        private boolean fits(PromiseToPay known) {
            return amount.map(known.amount()::equals).orElse(true)
                    && currency.map(known.amount().getCurrencyUnit()::equals).orElse(true)
                    && invoices.containsAll(named(known)) == !invoices.isEmpty();
        }

        private static List<ReceivableId> named(PromiseToPay known) {
            return known.shares().stream().map(PromiseToPay.Share::receivable).toList();
        }
    }

    /** Records one whose amount is shared out already. */
    public void record(PromiseToPay promise) {
        commands.checked(
                command,
                (now, checks) -> {
                    checks.promise(promise);
                    // the same again: one that was approved, or awaits it, does so still
                    boolean same = now.memory().promises().stream()
                            .anyMatch(known -> known.id().equals(promise.id())
                                    && known.shares().equals(promise.shares())
                                    && known.date().equals(promise.date())
                                    && known.cancelled().equals(promise.cancelled()));
                    return same ? now.memory() : recorded(now.memory(), promise);
                },
                (before, after) ->
                        new AccountEvent.PromiseRecorded(command.day(), command.actor(), promise(after, promise.id())));
    }

    /** Records one whose amount is shared out now. */
    public void record(String id, LocalDate date, Wanted wanted) {
        commands.checked(
                command,
                (now, checks) -> {
                    Optional<PromiseToPay> known = now.memory().promises().stream()
                            .filter(p -> p.id().equals(id))
                            .findFirst();
                    if (known.isPresent()) {
                        // a part is shared out once: asked for again it is the same promise, or another one of that
                        // name
                        boolean same = known.get().date().equals(date)
                                && known.get().cancelled().isEmpty()
                                && wanted.fits(known.get());
                        if (same) {
                            return now.memory();
                        }
                        throw new IllegalArgumentException("account " + command.account() + " has a promise \"" + id
                                + "\" already, of " + known.get().amount() + " by "
                                + known.get().date() + ": give this one another id");
                    }
                    checks.invoices(wanted.invoices());
                    checks.refuse();
                    return recorded(
                            now.memory(),
                            new PromiseToPay(
                                    id,
                                    wanted.shares(now, commands.policy(command), command.day()),
                                    date,
                                    command.day(),
                                    commands.now(),
                                    command.actor(),
                                    false,
                                    Optional.empty()));
                },
                (before, after) ->
                        new AccountEvent.PromiseRecorded(command.day(), command.actor(), promise(after, id)));
    }

    private DunningCase recorded(DunningCase memory, PromiseToPay promise) {
        boolean awaiting =
                promise.awaitingApproval() || Promises.needsApproval(memory, promise, commands.policy(command));
        return memory.toBuilder()
                .promise(new PromiseToPay(
                        promise.id(),
                        promise.shares(),
                        promise.date(),
                        promise.recordedOn(),
                        promise.recordedAt(),
                        promise.takenBy(),
                        awaiting,
                        promise.cancelled()))
                .build();
    }

    /** Approves one beyond the limits. */
    public void approve(String promise) {
        commands.change(
                command,
                memory -> with(memory, promise, false, promise(memory, promise).cancelled()),
                new AccountEvent.PromiseApproved(command.day(), command.actor(), promise));
    }

    /** Takes one back. */
    public void cancel(String promise) {
        commands.change(
                command,
                memory -> {
                    PromiseToPay known = promise(memory, promise);
                    return known.cancelled().isPresent()
                            ? memory
                            : with(memory, promise, known.awaitingApproval(), Optional.of(command.day()));
                },
                new AccountEvent.PromiseCancelled(command.day(), command.actor(), promise));
    }

    private static PromiseToPay promise(DunningCase memory, String id) {
        return Commands.find(memory, memory.promises().stream(), p -> p.id().equals(id), "promise", id);
    }

    private static DunningCase with(DunningCase memory, String id, boolean awaiting, Optional<LocalDate> cancelled) {
        PromiseToPay known = promise(memory, id);
        return memory.toBuilder()
                .promise(new PromiseToPay(
                        id,
                        known.shares(),
                        known.date(),
                        known.recordedOn(),
                        known.recordedAt(),
                        known.takenBy(),
                        awaiting,
                        cancelled))
                .build();
    }
}
