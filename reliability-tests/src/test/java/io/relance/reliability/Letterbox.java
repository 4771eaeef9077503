package io.relance.reliability;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A channel seen from the debtors' side: what they got, and nothing else. */
final class Letterbox implements Channel {
    /** What a channel says before it takes a message; null: it takes it. */
    @FunctionalInterface
    interface Answer {
        @Nullable
        DeliveryReceipt to(OutboundMessage message, int attempt, Instant now);
    }

    private final ChannelId id;
    private final Office office;
    private final Set<ChannelFeature> features;
    private final Answer answer;
    private final Map<DeliveryId, Integer> attempts = new HashMap<>();
    private final Map<DeliveryId, DeliveryReceipt> receipts = new HashMap<>();
    private final List<OutboundMessage> taken = new ArrayList<>();
    private final Reports reports = new Reports();

    Letterbox(ChannelId id, Office office, Set<ChannelFeature> features, Answer answer) {
        this.id = id;
        this.office = office;
        this.features = Set.copyOf(features);
        this.answer = answer;
    }

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public Set<ChannelFeature> features() {
        return features;
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        DeliveryReceipt before = receipts.get(message.delivery());
        if (before != null && features.contains(ChannelFeature.HONOURS_IDEMPOTENCY_KEY)) {
            return before;
        }
        int attempt = attempts.merge(message.delivery(), 1, Integer::sum);
        DeliveryReceipt told = answer.to(message, attempt, office.clock.instant());
        return told == null ? take(message) : told;
    }

    /** The debtor gets it. */
    DeliveryReceipt take(OutboundMessage message) {
        DeliveryReceipt receipt =
                new DeliveryReceipt.Accepted(office.clock.instant(), Optional.of("taken-" + taken.size()));
        office.witness.taken(message);
        taken.add(message);
        receipts.put(message.delivery(), receipt);
        return receipt;
    }

    @Override
    public Optional<DeliveryReceipt> lookup(DeliveryId delivery, Duration timeout) {
        return Optional.ofNullable(receipts.get(delivery));
    }

    @Override
    public List<LateReceipt> poll(int limit, Duration timeout) {
        return reports.waiting(limit);
    }

    @Override
    public void acknowledge(List<LateReceipt> receipts) {
        reports.acknowledge(receipts);
    }

    /** Something becomes of a message that was taken, unless it is known by now what became of it. */
    void report(OutboundMessage message, LateReceipt.Outcome outcome) {
        DeliveryReceipt receipt = receipts.get(message.delivery());
        if (receipt == null || reports.isSettled(message.delivery())) {
            return;
        }
        // no two at the same time, so that each can be told from the others
        Instant at = office.clock.instant().plus(reports.all().size() + 1L, ChronoUnit.MICROS);
        reports.tell(message, receipt, outcome, at);
        if (outcome == LateReceipt.Outcome.BOUNCED) {
            office.witness.cameBack(message);
        }
    }

    Reports reports() {
        return reports;
    }

    /** Whether the channel took a message for the debtor; it may have come back since. */
    boolean has(MessageId message) {
        return taken.stream().anyMatch(got -> got.delivery().message().equals(message));
    }

    Answer answer() {
        return answer;
    }

    /** How often each hand-over was tried. */
    Map<DeliveryId, Integer> attempts() {
        return attempts;
    }

    /** All that another has got, too. */
    void putAll(Letterbox other) {
        attempts.putAll(other.attempts);
        receipts.putAll(other.receipts);
        taken.addAll(other.taken);
    }

    /** All that debtors got, in order. */
    List<OutboundMessage> taken() {
        return taken;
    }
}
