package io.relance.adapter.paymentgocardless;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.http.Json;
import io.relance.http.Signatures;
import io.relance.http.UnreadableJsonException;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentRequestId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what GoCardless posts: the signature first, over the bytes as they came; then each of its events. */
final class GoCardlessEvents {
    private final List<String> secrets;

    GoCardlessEvents(List<String> secrets) {
        this.secrets = secrets;
    }

    List<PaymentEvent> verify(RawCallback callback) {
        byte[] body = callback.body();
        String signature = callback.header("Webhook-Signature").orElse("").toLowerCase(Locale.ROOT);
        boolean genuine = false;
        for (String secret : secrets) {
            genuine |= Signatures.areSame(Signatures.hmacSha256(secret, body), signature);
        }
        if (!genuine) {
            throw new CallbackRefusedException("the callback's signature does not hold");
        }
        try {
            List<PaymentEvent> told = new ArrayList<>();
            for (Json event : Json.parse(body).at("events").items()) {
                read(event).ifPresent(told::add);
            }
            return List.copyOf(told);
        } catch (UnreadableJsonException | IllegalArgumentException | DateTimeException e) {
            throw new CallbackRefusedException("the callback is signed, but says something else than is documented");
        }
    }

    private static Optional<PaymentEvent> read(Json event) {
        return switch (event.at("resource_type").text().orElse("")) {
            case "payments" -> change(event).flatMap(change -> payment(event, change));
            case "mandates" -> mandate(event);
            default -> Optional.empty();
        };
    }

    /** What an action says of a payment: all of it, since there are no payments in part. */
    private static Optional<Change> change(Json event) {
        return switch (event.at("action").text().orElse("")) {
            case "created", "customer_approval_granted", "submitted", "resubmission_requested" ->
                Optional.of(new Change.Pending(Optional.empty()));
            case "confirmed", "paid_out", "chargeback_cancelled" -> Optional.of(new Change.Confirmed(Optional.empty()));
            case "failed" -> Optional.of(new Change.Failed(because("it failed", event)));
            case "customer_approval_denied" ->
                Optional.of(new Change.Failed(because("the payer did not approve it", event)));
            // no Expired: a payment that was created is under way, and ends
            case "cancelled" -> Optional.of(new Change.Failed(because("it was cancelled", event)));
            case "charged_back" -> Optional.of(new Change.Disputed(Optional.empty()));
            default -> Optional.empty();
        };
    }

    /** The cause is one of the documented words; the description may be the bank's own. */
    private static String because(String what, Json event) {
        return event.at("details", "cause")
                .text()
                .filter(cause -> cause.matches("[a-z0-9_]{1,80}"))
                .map(cause -> what + ": " + cause)
                .orElse(what);
    }

    private static Optional<PaymentEvent> payment(Json event, Change change) {
        Optional<String> key = event.at("resource_metadata", PaymentBody.KEY)
                .text()
                .filter(text -> text.matches("[A-Za-z0-9._-]{1," + IdempotencyKey.MAX + "}"));
        return Optional.of(new PaymentEvent.OfRequest(
                required(event.at("id")),
                Instant.parse(required(event.at("created_at"))),
                Optional.of(new PaymentRequestId(required(event.at("links", "payment")))),
                key.map(IdempotencyKey::new),
                change));
    }

    private static Optional<PaymentEvent> mandate(Json event) {
        Optional<Boolean> active = switch (event.at("action").text().orElse("")) {
            case "active", "reinstated", "resumed_by_payer" -> Optional.of(true);
            case "cancelled", "failed", "expired", "blocked", "consumed", "replaced", "suspended_by_payer" ->
                Optional.of(false);
            default -> Optional.empty();
        };
        return active.map(isActive -> new PaymentEvent.OfMandate(
                required(event.at("id")),
                Instant.parse(required(event.at("created_at"))),
                new MandateId(required(event.at("links", "mandate"))),
                event.at("links", "customer").text(),
                isActive,
                isActive ? "" : because("it ended (" + event.at("action").text().orElse("") + ")", event)));
    }

    private static String required(Json value) {
        return value.text().orElseThrow(() -> new IllegalArgumentException("a field is missing"));
    }
}
