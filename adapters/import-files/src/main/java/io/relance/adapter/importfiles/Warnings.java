package io.relance.adapter.importfiles;

import io.relance.json.DocumentProblem;
import io.relance.json.DocumentProblem.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what is odd but kept, and remembers where it was first met. */
final class Warnings {
    /** What can be odd. */
    enum Code {
        DUE_BEFORE_ISSUED("row(s) are due before they were issued", "check which column is which date"),
        ZERO_AMOUNT("row(s) have the amount 0", ""),
        SEVERAL_NAMES("customer(s) have several names", "the last one counts"),
        OVERPAID("payment(s) exceed what was open", "the rest is unallocated credit"),
        EMAIL_UNREADABLE("customer(s) have an unreadable e-mail address", "nothing is sent to it");

        private final String text;
        private final String remedy;

        Code(String text, String remedy) {
            this.text = text;
            this.remedy = remedy;
        }
    }

    private record Tally(int count, String file, int line) {}

    private final Map<Code, Tally> tallies = new EnumMap<>(Code.class);

    void count(Code code, String file, long line) {
        Tally before = tallies.get(code);
        tallies.put(
                code,
                before == null
                        ? new Tally(1, file, (int) line)
                        : new Tally(Math.addExact(before.count, 1), before.file, before.line));
    }

    /** How often each occurred; only those that did. */
    SortedMap<String, Integer> counts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        tallies.forEach((code, tally) -> counts.put(code.name(), tally.count));
        return Collections.unmodifiableSortedMap(counts);
    }

    /** One warning for each that occurred, at the first place. */
    List<DocumentProblem> problems() {
        return tallies.entrySet().stream()
                .map(e -> new DocumentProblem(
                        Severity.WARNING,
                        e.getKey().name(),
                        e.getValue().file,
                        e.getValue().line,
                        0,
                        "",
                        e.getValue().count + " " + e.getKey().text + ", the first in this line",
                        e.getKey().remedy))
                .toList();
    }
}
