package io.relance.examples.quickstart;

import io.relance.Relance;
import io.relance.account.MessageState;
import io.relance.action.DunningAction.Route;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message that a run could not hand over, or of which nobody knows whether it was taken.
 *
 * @param routes the channels that could have taken it, each with the contact's address for it
 * @param why what the engine wrote down
 * @param task the text of the task that was raised with it, if one was
 */
record UnsentMessage(LocalDate day, String customer, String routes, String why, Optional<String> task) {
    /** How many are named at most. */
    static final int MAX_SHOWN = 20;

    /** Those of one customer, oldest first, out of the timeline. */
    static List<UnsentMessage> of(Relance engine, AccountLedger ledger) {
        List<UnsentMessage> unsent = new ArrayList<>();
        List<AccountEvent> events = engine.timeline(ledger.account()).stream()
                .map(entry -> entry.event())
                .toList();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof AccountEvent.MessageFailed failed) {
                String routes = routes(engine, ledger, failed.message());
                unsent.add(new UnsentMessage(
                        failed.day(), ledger.customer().id().value(), routes, failed.why(), taskBeside(events, i)));
            } else if (events.get(i) instanceof AccountEvent.MessageInDoubt doubt) {
                String routes = routes(engine, ledger, doubt.delivery().message());
                String why = "nobody knows whether it was taken: " + doubt.why();
                unsent.add(
                        new UnsentMessage(doubt.day(), ledger.customer().id().value(), routes, why, Optional.empty()));
            }
        }
        return unsent;
    }

    /** The engine raises the task of a failure in the same breath. */
    private static Optional<String> taskBeside(List<AccountEvent> events, int failure) {
        return failure + 1 < events.size() && events.get(failure + 1) instanceof AccountEvent.TaskRaised raised
                ? Optional.of(raised.task().text())
                : Optional.empty();
    }

    private static String routes(Relance engine, AccountLedger ledger, MessageId id) {
        Optional<MessageState> message = engine.memory(ledger.account()).message(id);
        return message.stream()
                .flatMap(state -> state.routes().stream().map(route -> address(route, state.contact(), ledger)))
                .collect(Collectors.joining(", "));
    }

    private static String address(Route route, String contact, AccountLedger ledger) {
        String channel = route.channel().value();
        return ledger.customer().contacts().stream()
                .filter(candidate -> candidate.id().equals(contact))
                .findFirst()
                .flatMap(candidate -> candidate.address(channel))
                .map(address -> channel + " " + address)
                .orElse(channel);
    }

    /** Says on standard error which they are. */
    static void tell(RunResult result, Streams streams) {
        streams.err().println(result.unsent() + " message(s) could not be handed over");
        result.unsentMessages().stream()
                .limit(MAX_SHOWN)
                .forEach(message -> streams.err().println("  " + message));
        int more = result.unsent() - Math.min(MAX_SHOWN, result.unsentMessages().size());
        if (more > 0) {
            streams.err().println("  and " + more + " more");
        }
    }

    /** One line. */
    @Override
    public String toString() {
        String text = day + ", customer " + customer + ", " + routes + ": " + why
                + task.map(what -> "; task raised: " + what).orElse("");
        return text.replaceAll("[\\s\\p{Cc}]+", " ");
    }
}
