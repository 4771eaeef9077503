package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.Notation;
import io.relance.json.tree.Problems;
import io.relance.json.tree.TreeLimits;
import io.relance.json.tree.TreeReader;
import io.relance.money.MoneyBag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stored mapping. We wrote it, so the first thing that is not as written refuses the whole body; a key that is not
 * asked for refuses it too, since writing it back would lose it.
 */
final class StoredIn {
    /** Bodies grow with an account, not with what a person types. */
    private static final TreeLimits LIMITS = new TreeLimits(512_000_000, 64, 20_000_000);

    private final String where;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    private StoredIn(Node node, String where) {
        this.where = where;
        if (!(node instanceof Node.Mapping mapping)) {
            throw new StoredBodyException(where + " is " + node.what() + " and should be a mapping");
        }
        mapping.entries().forEach(entry -> values.put(entry.key(), entry.value()));
    }

    /**
     * Reads a whole body.
     *
     * @throws StoredBodyException when it is of another format or version, or anything in it is not as written
     */
    static <T> T body(byte[] bytes, String format, int newest, Function<StoredIn, T> form) {
        Problems problems = new Problems(format);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Node root = TreeReader.read(text, Notation.JSON, LIMITS, problems)
                .filter(node -> !problems.hasErrors())
                .orElseThrow(() -> new StoredBodyException("a stored " + format + " is not JSON: " + problems.list()));
        StoredIn in = new StoredIn(root, format);
        if (!in.has(format)) {
            throw new StoredBodyException("a stored body is no " + format + ": its first key should be \"" + format
                    + "\", but its keys are " + in.values.keySet());
        }
        int version = in.integer(format);
        if (version < 1 || version > newest) {
            throw new StoredBodyException("a stored " + format + " has the format version " + version
                    + ", and this version of Relance reads 1 to " + newest + ": it was written by a newer one");
        }
        return in.read(form);
    }

    private <T> T read(Function<StoredIn, T> form) {
        T value;
        try {
            value = form.apply(this);
        } catch (StoredBodyException e) {
            throw e;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new StoredBodyException(where + " can't be read: " + e.getMessage(), e);
        }
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                throw new StoredBodyException("unknown key \"" + key + "\" in " + where);
            }
        }
        return value;
    }

    boolean has(String key) {
        return find(key) != null;
    }

    String text(String key) {
        return textOf(get(key), key);
    }

    <T> T text(String key, Function<String, T> form) {
        return form.apply(text(key));
    }

    <T> Optional<T> optional(String key, Function<String, T> form) {
        Node node = find(key);
        return node == null ? Optional.empty() : Optional.of(form.apply(textOf(node, key)));
    }

    Optional<String> optional(String key) {
        return optional(key, text -> text);
    }

    LocalDate date(String key) {
        return LocalDate.parse(text(key));
    }

    Optional<LocalDate> optionalDate(String key) {
        return optional(key, LocalDate::parse);
    }

    Instant instant(String key) {
        return Instant.parse(text(key));
    }

    Money money(String key) {
        return Money.parse(text(key));
    }

    Optional<BigDecimal> decimal(String key) {
        return optional(key, BigDecimal::new);
    }

    MoneyBag bag(String key) {
        return MoneyBag.of(texts(key, Money::parse));
    }

    int integer(String key) {
        Node node = find(key);
        return node == null ? 0 : number(node, key);
    }

    OptionalInt optionalInteger(String key) {
        Node node = find(key);
        return node == null ? OptionalInt.empty() : OptionalInt.of(number(node, key));
    }

    boolean flag(String key) {
        Node node = find(key);
        if (node == null) {
            return false;
        }
        if (!(node instanceof Node.Bool bool)) {
            throw wrong(key, node, "true or false");
        }
        return bool.value();
    }

    <T> List<T> texts(String key, Function<String, T> form) {
        return items(key, node -> form.apply(textOf(node, key)));
    }

    Map<String, String> map(String key) {
        Node node = find(key);
        Map<String, String> read = new LinkedHashMap<>();
        if (node != null) {
            StoredIn inner = new StoredIn(node, where + "." + key);
            inner.values.keySet().forEach(name -> read.put(name, inner.text(name)));
        }
        return read;
    }

    <T> T mapping(String key, Function<StoredIn, T> form) {
        return new StoredIn(get(key), where + "." + key).read(form);
    }

    <T> Optional<T> optionalMapping(String key, Function<StoredIn, T> form) {
        return has(key) ? Optional.of(mapping(key, form)) : Optional.empty();
    }

    <T> List<T> list(String key, Function<StoredIn, T> form) {
        int[] index = new int[1];
        return items(key, node -> new StoredIn(node, where + "." + key + "[" + index[0]++ + "]").read(form));
    }

    private <T> List<T> items(String key, Function<Node, T> form) {
        Node node = find(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof Node.Items items)) {
            throw wrong(key, node, "a list");
        }
        Collection<Node> nodes = items.values();
        List<T> read = new ArrayList<>(nodes.size());
        nodes.forEach(item -> read.add(form.apply(item)));
        return read;
    }

    private @Nullable Node find(String key) {
        asked.add(key);
        return values.get(key);
    }

    private Node get(String key) {
        Node node = find(key);
        if (node == null) {
            throw new StoredBodyException("\"" + key + "\" is missing in " + where);
        }
        return node;
    }

    private String textOf(Node node, String key) {
        if (!(node instanceof Node.Text text)) {
            throw wrong(key, node, "a text");
        }
        return text.value();
    }

    private int number(Node node, String key) {
        if (!(node instanceof Node.Num number)) {
            throw wrong(key, node, "a whole number");
        }
        return number.value().intValueExact();
    }

    private StoredBodyException wrong(String key, Node node, String wanted) {
        return new StoredBodyException(
                "\"" + key + "\" in " + where + " is " + node.what() + " and should be " + wanted);
    }
}
