package io.relance.examples.quickstart;

import io.relance.MessageInTrouble;
import io.relance.Relance;
import io.relance.account.MessageState;
import io.relance.action.DunningAction.Route;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A message that could not be handed over, or of which nobody knows whether it was taken, as long as no person has seen to it.
 *
 * @param doubt whether nobody knows
 * @param day on which it came so far
 * @param routes the channels that could have taken it, each with the contact's address for it
 * @param why what the engine wrote down
 * @param task the text of the task that was raised with it, if one was
 */
record UnsentMessage(
        MessageId id, boolean doubt, LocalDate day, String customer, String routes, String why, Optional<String> task) {
    /** How many of a kind are named at most. */
    static final int MAX_SHOWN = 20;

    /**
     * What is to be told of a message.
     *
     * @param ledger the customer's; empty when the books don't know them
     */
    static UnsentMessage of(Relance engine, MessageInTrouble message, Optional<AccountLedger> ledger) {
        boolean doubt = message.trouble() == MessageInTrouble.Trouble.IN_DOUBT;
        Optional<String> why = engine.timeline(message.account()).stream()
                .flatMap(entry -> why(entry.event(), message.message()).stream())
                .reduce((earlier, later) -> later);
        return new UnsentMessage(
                message.message(),
                doubt,
                message.since(),
                message.account().customer().value(),
                routes(engine, message, ledger),
                why.orElse(message.why()),
                doubt ? Optional.empty() : Optional.of(message.why()));
    }

    /** The same, without what a timeline tells. */
    static UnsentMessage of(MessageInTrouble message) {
        boolean doubt = message.trouble() == MessageInTrouble.Trouble.IN_DOUBT;
        return new UnsentMessage(
                message.message(),
                doubt,
                message.since(),
                message.account().customer().value(),
                message.channel().value(),
                message.why(),
                Optional.empty());
    }

    private static Optional<String> why(AccountEvent event, MessageId id) {
        if (event instanceof AccountEvent.MessageFailed failed
                && failed.message().equals(id)) {
            return Optional.of(failed.why());
        }
        if (event instanceof AccountEvent.MessageBounced bounced
                && bounced.message().equals(id)) {
            return Optional.of(bounced.why());
        }
        if (event instanceof AccountEvent.MessageInDoubt doubt
                && doubt.delivery().message().equals(id)) {
            return Optional.of(doubt.why());
        }
        return Optional.empty();
    }

    private static String routes(Relance engine, MessageInTrouble message, Optional<AccountLedger> ledger) {
        Optional<MessageState> state = engine.memory(message.account()).message(message.message());
        return state.stream()
                .flatMap(known -> known.routes().stream().map(route -> address(route, known.contact(), ledger)))
                .collect(Collectors.joining(", "));
    }

    private static String address(Route route, String contact, Optional<AccountLedger> ledger) {
        String channel = route.channel().value();
        return ledger.stream()
                .flatMap(known -> known.customer().contacts().stream())
                .filter(candidate -> candidate.id().equals(contact))
                .findFirst()
                .flatMap(candidate -> candidate.address(channel))
                .map(address -> channel + " " + address)
                .orElse(channel);
    }

    /** Says on standard error which they are, and what can be done. */
    static void tell(List<UnsentMessage> troubled, Streams streams) {
        tell(
                troubled,
                UnsentMessage::doubt,
                " message(s) in doubt, nobody knows whether they were taken; say so with: approve --message ID --sent, or"
                        + " --not-sent",
                streams);
        tell(
                troubled,
                message -> !message.doubt(),
                " message(s) could not be handed over; when the cause is gone: approve --message ID --release",
                streams);
    }

    private static void tell(
            List<UnsentMessage> troubled, Predicate<UnsentMessage> kind, String what, Streams streams) {
        List<UnsentMessage> all = troubled.stream().filter(kind).toList();
        if (all.isEmpty()) {
            return;
        }
        streams.err().println(all.size() + what);
        all.stream().limit(MAX_SHOWN).forEach(message -> streams.err().println("  " + message));
        if (all.size() > MAX_SHOWN) {
            streams.err().println("  and " + (all.size() - MAX_SHOWN) + " more");
        }
    }

    /** One line. */
    @Override
    public String toString() {
        String text = day + ", customer " + customer + ", " + routes + ": " + why
                + task.map(what -> "; task raised: " + what).orElse("") + " (message " + id.shortForm() + ")";
        return text.replaceAll("[\\s\\p{Cc}]+", " ");
    }
}
