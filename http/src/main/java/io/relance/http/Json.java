package io.relance.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A value of a JSON document from outside: asked for what one expects, it says nothing when it is something else. Documents are
 * at most {@value #MAX_DEPTH} levels deep, with numbers of up to {@value #MAX_DIGITS} digits; a name that stands twice is
 * refused. Immutable.
 */
public final class Json {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_DIGITS = 40;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();
    private static final Json NOTHING = new Json(Map.of(), List.of(), Optional.empty(), Optional.empty());

    private final Map<String, Json> fields;
    private final List<Json> items;
    private final Optional<String> text;
    private final Optional<BigDecimal> number;

    private Json(Map<String, Json> fields, List<Json> items, Optional<String> text, Optional<BigDecimal> number) {
        this.fields = fields;
        this.items = items;
        this.text = text;
        this.number = number;
    }

    /**
     * Reads one document.
     *
     * @throws UnreadableJsonException when it is none, or beyond the bounds
     */
    public static Json parse(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == null) {
                throw new UnreadableJsonException();
            }
            Json document = value(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableJsonException();
            }
            return document;
        } catch (JacksonException e) {
            // what could not be read stays out of messages
            throw new UnreadableJsonException();
        }
    }

    private static Json value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield new Json(fields, List.of(), Optional.empty(), Optional.empty());
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Json(Map.of(), items, Optional.empty(), Optional.empty());
            }
            case VALUE_STRING -> new Json(Map.of(), List.of(), Optional.of(parser.getString()), Optional.empty());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Json(Map.of(), List.of(), Optional.empty(), Optional.of(parser.getDecimalValue()));
            case VALUE_TRUE -> new Json(Map.of(), List.of(), Optional.of("true"), Optional.empty());
            case VALUE_FALSE -> new Json(Map.of(), List.of(), Optional.of("false"), Optional.empty());
            default -> NOTHING;
        };
    }

    /** The value at the end of a path of names; one that says nothing when there is none. */
    public Json at(String... path) {
        Json found = this;
        for (String name : path) {
            found = found.fields.getOrDefault(name, NOTHING);
        }
        return found;
    }

    /** The elements of an array; none when it is something else. */
    public List<Json> items() {
        return List.copyOf(items);
    }

    /** A text that says something, or {@code true} or {@code false}; empty when it is something else. */
    public Optional<String> text() {
        return text.filter(given -> !given.isBlank());
    }

    /** A whole number; empty when it is something else, or too large. */
    public Optional<Long> whole() {
        try {
            return number.map(BigDecimal::longValueExact);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
