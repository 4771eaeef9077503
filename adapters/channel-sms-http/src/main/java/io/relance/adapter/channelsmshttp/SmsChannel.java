package io.relance.adapter.channelsmshttp;

import io.relance.adapter.channelsmshttp.Authorization.NoTokenException;
import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.http.Exchange;
import io.relance.http.OneShotLine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Text messages over the HTTP gateway of a provider. A message is its text alone, without the line ends at its end; subject,
 * HTML, names and how to pay are left out.
 *
 * <p>Answers: {@code TemporaryFailure} when no line can be had, when a key can't be had, and for what the gateway refuses for
 * now; {@code PermanentFailure} for what is no number with its country code, for attachments, control characters and texts of
 * too many segments, and for what the gateway refuses for good; {@code InDoubt} when the line ends, or the time is over,
 * after the request began and before the answer was there, and when the answer does not say; see {@link SmsGateway.Verdict}.
 * When the gateway is busy (429, 503) and asks to wait no longer than {@value #LONGEST_WAIT} seconds and than the caller
 * does, it is asked once more.
 *
 * <p>It makes no thread that keeps a program alive; each request has a line of its own, which is hung up. For several threads.
 */
public final class SmsChannel implements Channel {
    /** The most seconds that a gateway which is busy is waited for. */
    public static final int LONGEST_WAIT = 5;

    private final SmsGateway gateway;
    /** So many bytes of an answer are read. */
    private static final int MAX_ANSWER = 65_536;

    private final OneShotLine line;

    private SmsChannel(SmsGateway gateway) {
        this.gateway = gateway;
        this.line = OneShotLine.of(gateway.trust(), MAX_ANSWER);
    }

    /** A channel over a gateway. It speaks to nobody before the first hand-over. */
    public static SmsChannel create(SmsGateway gateway) {
        return new SmsChannel(gateway);
    }

    @Override
    public ChannelId id() {
        return gateway.channel();
    }

    @Override
    public Set<ChannelFeature> features() {
        Set<ChannelFeature> features = EnumSet.noneOf(ChannelFeature.class);
        if (gateway.callbacks().isPresent()) {
            features.add(ChannelFeature.LATE_RECEIPTS);
        }
        if (gateway.honoursDeliveryIds()) {
            features.add(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        }
        return Set.copyOf(features);
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        long end = System.nanoTime()
                + (timeout.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : timeout).toNanos();
        Optional<PhoneNumber> number = PhoneNumber.read(message.recipientAddress());
        if (number.isEmpty()) {
            return new DeliveryReceipt.PermanentFailure(
                    "the address is no telephone number with its country code, such as +33612345678");
        }
        String text = SmsText.of(message);
        Optional<String> why = SmsText.whyNot(message, text, gateway.maxSegments());
        if (why.isPresent()) {
            return new DeliveryReceipt.PermanentFailure(why.get());
        }
        Optional<String> sender = gateway.sender(message.account().creditor());
        if (gateway.needsSender() && sender.isEmpty()) {
            return new DeliveryReceipt.TemporaryFailure(
                    "no sender is set for the text messages of this creditor; nothing was sent");
        }
        Map<String, String> values = new HashMap<>();
        values.put(Places.RECIPIENT, number.get().value());
        values.put(Places.DIGITS, number.get().digits());
        values.put(Places.TEXT, text);
        values.put(Places.DELIVERY, message.delivery().toString());
        sender.ifPresent(from -> values.put(Places.SENDER, from));
        gateway.callbacks()
                .flatMap(SmsCallbacks::url)
                .ifPresent(url -> values.put(Places.CALLBACK, callback(url, message)));
        return send(gateway.body().filled(values), values, end);
    }

    private String callback(URI url, OutboundMessage message) {
        return url + (url.getRawQuery() == null ? "?" : "&") + "delivery=" + message.delivery() + "&at="
                + gateway.clock().instant().getEpochSecond();
    }

    private DeliveryReceipt send(byte[] body, Map<String, String> values, long end) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url())
                .setHeader("Content-Type", gateway.body().contentType())
                .setHeader("Accept", "application/json");
        gateway.headers().forEach((name, value) -> request.setHeader(name, Places.filled(value, values)));
        Wording wording = new Wording(List.of());
        if (gateway.authorization().isPresent()) {
            try {
                Authorization.Shown shown = gateway.authorization().get().shown();
                request.setHeader(gateway.authorization().get().header(), shown.value());
                wording = new Wording(shown.secrets());
            } catch (NoTokenException e) {
                return new DeliveryReceipt.TemporaryFailure(
                        gateway.url().getHost() + " was not asked: " + e.getMessage());
            }
        }
        Exchange exchange = line.send(request, gateway.method(), body, left(end));
        Optional<Duration> pause = pause(exchange, end);
        if (pause.isPresent() && slept(pause.get())) {
            exchange = line.send(request, gateway.method(), body, left(end));
        }
        return receipt(exchange, wording);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** How long a gateway that is busy asks to wait, when there is as much time. */
    private Optional<Duration> pause(Exchange exchange, long end) {
        if (!(exchange instanceof Exchange.Answered answer)
                || !gateway.answers().isThrottled(answer)) {
            return Optional.empty();
        }
        return answer.retryAfter()
                .flatMap(value -> RetryAfter.read(value, gateway.clock().instant()))
                .filter(wait -> wait.compareTo(Duration.ofSeconds(LONGEST_WAIT)) <= 0 && wait.compareTo(left(end)) < 0);
    }

    private static boolean slept(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private DeliveryReceipt receipt(Exchange exchange, Wording wording) {
        String host = gateway.url().getHost();
        if (exchange instanceof Exchange.Answered answer) {
            return gateway.answers().read(answer, gateway.clock().instant(), wording);
        }
        if (exchange instanceof Exchange.NotReached nobody) {
            return new DeliveryReceipt.TemporaryFailure(host + " " + nobody.reason() + "; nothing was sent");
        }
        return new DeliveryReceipt.InDoubt(
                host + " " + ((Exchange.Lost) exchange).reason() + "; it may have taken the message");
    }

    @Override
    public List<LateReceipt> verify(RawCallback callback) {
        return gateway.callbacks()
                .orElseThrow(() -> new CallbackRefusedException("the channel " + id() + " takes no callbacks"))
                .read(callback);
    }

    @Override
    public void close() {
        line.close();
    }

    /** The channel and the gateway's host, without anything secret. */
    @Override
    public String toString() {
        return gateway.toString();
    }
}
