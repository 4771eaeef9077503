package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.action.DunningAction.Route;
import io.relance.decision.CaseUpdates;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountLedger;
import io.relance.storage.OutboxState;
import java.util.Optional;

/** What people do to messages. */
public final class MessageCommands {
    private final Commands commands;
    private final Command command;

    /** One command about a message. */
    public MessageCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /**
     * Approves a proposal.
     *
     * @throws IllegalStateException when there are no words for it: it stays a proposal
     */
    public void approve(MessageId id) {
        commands.change(
                command,
                memory -> {
                    MessageState message = Commands.message(memory, id);
                    for (Route route : message.routes()) {
                        if (!commands.settings().templates().renders(route.template())) {
                            throw new IllegalStateException("message " + id + " can't be handed over: the text of \""
                                    + route.template()
                                    + "\" is not part of this version. It stays a proposal: send it by"
                                    + " other means and say so, or reject it");
                        }
                    }
                    return CaseUpdates.approved(memory, id, command.day());
                },
                new AccountEvent.MessageApproved(command.day(), command.actor(), id));
    }

    /**
     * Rejects a message that is still to go.
     *
     * @throws IllegalStateException when it is being handed over right now
     */
    public void reject(MessageId id, boolean forGood, String why) {
        commands.apply(command, loaded -> {
            requireNotSending(loaded, id, "rejected");
            DunningCase after = CaseUpdates.rejected(loaded.memory(), id, command.day(), forGood, why);
            return after.equals(loaded.memory())
                    ? Optional.empty()
                    : Optional.of(new Change(loaded, after)
                            .event(new AccountEvent.MessageRejected(command.day(), command.actor(), id, forGood, why)));
        });
    }

    private static MessageState requireNotSending(LoadedAccount loaded, MessageId id, String what) {
        MessageState message = Commands.message(loaded.memory(), id);
        if (loaded.entry(id).state() == OutboxState.SENDING) {
            throw new IllegalStateException(
                    "message " + id + " is being handed over: it can't be " + what + " any more");
        }
        return message;
    }

    /**
     * Notes that a message was handed over by a person's own means, or that one in doubt had been taken.
     *
     * @throws IllegalStateException when it is neither a proposal nor ready nor in doubt, or is being handed over right now
     */
    public void sent(MessageId id) {
        Once<AccountLedger> ledger = new Once<>(() -> commands.ledger(command));
        commands.apply(command, loaded -> {
            requireUnsettled(loaded, id);
            CaseUpdates.Applied applied = CaseUpdates.handedOver(
                    Ledgers.snapshot(ledger.get(), loaded.memory()), commands.policy(command), id, command.day());
            DunningCase after =
                    applied.memory().toBuilder().reviewBy(command.day()).build();
            return Optional.of(new Change(loaded, after)
                    .event(new AccountEvent.MessageAccepted(
                            command.day(),
                            command.actor(),
                            Commands.message(after, id),
                            Optional.empty(),
                            commands.now(),
                            Optional.empty()))
                    .events(Happenings.of(applied.actions(), command.day())));
        });
    }

    private static void requireUnsettled(LoadedAccount loaded, MessageId id) {
        MessageState message = Commands.message(loaded.memory(), id);
        boolean may = message.isOutstanding() || message.status() == MessageState.Status.IN_DOUBT;
        if (!may || loaded.entry(id).state() == OutboxState.SENDING) {
            throw new IllegalStateException(
                    "message " + id + " is " + (may ? "being handed over right now" : message.status() + " already"));
        }
    }

    /**
     * Notes that a message in doubt had not been taken: its steps come back.
     *
     * @throws IllegalStateException when it is not in doubt
     */
    public void notSent(MessageId id) {
        commands.apply(command, loaded -> {
            if (Commands.message(loaded.memory(), id).status() != MessageState.Status.IN_DOUBT) {
                throw new IllegalStateException("message " + id + " is not in doubt");
            }
            String why = "it had not been taken";
            return Optional.of(new Change(loaded, CaseUpdates.failed(loaded.memory(), id, command.day(), why))
                    .event(new AccountEvent.MessageFailed(command.day(), command.actor(), id, why)));
        });
    }

    /** Notes that a message that was taken came back undeliverable. */
    public void bounced(MessageId id, String why) {
        commands.change(
                command,
                memory -> CaseUpdates.bounced(memory, id, command.day()),
                new AccountEvent.MessageBounced(command.day(), command.actor(), id, why));
    }
}
