package io.relance.testkit;

import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import io.relance.delivery.DeliveryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The other side of a channel under test (a mail server, a provider's web address, a folder): takes what the channel hands over,
 * in the manner that a test asks for. Written beside the channel, as a fake that runs in the test's own program.
 *
 * <p>It has what it can't do left out: {@link ChannelContract} then skips the tests that need it, and says so.
 */
public interface FarEnd {
    /** How it treats what is handed over. */
    enum Manner {
        /** It takes everything at once. How it begins. */
        ACCEPTS,
        /** It takes everything, half a second late. */
        ACCEPTS_LATE,
        /** It answers that it takes nothing now. */
        REFUSES_FOR_NOW,
        /** It answers that it won't take such a message for such a recipient. */
        REFUSES_FOR_GOOD,
        /** Nobody is there: no line can be had, and those that were open are dropped. */
        AWAY,
        /** It stops answering before it has taken anything, and keeps the line. */
        SILENT_BEFORE_TAKING,
        /** It takes the message and never says so, and keeps the line. */
        SILENT_AFTER_TAKING,
        /** It takes the message and drops the line instead of saying so. */
        DROPS_AFTER_TAKING
    }

    /**
     * What a debtor got.
     *
     * @param delivery the hand-over, as what arrived names it
     * @param address where to
     * @param subject empty when there is none
     * @param text with lines that end in a line feed
     * @param fields the names, in lower case, of all that could be read as an instruction beside the words: headers of a mail,
     *     parameters of a request; empty for channels that have no such thing
     * @param attachments their bytes by name
     */
    record Arrived(
            DeliveryId delivery,
            String address,
            Optional<String> subject,
            String text,
            Set<String> fields,
            Map<String, byte[]> attachments) {}

    /** The manners that it knows; {@link Manner#ACCEPTS} always. */
    Set<Manner> manners();

    /** From now on. Under any other manner than the two that accept, a test hands over once. */
    void behave(Manner manner);

    /** What debtors have got, in order; not what was refused. */
    List<Arrived> arrived();

    /** Has a report come in where the channel polls, once for each call; {@code false} (the default) when it has no such place. */
    default boolean report(DeliveryId delivery, LateReceipt.Outcome outcome) {
        return false;
    }

    /** Whether the place where the channel polls can be reached; {@code false} (the default) when that can't be changed. */
    default boolean letPlaceOfReports(boolean beReachable) {
        return false;
    }

    /** A report as it would post it to the host; empty (the default) when it posts none. */
    default Optional<RawCallback> callback(DeliveryId delivery, LateReceipt.Outcome outcome) {
        return Optional.empty();
    }

    /** One like {@link #callback} that was altered after it was signed; empty (the default) when it posts none. */
    default Optional<RawCallback> forgedCallback(DeliveryId delivery, LateReceipt.Outcome outcome) {
        return Optional.empty();
    }

    /** How many lines the channel holds open to it at this moment. By default none. */
    default int openLines() {
        return 0;
    }

    /** What the channel must never show: passwords, keys. By default none. */
    default Set<String> secrets() {
        return Set.of();
    }
}
