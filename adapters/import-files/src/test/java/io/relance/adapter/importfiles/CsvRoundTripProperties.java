package io.relance.adapter.importfiles;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.relance.receivable.Customer;
import io.relance.receivable.FieldValue;
import io.relance.receivable.Receivable;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A book written with any settings reads back as it was. */
class CsvRoundTripProperties {
    private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

    record Settings(char delimiter, char quote, char decimal, String grouping, String dates, String encoding) {}

    record Line(String customer, String name, LocalDate issued, int days, long minor, String currency, String note) {}

    @Property(seed = "20260105", tries = 150)
    void a_book_written_as_csv_reads_back_equal(@ForAll("settings") Settings settings, @ForAll("books") List<Line> book)
            throws IOException {
        Statistics.label("hard")
                .collect(settings.grouping().isEmpty() ? "plain" : "grouped")
                .coverage(c -> c.check("grouped").percentage(p -> p > 20));
        Path file = Files.createTempFile("book", ".csv");
        try {
            Files.write(file, csv(settings, book).getBytes(Charset.forName(settings.encoding())));
            ImportedBooks read = CsvBooks.builder(AS_OF)
                    .books(file)
                    .mapping(Files4Tests.mapping(yaml(settings)))
                    .build()
                    .read();
            assertThat(read.counts().invoices()).isEqualTo(book.size());
            Map<String, List<String>> found = new TreeMap<>();
            read.ledgers()
                    .forEach(l -> found.put(
                            l.account().customer().value(),
                            l.receivables().stream()
                                    .map(CsvRoundTripProperties::text)
                                    .sorted()
                                    .toList()));
            assertThat(found).isEqualTo(expected(book));
            Map<String, String> names = read.ledgers()
                    .map(l -> l.customer())
                    .collect(Collectors.toMap(c -> c.id().value(), Customer::name));
            assertThat(names).isEqualTo(lastNames(book));
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, List<String>> expected(List<Line> book) {
        Map<String, List<String>> expected = new TreeMap<>();
        for (int i = 0; i < book.size(); i++) {
            Line line = book.get(i);
            Receivable.Builder builder = Receivable.invoice(
                    "N" + i,
                    line.issued(),
                    line.issued().plusDays(line.days()),
                    Money.ofMinor(CurrencyUnit.of(line.currency()), line.minor()));
            if (!line.note().isBlank()) {
                builder.field("note", new FieldValue.Text(line.note().strip()));
            }
            expected.computeIfAbsent(line.customer(), c -> new java.util.ArrayList<>())
                    .add(text(builder.build()));
        }
        expected.values().forEach(list -> list.sort(null));
        return expected;
    }

    private static Map<String, String> lastNames(List<Line> book) {
        Map<String, String> names = new TreeMap<>();
        for (Line line : book) {
            String name = line.name().strip().replaceAll("[ \t\n]+", " ");
            names.merge(line.customer(), name.isEmpty() ? line.customer() : name, (a, b) -> name.isEmpty() ? a : b);
        }
        return names;
    }

    private static String text(Receivable r) {
        return r.id() + " " + r.issued() + " " + r.due() + " " + r.amount() + " " + r.fields();
    }

    private static String csv(Settings s, List<Line> book) {
        StringWriter out = new StringWriter();
        DateTimeFormatter dates = DateTimeFormatter.ofPattern(s.dates(), Locale.ENGLISH);
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(s.delimiter())
                .quoteCharacter(s.quote())
                .build(out)) {
            csv.writeRecord("No", "ignored", "Customer", "Name", "Issued", "Due", "Amount", "Currency", "Note");
            for (int i = 0; i < book.size(); i++) {
                Line line = book.get(i);
                csv.writeRecord(
                        "N" + i,
                        "?",
                        line.customer(),
                        line.name(),
                        dates.format(line.issued()),
                        dates.format(line.issued().plusDays(line.days())),
                        amount(s, line),
                        line.currency(),
                        line.note());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String amount(Settings s, Line line) {
        int decimals = CurrencyUnit.of(line.currency()).getDecimalPlaces();
        String plain = BigDecimal.valueOf(line.minor(), decimals).toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        StringBuilder grouped = new StringBuilder(whole);
        for (int i = whole.length() - 3; i > 0 && !s.grouping().isEmpty(); i -= 3) {
            grouped.insert(i, s.grouping());
        }
        return point < 0
                ? grouped.toString()
                : grouped.append(s.decimal()).append(plain.substring(point + 1)).toString();
    }

    private static String yaml(Settings s) {
        return "delimiter: \"" + (s.delimiter() == '\t' ? "\\t" : s.delimiter()) + "\"\n"
                + "quote: " + (s.quote() == '"' ? "'\"'" : "\"'\"") + "\n"
                + "decimal: \"" + s.decimal() + "\"\n"
                + (s.grouping().isEmpty() ? "" : "grouping: \"" + s.grouping() + "\"\n")
                + "dates: \"" + s.dates() + "\"\n"
                + "encoding: " + s.encoding() + "\n"
                + """
                columns:
                  invoice: { column: No }
                  customer: { column: Customer }
                  customerName: { column: Name }
                  issued: { column: Issued }
                  due: { column: Due }
                  amount: { column: Amount }
                  currency: { column: Currency }
                  field.note: { column: Note }
                """;
    }

    @Provide
    Arbitrary<Settings> settings() {
        return Combinators.combine(
                        Arbitraries.of(',', ';', '\t', '|'),
                        Arbitraries.of('"', '\''),
                        Arbitraries.of('.', ','),
                        Arbitraries.of("", " ", "\u00A0", "\u202F", ".", ","),
                        Arbitraries.of("yyyy-MM-dd", "M/d/yyyy", "dd.MM.yyyy", "d MMM yyyy", "yyyyMMdd"),
                        Arbitraries.of("UTF-8", "UTF-16", "UTF-16LE"))
                .as(Settings::new)
                .filter(s -> !s.grouping().equals(String.valueOf(s.decimal())));
    }

    @Provide
    Arbitrary<List<Line>> books() {
        Arbitrary<String> words =
                Arbitraries.strings().withChars("aB9é\u4E2D'\",;|\t\n .€-").ofMaxLength(8);
        return Combinators.combine(
                        Arbitraries.of("C1", "C2", "Café; \"Noir\", Zürich", "d'Or", "x\ny"),
                        words,
                        Arbitraries.integers().between(0, 2000).map(AS_OF.minusDays(1000)::plusDays),
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.longs().between(1, 1_000_000_000_000L),
                        Arbitraries.of("EUR", "JPY", "TND", "USD"),
                        words)
                .as(Line::new)
                .list()
                .ofMaxSize(8);
    }
}
