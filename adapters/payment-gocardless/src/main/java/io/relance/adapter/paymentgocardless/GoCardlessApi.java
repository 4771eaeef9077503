package io.relance.adapter.paymentgocardless;

import io.relance.http.Json;
import io.relance.http.JsonApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** GoCardless's API, as far as payments need it. */
final class GoCardlessApi {
    /** The only version there is so far; it must be named in every call. */
    static final String VERSION = "2015-07-06";

    private GoCardlessApi() {}

    static JsonApi of(GoCardlessSettings settings) {
        return new JsonApi(
                "GoCardless",
                settings.apiBase(),
                Map.of(
                        "Authorization",
                        "Bearer " + settings.accessToken(),
                        "GoCardless-Version",
                        VERSION,
                        "Accept",
                        "application/json"),
                "application/json",
                GoCardlessApi::codes);
    }

    /** The error's type, then the reasons and fields of its parts, as far as they have the form of such words. */
    static List<String> codes(Json answer) {
        Stream<Optional<String>> parts = answer.at("error", "errors").items().stream()
                .limit(10)
                .flatMap(part ->
                        Stream.of(part.at("reason").text(), part.at("field").text()));
        return Stream.concat(Stream.of(answer.at("error", "type").text()), parts)
                .flatMap(Optional::stream)
                .filter(word -> word.matches("[a-z0-9_.]{1,80}"))
                .distinct()
                .toList();
    }
}
