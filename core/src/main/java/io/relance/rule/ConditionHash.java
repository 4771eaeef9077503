package io.relance.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells conditions apart: the first 16 hex digits of the SHA-256 of a canonical text, in which every text is preceded by
 * its length, so that no two conditions have the same.
 */
final class ConditionHash {
    private ConditionHash() {}

    static String of(Condition condition) {
        StringBuilder text = new StringBuilder();
        write(condition, text);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(Condition condition, StringBuilder text) {
        if (condition instanceof Condition.All all) {
            write("all", all.conditions(), text);
        } else if (condition instanceof Condition.Any any) {
            write("any", any.conditions(), text);
        } else if (condition instanceof Condition.Not not) {
            write("not", List.of(not.condition()), text);
        } else if (condition instanceof Condition.Known known) {
            text.append("known");
            write(known.fact(), text);
        } else if (condition instanceof Condition.Comparison comparison) {
            text.append(comparison.operator().key());
            write(comparison.fact(), text);
            write(comparison.expected(), text);
        }
    }

    private static void write(String key, List<Condition> conditions, StringBuilder text) {
        text.append(key).append('(').append(conditions.size());
        for (Condition condition : conditions) {
            text.append(',');
            write(condition, text);
        }
        text.append(')');
    }

    private static void write(Fact<?> fact, StringBuilder text) {
        text.append(':').append(fact.type()).append(':');
        write(fact.name(), text);
    }

    private static void write(Expected expected, StringBuilder text) {
        if (expected instanceof Expected.Texts several) {
            text.append('{').append(several.values().size());
            several.values().forEach(value -> write(value, text));
            text.append('}');
        } else {
            write(expected.toString(), text);
        }
    }

    private static void write(String value, StringBuilder text) {
        text.append(value.length()).append('"').append(value).append('"');
    }
}
