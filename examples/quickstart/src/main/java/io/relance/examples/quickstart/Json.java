package io.relance.examples.quickstart;

import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.joda.money.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the program writes JSON: keys in the order given, amounts as decimal texts, the same bytes every time. */
final class Json {
    private static final int MOST_DECIMALS = 6;
    private static final int LEAST_DECIMALS = 4;
    private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .defaultPrettyPrinter(new DefaultPrettyPrinter()
                    .withSeparators(PrettyPrinter.DEFAULT_SEPARATORS
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(TWO_SPACES)
                    .withArrayIndenter(TWO_SPACES))
            .build();

    private Json() {}

    /** An empty object. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The text, ended by a line feed. */
    static String text(JsonNode node) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    /** Writes a document piece by piece, as {@link #text} would; {@code out} stays open. */
    static JsonGenerator generator(Writer out) {
        return MAPPER.writerWithDefaultPrettyPrinter()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out);
    }

    /** An amount: {@code "1234.50"}. */
    static String amount(Money money) {
        return money.getAmount().toPlainString();
    }

    /** A whole number as such, any other with 4 to 6 decimals, half up; null when there is none. */
    static JsonNode number(Optional<BigDecimal> value) {
        return value.map(Json::number).orElse(JsonNodeFactory.instance.nullNode());
    }

    /** A whole number as such, any other with 4 to 6 decimals, half up. */
    static JsonNode number(BigDecimal value) {
        BigDecimal rounded = value.setScale(MOST_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        BigDecimal shown = rounded.scale() <= 0
                ? rounded.setScale(0)
                : rounded.setScale(Math.max(LEAST_DECIMALS, rounded.scale()));
        return JsonNodeFactory.instance.numberNode(shown);
    }
}
