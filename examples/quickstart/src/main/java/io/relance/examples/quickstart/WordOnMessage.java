package io.relance.examples.quickstart;

import io.relance.AccountCommands;
import io.relance.delivery.MessageId;
import io.relance.storage.OutboxState;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person says of a message instead of approving it: one of these, or none. */
final class WordOnMessage {
    @Option(
            names = "--reject",
            paramLabel = "now|forever",
            converter = Converters.Rejections.class,
            description = "Reject instead: not now (their steps come back), or for good. Needs --why.")
    private @Nullable Rejection rejection;

    @Option(
            names = "--postpone",
            paramLabel = "YYYY-MM-DD",
            converter = Converters.Date.class,
            description =
                    "Postpone instead, also what is approved and still to go: it leaves on this day at the earliest.")
    private @Nullable LocalDate to;

    @Option(
            names = "--sent",
            description =
                    "Say that it was sent by other means, or that one in doubt had arrived: its steps are done. Of a formal"
                            + " notice, give the --books: the claims that it asked for are raised.")
    private boolean sent;

    @Option(names = "--not-sent", description = "Say that one in doubt had not been taken: its steps come back.")
    private boolean notSent;

    @Option(
            names = "--release",
            description = "Have one tried again that could not be handed over, since the cause is gone.")
    private boolean release;

    /** For how long a message is rejected. */
    enum Rejection {
        /** Its steps come back. */
        NOW,
        /** For good. */
        FOREVER
    }

    boolean isRejection() {
        return rejection != null;
    }

    /** Whether it is a word on one message, of which somebody knows. */
    boolean isOnOne() {
        return sent || notSent;
    }

    /** Whether it says that the message had been sent. */
    boolean isSent() {
        return sent;
    }

    /** Whether it is about messages that were given up or refused. */
    boolean isRelease() {
        return release;
    }

    /** Of which messages it can be said. */
    Set<OutboxState> states() {
        if (sent) {
            return Set.of(OutboxState.AWAITING_APPROVAL, OutboxState.READY, OutboxState.IN_DOUBT);
        }
        if (notSent) {
            return Set.of(OutboxState.IN_DOUBT);
        }
        if (release) {
            return Set.of(OutboxState.DEAD, OutboxState.REJECTED, OutboxState.BOUNCED);
        }
        return to == null
                ? Set.of(OutboxState.AWAITING_APPROVAL)
                : Set.of(OutboxState.AWAITING_APPROVAL, OutboxState.READY);
    }

    /** What those messages have in common, after "messages that". */
    String about() {
        if (sent) {
            return "are in doubt or still to go";
        }
        if (notSent) {
            return "are in doubt";
        }
        if (release) {
            return "could not be handed over";
        }
        return to == null ? "await approval" : "are still to go";
    }

    /** What becomes of the message. */
    String done() {
        if (rejection != null) {
            return "rejected";
        }
        if (to != null) {
            return "postponed to " + to;
        }
        if (sent || notSent) {
            return sent ? "sent" : "not sent";
        }
        return release ? "released" : "approved";
    }

    /** Says it. */
    void say(AccountCommands commands, MessageId id, @Nullable String why) {
        if (rejection == Rejection.FOREVER) {
            commands.rejectForGood(id, String.valueOf(why));
        } else if (rejection == Rejection.NOW) {
            commands.rejectForNow(id, String.valueOf(why));
        } else if (to != null) {
            commands.postpone(id, to);
        } else if (sent) {
            commands.sent(id);
        } else if (notSent) {
            commands.notSent(id);
        } else if (release) {
            commands.release(id);
        } else {
            commands.approve(id);
        }
    }
}
