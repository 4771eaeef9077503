package io.relance.json.tree;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Feeds a tree from JSON; duplicate keys are left to the tree, since Jackson would stop at the first. */
final class JsonSource {
    /**
     * The tree counts depth, and the text's length bounds everything else. Names are not kept from one document to the next:
     * they may be data.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private JsonSource() {}

    static void feed(String text, TreeBuilder tree, Problems problems) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            boolean whole = false;
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                TokenStreamLocation at = parser.currentTokenLocation();
                if (whole) {
                    problems.error(
                            new Place(at.getLineNr(), at.getColumnNr(), Path.ROOT),
                            "SEVERAL_DOCUMENTS",
                            "something follows the end of the document",
                            "keep one document in a file");
                    return;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                take(parser, token, at.getLineNr(), at.getColumnNr(), tree);
                whole = depth == 0;
            }
        } catch (JacksonException e) {
            problems.error(place(e), "SYNTAX", "this is not JSON: " + firstLine(e.getOriginalMessage()), "");
        }
    }

    private static void take(JsonParser parser, JsonToken token, int line, int column, TreeBuilder tree) {
        switch (token) {
            case START_OBJECT -> tree.start(line, column, true);
            case START_ARRAY -> tree.start(line, column, false);
            case END_OBJECT, END_ARRAY -> tree.end();
            case PROPERTY_NAME -> tree.key(parser.currentName(), line, column);
            case VALUE_STRING -> tree.scalar(new Node.Text(parser.getString(), tree.next(line, column)));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                tree.scalar(new Node.Num(parser.getString(), tree.next(line, column)));
            case VALUE_TRUE, VALUE_FALSE ->
                tree.scalar(new Node.Bool(token == JsonToken.VALUE_TRUE, tree.next(line, column)));
            case VALUE_NULL -> tree.scalar(new Node.Null(tree.next(line, column)));
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException(
                        "not of JSON text: " + token.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Place place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? Place.NONE : new Place(at.getLineNr(), at.getColumnNr(), Path.ROOT);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
