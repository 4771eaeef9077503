package io.relance.adapter.importfiles;

import io.relance.adapter.importfiles.ColumnKey.Table;
import io.relance.adapter.importfiles.ColumnKey.Use;
import io.relance.adapter.importfiles.ColumnSpec.As;
import io.relance.json.DocumentProblem;
import io.relance.json.DocumentProblem.Severity;
import io.relance.json.NearestWord;
import io.relance.json.tree.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A mapping tied to the header of one file: which cell of a row means what. */
final class Columns {
    /** A mapped value with the index of its cell; -1 for a constant. */
    record Bound(ColumnSpec spec, int index) {}

    private static final int CELLS_SHOWN = 30;

    private final int cells;
    private final Map<ColumnKey, Bound> byKey = new EnumMap<>(ColumnKey.class);
    private final List<Bound> fields = new ArrayList<>();
    private final List<DocumentProblem> problems = new ArrayList<>();

    private Columns(int cells) {
        this.cells = cells;
    }

    static Columns bind(CsvMapping mapping, List<String> headerCells, String file, Table table) {
        List<String> header = headerCells.stream().map(Cells::trim).toList();
        Columns columns = new Columns(header.size());
        Map<String, ColumnSpec> written = mapping.columns();
        Map<String, ColumnSpec> specs = written != null ? written : columns.standard(header, file, table);
        for (ColumnSpec spec : specs.values()) {
            columns.bind(spec, header, mapping, file);
        }
        return columns;
    }

    private Map<String, ColumnSpec> standard(List<String> header, String file, Table table) {
        Map<String, ColumnSpec> specs = new LinkedHashMap<>();
        for (ColumnKey key : ColumnKey.of(table)) {
            if (header.contains(key.key())) {
                specs.put(key.key(), new ColumnSpec(key.key(), key.key(), null, As.TEXT, false, null, Place.NONE));
            } else if (key.use(table) == Use.REQUIRED) {
                problems.add(DocumentProblem.error(
                        "UNKNOWN_COLUMN",
                        file,
                        1,
                        "there is no column \"" + key.key() + "\"",
                        NearestWord.to(key.key(), header)
                                        .map(n -> "did you mean \"" + n + "\"? ")
                                        .orElse("")
                                + "Rename the column or write a mapping"
                                + (problems.isEmpty() ? found(header) : "")));
            }
        }
        if (table == Table.INVOICES) {
            header.stream()
                    .filter(cell ->
                            cell.startsWith(MappingReader.FIELD) && cell.length() > MappingReader.FIELD.length())
                    .forEach(cell ->
                            specs.put(cell, new ColumnSpec(cell, cell, null, As.TEXT, false, null, Place.NONE)));
        }
        contradiction(specs, ColumnKey.PAID, ColumnKey.SETTLED, true, file);
        contradiction(specs, ColumnKey.PAID_ON, ColumnKey.PAID, false, file);
        return specs;
    }

    /** What the header has instead, said once a file. */
    private static String found(List<String> header) {
        String cells = header.stream()
                .limit(CELLS_SHOWN)
                .map(cell -> "\"" + Cells.shortened(cell) + "\"")
                .collect(Collectors.joining(", "));
        String more = header.size() > CELLS_SHOWN ? " and " + (header.size() - CELLS_SHOWN) + " more" : "";
        String delimiter = "";
        if (header.size() == 1) {
            String cell = header.get(0);
            String between = cell.contains(";") ? "\";\"" : cell.contains("\t") ? "\"\\t\"" : "";
            delimiter = between.isEmpty()
                    ? ""
                    : "; its cells seem to be separated by another delimiter: write a mapping with delimiter: "
                            + between;
        }
        return " (the header has " + cells + more + delimiter + ")";
    }

    private void contradiction(
            Map<String, ColumnSpec> specs, ColumnKey one, ColumnKey other, boolean together, String file) {
        if (specs.containsKey(one.key()) && specs.containsKey(other.key()) == together) {
            problems.add(DocumentProblem.error(
                    "CONTRADICTION",
                    file,
                    1,
                    together
                            ? "there are columns \"" + one.key() + "\" and \"" + other.key()
                                    + "\", which exclude each other"
                            : "there is a column \"" + one.key() + "\" without \"" + other.key() + "\"",
                    "map the one that counts"));
        }
    }

    private void bind(ColumnSpec spec, List<String> header, CsvMapping mapping, String file) {
        int index = -1;
        String column = spec.column();
        if (column != null) {
            index = header.indexOf(column);
            if (index < 0) {
                problem(spec, mapping, file, "UNKNOWN_COLUMN", "has no column", NearestWord.remedy(column, header));
                return;
            }
            if (header.lastIndexOf(column) != index) {
                problem(spec, mapping, file, "DUPLICATE_COLUMN", "has two columns", "rename one of them");
            }
        }
        Bound bound = new Bound(spec, index);
        for (ColumnKey key : ColumnKey.values()) {
            if (key.key().equals(spec.key())) {
                byKey.put(key, bound);
                return;
            }
        }
        fields.add(bound);
    }

    private void problem(ColumnSpec spec, CsvMapping mapping, String file, String code, String what, String remedy) {
        boolean inFile = mapping.columns() == null;
        problems.add(new DocumentProblem(
                Severity.ERROR,
                code,
                inFile ? file : mapping.file(),
                inFile ? 1 : spec.place().line(),
                spec.place().column(),
                spec.place().path().toString(),
                file + " " + what + " \"" + spec.name() + "\"",
                remedy));
    }

    /** What keeps the file from being read. */
    List<DocumentProblem> problems() {
        return problems;
    }

    /** How many cells a row should have. */
    int cells() {
        return cells;
    }

    @Nullable
    Bound get(ColumnKey key) {
        return byKey.get(key);
    }

    List<Bound> fields() {
        return fields;
    }
}
