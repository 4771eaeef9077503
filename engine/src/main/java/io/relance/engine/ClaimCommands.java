package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.RaisedClaim;
import io.relance.account.ReceivableProgress;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.LateClaims;
import io.relance.decision.ClaimUpdates;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.ReceivableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** What people do to claims of late payment: they are paid, or waived. */
public final class ClaimCommands {
    private final Commands commands;
    private final Command command;

    /** One command about claims. */
    public ClaimCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /**
     * What late payment gives a claim to on the command's day, as {@link LateClaims} says it; empty when the policy raises none.
     *
     * @throws io.relance.claim.MissingReferenceRateException when a rate is not known
     */
    public List<InvoiceClaims> claims() {
        return commands.policy(command)
                .claims()
                .map(settings -> LateClaims.on(
                        Ledgers.snapshot(
                                commands.ledger(command),
                                new CaseFile(commands.settings())
                                        .loadWhole(command.account())
                                        .memory()),
                        settings,
                        command.day()))
                .orElse(List.of());
    }

    /** Records a payment of a claim. */
    public void pay(String claim, Money amount) {
        commands.apply(command, loaded -> {
            RaisedClaim paid = known(loaded.memory(), claim).withPayment(amount);
            return Optional.of(changed(loaded, List.of(paid))
                    .event(new AccountEvent.ClaimPaid(command.day(), command.actor(), paid, amount)));
        });
    }

    /** Waives what is asked for of a claim. One that was waived stays so. */
    public void waive(String claim, String why) {
        commands.apply(command, loaded -> {
            RaisedClaim known = known(loaded.memory(), claim);
            return known.waiver().isPresent()
                    ? Optional.empty()
                    : Optional.of(waived(loaded, loaded.memory(), List.of(known), why));
        });
    }

    /** Waives all that late payment of an invoice gives a claim to until the command's day, raised or not. */
    public void waive(ReceivableId receivable, String why) {
        Once<AccountLedger> ledger = new Once<>(() -> commands.ledger(command));
        commands.apply(command, loaded -> {
            Policy policy = commands.policy(command);
            List<RaisedClaim> news = policy.claims().stream()
                    .flatMap(settings -> LateClaims.of(
                            Set.of(receivable),
                            Ledgers.snapshot(ledger.get(), loaded.memory()),
                            settings,
                            command.day())
                            .stream())
                    .flatMap(claims -> claims.toRaise(command.day(), Optional.empty()).stream())
                    .toList();
            DunningCase all = ClaimUpdates.raised(loaded.memory(), news);
            List<RaisedClaim> open = all.progressOf(receivable).claims().stream()
                    .filter(claim -> claim.open().isPositive())
                    .toList();
            if (open.isEmpty()) {
                boolean known = all.progressOf(receivable).claims().stream()
                        .anyMatch(claim -> claim.waiver().isPresent());
                if (known) {
                    return Optional.empty();
                }
                throw new IllegalArgumentException("nothing is claimed for late payment of \"" + receivable + "\" on "
                        + command.day() + ": there is nothing to waive");
            }
            return Optional.of(waived(loaded, all, open, why));
        });
    }

    private Change waived(LoadedAccount loaded, DunningCase memory, List<RaisedClaim> open, String why) {
        RaisedClaim.Waiver waiver = new RaisedClaim.Waiver(command.day(), command.actor(), why);
        List<RaisedClaim> waived =
                open.stream().map(claim -> claim.waived(waiver)).toList();
        List<AccountEvent> events = new ArrayList<>();
        waived.forEach(claim -> events.add(new AccountEvent.ClaimWaived(command.day(), command.actor(), claim)));
        return new Change(loaded, with(memory, waived)).events(events);
    }

    private static Change changed(LoadedAccount loaded, List<RaisedClaim> claims) {
        return new Change(loaded, with(loaded.memory(), claims));
    }

    private static DunningCase with(DunningCase memory, List<RaisedClaim> claims) {
        DunningCase after = memory;
        for (RaisedClaim claim : claims) {
            ReceivableProgress progress = after.progressOf(claim.receivable());
            after = after.toBuilder()
                    .progress(progress.toBuilder().claim(claim).build())
                    .build();
        }
        return after;
    }

    private static RaisedClaim known(DunningCase memory, String id) {
        List<RaisedClaim> all = memory.progress().values().stream()
                .flatMap(progress -> progress.claims().stream())
                .toList();
        return all.stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no claim \"" + id + "\": "
                        + (all.isEmpty()
                                ? "none was raised"
                                : "there are "
                                        + String.join(
                                                ", ",
                                                all.stream()
                                                        .map(RaisedClaim::id)
                                                        .toList()))));
    }
}
