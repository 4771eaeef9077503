package io.relance.adapter.importfiles;

import io.relance.adapter.importfiles.ColumnKey.Table;
import io.relance.json.tree.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a CSV file mean what, and how its cells are written; read from a mapping document in YAML or JSON.
 *
 * <p>Defaults of a document: delimiter {@code ,}, encoding UTF-8, quote {@code "}, decimal {@code .}, no grouping, dates
 * {@code yyyy-MM-dd}. Immutable.
 */
public final class CsvMapping {
    private static final CsvMapping STANDARD = new CsvMapping("", CsvFormat.STANDARD, null);

    private final String file;
    private final CsvFormat format;
    private final @Nullable Map<String, ColumnSpec> columns;

    CsvMapping(String file, CsvFormat format, @Nullable Map<String, ColumnSpec> columns) {
        this.file = file;
        this.format = format;
        this.columns = columns == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * The mapping that applies without a document, to invoices and payments alike: the header cells are the keys
     * themselves. {@code disputed} is {@code true} or {@code yes}, {@code false}, {@code no} or empty; {@code kind} is {@code
     * CREDIT_NOTE} or {@code CN}, {@code INVOICE} or empty; both in any case, and anything else is a bad row.
     */
    public static CsvMapping standard() {
        return STANDARD;
    }

    /**
     * A mapping for files of invoices and credit notes.
     *
     * @param file the document's name, for problems
     * @param document YAML or JSON in UTF-8
     * @throws io.relance.json.DocumentException with everything that is wrong with it
     */
    public static CsvMapping invoices(String file, byte[] document) {
        return MappingReader.read(new Problems(file), document, Table.INVOICES);
    }

    /**
     * A mapping for files of payments.
     *
     * @param file the document's name, for problems
     * @param document YAML or JSON in UTF-8
     * @throws io.relance.json.DocumentException with everything that is wrong with it
     */
    public static CsvMapping payments(String file, byte[] document) {
        return MappingReader.read(new Problems(file), document, Table.PAYMENTS);
    }

    String file() {
        return file;
    }

    CsvFormat format() {
        return format;
    }

    /** By key, in the order written; null when the header decides. */
    @Nullable
    Map<String, ColumnSpec> columns() {
        return columns;
    }
}
