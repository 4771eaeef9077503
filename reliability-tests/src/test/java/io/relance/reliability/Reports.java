package io.relance.reliability;

import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a channel learns of messages after it took them; given until it is acknowledged. */
final class Reports {
    /** A report, and the message of which it speaks. */
    record Told(OutboundMessage message, LateReceipt receipt) {}

    private final List<LateReceipt> waiting = new ArrayList<>();
    private final List<Told> all = new ArrayList<>();
    private final Map<DeliveryId, LateReceipt.Outcome> last = new HashMap<>();

    /** Whether a message is known to have reached the debtor, or to have come back: nothing else will become of it. */
    boolean isSettled(DeliveryId delivery) {
        LateReceipt.Outcome outcome = last.get(delivery);
        return outcome == LateReceipt.Outcome.DELIVERED || outcome == LateReceipt.Outcome.BOUNCED;
    }

    /** Something becomes of a message that was taken; the channel names it as it did then. */
    void tell(OutboundMessage message, DeliveryReceipt taken, LateReceipt.Outcome outcome, Instant at) {
        Optional<String> reference =
                taken instanceof DeliveryReceipt.Accepted accepted ? accepted.reference() : Optional.empty();
        String id = "report-" + message.delivery() + "-" + all.size();
        LateReceipt receipt =
                new LateReceipt(id, Optional.of(message.delivery()), reference, outcome, at, outcome + " in " + id);
        waiting.add(receipt);
        all.add(new Told(message, receipt));
        last.put(message.delivery(), outcome);
    }

    /** Those that are not acknowledged, oldest first. */
    List<LateReceipt> waiting(int limit) {
        return waiting.stream().limit(limit).toList();
    }

    void acknowledge(List<LateReceipt> receipts) {
        waiting.removeAll(receipts);
    }

    /** Whether one is about a message. */
    boolean isAbout(MessageId message) {
        return all.stream().anyMatch(told -> told.message().delivery().message().equals(message));
    }

    /** All that there ever were. */
    List<Told> all() {
        return all;
    }
}
