package io.relance.adapter.paymentstripe;

import io.relance.http.Json;
import io.relance.http.JsonApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stripe's API, as far as payments need it. */
final class StripeApi {
    /** The version whose requests and answers this speaks, whatever the account's own is. */
    static final String VERSION = "2025-07-30.basil";

    static final String LINKS = "/v1/payment_links";
    /** The pages that links have opened. */
    static final String SESSIONS = "/v1/checkout/sessions";
    /** What was, or is to be, paid on a page. */
    static final String PAYMENTS = "/v1/payment_intents";

    private StripeApi() {}

    static JsonApi of(StripeSettings settings) {
        return new JsonApi(
                "Stripe",
                settings.apiBase(),
                Map.of("Authorization", "Bearer " + settings.secretKey(), "Stripe-Version", VERSION),
                "application/x-www-form-urlencoded",
                StripeApi::codes);
    }

    /** Whether it has the form of a link's id. */
    static boolean isLink(String id) {
        return id.matches("plink_[A-Za-z0-9_]{1,200}");
    }

    /** Those of the words that Stripe's documentation lists, as far as they have the form of such. */
    private static List<String> codes(Json answer) {
        return Stream.of("type", "code", "decline_code", "param")
                .map(name -> answer.at("error", name).text())
                .flatMap(Optional::stream)
                .filter(word -> word.matches("[a-z0-9_\\[\\]]{1,80}"))
                .toList();
    }
}
