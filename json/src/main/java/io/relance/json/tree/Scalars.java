package io.relance.json.tree;

import io.relance.json.NearestWord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Single values out of nodes; what doesn't fit is recorded, with the kind of value that would. */
final class Scalars {
    private static final int SHOWN = 40;

    private Scalars() {}

    static @Nullable String text(Node node, String name, Problems problems) {
        if (node instanceof Node.Text text) {
            return text.value();
        }
        String remedy = node instanceof Node.Num number
                ? "write it in quotes: \"" + number.literal() + "\""
                : node instanceof Node.Bool bool ? "write it in quotes: \"" + bool.value() + "\"" : "write a text";
        wrong(node, name, "a text", remedy, problems);
        return null;
    }

    static @Nullable String anyText(Node node, String name, Problems problems) {
        if (node instanceof Node.Num number) {
            return number.literal();
        }
        return node instanceof Node.Bool bool ? Boolean.toString(bool.value()) : text(node, name, problems);
    }

    static @Nullable Integer integer(Node node, String name, int least, int most, Problems problems) {
        if (!(node instanceof Node.Num number)) {
            wrong(node, name, "a whole number", "write a whole number, as in " + Math.max(least, 1), problems);
            return null;
        }
        try {
            int value = number.value().intValueExact();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (ArithmeticException e) {
            // not whole or not near: refused below, with the bounds
        }
        String bounds = most == Integer.MAX_VALUE
                ? least == Integer.MIN_VALUE ? "a whole number" : "a whole number, at least " + least
                : "a whole number from " + least + " to " + most;
        problems.error(
                node.place(),
                "INVALID_VALUE",
                "\"" + name + "\" is " + shortened(number.literal()) + " but should be " + bounds,
                "write " + bounds);
        return null;
    }

    static @Nullable BigDecimal decimal(Node node, String name, Problems problems) {
        String literal = node instanceof Node.Num number
                ? number.literal()
                : node instanceof Node.Text text && Node.Num.isNumber(text.value()) ? text.value() : null;
        if (literal == null) {
            wrong(node, name, "a decimal number", "write a decimal number in quotes, as in \"0.50\"", problems);
            return null;
        }
        try {
            return new Node.Num(literal, node.place()).value();
        } catch (ArithmeticException e) {
            problems.error(
                    node.place(),
                    "INVALID_VALUE",
                    "\"" + name + "\" is " + shortened(literal) + ", which is too long a number",
                    "write at most 100 digits");
            return null;
        }
    }

    static @Nullable Boolean bool(Node node, String name, Problems problems) {
        if (node instanceof Node.Bool bool) {
            return bool.value();
        }
        wrong(node, name, "true or false", "write true or false", problems);
        return null;
    }

    static @Nullable LocalDate date(Node node, String name, Problems problems) {
        if (node instanceof Node.Text text) {
            try {
                return LocalDate.parse(text.value());
            } catch (DateTimeException e) {
                problems.error(
                        node.place(),
                        "INVALID_VALUE",
                        "\"" + name + "\" is \"" + shortened(text.value()) + "\", which is no date",
                        "write the date as year-month-day, as in 2026-03-31");
                return null;
            }
        }
        wrong(node, name, "a date", "write the date as year-month-day, as in 2026-03-31", problems);
        return null;
    }

    static @Nullable String word(Node node, String name, Collection<String> allowed, Problems problems) {
        String text = node instanceof Node.Text t ? t.value() : null;
        if (text == null) {
            wrong(node, name, "one of " + allowed, "write one of " + String.join(", ", allowed), problems);
            return null;
        }
        if (allowed.contains(text)) {
            return text;
        }
        problems.error(
                node.place(),
                "UNKNOWN_VALUE",
                "\"" + name + "\" is \"" + shortened(text) + "\" but should be one of " + String.join(", ", allowed),
                NearestWord.to(text, allowed)
                        .map(n -> "did you mean \"" + n + "\"?")
                        .orElse(""));
        return null;
    }

    static void wrong(Node node, String name, String wanted, String remedy, Problems problems) {
        String is = node instanceof Node.Null
                ? "has no value"
                : node instanceof Node.Text text
                        ? "is the text \"" + shortened(text.value()) + "\""
                        : node instanceof Node.Num number
                                ? "is the number " + shortened(number.literal())
                                : "is " + node.what();
        problems.error(node.place(), "WRONG_TYPE", "\"" + name + "\" " + is + " but should be " + wanted, remedy);
    }

    private static String shortened(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = SHOWN - 3;
        // not through the middle of a character
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "...";
    }
}
