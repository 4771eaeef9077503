package io.relance.engine;

import io.relance.MessagePreview;
import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageEdit;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.channel.Attachment;
import io.relance.claim.MissingReferenceRateException;
import io.relance.decision.CaseUpdates;
import io.relance.decision.ClaimUpdates;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.HandOver;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.template.RenderedMessage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @throws IllegalStateException when it is to be a formal notice and lacks what that must show: it stays a proposal
     */
    public void approve(MessageId id) {
        Once<AccountLedger> ledger = new Once<>(() -> commands.ledger(command));
        commands.apply(command, loaded -> {
            new Notices(commands, command).requireWritable(loaded, Commands.message(loaded.memory(), id), ledger);
            DunningCase after = CaseUpdates.approved(loaded.memory(), id, command.day());
            return after.equals(loaded.memory())
                    ? Optional.empty()
                    : Optional.of(new Change(loaded, after)
                            .event(new AccountEvent.MessageApproved(command.day(), command.actor(), id)));
        });
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
     * Has a message leave on a day at the earliest.
     *
     * @throws IllegalStateException when it is not still to go, or is being handed over right now
     */
    public void postpone(MessageId id, LocalDate to) {
        if (to.isBefore(command.day())) {
            throw new IllegalArgumentException(
                    "a message is postponed to a later day, but " + to + " is before " + command.day());
        }
        commands.apply(command, loaded -> {
            MessageState message = requireNotSending(loaded, id, "postponed");
            if (!message.isOutstanding() || message.kind() != MessageState.Kind.DUNNING) {
                throw new IllegalStateException("message " + id + " can't be postponed: it is "
                        + (message.isOutstanding() ? "no reminder" : message.status() + " already"));
            }
            DunningCase after = CaseUpdates.postponed(loaded.memory(), id, command.day(), to);
            return after.equals(loaded.memory())
                    ? Optional.empty()
                    : Optional.of(new Change(loaded, after)
                            .event(new AccountEvent.MessagePostponed(
                                    command.day(),
                                    command.actor(),
                                    id,
                                    Commands.message(after, id).postponed())));
        });
    }

    /**
     * What a message that is still to go would say if it left on the command's day.
     *
     * @throws IllegalStateException when it is over, there are no words for it, or its documents can't be had
     */
    public MessagePreview preview(MessageId id) {
        AccountLedger ledger = commands.ledger(command);
        LoadedAccount loaded = new CaseFile(commands.settings()).loadWhole(command.account());
        Commands.message(loaded.memory(), id);
        Decision decision = commands.decision(command, loaded, ledger);
        MessageState message = outstanding(decision.memory(), id);
        EngineSettings settings = commands.settings();
        Rendering.Written written;
        try {
            written = Rendering.render(
                    message, 0, Optional.empty(), ledger, commands.policy(command), decision, settings);
        } catch (DocumentsException e) {
            throw new IllegalStateException("message " + id + " can't be shown: " + e.why(), e);
        }
        HandOver what = written.what();
        ChannelId channel = what.delivery().channel();
        List<Attachment> attachments = written.attachments();
        Optional<Attachment> document = Optional.ofNullable(settings.channels().get(channel))
                .flatMap(known -> known.preview(Rendering.outbound(command.account(), what, attachments)));
        return new MessagePreview(
                channel,
                what.contact(),
                what.recipientAddress(),
                what.subject().orElse(""),
                what.text(),
                what.html(),
                attachments,
                document,
                written.cautions());
    }

    /**
     * Edits a proposal, or one that was approved and has not left yet.
     *
     * @param subject empty: stays as it is
     * @param text empty: stays as it is
     * @throws IllegalArgumentException with all that is wrong with the words
     * @throws IllegalStateException when it needs no approval, is over or under way, or its figures are no longer what they were
     */
    public void edit(
            MessageId id,
            Optional<String> subject,
            Optional<String> text,
            Optional<String> contact,
            Optional<ChannelId> channel) {
        Once<AccountLedger> ledger = new Once<>(() -> commands.ledger(command));
        commands.apply(command, loaded -> {
            MessageState message = requireNotSending(loaded, id, "edited");
            if (!message.isOutstanding() || !message.needsApproval()) {
                throw new IllegalStateException("message " + id + " can't be edited: "
                        + (message.isOutstanding()
                                ? "it needs no approval"
                                : "it is " + message.status() + " already"));
            }
            MessageEdit choice = new MessageEdit(
                    Optional.empty(),
                    contact.or(() -> message.edit().contact()),
                    channel.or(() -> message.edit().channel()));
            AccountSnapshot snapshot = Ledgers.snapshot(ledger.get(), loaded.memory());
            Policy policy = commands.policy(command);
            DunningCase chosen = CaseUpdates.edited(snapshot, policy, id, choice, command.day());
            MessageEdit edit = words(loaded, Commands.message(chosen, id), choice, ledger.get(), subject, text);
            DunningCase after = CaseUpdates.edited(snapshot, policy, id, edit, command.day());
            return after.equals(loaded.memory())
                    ? Optional.empty()
                    : Optional.of(new Change(loaded, after)
                            .event(new AccountEvent.MessageEdited(
                                    command.day(), command.actor(), Commands.message(after, id))));
        });
    }

    private MessageEdit words(
            LoadedAccount loaded,
            MessageState message,
            MessageEdit choice,
            AccountLedger ledger,
            Optional<String> subject,
            Optional<String> text) {
        Optional<MessageEdit.Words> known = Commands.message(loaded.memory(), message.id())
                .edit()
                .words()
                .filter(words -> words.channel().equals(message.routes().get(0).channel()));
        if (subject.isEmpty() && text.isEmpty() && known.isEmpty()) {
            return choice;
        }
        Decision decision = commands.decision(command, loaded, ledger);
        if (!outstanding(decision.memory(), message.id()).lines().equals(message.lines())) {
            throw new IllegalStateException("what message " + message.id()
                    + " asks for is another sum by now: have a run" + " look at it first, then edit what it says then");
        }
        Rendering.Draft draft =
                Rendering.draft(message, 0, ledger, commands.policy(command), decision, commands.settings());
        Optional<RenderedMessage> before = known.flatMap(words -> CarriedWords.to(words, draft.rendered()));
        MessageEdit.Words words = new MessageEdit.Words(
                draft.route().channel(),
                subject.or(() -> before.map(RenderedMessage::subject))
                        .orElse(draft.rendered().subject()),
                text.or(() -> before.map(RenderedMessage::text))
                        .orElse(draft.rendered().text()),
                PersonsWords.figures(draft.model()),
                draft.model()
                        .formalNotice()
                        .map(notice -> new MessageEdit.TemplateWords(
                                draft.rendered().subject(), draft.rendered().text())));
        List<String> problems = PersonsWords.problems(draft.model(), draft.rendered(), words.subject(), words.text());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "message " + message.id() + " can't say that: " + String.join("; ", problems));
        }
        return choice.with(words);
    }

    private static MessageState outstanding(DunningCase memory, MessageId id) {
        MessageState message = Commands.message(memory, id);
        if (!message.isOutstanding()) {
            throw new IllegalStateException("message " + id + " is " + message.status() + " by now");
        }
        return message;
    }

    /**
     * Notes that a message was handed over by a person's own means, or that one in doubt had been taken. A notice raises the claims
     * that it would have asked for on the command's day.
     *
     * @throws IllegalStateException when it is neither a proposal nor ready nor in doubt, or is being handed over right now
     */
    public void sent(MessageId id) {
        Once<AccountLedger> ledger = new Once<>(() -> commands.ledger(command));
        commands.apply(command, loaded -> {
            requireUnsettled(loaded, id);
            AccountSnapshot snapshot = Ledgers.snapshot(ledger.get(), loaded.memory());
            CaseUpdates.Applied applied = CaseUpdates.handedOver(snapshot, commands.policy(command), id, command.day());
            List<RaisedClaim> claims = claims(loaded, snapshot, id);
            DunningCase after = ClaimUpdates.raised(
                    applied.memory().toBuilder().reviewBy(command.day()).build(), claims);
            return Optional.of(new Change(loaded, after)
                    .event(new AccountEvent.MessageAccepted(
                            command.day(),
                            command.actor(),
                            Commands.message(after, id),
                            Optional.empty(),
                            commands.now(),
                            Optional.empty(),
                            List.of()))
                    .events(ClaimItems.raised(loaded.memory(), claims, id, command.day(), command.actor()))
                    .events(Happenings.of(applied.actions(), command.day())));
        });
    }

    /**
     * What a message has asked for: what it said, or would have said on the command's day.
     *
     * @throws IllegalStateException when it asks for claims, and the books at hand have none of its invoices
     */
    private List<RaisedClaim> claims(LoadedAccount loaded, AccountSnapshot snapshot, MessageId id) {
        MessageState message = Commands.message(loaded.memory(), id);
        OutboxEntry entry = loaded.entry(id);
        if (entry.state() == OutboxState.IN_DOUBT && entry.rendered().isPresent()) {
            return commands.settings().bodies().rendered(entry).claims();
        }
        try {
            return new Notices(commands, command).claims(message, snapshot);
        } catch (MissingReferenceRateException e) {
            // that it was sent is noted all the same; the next notice asks for the claims
            return List.of();
        }
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

    /**
     * Has a message tried again that was given up, or that nobody could be reached with: its steps are due again.
     *
     * @throws IllegalStateException when it was neither
     */
    public void release(MessageId id) {
        commands.change(
                command,
                memory -> CaseUpdates.taskCompleted(memory, cause(memory, id), command.day(), "released"),
                (before, after) ->
                        new AccountEvent.TaskCompleted(command.day(), command.actor(), cause(before, id), "released"));
    }

    private static String cause(DunningCase memory, MessageId id) {
        MessageState message = Commands.message(memory, id);
        return Stream.of(GivenUp.taskOf(id), Unreachable.taskOf(id))
                .filter(task -> memory.task(task).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "message " + id + " is " + message.status() + ": there is nothing to release it from"));
    }

    /** Notes that a message that was taken came back undeliverable: what it had claimed of late payment falls with it. */
    public void bounced(MessageId id, String why) {
        commands.apply(command, loaded -> {
            DunningCase after = CaseUpdates.bounced(loaded.memory(), id, command.day());
            return after.equals(loaded.memory())
                    ? Optional.empty()
                    : Optional.of(new Change(loaded, after)
                            .event(new AccountEvent.MessageBounced(command.day(), command.actor(), id, why))
                            .events(ClaimItems.dropped(loaded.memory(), id, command.day(), command.actor())));
        });
    }
}
