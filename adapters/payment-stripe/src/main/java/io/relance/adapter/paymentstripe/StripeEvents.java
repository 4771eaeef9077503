package io.relance.adapter.paymentstripe;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.http.Deadline;
import io.relance.http.Json;
import io.relance.http.JsonApi;
import io.relance.http.Signatures;
import io.relance.http.UnreadableJsonException;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentRequestId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** Reads what Stripe posts: the signature first, over the bytes as they came; then what of it speaks of our links. */
final class StripeEvents {
    /** How old a signature may be. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** How long verifying may ask Stripe whose payment a dispute is about. */
    private static final Duration ASKING = Duration.ofSeconds(10);

    private final StripeSettings settings;
    private final JsonApi api;

    StripeEvents(StripeSettings settings, JsonApi api) {
        this.settings = settings;
        this.api = api;
    }

    List<PaymentEvent> verify(RawCallback callback) {
        byte[] body = callback.body();
        checkSignature(callback.header("Stripe-Signature").orElse(""), body);
        try {
            return read(Json.parse(body));
        } catch (UnreadableJsonException e) {
            throw new CallbackRefusedException("the callback is signed, but can't be read");
        }
    }

    /** {@code t=1492774577,v1=hex,v1=hex,v0=...}: the time, and a signature for each secret in force. */
    private void checkSignature(String header, byte[] body) {
        String time = "";
        List<String> signatures = new ArrayList<>();
        for (String part : header.split(",", 50)) {
            if (part.startsWith("t=")) {
                time = part.substring(2);
            } else if (part.startsWith("v1=")) {
                signatures.add(part.substring(3));
            }
        }
        if (!time.matches("[0-9]{1,12}") || signatures.isEmpty()) {
            throw new CallbackRefusedException("the callback has no signature");
        }
        byte[] prefix = (time + ".").getBytes(StandardCharsets.UTF_8);
        boolean genuine = false;
        for (String secret : settings.webhookSecrets()) {
            String expected = Signatures.hmacSha256(secret, prefix, body);
            for (String signature : signatures) {
                genuine |= Signatures.areSame(expected, signature);
            }
        }
        if (!genuine) {
            throw new CallbackRefusedException("the callback's signature does not hold");
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(time));
        if (Duration.between(signed, settings.clock().instant()).abs().compareTo(TOLERANCE) > 0) {
            throw new CallbackRefusedException("the callback's signature is too old, or of the future");
        }
    }

    private List<PaymentEvent> read(Json event) {
        Json object = event.at("data", "object");
        String type = event.at("type").text().orElse("");
        return switch (type) {
            case "checkout.session.completed",
                    "checkout.session.async_payment_succeeded",
                    "checkout.session.async_payment_failed" -> session(event, object, type);
            // no checkout.session.expired: somebody left the page, and can open another one by the same link
            case "payment_link.updated" -> link(event, object);
            case "charge.refunded" ->
                object.at("metadata", LinkForm.KEY).text().isEmpty()
                        ? List.of()
                        : told(
                                event,
                                Optional.empty(),
                                object.at("metadata", LinkForm.KEY).text(),
                                new Change.Refunded(
                                        amount(object, "amount_refunded").orElseThrow(StripeEvents::unreadable)));
            case "charge.dispute.created", "charge.dispute.closed" -> dispute(event, object);
            default -> List.of();
        };
    }

    /** What became of a page that was opened by a link: the link's metadata are copied to it. */
    private static List<PaymentEvent> session(Json event, Json session, String type) {
        Optional<String> key = session.at("metadata", LinkForm.KEY).text();
        if (key.isEmpty()) {
            return List.of();
        }
        Optional<Money> total = amount(session, "amount_total");
        boolean isPaid =
                session.at("payment_status").text().filter("paid"::equals).isPresent();
        Change change = switch (type) {
            case "checkout.session.completed" -> isPaid ? new Change.Confirmed(total) : new Change.Pending(total);
            case "checkout.session.async_payment_succeeded" -> new Change.Confirmed(total);
            default -> new Change.Failed("the payer's bank refused it");
        };
        return told(event, session.at("payment_link").text(), key, change);
    }

    /**
     * Nobody can open a link that was turned off before anybody used it; pages that it had opened are closed by its withdrawal. One that was used is
     * turned off by Stripe.
     */
    private static List<PaymentEvent> link(Json event, Json link) {
        Optional<String> key = link.at("metadata", LinkForm.KEY).text();
        boolean isOff = link.at("active").text().filter("false"::equals).isPresent();
        boolean wasUsed =
                !link.at("restrictions", "completed_sessions", "count").whole().equals(Optional.of(0L));
        return key.isEmpty() || !isOff || wasUsed
                ? List.of()
                : told(event, link.at("id").text(), key, new Change.Expired());
    }

    /** A dispute names a payment, and nothing of ours: Stripe is asked which key the payment has. */
    private List<PaymentEvent> dispute(Json event, Json dispute) {
        boolean closed =
                event.at("type").text().filter("charge.dispute.closed"::equals).isPresent();
        if (closed && dispute.at("status").text().filter("won"::equals).isEmpty()) {
            return List.of();
        }
        Optional<String> payment =
                dispute.at("payment_intent").text().filter(id -> id.matches("pi_[A-Za-z0-9_]{1,200}"));
        if (payment.isEmpty()) {
            return List.of();
        }
        JsonApi.Reply reply = api.get(StripeApi.PAYMENTS + "/" + payment.get(), Deadline.in(ASKING));
        if (!(reply instanceof JsonApi.Reply.Given given)) {
            // refused, so that Stripe posts it again
            throw new CallbackRefusedException("Stripe can't be asked now which payment is disputed");
        }
        Optional<String> key = given.body().at("metadata", LinkForm.KEY).text();
        if (key.isEmpty()) {
            return List.of();
        }
        // of another currency than the payment's it would say nothing of what was asked for
        Optional<Money> amount =
                dispute.at("currency").text().equals(given.body().at("currency").text())
                        ? amount(dispute, "amount")
                        : Optional.empty();
        return told(
                event,
                Optional.empty(),
                key,
                closed ? new Change.Confirmed(Optional.empty()) : new Change.Disputed(amount));
    }

    private static List<PaymentEvent> told(Json event, Optional<String> link, Optional<String> key, Change change) {
        String id = event.at("id").text().orElseThrow(StripeEvents::unreadable);
        long created = event.at("created").whole().orElseThrow(StripeEvents::unreadable);
        try {
            return List.of(new PaymentEvent.OfRequest(
                    id,
                    Instant.ofEpochSecond(created),
                    link.map(PaymentRequestId::new),
                    key.map(IdempotencyKey::new),
                    change));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static Optional<Money> amount(Json object, String field) {
        return object.at(field)
                .whole()
                .flatMap(count -> object.at("currency").text().flatMap(code -> StripeAmounts.amount(count, code)));
    }

    private static CallbackRefusedException unreadable() {
        return new CallbackRefusedException("the callback is signed, but says something else than is documented");
    }
}
