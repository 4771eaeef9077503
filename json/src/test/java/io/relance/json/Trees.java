package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes at one place of a tree; paths as in problems. */
final class Trees {
    private Trees() {}

    /** The paths of all keys. */
    static List<String> keys(Node node) {
        List<String> paths = new ArrayList<>();
        walk(node, "", (path, value, key) -> {
            if (key) {
                paths.add(path);
            }
        });
        return paths;
    }

    /** The paths of all values, the document itself left out. */
    static List<String> values(Node node) {
        List<String> paths = new ArrayList<>();
        walk(node, "", (path, value, key) -> {
            if (!path.isEmpty()) {
                paths.add(path);
            }
        });
        return paths;
    }

    /** Path and text of all texts. */
    static List<Object[]> texts(Node node) {
        List<Object[]> texts = new ArrayList<>();
        walk(node, "", (path, value, key) -> {
            if (value instanceof Node.Text text) {
                texts.add(new Object[] {path, text.value()});
            }
        });
        return texts;
    }

    /** Whether the text at this path is out of a closed set. */
    static boolean isWord(Object path) {
        String text = path.toString();
        return text.matches(".*(\\.basis|dueDateRoll|\\.entry|\\.grouping|\\.stage|\\.tone|\\.proofOfDispatch)")
                || text.matches(
                        ".*(\\.fact|\\.isKnown|\\.currency|defaultScenario|assignScenario|daysAfterDelivery\\.step)")
                || text.matches("fields\\..*|.*audience\\[\\d+]|rules\\[0]\\.if\\.all\\[3]\\.in.*");
    }

    static Node renamed(Node node, String path, String name) {
        return changed(node, path, e -> Optional.of(new Node.Entry(name, e.keyPlace(), e.value())));
    }

    static Node replaced(Node node, String path, String text) {
        return with(node, path, new Node.Text(text, Place.NONE));
    }

    static Node with(Node node, String path, Node value) {
        return changed(node, path, e -> Optional.of(new Node.Entry(e.key(), e.keyPlace(), value)));
    }

    static Node without(Node node, String path) {
        return changed(node, path, e -> Optional.empty());
    }

    static Optional<Node> at(Node node, String path) {
        return new Located(node).node(path);
    }

    private interface Visitor {
        void visit(String path, Node value, boolean key);
    }

    private static void walk(Node node, String path, Visitor visitor) {
        if (path.isEmpty()) {
            visitor.visit(path, node, false);
        }
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                String inner = path.isEmpty() ? entry.key() : path + "." + entry.key();
                visitor.visit(inner, entry.value(), true);
                walk(entry.value(), inner, visitor);
            }
        } else if (node instanceof Node.Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                visitor.visit(path + "[" + i + "]", items.values().get(i), false);
                walk(items.values().get(i), path + "[" + i + "]", visitor);
            }
        }
    }

    private static Node changed(Node node, String path, EntryChange change) {
        return changed(node, "", path, change);
    }

    private interface EntryChange extends java.util.function.Function<Node.Entry, Optional<Node.Entry>> {}

    private static Node changed(Node node, String at, String path, EntryChange change) {
        if (!path.startsWith(at)) {
            return node;
        }
        if (node instanceof Node.Mapping mapping) {
            List<Node.Entry> entries = new ArrayList<>();
            for (Node.Entry entry : mapping.entries()) {
                String inner = at.isEmpty() ? entry.key() : at + "." + entry.key();
                one(entry, inner, path, change).ifPresent(entries::add);
            }
            return new Node.Mapping(entries, Place.NONE);
        }
        if (node instanceof Node.Items items) {
            List<Node> values = new ArrayList<>();
            for (int i = 0; i < items.values().size(); i++) {
                Node.Entry entry = new Node.Entry("", Place.NONE, items.values().get(i));
                one(entry, at + "[" + i + "]", path, change).ifPresent(e -> values.add(e.value()));
            }
            return new Node.Items(values, Place.NONE);
        }
        return node;
    }

    private static Optional<Node.Entry> one(Node.Entry entry, String inner, String path, EntryChange change) {
        return inner.equals(path)
                ? change.apply(entry)
                : Optional.of(
                        new Node.Entry(entry.key(), entry.keyPlace(), changed(entry.value(), inner, path, change)));
    }
}
