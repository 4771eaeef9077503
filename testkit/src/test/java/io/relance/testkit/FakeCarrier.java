package io.relance.testkit;

import io.relance.callback.RawCallback;
import io.relance.channel.Attachment;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A far end in memory that can do everything; for several threads. */
final class FakeCarrier implements FarEnd {
    static final String KEY = "s3cret-key";

    private final List<Arrived> arrived = new ArrayList<>();
    private final List<LateReceipt> reports = new ArrayList<>();
    private volatile Manner manner = Manner.ACCEPTS;
    private volatile boolean reachable = true;
    private int lines;
    private int posted;

    Manner manner() {
        return manner;
    }

    boolean isReachable() {
        return reachable;
    }

    synchronized void openLine(int change) {
        lines += change;
    }

    synchronized void take(OutboundMessage message, Set<String> fields) {
        arrived.add(new Arrived(
                message.delivery(),
                message.recipientAddress(),
                message.subject(),
                message.text(),
                fields,
                message.attachments().stream().collect(Collectors.toMap(Attachment::name, Attachment::bytes))));
    }

    synchronized Optional<Arrived> taken(DeliveryId delivery) {
        return arrived.stream().filter(one -> one.delivery().equals(delivery)).findFirst();
    }

    synchronized List<LateReceipt> reports() {
        return List.copyOf(reports);
    }

    synchronized void forget(List<LateReceipt> through) {
        reports.removeAll(through);
    }

    @Override
    public Set<Manner> manners() {
        return EnumSet.allOf(Manner.class);
    }

    @Override
    public void behave(Manner other) {
        manner = other;
    }

    @Override
    public synchronized List<Arrived> arrived() {
        return List.copyOf(arrived);
    }

    @Override
    public synchronized boolean report(DeliveryId delivery, LateReceipt.Outcome outcome) {
        reports.add(receipt(delivery, outcome));
        return true;
    }

    private LateReceipt receipt(DeliveryId delivery, LateReceipt.Outcome outcome) {
        return new LateReceipt(
                "report-" + ++posted, Optional.of(delivery), Optional.empty(), outcome, Instant.EPOCH, "it says so");
    }

    @Override
    public boolean letPlaceOfReports(boolean beReachable) {
        reachable = beReachable;
        return true;
    }

    @Override
    public synchronized Optional<RawCallback> callback(DeliveryId delivery, LateReceipt.Outcome outcome) {
        String body = ++posted + " " + delivery + " " + outcome;
        return Optional.of(callback(body, KEY + body));
    }

    @Override
    public synchronized Optional<RawCallback> forgedCallback(DeliveryId delivery, LateReceipt.Outcome outcome) {
        String body = ++posted + " " + delivery + " " + outcome;
        return Optional.of(callback(body, KEY + body + " "));
    }

    private static RawCallback callback(String body, String signed) {
        return new RawCallback(
                Map.of("X-Signature", List.of(Integer.toString(signed.hashCode()))),
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1");
    }

    @Override
    public synchronized int openLines() {
        return lines;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(KEY);
    }
}
