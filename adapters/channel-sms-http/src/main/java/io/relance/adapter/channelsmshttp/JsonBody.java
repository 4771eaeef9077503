package io.relance.adapter.channelsmshttp;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object whose texts have places; a member whose places hold nothing is left out. */
final class JsonBody implements Body {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String template;
    private final Set<String> places = new TreeSet<>();

    /** @throws IllegalArgumentException when it is no JSON object, or has a place that there is not */
    JsonBody(String template) {
        this.template = template;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), template)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the template of a body is a JSON object");
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    places.addAll(Places.in(parser.getString()));
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the template of a body is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public Set<String> places() {
        return Set.copyOf(places);
    }

    @Override
    public byte[] filled(Map<String, String> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), template);
                JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                // names wait for their values
                if (token == JsonToken.PROPERTY_NAME) {
                    continue;
                }
                String given = token == JsonToken.VALUE_STRING ? parser.getString() : "";
                String filled = Places.filled(given, values);
                String name = token.isStructEnd() ? null : name(parser, token);
                if (name != null && filled.isEmpty() && !given.isEmpty()) {
                    continue;
                }
                if (name != null) {
                    generator.writeName(name);
                }
                if (token == JsonToken.VALUE_STRING) {
                    generator.writeString(filled);
                } else {
                    generator.copyCurrentEventExact(parser);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Under which name a value stands in its object; null in an array, and for the document itself. */
    private static @Nullable String name(JsonParser parser, JsonToken token) {
        TokenStreamContext context = parser.streamReadContext();
        TokenStreamContext around = token.isStructStart() ? context.getParent() : context;
        return around != null && around.inObject() ? around.currentName() : null;
    }
}
