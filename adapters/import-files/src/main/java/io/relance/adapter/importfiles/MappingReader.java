package io.relance.adapter.importfiles;

import io.relance.adapter.importfiles.ColumnKey.Option;
import io.relance.adapter.importfiles.ColumnKey.Table;
import io.relance.adapter.importfiles.ColumnKey.Use;
import io.relance.adapter.importfiles.ColumnSpec.As;
import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Place;
import io.relance.json.tree.Problems;
import io.relance.json.tree.TreeLimits;
import io.relance.json.tree.TreeReader;
import io.relance.json.tree.Value;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping out of its document. */
final class MappingReader {
    static final String FIELD = "field.";

    private final Problems problems;
    private final Table table;
    private final Map<String, ColumnSpec> columns = new LinkedHashMap<>();

    private MappingReader(Problems problems, Table table) {
        this.problems = problems;
        this.table = table;
    }

    static CsvMapping read(Problems problems, byte[] document, Table table) {
        Optional<Node> tree = TreeReader.read(document, TreeLimits.DOCUMENT, problems);
        MappingReader reader = new MappingReader(problems, table);
        CsvFormat format = tree.flatMap(node -> ObjectReader.of(node, "the mapping", problems))
                .map(reader::mapping)
                .orElse(CsvFormat.STANDARD);
        problems.throwIfErrors();
        return new CsvMapping(problems.file(), format, reader.columns);
    }

    private CsvFormat mapping(ObjectReader o) {
        Value<Character> delimiter = o.text("delimiter").as(MappingReader::character);
        Value<Character> quote = o.text("quote").as(MappingReader::character);
        Charset charset = o.text("encoding").as(MappingReader::charset).orElse(StandardCharsets.UTF_8);
        char decimal = o.word("decimal", List.of(".", ",")).orElse(".").charAt(0);
        Value<Character> grouping = o.text("grouping").as(MappingReader::grouping);
        DatePattern dates = o.text("dates").as(DatePattern::of).orElse(CsvFormat.STANDARD.dates());
        if (grouping.optional().filter(g -> g == decimal).isPresent()) {
            contradiction(grouping.place(), "\"grouping\" and \"decimal\" are both \"" + decimal + "\"");
        }
        if (delimiter.orElse(',').equals(quote.orElse('"'))) {
            contradiction(
                    delimiter.written() ? delimiter.place() : quote.place(),
                    "\"delimiter\" and \"quote\" are both \"" + delimiter.orElse(',') + "\"");
        }
        o.object("columns").required().ifPresent(this::columns);
        o.finish();
        return new CsvFormat(
                delimiter.orElse(','),
                quote.orElse('"'),
                charset,
                decimal,
                grouping.optional().orElse(null),
                dates);
    }

    private void columns(ObjectReader o) {
        for (ColumnKey key : ColumnKey.of(table)) {
            Value<ObjectReader> column = o.object(key.key());
            Optional<ObjectReader> content = key.use(table) == Use.REQUIRED ? column.required() : column.optional();
            content.ifPresent(c -> columns.put(key.key(), column(c, key)));
        }
        if (table == Table.INVOICES) {
            for (Node.Entry entry : o.entries()) {
                if (entry.key().startsWith(FIELD) && entry.key().length() > FIELD.length()) {
                    o.object(entry.key()).ifPresent(c -> columns.put(entry.key(), field(c, entry.key())));
                }
            }
        }
        o.finish();
        ColumnSpec paid = columns.get(ColumnKey.PAID.key());
        ColumnSpec paidOn = columns.get(ColumnKey.PAID_ON.key());
        if (paid != null && columns.containsKey(ColumnKey.SETTLED.key())) {
            contradiction(paid.place(), "\"paid\" and \"settled\" can't both be mapped");
        }
        if (paidOn != null && !o.has(ColumnKey.PAID.key())) {
            contradiction(paidOn.place(), "\"paidOn\" has no sense without \"paid\"");
        }
    }

    private ColumnSpec column(ObjectReader o, ColumnKey key) {
        As as = As.TEXT;
        if (key.option() == Option.AS) {
            as = as(o, As.TEXT, As.INTEGER);
        }
        boolean round = key.option() == Option.ROUND
                && o.word("round", List.of("HALF_UP")).optional().isPresent();
        String when = null;
        if (key.option() == Option.WHEN) {
            when = o.anyText("when").required().map(Cells::trim).orElse(null);
        }
        ColumnSpec spec = spec(o, key.key(), as, round, when);
        if (spec.constant() != null) {
            constant(spec, key);
        }
        return spec;
    }

    private ColumnSpec field(ObjectReader o, String key) {
        return spec(o, key, as(o, As.values()), false, null);
    }

    private static As as(ObjectReader o, As... allowed) {
        List<String> words = Arrays.stream(allowed)
                .map(a -> a.name().toLowerCase(Locale.ROOT))
                .toList();
        return o.word("as", words)
                .as(w -> As.valueOf(w.toUpperCase(Locale.ROOT)))
                .orElse(As.TEXT);
    }

    private ColumnSpec spec(ObjectReader o, String key, As as, boolean round, @Nullable String when) {
        Value<String> column = o.anyText("column");
        Value<String> constant = o.anyText("constant");
        if (column.written() && constant.written()) {
            contradiction(constant.place(), "\"" + key + "\" has a column and a constant");
        }
        if (!constant.written()) {
            column.required();
        }
        o.finish();
        return new ColumnSpec(
                key,
                column.optional().map(Cells::trim).orElse(null),
                constant.optional().map(Cells::trim).orElse(null),
                as,
                round,
                when,
                column.written() ? column.place() : constant.place());
    }

    /** A constant that no row could take is a mistake of the mapping, not of every row. */
    private void constant(ColumnSpec spec, ColumnKey key) {
        String value = String.valueOf(spec.constant());
        try {
            switch (key) {
                case INVOICE, PAYMENT ->
                    throw new CellException(
                            BadRowCode.DUPLICATE_INVOICE, "every row needs a number of its own", "name a column");
                case CURRENCY -> Cells.currency(value, spec.name());
                case COUNTRY -> Cells.country(value, spec.name());
                case DEBTOR_KIND -> Cells.debtorKind(value, spec.name());
                default -> {}
            }
        } catch (CellException e) {
            problems.error(spec.place(), "INVALID_VALUE", e.text(), e.remedy());
        }
    }

    private void contradiction(Place place, String what) {
        problems.error(place, "CONTRADICTION", what, "keep one of them");
    }

    private static char character(String text) {
        if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r' || text.charAt(0) == 0) {
            throw new IllegalArgumentException("it should be one character, but is \"" + text + "\"");
        }
        return text.charAt(0);
    }

    private static char grouping(String text) {
        char c = character(text);
        if (Character.isLetterOrDigit(c) || c == '-' || c == '+') {
            throw new IllegalArgumentException(
                    "it should be a blank, a sign or an apostrophe, but is \"" + text + "\"");
        }
        return c;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "no encoding \"" + name + "\" is known; write something like UTF-8 or windows-1252", e);
        }
    }
}
