package io.relance.adapter.paymentstripe;

import io.relance.http.Deadline;
import io.relance.http.Json;
import io.relance.http.JsonApi;
import io.relance.http.JsonApi.Reply;
import io.relance.payment.CancelResult;
import io.relance.payment.CancelResult.InDoubt;
import io.relance.payment.CancelResult.TemporaryFailure;
import io.relance.payment.CancelResult.TooLate;
import io.relance.payment.CancelResult.Unknown;
import io.relance.payment.CancelResult.Withdrawn;
import io.relance.payment.PaymentRequestId;
import java.util.Optional;

/**
 * Takes a link back, so that no payment slips in unseen: the link is turned off, and opens no page any more; then the pages that
 * it has opened are closed, for they could still be paid; and only then it is looked whether one of them was.
 */
final class Withdrawal {
    /** How often pages are looked for that are still open, a hundred at a time. */
    private static final int ROUNDS = 5;

    private final JsonApi api;
    private final PaymentRequestId link;
    private final Deadline deadline;

    Withdrawal(JsonApi api, PaymentRequestId link, Deadline deadline) {
        this.api = api;
        this.link = link;
        this.deadline = deadline;
    }

    CancelResult result() {
        if (!StripeApi.isLink(link.value())) {
            return new Unknown();
        }
        Reply reply = api.post(StripeApi.LINKS + "/" + link, "active=false", Optional.empty(), deadline);
        if (reply instanceof Reply.Unclear unclear) {
            return new InDoubt(unclear.reason());
        }
        if (reply instanceof Reply.Refused refused && refused.status() == 404) {
            return new Unknown();
        }
        return reply instanceof Reply.Failed failed ? new TemporaryFailure(failed.reason()) : closePages();
    }

    private CancelResult closePages() {
        for (int round = 0; round < ROUNDS; round++) {
            Reply reply = pages("open");
            if (reply instanceof Reply.Failed failed) {
                return new InDoubt(failed.reason());
            }
            Json open = ((Reply.Given) reply).body();
            boolean closed = open.at("has_more").text().filter("true"::equals).isEmpty();
            for (Json page : open.at("data").items()) {
                Optional<String> id = page.at("id").text().filter(text -> text.matches("cs_[A-Za-z0-9_]{1,200}"));
                if (id.isEmpty()) {
                    return new InDoubt("Stripe's list of sessions can't be read");
                }
                Reply expired =
                        api.post(StripeApi.SESSIONS + "/" + id.get() + "/expire", "", Optional.empty(), deadline);
                if (expired instanceof Reply.Refused refused && !refused.isForNow()) {
                    // it has ended meanwhile, or is being paid at this moment: the next look says so
                    closed = false;
                } else if (expired instanceof Reply.Failed failed) {
                    return new InDoubt(failed.reason());
                }
            }
            if (closed) {
                return standing();
            }
        }
        return new InDoubt("the link is off, but pages that it has opened can't be closed");
    }

    /** What came of it, now that nobody can pay any more. */
    private CancelResult standing() {
        Reply reply = pages("complete");
        if (reply instanceof Reply.Failed failed) {
            return new InDoubt(failed.reason());
        }
        for (Json page : ((Reply.Given) reply).body().at("data").items()) {
            switch (page.at("payment_intent", "status").text().orElse("")) {
                case "requires_payment_method", "canceled" -> {
                    // the bank has refused it
                }
                case "succeeded" -> {
                    return new TooLate("it was paid");
                }
                default -> {
                    return new TooLate("its money is under way");
                }
            }
        }
        return new Withdrawn();
    }

    private Reply pages(String status) {
        return api.get(
                StripeApi.SESSIONS + "?payment_link=" + link + "&status=" + status
                        + "&limit=100&expand%5B%5D=data.payment_intent",
                deadline);
    }
}
