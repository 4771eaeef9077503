package io.relance.json.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a tree together from what a parser meets; the one place that knows limits and duplicate keys. */
final class TreeBuilder {
    /** The document is past a limit or can't be followed: the problem was recorded, reading stops. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }

    private static final class Frame {
        final Place place;
        final boolean mapping;
        final List<Node> items = new ArrayList<>();
        final List<Node.Entry> entries = new ArrayList<>();
        final Set<String> keys = new HashSet<>();

        @Nullable
        String key;

        Place keyPlace = Place.NONE;
        boolean duplicate;

        Frame(Place place, boolean mapping) {
            this.place = place;
            this.mapping = mapping;
        }

        Path next() {
            if (!mapping) {
                return place.path().item(items.size());
            }
            return key == null ? place.path() : keyPlace.path();
        }
    }

    private final Problems problems;
    private final TreeLimits limits;
    private final Deque<Frame> open = new ArrayDeque<>();
    private int values;
    private @Nullable Node root;

    TreeBuilder(Problems problems, TreeLimits limits) {
        this.problems = problems;
        this.limits = limits;
    }

    /** The place of the value that comes next. */
    Place next(int line, int column) {
        Frame frame = open.peek();
        return new Place(line, column, frame == null ? Path.ROOT : frame.next());
    }

    /** Whether a mapping waits for its next key. */
    boolean expectsKey() {
        Frame frame = open.peek();
        return frame != null && frame.mapping && frame.key == null;
    }

    void start(int line, int column, boolean mapping) {
        Place place = next(line, column);
        count(place);
        if (open.size() >= limits.depth()) {
            problems.error(
                    place,
                    "TOO_DEEP",
                    "the document nests deeper than " + limits.depth() + " levels",
                    "nest at most " + limits.depth() + " levels");
            throw new Stop();
        }
        open.push(new Frame(place, mapping));
    }

    void key(String key, int line, int column) {
        Frame frame = open.element();
        frame.keyPlace = new Place(line, column, frame.place.path().key(key));
        frame.key = key;
        count(frame.keyPlace);
        frame.duplicate = !frame.keys.add(key);
        if (frame.duplicate) {
            problems.error(
                    frame.keyPlace,
                    "DUPLICATE_KEY",
                    "the key \"" + key + "\" stands twice in one mapping",
                    "keep one of them");
        }
    }

    void scalar(Node value) {
        count(value.place());
        add(value);
    }

    void end() {
        Frame frame = open.pop();
        add(frame.mapping ? new Node.Mapping(frame.entries, frame.place) : new Node.Items(frame.items, frame.place));
    }

    private void add(Node value) {
        Frame frame = open.peek();
        if (frame == null) {
            root = value;
        } else if (frame.key == null) {
            frame.items.add(value);
        } else {
            if (!frame.duplicate) {
                frame.entries.add(new Node.Entry(frame.key, frame.keyPlace, value));
            }
            frame.key = null;
        }
    }

    private void count(Place place) {
        values++;
        if (values > limits.values()) {
            problems.error(
                    place,
                    "TOO_MANY_VALUES",
                    "the document has more than " + limits.values() + " keys and values",
                    "split it");
            throw new Stop();
        }
    }

    @Nullable
    Node root() {
        return root;
    }
}
