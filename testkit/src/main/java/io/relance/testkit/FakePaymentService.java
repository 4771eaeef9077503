package io.relance.testkit;

import io.relance.callback.RawCallback;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.Money;

/**
 * A service in memory that makes links and collects, as tests tell it; {@link InMemoryPaymentProvider} talks to it. What it
 * posts are lines of text, signed. For several threads.
 */
public final class FakePaymentService implements PaymentFarEnd {
    /** What callbacks are signed with. */
    static final String KEY = "s3cret-signing-key";

    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final List<Taken> taken = new ArrayList<>();
    private final Map<PaymentRequestId, PaymentRequest> requests = new HashMap<>();
    private final Set<PaymentRequestId> withdrawn = new HashSet<>();
    private final Set<PaymentRequestId> paid = new HashSet<>();
    private final Map<MandateId, MandateState> mandates = new HashMap<>();
    private final Map<MandateState, MandateId> examples = new EnumMap<>(MandateState.class);
    private volatile FarEnd.Manner manner = FarEnd.Manner.ACCEPTS;
    private int asked;
    private int lines;
    private int posted;

    /** @param clock the instants of its signatures, and by which its links end */
    public FakePaymentService(InstantSource clock) {
        this.clock = clock;
        for (MandateState state : EnumSet.of(MandateState.ACTIVE, MandateState.NOT_YET, MandateState.ENDED)) {
            MandateId mandate = new MandateId("mandate-" + state);
            examples.put(state, mandate);
            mandates.put(mandate, state);
        }
    }

    InstantSource clock() {
        return clock;
    }

    FarEnd.Manner manner() {
        return manner;
    }

    synchronized void changeLines(int change) {
        lines += change;
    }

    synchronized void ask() {
        asked++;
    }

    /** What was taken under the request's key, now or before. */
    synchronized Taken take(PaymentRequest request) {
        return find(request.key()).orElseGet(() -> takeAlways(request));
    }

    synchronized Taken takeAlways(PaymentRequest request) {
        Taken one = new Taken(
                request.key(),
                new PaymentRequestId("pay-" + (taken.size() + 1)),
                request.total(),
                request.description());
        taken.add(one);
        requests.put(one.id(), request);
        return one;
    }

    synchronized Optional<Taken> find(IdempotencyKey key) {
        return taken.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    synchronized Optional<IdempotencyKey> keyOf(PaymentRequestId id) {
        return Optional.ofNullable(requests.get(id)).map(PaymentRequest::key);
    }

    /** The request as it was taken. */
    synchronized PaymentRequest request(Taken one) {
        return Optional.ofNullable(requests.get(one.id())).orElseThrow();
    }

    synchronized MandateState state(MandateId mandate) {
        return mandates.getOrDefault(mandate, MandateState.UNKNOWN);
    }

    /** Gives a mandate this state. */
    public synchronized FakePaymentService put(MandateId mandate, MandateState state) {
        mandates.put(mandate, state);
        return this;
    }

    synchronized boolean isKnown(PaymentRequestId id) {
        return requests.containsKey(id);
    }

    synchronized boolean isPaid(PaymentRequestId id) {
        return paid.contains(id);
    }

    synchronized void withdraw(PaymentRequestId id) {
        withdrawn.add(id);
    }

    @Override
    public Set<FarEnd.Manner> manners() {
        return EnumSet.allOf(FarEnd.Manner.class);
    }

    @Override
    public void behave(FarEnd.Manner other) {
        manner = other;
    }

    @Override
    public synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    @Override
    public synchronized int asked() {
        return asked;
    }

    @Override
    public synchronized boolean isWithdrawn(PaymentRequestId id) {
        return withdrawn.contains(id);
    }

    @Override
    public synchronized boolean isPayable(PaymentRequestId id) {
        PaymentRequest request = requests.get(id);
        return request != null
                && request.method() instanceof PaymentMethod.Link link
                && clock.instant().isBefore(link.expires())
                && !withdrawn.contains(id)
                && !paid.contains(id);
    }

    @Override
    public synchronized void pay(PaymentRequestId id) {
        paid.add(id);
    }

    @Override
    public Optional<RawCallback> callback(Taken one, Instant at, Change change) {
        return Optional.of(signed(about("request " + one.id(), at, words(change)), clock.instant()));
    }

    @Override
    public Optional<RawCallback> callback(MandateId mandate, Instant at, boolean active) {
        return Optional.of(
                signed(about("mandate " + mandate, at, active ? "active" : "ended by the payer"), clock.instant()));
    }

    @Override
    public Optional<RawCallback> staleCallback(Taken one) {
        String body = about("request " + one.id(), clock.instant(), "confirmed");
        return Optional.of(signed(body, clock.instant().minus(TOLERANCE).minusSeconds(1)));
    }

    @Override
    public Optional<RawCallback> foreignCallback() {
        return Optional.of(signed(about("payout 7", clock.instant(), "sent"), clock.instant()));
    }

    /** The same callback, posted again now: as services do it, under a signature of its own. */
    public RawCallback again(RawCallback callback) {
        return signed(new String(callback.body(), StandardCharsets.UTF_8), clock.instant());
    }

    private synchronized String about(String subject, Instant at, String words) {
        return "event-" + ++posted + "\n" + at + "\n" + subject + "\n" + words;
    }

    private static String words(Change change) {
        if (change instanceof Change.Pending told) {
            return "pending" + amount(told.amount());
        }
        if (change instanceof Change.Confirmed told) {
            return "confirmed" + amount(told.amount());
        }
        if (change instanceof Change.Failed told) {
            return "failed " + told.reason();
        }
        if (change instanceof Change.Refunded told) {
            return "refunded " + told.amount();
        }
        return change instanceof Change.Disputed told ? "disputed" + amount(told.amount()) : "expired";
    }

    private static String amount(Optional<Money> amount) {
        return amount.map(money -> " " + money).orElse("");
    }

    private static RawCallback signed(String body, Instant at) {
        return new RawCallback(
                Map.of("X-Signature", List.of(at.getEpochSecond() + " " + signature(at.getEpochSecond() + "." + body))),
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1");
    }

    static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    @Override
    public synchronized Optional<MandateId> mandate(MandateState state) {
        return Optional.ofNullable(examples.get(state));
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
