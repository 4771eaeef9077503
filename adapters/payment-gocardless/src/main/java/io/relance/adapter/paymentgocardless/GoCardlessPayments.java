package io.relance.adapter.paymentgocardless;

import io.relance.callback.RawCallback;
import io.relance.http.Deadline;
import io.relance.http.Json;
import io.relance.http.JsonApi;
import io.relance.http.JsonApi.Reply;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.payment.PaymentRequestResult.CollectionStarted;
import io.relance.payment.PaymentRequestResult.Declined;
import io.relance.payment.PaymentRequestResult.InDoubt;
import io.relance.payment.PaymentRequestResult.TemporaryFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Direct debits by GoCardless under mandates that the payer has given there: one payment for each request, of its total.
 *
 * <p>GoCardless refuses a key that it has seen, whatever the words, and names the payment that was made under it: that payment
 * is then the answer. How long it keeps keys it does not say.
 */
public final class GoCardlessPayments implements PaymentProvider {
    /** GoCardless says that keys are not kept for ever, and not how long: a day is counted on. */
    private static final Duration KEYS = Duration.ofHours(24);
    /** How many pages of payments are looked through, the newest first. */
    private static final int PAGES = 20;

    private static final int PER_PAGE = 500;
    private static final String PAYMENTS = "/payments";
    private static final String CONFLICT = "idempotent_creation_conflict";

    private final GoCardlessSettings settings;
    private final JsonApi api;
    private final GoCardlessEvents events;

    private GoCardlessPayments(GoCardlessSettings settings) {
        this.settings = settings;
        this.api = GoCardlessApi.of(settings);
        this.events = new GoCardlessEvents(settings.webhookSecrets());
    }

    /** A provider of these settings; nothing is called yet. */
    public static GoCardlessPayments create(GoCardlessSettings settings) {
        return new GoCardlessPayments(settings);
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public Set<PaymentFeature> features() {
        return Set.of(
                PaymentFeature.DIRECT_DEBIT, PaymentFeature.HONOURS_IDEMPOTENCY_KEY, PaymentFeature.ANSWERS_LOOKUP);
    }

    @Override
    public int pendingDays() {
        return settings.pendingDays();
    }

    @Override
    public Duration keyLifetime() {
        return KEYS;
    }

    @Override
    public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        if (!(request.method() instanceof PaymentMethod.DirectDebit debit)) {
            return new Declined("GoCardless is asked for direct debits alone, not for links");
        }
        if (!isMandate(debit.mandate())) {
            return new Declined("that is no mandate of GoCardless");
        }
        if (!PaymentBody.takes(request.total())) {
            return new Declined("GoCardless does not collect amounts like " + request.total());
        }
        Reply reply = api.post(
                PAYMENTS,
                PaymentBody.of(request, debit, settings.sendsReferences()),
                Optional.of(request.key().value()),
                deadline);
        if (reply instanceof Reply.Given given) {
            return collection(given.body().at("payments"));
        }
        if (reply instanceof Reply.NotReached none) {
            return new TemporaryFailure(none.reason());
        }
        if (reply instanceof Reply.Unclear unclear) {
            return new InDoubt(unclear.reason());
        }
        Reply.Refused refused = (Reply.Refused) reply;
        if (GoCardlessApi.codes(refused.body()).contains(CONFLICT)) {
            return before(refused, deadline);
        }
        if (refused.isForNow()) {
            return new TemporaryFailure(refused.reason());
        }
        // any other conflict does not say what it conflicts with
        return refused.status() == 409 ? new InDoubt(refused.reason()) : new Declined(refused.reason());
    }

    /** The payment that was made under the same key. */
    private PaymentRequestResult before(Reply.Refused conflict, Deadline deadline) {
        Optional<String> id = conflict.body().at("error", "errors").items().stream()
                .flatMap(part -> part.at("links", "conflicting_resource_id").text().stream())
                .filter(GoCardlessPayments::isPayment)
                .findFirst();
        if (id.isEmpty()) {
            return new InDoubt("GoCardless knows the key, and does not say which payment was made under it");
        }
        Reply reply = api.get(PAYMENTS + "/" + id.get(), deadline);
        return reply instanceof Reply.Failed failed
                ? new InDoubt(failed.reason())
                : collection(((Reply.Given) reply).body().at("payments"));
    }

    /** What a payment says of the request that made it. */
    private static PaymentRequestResult collection(Json payment) {
        Optional<String> id = payment.at("id").text().filter(GoCardlessPayments::isPayment);
        Optional<String> day = payment.at("charge_date").text();
        if (id.isEmpty() || day.isEmpty()) {
            return new InDoubt("GoCardless answered with a payment that lacks what is documented");
        }
        try {
            return new CollectionStarted(new PaymentRequestId(id.get()), LocalDate.parse(day.get()));
        } catch (DateTimeException e) {
            return new InDoubt("GoCardless answered with a payment whose charge date is no date");
        }
    }

