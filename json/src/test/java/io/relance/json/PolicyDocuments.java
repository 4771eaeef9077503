package io.relance.json;

import io.relance.policy.Policy;
import io.relance.rule.CompiledCondition;
import io.relance.rule.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;

/** Documents of the tests, and what makes two policies equal. */
final class PolicyDocuments {
    /** The policy of the command line's contract, word for word. */
    static final String STANDARD = resource("standard.yaml");
    /** Every key of a policy, in the form in which it is written. */
    static final String FULL = resource("full.yaml");

    private PolicyDocuments() {}

    static DocumentReading<Policy> read(String yaml) {
        return PolicyReader.policy("p.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** Field by field; conditions by what they say, decimals by their value. */
    static RecursiveComparisonConfiguration sameMeaning() {
        return RecursiveComparisonConfiguration.builder()
                .withEqualsForType((a, b) -> a.condition().equals(b.condition()), CompiledCondition.class)
                .withEqualsForType((a, b) -> a.equals(b), Fact.class)
                .withEqualsForType((a, b) -> a.compareTo(b) == 0, BigDecimal.class)
                .withIgnoredFields("version", "calendars", "creditorCalendar", "claims.calendar")
                .build();
    }

    private static String resource(String name) {
        try (InputStream in = PolicyDocuments.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
