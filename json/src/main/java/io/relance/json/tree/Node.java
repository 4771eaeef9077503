package io.relance.json.tree;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value of a document, with its place. */
public sealed interface Node {
    /** Where it starts. */
    Place place();

    /** What it is, with its article: {@code a list}. */
    String what();

    /** The same value as if made by code: two documents say the same exactly when these are equal. */
    Node withoutPlaces();

    /** A text. */
    record Text(String value, Place place) implements Node {
        @Override
        public String what() {
            return "a text";
        }

        @Override
        public Text withoutPlaces() {
            return new Text(value, Place.NONE);
        }
    }

    /**
     * A number, exactly as written.
     *
     * @param literal a number of JSON: {@code -12.50}
     */
    record Num(String literal, Place place) implements Node {
        private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

        /** @throws IllegalArgumentException when {@code literal} is no number of JSON */
        public Num {
            if (!isNumber(literal)) {
                throw new IllegalArgumentException("\"" + literal + "\" is no number of JSON");
            }
        }

        /** Whether JSON would read {@code text} as a number. */
        static boolean isNumber(String text) {
            return isWhole(text)
                    || (!text.isEmpty()
                            && text.charAt(0) <= '9'
                            && NUMBER.matcher(text).matches());
        }

        private static boolean isWhole(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
            return !text.isEmpty() && (text.charAt(0) != '0' || text.length() == 1);
        }

        /**
         * The value with the decimals written.
         *
         * @throws ArithmeticException when it has more than 100 digits or an exponent beyond 100
         */
        public BigDecimal value() {
            int exponent = Math.max(literal.indexOf('e'), literal.indexOf('E'));
            if (literal.length() > 110 || (exponent >= 0 && literal.length() - exponent > 5)) {
                throw new ArithmeticException("the number is too long");
            }
            BigDecimal value = new BigDecimal(literal);
            if (Math.abs(value.scale()) > 100 || value.precision() > 100) {
                throw new ArithmeticException("the number is too long");
            }
            return value;
        }

        @Override
        public String what() {
            return "a number";
        }

        @Override
        public Num withoutPlaces() {
            return new Num(literal, Place.NONE);
        }
    }

    /** True or false. */
    record Bool(boolean value, Place place) implements Node {
        @Override
        public String what() {
            return Boolean.toString(value);
        }

        @Override
        public Bool withoutPlaces() {
            return new Bool(value, Place.NONE);
        }
    }

    /** Nothing: {@code null}, or in YAML a key without a value. */
    record Null(Place place) implements Node {
        @Override
        public String what() {
            return "empty";
        }

        @Override
        public Null withoutPlaces() {
            return new Null(Place.NONE);
        }
    }

    /** A list. */
    record Items(List<Node> values, Place place) implements Node {
        /** Copies the list. */
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String what() {
            return "a list";
        }

        @Override
        public Items withoutPlaces() {
            return new Items(values.stream().map(Node::withoutPlaces).toList(), Place.NONE);
        }
    }

    /** Keys, each once, with their values, in the order written. */
    record Mapping(List<Entry> entries, Place place) implements Node {
        /** Copies the list. */
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The value under {@code key}; null when the key is not there. */
        public @Nullable Node get(String key) {
            for (Entry entry : entries) {
                if (entry.key.equals(key)) {
                    return entry.value;
                }
            }
            return null;
        }

        @Override
        public String what() {
            return "a mapping";
        }

        @Override
        public Mapping withoutPlaces() {
            return new Mapping(
                    entries.stream()
                            .map(e -> new Entry(e.key, Place.NONE, e.value.withoutPlaces()))
                            .toList(),
                    Place.NONE);
        }
    }

    /**
     * A key with its value.
     *
     * @param keyPlace where the key stands; its path is that of the value
     */
    record Entry(String key, Place keyPlace, Node value) {}
}
