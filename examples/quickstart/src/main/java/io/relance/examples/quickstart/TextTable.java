package io.relance.examples.quickstart;

import java.util.ArrayList;
import java.util.List;

/** A table with aligned columns: the first to the left, the others to the right. */
final class TextTable {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these column titles. */
    TextTable(String... titles) {
        rows.add(List.of(titles));
    }

    /** A table with these column titles. */
    TextTable(List<String> titles) {
        rows.add(List.copyOf(titles));
    }

    /** Adds a row; it has as many cells as there are titles. */
    TextTable row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(cells + " has not the cells of " + rows.get(0));
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The lines, each ended by a line feed, without blanks at their ends. */
    String text() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(widths[i] - width(row.get(i)));
                line.append(i == 0 ? row.get(i) + padding : GAP + padding + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
