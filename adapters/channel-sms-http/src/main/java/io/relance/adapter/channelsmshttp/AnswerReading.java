package io.relance.adapter.channelsmshttp;

import io.relance.adapter.channelsmshttp.SmsGateway.Verdict;
import io.relance.delivery.DeliveryReceipt;
import io.relance.http.Exchange;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a gateway's answer says.
 *
 * @param gateway who answers, for people
 * @param reference the pointer to its name for the message
 * @param code the pointer to its code
 * @param words the pointer to what it says to people
 */
record AnswerReading(
        String gateway,
        Optional<String> reference,
        Optional<String> code,
        Optional<String> words,
        Map<Integer, Verdict> byStatus,
        Map<String, Verdict> byCode) {
    /** The most characters of a reference that is kept. */
    private static final int LONGEST_REFERENCE = 200;

    DeliveryReceipt read(Exchange.Answered answer, Instant at, Wording wording) {
        FlatJson said = document(answer);
        Optional<String> name = said.at(reference)
                .filter(given -> given.length() <= LONGEST_REFERENCE && Settings.isPrintable(given))
                .filter(given -> wording.quoted(given).equals(given));
        Verdict verdict = verdict(answer.status(), said.at(code));
        String quoted = quoted(answer.status(), said, wording);
        return switch (verdict) {
            case ACCEPTED ->
                reference.isPresent() && name.isEmpty()
                        ? new DeliveryReceipt.InDoubt(sentence("answered without naming the message", quoted))
                        : new DeliveryReceipt.Accepted(at, name);
            case REFUSED_FOR_NOW ->
                new DeliveryReceipt.TemporaryFailure(sentence("does not take the message now", quoted)
                        + answer.retryAfter()
                                .map(when -> "; it asks to wait: " + wording.quoted(when))
                                .orElse(""));
            case REFUSED_FOR_GOOD -> new DeliveryReceipt.PermanentFailure(sentence("refuses the message", quoted));
            case IN_DOUBT -> new DeliveryReceipt.InDoubt(sentence("does not say whether it took the message", quoted));
        };
    }

    /** Whether the gateway asks to be left alone for a while, and has taken nothing. */
    boolean isThrottled(Exchange.Answered answer) {
        return (answer.status() == 429 || answer.status() == 503)
                && verdict(answer.status(), document(answer).at(code)) == Verdict.REFUSED_FOR_NOW;
    }

    private Verdict verdict(int status, Optional<String> given) {
        Optional<Verdict> said = given.flatMap(this::ofCode);
        if (said.isPresent()) {
            return said.get();
        }
        Verdict usual = byStatus.getOrDefault(status, usual(status));
        return usual == Verdict.ACCEPTED && byCode.containsValue(Verdict.ACCEPTED) ? Verdict.IN_DOUBT : usual;
    }

    private Optional<Verdict> ofCode(String given) {
        return Optional.ofNullable(byCode.get(given))
                .or(() -> Optional.ofNullable(byCode.get(given.substring(given.lastIndexOf('#') + 1))));
    }

    private static Verdict usual(int status) {
        if (status >= 200 && status < 300) {
            return Verdict.ACCEPTED;
        }
        return switch (status) {
            case 400, 413, 414, 422 -> Verdict.REFUSED_FOR_GOOD;
            case 409, 500, 502, 504 -> Verdict.IN_DOUBT;
            default -> Verdict.REFUSED_FOR_NOW;
        };
    }

    /** It says nothing when it is no JSON, or larger than is read. */
    private static FlatJson document(Exchange.Answered answer) {
        return FlatJson.read(answer.body());
    }

    private String sentence(String what, String said) {
        return gateway + " " + what + ": " + said;
    }

    /** The status, the code and the words to people. */
    private String quoted(int status, FlatJson said, Wording wording) {
        return wording.quoted(Stream.of(Optional.of(Integer.toString(status)), said.at(code), said.at(words))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", ")));
    }
}
