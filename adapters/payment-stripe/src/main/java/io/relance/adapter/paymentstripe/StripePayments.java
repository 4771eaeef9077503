package io.relance.adapter.paymentstripe;

import io.relance.callback.RawCallback;
import io.relance.http.Deadline;
import io.relance.http.Json;
import io.relance.http.JsonApi;
import io.relance.http.JsonApi.Reply;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Payment Links by Stripe: one for each request, with a line for each receivable, or one line for all when there are more than 20.
 * It leads to Stripe's own page, and can be paid once. Stripe's links do not end by themselves: who asked for one withdraws it.
 *
 * <p>A link is one request, its prices are made with it. Stripe keeps the first answer under an idempotency key for 24 hours and
 * gives it again, so that repeating a request asks what became of it. Other words under the same key it refuses; the link is then
 * looked for among the newest of the account. It can't be looked up otherwise: Stripe does not search links, of which an account
 * has ever more, and tells no instant at which a search could stop.
 */
public final class StripePayments implements PaymentProvider {
    /** What Stripe's documentation says: keys may be removed when they are 24 hours old. */
    private static final Duration KEYS = Duration.ofHours(24);
    /** How many pages of links are looked through, the newest first, for one that was made within the life of a key. */
    private static final int PAGES = 20;

    private static final int PER_PAGE = 100;

    private final StripeSettings settings;
    private final JsonApi api;
    private final StripeEvents events;

    private StripePayments(StripeSettings settings) {
        this.settings = settings;
        this.api = StripeApi.of(settings);
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
        return Set.of(PaymentFeature.LINKS, PaymentFeature.HONOURS_IDEMPOTENCY_KEY);
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
        if (!(request.method() instanceof PaymentMethod.Link link)) {
            return new Declined("Stripe is asked for links alone, not for direct debits");
        }
        Optional<String> form = LinkForm.of(request, link, settings);
        if (form.isEmpty()) {
            return new Declined("Stripe does not take amounts like " + request.total());
        }
        Reply reply =
                api.post(StripeApi.LINKS, form.get(), Optional.of(request.key().value()), deadline);
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
        if (refused.status() == 409) {
            // another request under the same key is under way
            return new InDoubt(refused.reason());
        }
        boolean isKnown = refused.body().at("error", "type").text().equals(Optional.of("idempotency_error"));
        return isKnown ? find(request.key(), deadline) : new Declined(refused.reason());
    }

    /** The link that was made under a key that Stripe knows. */
    private PaymentRequestResult find(IdempotencyKey key, Deadline deadline) {
        String after = "";
        for (int page = 0; page < PAGES; page++) {
            Reply reply = api.get(StripeApi.LINKS + "?limit=" + PER_PAGE + after, deadline);
            if (reply instanceof Reply.Failed failed) {
                return new InDoubt(failed.reason());
            }
            Json list = ((Reply.Given) reply).body();
            List<Json> links = list.at("data").items();
            for (Json link : links) {
                if (link.at("metadata", LinkForm.KEY).text().equals(Optional.of(key.value()))) {
                    return link(link);
                }
            }
            Optional<String> last = links.isEmpty()
                    ? Optional.empty()
                    : links.get(links.size() - 1).at("id").text().filter(StripeApi::isLink);
            if (last.isEmpty()
                    || list.at("has_more").text().filter("true"::equals).isEmpty()) {
                break;
            }
            after = "&starting_after=" + last.get();
        }
        return new InDoubt("Stripe knows the key " + key + ", and shows no link of it");
    }

    /** What a link says of the request that made it. */
    private static PaymentRequestResult link(Json link) {
        if (link.at("active").text().filter("false"::equals).isPresent()) {
            boolean wasUsed = link.at("restrictions", "completed_sessions", "count")
                    .whole()
                    .filter(count -> count > 0)
                    .isPresent();
            return wasUsed
                    ? new InDoubt("the link was used; what came of it is told by callbacks")
                    : new Declined("the link was withdrawn, and nothing was paid");
        }
        Optional<String> id = link.at("id").text().filter(StripeApi::isLink);
        Optional<String> url = link.at("url").text();
        Optional<String> until = link.at("metadata", LinkForm.UNTIL).text();
        if (id.isEmpty() || url.isEmpty() || until.isEmpty()) {
            return new InDoubt("Stripe answered with a link that lacks what is documented");
        }
        String locale = link.at("metadata", LinkForm.LOCALE)
                .text()
                .filter(name -> name.matches("[a-zA-Z0-9-]{2,6}"))
                .orElse("auto");
        try {
            return new LinkCreated(
                    new PaymentRequestId(id.get()),
                    URI.create(url.get() + (locale.equals("auto") ? "" : "?locale=" + locale)),
                    Instant.parse(until.get()));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new InDoubt("Stripe answered with a link whose address or end is none");
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Several calls are made, all within the timeout: the link is turned off first, then the pages that it has opened are
     * closed, then it is looked whether one of them was paid. What fails after the first leaves a doubt, and is repeated.
     */
    @Override
    public CancelResult cancel(PaymentRequestId id, Duration timeout) {
        return new Withdrawal(api, id, Deadline.in(timeout)).result();
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
