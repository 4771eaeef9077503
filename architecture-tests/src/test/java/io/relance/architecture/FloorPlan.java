package io.relance.architecture;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The floors on which modules stand, and the packages each of them owns. A module may use modules of lower floors only.
 * Modules are listed before they exist; one that exists and is not listed fails a test.
 *
 * <p>Packages are written relative to a root, {@code io.relance} for the real ones, so that the same rules can be tried
 * on code that breaks them.
 */
final class FloorPlan {

    static final String ROOT = "io.relance";

    /** Words: values that ports and adapters may speak of. */
    static final Set<String> VOCABULARY =
            Set.of("money", "time", "receivable", "account", "action", "plan", "delivery", "callback", "history");

    /** Definitions and computations: not for the words, nor for the ports. */
    static final Set<String> FUNCTIONS =
            Set.of("scenario", "rule", "policy", "decision", "aging", "kpi", "risk", "claim", "forecast", "matching");

    /** The ports, which see values and envelopes. */
    static final Set<String> PORTS = Set.of("storage", "channel", "payment");

    /**
     * A module, or all modules of a directory.
     *
     * @param directory the directory, from the top; {@code adapters/*} stands for each directory in it
     * @param packages packages it owns, with the packages below them; an empty text is the root package by itself
     */
    record Unit(String directory, int floor, boolean published, Set<String> packages) {
        boolean isAt(String moduleDirectory) {
            return directory.endsWith("/*")
                    ? moduleDirectory.startsWith(directory.substring(0, directory.length() - 1))
                    : moduleDirectory.equals(directory);
        }
    }

    static final List<Unit> UNITS = List.of(
            new Unit("bom", 0, true, Set.of()),
            new Unit("core", 0, true, union(VOCABULARY, FUNCTIONS)),
            new Unit("storage-spi", 1, true, Set.of("storage")),
            new Unit("channels-spi", 1, true, Set.of("channel")),
            new Unit("payments-spi", 1, true, Set.of("payment")),
            new Unit("json", 1, true, Set.of("json")),
            new Unit("templates", 1, true, Set.of("template")),
            new Unit("mail", 2, true, Set.of("mail")),
            new Unit("http", 2, true, Set.of("http")),
            new Unit("engine", 2, true, Set.of("", "engine")),
            new Unit("testkit", 2, true, Set.of("testkit")),
            new Unit("adapters/*", 3, true, Set.of("adapter")),
            new Unit("examples/*", 4, false, Set.of("examples")),
            new Unit("docs", 4, false, Set.of("docs")),
            new Unit("benchmarks", 4, false, Set.of("benchmarks")),
            new Unit("reliability-tests", 4, false, Set.of("reliability")),
            new Unit("architecture-tests", 4, false, Set.of("architecture")));

    private FloorPlan() {}

    /** The unit that a module directory belongs to. */
    static Optional<Unit> unitAt(String moduleDirectory) {
        return UNITS.stream().filter(unit -> unit.isAt(moduleDirectory)).findFirst();
    }

    /** The unit that owns a package; the longest of the names that fit decides. Empty when outside the root, or nobody's. */
    static Optional<Unit> ownerOf(String root, String packageName) {
        if (!packageName.equals(root) && !packageName.startsWith(root + ".")) {
            return Optional.empty();
        }
        String relative = packageName.equals(root) ? "" : packageName.substring(root.length() + 1);
        return UNITS.stream()
                .filter(unit -> unit.packages().stream().anyMatch(owned -> owns(owned, relative)))
                .max(Comparator.comparing(unit -> unit.packages().stream()
                        .filter(owned -> owns(owned, relative))
                        .mapToInt(String::length)
                        .max()
                        .orElseThrow()));
    }

    private static boolean owns(String owned, String relative) {
        return relative.equals(owned) || (!owned.isEmpty() && relative.startsWith(owned + "."));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