    /**
     * Looks through the payments, the newest first, for the key in their metadata: GoCardless can't be asked for one by it.
     * When there are more than 10 000, what is not found among them stays in doubt.
     */
    @Override
    public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        String after = "";
        for (int page = 0; page < PAGES; page++) {
            if (deadline.isOver()) {
                return Optional.of(new InDoubt("the time was over before all payments were looked through"));
            }
            Reply reply = api.get(PAYMENTS + "?limit=" + PER_PAGE + after, deadline);
            if (reply instanceof Reply.Failed failed) {
                return Optional.of(new InDoubt(failed.reason()));
            }
            Json list = ((Reply.Given) reply).body();
            for (Json payment : list.at("payments").items()) {
                if (payment.at("metadata", PaymentBody.KEY).text().equals(Optional.of(key.value()))) {
                    return Optional.of(collection(payment));
                }
            }
            Optional<String> cursor = list.at("meta", "cursors", "after").text();
            if (cursor.isEmpty()) {
                return Optional.empty();
            }
            if (!isPayment(cursor.get())) {
                return Optional.of(new InDoubt("GoCardless's list of payments can't be read"));
            }
            after = "&after=" + cursor.get();
        }
        return Optional.of(new InDoubt("there are more payments than are looked through"));
    }

    @Override
    public CancelResult cancel(PaymentRequestId id, Duration timeout) {
        if (!isPayment(id.value())) {
            return new CancelResult.Unknown();
        }
        Deadline deadline = Deadline.in(timeout);
        Reply reply = api.post(PAYMENTS + "/" + id + "/actions/cancel", "{}", Optional.empty(), deadline);
        if (reply instanceof Reply.Given) {
            return new CancelResult.Withdrawn();
        }
        if (reply instanceof Reply.NotReached none) {
            return new CancelResult.TemporaryFailure(none.reason());
        }
        if (reply instanceof Reply.Unclear unclear) {
            return new CancelResult.InDoubt(unclear.reason());
        }
        Reply.Refused refused = (Reply.Refused) reply;
        if (refused.status() == 404) {
            return new CancelResult.Unknown();
        }
        // only what is not yet with the bank can be cancelled: what it is else says whether that is too late
        return refused.isForNow() ? new CancelResult.TemporaryFailure(refused.reason()) : standing(id, deadline);
    }

    private CancelResult standing(PaymentRequestId id, Deadline deadline) {
        Reply reply = api.get(PAYMENTS + "/" + id, deadline);
        if (reply instanceof Reply.Failed failed) {
            return new CancelResult.InDoubt(failed.reason());
        }
        return switch (((Reply.Given) reply)
                .body()
                .at("payments", "status")
                .text()
                .orElse("")) {
            case "cancelled", "failed", "customer_approval_denied", "charged_back" -> new CancelResult.Withdrawn();
            case "confirmed", "paid_out" -> new CancelResult.TooLate("it was collected");
            case "submitted" -> new CancelResult.TooLate("it is with the bank");
            default -> new CancelResult.InDoubt("GoCardless did not cancel it, and does not say why");
        };
    }

    @Override
    public MandateState mandate(MandateId mandate, Duration timeout) {
        if (!isMandate(mandate)) {
            return MandateState.UNKNOWN;
        }
        Reply reply = api.get("/mandates/" + mandate, Deadline.in(timeout));
        if (reply instanceof Reply.Refused refused && refused.status() == 404) {
            return MandateState.UNKNOWN;
        }
        if (!(reply instanceof Reply.Given given)) {
            return MandateState.NOT_TOLD;
        }
        return switch (given.body().at("mandates", "status").text().orElse("")) {
            case "active" -> MandateState.ACTIVE;
            case "pending_customer_approval", "pending_submission", "submitted" -> MandateState.NOT_YET;
            case "cancelled", "failed", "expired", "blocked", "consumed", "suspended_by_payer" -> MandateState.ENDED;
            default -> MandateState.NOT_TOLD;
        };
    }

    private static boolean isPayment(String id) {
        return id.matches("PM[A-Za-z0-9]{1,100}");
    }

    private static boolean isMandate(MandateId id) {
        return id.value().matches("MD[A-Za-z0-9]{1,100}");
    }

    @Override
    public List<PaymentEvent> verify(RawCallback callback) {
        return events.verify(callback);
    }

    @Override
    public void close() {
        api.close();
    }

    /** Where it leads; no token. */
    @Override
    public String toString() {
        return "payments by " + settings;
    }
}
