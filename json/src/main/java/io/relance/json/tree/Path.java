package io.relance.json.tree;

import org.jspecify.annotations.Nullable;

/** The keys and indexes that lead to a value; put together as text only when a problem needs it. */
public final class Path {
    /** The document itself; its text is empty. */
    public static final Path ROOT = new Path(null, "");

    private final @Nullable Path parent;
    private final String step;

    private Path(@Nullable Path parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    /** The value under {@code key}; a key with other characters than letters, digits, {@code _} and {@code -} is quoted. */
    public Path key(String key) {
        boolean simple = isSimple(key);
        String name = simple ? key : "[\"" + key.replace("\"", "\\\"") + "\"]";
        return new Path(this, simple && parent != null ? "." + name : name);
    }

    /** The item at {@code index}, counted from 0. */
    public Path item(int index) {
        return new Path(this, "[" + index + "]");
    }

    private static boolean isSimple(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return !key.isEmpty();
    }

    @Override
    public String toString() {
        return parent == null ? step : parent + step;
    }
}
