package io.relance.testkit;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.payment.PaymentRequestResult.CollectionStarted;
import io.relance.payment.PaymentRequestResult.Declined;
import io.relance.payment.PaymentRequestResult.InDoubt;
import io.relance.payment.PaymentRequestResult.LinkCreated;
import io.relance.payment.PaymentRequestResult.TemporaryFailure;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * A payment provider that keeps every promise and has every feature, over a {@link FakePaymentService} that tests tell how to
 * behave. For several threads.
 */
public class InMemoryPaymentProvider implements PaymentProvider {
    private static final int SETTLES_AFTER_DAYS = 3;

    final FakePaymentService service;
    private boolean hasLine;

    /**
     * A provider that talks to that service; another over the same service is the provider of a program that was started again.
     */
    public InMemoryPaymentProvider(FakePaymentService service) {
        this.service = service;
    }

    @Override
    public String id() {
        return "in-memory";
    }

    @Override
    public Set<PaymentFeature> features() {
        return Set.of(PaymentFeature.values());
    }

    @Override
    public int pendingDays() {
        return 7;
    }

    @Override
    public Duration keyLifetime() {
        return Duration.ofDays(1);
    }

    @Override
    public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
        if (request.method() instanceof PaymentMethod.DirectDebit debit
                && service.find(request.key()).isEmpty()
                && service.state(debit.mandate()) != MandateState.ACTIVE) {
            return noMandate(request);
        }
        FarEnd.Manner manner = service.manner();
        if (manner == FarEnd.Manner.AWAY) {
            return away();
        }
        changeLine(true);
        service.ask();
        return switch (manner) {
            case ACCEPTS -> answer(take(request));
            case ACCEPTS_LATE -> late(request);
            case REFUSES_FOR_NOW -> refusedForNow(request);
            case REFUSES_FOR_GOOD -> refusedForGood();
            case AWAY -> away();
            case SILENT_BEFORE_TAKING -> silentBefore(timeout);
            case SILENT_AFTER_TAKING -> {
                take(request);
                sleep(timeout);
                yield silentAfter();
            }
            case DROPS_AFTER_TAKING -> {
                take(request);
                yield dropped(request);
            }
        };
    }

    PaymentRequestResult noMandate(PaymentRequest request) {
        return new Declined("there is no such mandate in force");
    }

    Taken take(PaymentRequest request) {
        return service.take(request);
    }

    PaymentRequestResult answer(Taken taken) {
        PaymentMethod method = service.request(taken).method();
        if (method instanceof PaymentMethod.Link link) {
            return new LinkCreated(taken.id(), URI.create("https://pay.example/" + taken.id()), link.expires());
        }
        LocalDate today = LocalDate.ofInstant(service.clock().instant(), ZoneOffset.UTC);
        return new CollectionStarted(
                taken.id(),
                ((PaymentMethod.DirectDebit) method).on().orElse(today).plusDays(SETTLES_AFTER_DAYS));
    }

    PaymentRequestResult late(PaymentRequest request) {
        sleep(Duration.ofMillis(20));
        return answer(take(request));
    }

    PaymentRequestResult refusedForNow(PaymentRequest request) {
        return new TemporaryFailure("busy");
    }

    PaymentRequestResult refusedForGood() {
        return new Declined("never");
    }

    PaymentRequestResult away() {
        return new TemporaryFailure("nobody there");
    }

    PaymentRequestResult silentBefore(Duration timeout) {
        sleep(timeout);
        return new InDoubt("no answer");
    }

    PaymentRequestResult silentAfter() {
        return new InDoubt("no answer after it was requested");
    }

    PaymentRequestResult dropped(PaymentRequest request) {
        return new InDoubt("the line dropped after it was requested");
    }

    @Override
    public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
        return service.manner() == FarEnd.Manner.AWAY
                ? notAsked()
                : service.find(key).map(this::answer);
    }

    Optional<PaymentRequestResult> notAsked() {
        return Optional.of(new InDoubt("nobody there"));
    }

    @Override
    public CancelResult cancel(PaymentRequestId id, Duration timeout) {
        FarEnd.Manner manner = service.manner();
        if (manner == FarEnd.Manner.AWAY) {
            return cancelAway();
        }
        if (!service.isKnown(id)) {
            return unknown();
        }
        if (service.isPaid(id)) {
            return tooLate(id);
        }
        CancelResult result = withdraw(id);
        return manner == FarEnd.Manner.DROPS_AFTER_TAKING ? cancelDropped() : result;
    }

    CancelResult withdraw(PaymentRequestId id) {
        service.withdraw(id);
        return new CancelResult.Withdrawn();
    }

    CancelResult tooLate(PaymentRequestId id) {
        return new CancelResult.TooLate("it was paid");
    }

    CancelResult unknown() {
        return new CancelResult.Unknown();
    }

    CancelResult cancelAway() {
        return new CancelResult.TemporaryFailure("nobody there");
    }

    CancelResult cancelDropped() {
        return new CancelResult.InDoubt("the line dropped");
    }

    @Override
    public MandateState mandate(MandateId mandate, Duration timeout) {
        return service.manner() == FarEnd.Manner.AWAY ? MandateState.NOT_TOLD : service.state(mandate);
    }

    @Override
    public List<PaymentEvent> verify(RawCallback callback) {
        String body = new String(callback.body(), StandardCharsets.UTF_8);
        String[] signature = callback.header("X-Signature").orElse("").split(" ", 2);
        if (signature.length < 2
                || !signature[0].matches("[0-9]{1,12}")
                || !MessageDigest.isEqual(
                        FakePaymentService.signature(signature[0] + "." + body).getBytes(StandardCharsets.UTF_8),
                        signature[1].getBytes(StandardCharsets.UTF_8))) {
            return forged(body);
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(signature[0]));
        if (Duration.between(signed, service.clock().instant()).abs().compareTo(FakePaymentService.TOLERANCE) > 0) {
            return stale(body);
        }
        return read(body);
    }

    List<PaymentEvent> forged(String body) {
        throw new CallbackRefusedException("the signature does not hold");
    }

    List<PaymentEvent> stale(String body) {
        throw new CallbackRefusedException("the signature is too old");
    }

    List<PaymentEvent> read(String body) {
        String[] lines = body.split("\n", 4);
        if (lines.length < 4) {
            throw new CallbackRefusedException("the callback can't be read");
        }
        String[] subject = lines[2].split(" ", 2);
        return switch (subject[0]) {
            case "request" -> List.of(read(lines[0], Instant.parse(lines[1]), subject[1], lines[3]));
            case "mandate" -> List.of(mandateEvent(lines[0], Instant.parse(lines[1]), subject[1], lines[3]));
            default -> foreign(lines[0]);
        };
    }

    List<PaymentEvent> foreign(String event) {
        return List.of();
    }

    PaymentEvent mandateEvent(String event, Instant at, String mandate, String words) {
        boolean active = words.equals("active");
        return new PaymentEvent.OfMandate(
                event, at, new MandateId(mandate), Optional.empty(), active, active ? "" : words);
    }

    PaymentEvent read(String event, Instant at, String request, String words) {
        String[] parts = words.split(" ", 2);
        Optional<String> rest = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
        Change change = switch (parts[0]) {
            case "pending" -> new Change.Pending(rest.map(Money::parse));
            case "confirmed" -> new Change.Confirmed(rest.map(Money::parse));
            case "failed" -> new Change.Failed(rest.orElse(""));
            case "refunded" -> new Change.Refunded(Money.parse(rest.orElseThrow()));
            case "disputed" -> new Change.Disputed(rest.map(Money::parse));
            case "expired" -> new Change.Expired();
            default -> throw new CallbackRefusedException("the callback can't be read");
        };
        return event(event, at, new PaymentRequestId(request), change);
    }

    PaymentEvent event(String event, Instant at, PaymentRequestId request, Change change) {
        return new PaymentEvent.OfRequest(event, at, Optional.of(request), service.keyOf(request), change);
    }

    @Override
    public void close() {
        changeLine(false);
    }

    private synchronized void changeLine(boolean open) {
        if (open != hasLine) {
            hasLine = open;
            service.changeLines(open ? 1 : -1);
        }
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "in-memory payment provider";
    }
}
