package io.relance.adapter.paymentstripe;

import io.relance.adapter.paymentstripe.StripeApi.Reply;
import io.relance.callback.RawCallback;
import io.relance.http.Deadline;
import io.relance.http.Json;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.payment.PaymentRequestResult.Declined;
import io.relance.payment.PaymentRequestResult.InDoubt;
import io.relance.payment.PaymentRequestResult.LinkCreated;
import io.relance.payment.PaymentRequestResult.TemporaryFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Payment links by Stripe Checkout: a session for each request, with a line for each receivable, on Stripe's own page.
 *
 * <p>Stripe keeps the first answer under an idempotency key for 24 hours and gives it again, so that repeating a request asks
 * what became of it. Other words under the same key it refuses; the session is then looked up among those of the account, as
 * {@link #lookup} does.
 */
public final class StripePayments implements PaymentProvider {
    /** What Stripe's documentation says: keys may be removed when they are 24 hours old. */
    private static final Duration KEYS = Duration.ofHours(24);
    /** The longest life of a session. */
    private static final Duration LINKS = Duration.ofHours(24);
    /** How many pages of sessions are looked through, the newest first. */
    private static final int PAGES = 20;

    private static final int PER_PAGE = 100;
    private static final String SESSIONS = "/v1/checkout/sessions";

    private final StripeSettings settings;
    private final StripeApi api;
    private final StripeEvents events;

    private StripePayments(StripeSettings settings) {
        this.settings = settings;
        this.api = new StripeApi(settings);
        this.events = new StripeEvents(settings, api);
    }

    /** A provider of these settings; nothing is called yet. */
    public static StripePayments create(StripeSettings settings) {
        return new StripePayments(settings);
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public Set<PaymentFeature> features() {
        return Set.of(PaymentFeature.LINKS, PaymentFeature.HONOURS_IDEMPOTENCY_KEY, PaymentFeature.ANSWERS_LOOKUP);
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
    public Optional<Duration> longestLink() {
        return Optional.of(LINKS);
    }

    @Override
    public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        if (!(request.method() instanceof PaymentMethod.Link link)) {
            return new Declined("Stripe is asked for links alone, not for direct debits");
        }
        if (link.expires().isAfter(settings.clock().instant().plus(LINKS))) {
            return new Declined("a link by Stripe lasts 24 hours at most");
        }
        Optional<String> form = SessionForm.of(request, link, settings);
        if (form.isEmpty()) {
            return new Declined("Stripe does not take amounts like " + request.total());
        }
        Reply reply = api.post(SESSIONS, form.get(), Optional.of(request.key().value()), deadline);
        if (reply instanceof Reply.Given given) {
            return link(given.body());
        }
        if (reply instanceof Reply.NotReached none) {
            return new TemporaryFailure(none.reason());
        }
        if (reply instanceof Reply.Unclear unclear) {
            return new InDoubt(unclear.reason());
        }
        Reply.Refused refused = (Reply.Refused) reply;
        if (refused.isForNow()) {
            return new TemporaryFailure(refused.reason());
        }
        if (refused.type().equals("idempotency_error")) {
            return find(request.key(), deadline)
                    .orElseGet(() -> new InDoubt("Stripe knows the key " + request.key() + ", and no session of it"));
        }
        return new Declined(refused.reason());
    }

    /**
     * Looks through the account's sessions, the newest first. Stripe can't be asked for one by its key; when there are more
     * than 2 000 to look through, what is not found among them stays in doubt.
     */
    @Override
    public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
        return find(key, Deadline.in(timeout));
    }

    private Optional<PaymentRequestResult> find(IdempotencyKey key, Deadline deadline) {
        String after = "";
        for (int page = 0; page < PAGES; page++) {
            if (deadline.isOver()) {
                return Optional.of(new InDoubt("the time was over before all sessions were looked through"));
            }
            Reply reply = api.get(SESSIONS + "?limit=" + PER_PAGE + after, deadline);
            if (!(reply instanceof Reply.Given given)) {
                return Optional.of(new InDoubt(reason(reply)));
            }
            List<Json> sessions = given.body().at("data").items();
            for (Json session : sessions) {
                if (session.at("client_reference_id").text().equals(Optional.of(key.value()))) {
                    return Optional.of(link(session));
                }
            }
            boolean isLast =
                    given.body().at("has_more").text().filter("true"::equals).isEmpty();
            Optional<String> last = sessions.isEmpty()
                    ? Optional.empty()
                    : sessions.get(sessions.size() - 1).at("id").text();
            if (isLast || last.filter(StripePayments::isSession).isEmpty()) {
                return isLast ? Optional.empty() : Optional.of(new InDoubt("Stripe's list of sessions can't be read"));
            }
            after = "&starting_after=" + last.get();
        }
        return Optional.of(new InDoubt("there are more sessions than are looked through"));
    }

    /** What a session says of the request that made it. */
    private static PaymentRequestResult link(Json session) {
        String status = session.at("status").text().orElse("");
        if (status.equals("expired") && session.at("url").text().isEmpty()) {
            return new Declined("the link has expired, and nothing was paid");
        }
        if (status.equals("complete") && session.at("url").text().isEmpty()) {
            return new InDoubt("the link was used; what came of it is told by callbacks");
        }
        Optional<String> id = session.at("id").text().filter(StripePayments::isSession);
        Optional<Long> expires = session.at("expires_at").whole();
        Optional<String> url = session.at("url").text();
        if (id.isEmpty() || expires.isEmpty() || url.isEmpty()) {
            return new InDoubt("Stripe answered with a session that lacks what is documented");
        }
        try {
            return new LinkCreated(
                    new PaymentRequestId(id.get()), URI.create(url.get()), Instant.ofEpochSecond(expires.get()));
        } catch (IllegalArgumentException e) {
            return new InDoubt("Stripe answered with a session whose address is none");
        }
    }

    @Override
    public CancelResult cancel(PaymentRequestId id, Duration timeout) {
        if (!isSession(id.value())) {
            return new CancelResult.Unknown();
        }
        Deadline deadline = Deadline.in(timeout);
        Reply reply = api.post(SESSIONS + "/" + id + "/expire", "", Optional.empty(), deadline);
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
        // only sessions that are open can be withdrawn: what it is else says whether that is too late
        return refused.isForNow() ? new CancelResult.TemporaryFailure(refused.reason()) : standing(id, deadline);
    }

    private CancelResult standing(PaymentRequestId id, Deadline deadline) {
        Reply reply = api.get(SESSIONS + "/" + id + "?expand%5B%5D=payment_intent", deadline);
        if (!(reply instanceof Reply.Given given)) {
            return new CancelResult.InDoubt(reason(reply));
        }
        Json session = given.body();
        return switch (session.at("status").text().orElse("")) {
            case "expired" -> new CancelResult.Withdrawn();
            case "complete" ->
                switch (session.at("payment_intent", "status").text().orElse("")) {
                    case "requires_payment_method", "canceled" -> new CancelResult.Withdrawn();
                    case "succeeded" -> new CancelResult.TooLate("it was paid");
                    default -> new CancelResult.TooLate("its money is under way");
                };
            default -> new CancelResult.InDoubt("Stripe did not withdraw it, and does not say why");
        };
    }

    private static String reason(Reply reply) {
        if (reply instanceof Reply.NotReached none) {
            return none.reason();
        }
        return reply instanceof Reply.Unclear unclear ? unclear.reason() : ((Reply.Refused) reply).reason();
    }

    private static boolean isSession(String id) {
        return id.matches("cs_[A-Za-z0-9_]{1,200}");
    }

    /**
     * {@inheritDoc}
     *
     * <p>A dispute names only a payment, so Stripe is asked, for up to ten seconds, which request that was for; when it can't
     * be asked the callback is refused, and Stripe posts it again.
     */
    @Override
    public List<PaymentEvent> verify(RawCallback callback) {
        return events.verify(callback);
    }

    @Override
    public void close() {
        api.close();
    }

    /** Where it leads; no key. */
    @Override
    public String toString() {
        return "payments by " + settings;
    }
}
