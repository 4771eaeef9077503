package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.decision.DunningDecider;
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
        Occasion.StatementAsked asked = new Occasion.StatementAsked(from, to);
        Once<AccountLedger> ledger = new Once<>(() -> commands.ledger(command));
        commands.apply(command, loaded -> {
            if (StatementRequest.underWay(loaded.memory(), asked, command.day()).isPresent()) {
                return Optional.empty();
            }
            AccountSnapshot now = Ledgers.snapshot(ledger.get(), loaded.memory());
            requireStatable(now, from, to);
            MessageState message = StatementRequest.of(now, commands.policy(command), asked, command.day());
            DunningCase after = loaded.memory().toBuilder()
                    .message(message)
                    .reviewBy(command.day())
                    .build();
            return Optional.of(new Change(loaded, after)
                    .event(new AccountEvent.StatementAsked(command.day(), command.actor(), message.id(), from, to))
                    .event(new AccountEvent.MessagePlanned(command.day(), message))
                    .count(Tally.Of.PLANNED));
        });
        // by a command that was done before, on whatever day that was
        return StatementRequest.newest(commands.memory(command.account()), asked)
                .map(MessageState::id)
                .orElseThrow(() -> new IllegalStateException("the statement that was asked for was erased"));
    }

    /** Refused now: later it would be work for a person. */
    private void requireStatable(AccountSnapshot now, LocalDate from, LocalDate to) {
        LocalDate day = command.day();
        if (to.isAfter(day)) {
            throw new IllegalArgumentException(
                    "a statement ends on " + day + " at the latest, but was asked for to " + to);
        }
        Statements.requireWhole(from, day);
        Statements.requirePayable(DunningDecider.decide(now, commands.policy(command), day));
        Statements.of(now.ledger(), from, to);
    }
}
