package io.relance.adapter.channelsmshttp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header Retry-After (RFC 9110): seconds, or a date. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** How long it asks to wait, at least nothing; empty when it can't be read. */
    static Optional<Duration> read(String value, Instant now) {
        String given = value.strip();
        if (SECONDS.matcher(given).matches()) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(given)));
        }
        try {
            Duration left = Duration.between(
                    now,
                    ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
