package io.relance.adapter.storagejdbc;

import io.relance.storage.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts pages. */
final class Pages {
    private Pages() {}

    /** One row more than is given tells whether there are more. */
    static int oneMore(int limit) {
        return limit == Integer.MAX_VALUE ? limit : limit + 1;
    }

    /** The page, of rows of which there may be one more. */
    static <T> Page<T> page(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        return new Page<>(found.subList(0, limit), Optional.of(key.apply(found.get(limit - 1))));
    }
}
