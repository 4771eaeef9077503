package io.relance.adapter.channelsmshttp;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The texts, numbers and truth values of a document from outside by their JSON pointers (RFC 6901), at most 20 levels deep. A
 * document that can't be read says nothing, and so does one that has a name twice.
 */
final class FlatJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final Map<String, String> values;

    private FlatJson(Map<String, String> values) {
        this.values = values;
    }

    static FlatJson read(byte[] document) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            if (parser.nextToken() == null) {
                return new FlatJson(Map.of());
            }
            read(parser, "", values);
            return new FlatJson(parser.nextToken() == null ? values : Map.of());
        } catch (JacksonException e) {
            return new FlatJson(Map.of());
        }
    }

    private static void read(JsonParser parser, String pointer, Map<String, String> values) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName().replace("~", "~0").replace("/", "~1");
                parser.nextToken();
                read(parser, pointer + "/" + name, values);
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                read(parser, pointer + "/" + i, values);
            }
        } else if (token != JsonToken.VALUE_NULL) {
            values.put(pointer, parser.getString());
        }
    }

    /** The value at a pointer; empty when there is none, or it is blank. */
    Optional<String> at(String pointer) {
        return Optional.ofNullable(values.get(pointer)).filter(value -> !value.isBlank());
    }

    /** The pointers to all that it says. */
    Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    /** As {@link #at(String)}, when there is a pointer. */
    Optional<String> at(Optional<String> pointer) {
        return pointer.flatMap(this::at);
    }
}
