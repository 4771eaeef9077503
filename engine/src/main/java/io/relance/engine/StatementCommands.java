package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.decision.StatementRequest;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.Optional;

/** Statements of account, sent when a person asks. */
public final class StatementCommands {
    private final Commands commands;
    private final Command command;

    /** One command about statements. */
    public StatementCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /** Has one sent; see {@link io.relance.AccountCommands#sendStatement}. */
    public MessageId send(LocalDate from, LocalDate to) {
        LocalDate day = command.day();
        Occasion.StatementAsked asked = new Occasion.StatementAsked(from, to);
        LocalDate since = Ledgers.window(day).since();
        if (to.isAfter(day)) {
            throw new IllegalArgumentException(
                    "a statement ends on " + day + " at the latest, but was asked for to " + to);
        }
        if (from.isBefore(since)) {
            throw new IllegalArgumentException(
                    "a statement begins on " + since + " at the earliest, but was asked for from " + from);
        }
        AccountLedger ledger = commands.ledger(command);
        // refused now when there is nothing to state: later it would be work for a person
        Statements.of(ledger, from, to);
        commands.apply(command, loaded -> {
            MessageState message = StatementRequest.of(
                    Ledgers.snapshot(ledger, loaded.memory()), commands.policy(command), asked, day);
            if (loaded.memory().message(message.id()).isPresent()) {
                return Optional.empty();
            }
            DunningCase after =
                    loaded.memory().toBuilder().message(message).reviewBy(day).build();
            return Optional.of(new Change(loaded, after)
                    .event(new AccountEvent.StatementAsked(day, command.actor(), message.id(), from, to))
                    .event(new AccountEvent.MessagePlanned(day, message))
                    .count(Tally.Of.PLANNED));
        });
        return StatementRequest.id(command.account(), asked, day);
    }
}
