package io.relance.adapter.importfiles;

import static io.relance.adapter.importfiles.Files4Tests.AS_OF;
import static io.relance.adapter.importfiles.Files4Tests.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import io.relance.json.DocumentProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static final String HEADER = "invoice,customer,issued,due,amount,currency\n";
    private static final String GOOD = "1,C,2026-01-31,2026-03-02,10.00,EUR\n";

    @TempDir
    Path directory;

    private Files4Tests files;

    @BeforeEach
    void inDirectory() {
        files = new Files4Tests(directory);
    }

    private List<String> refused(byte[] content) {
        Path file = files.file("books.csv", content);
        return Files4Tests.refusal(CsvBooks.builder(AS_OF).books(file).onBadRow(OnBadRow.SKIP)).stream()
                .map(p -> files.local(p.toString()))
                .toList();
    }

    private List<String> refused(String content) {
        return refused(content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void a_file_without_header_is_refused(String content) {
        assertThat(refused(content))
                .containsExactly("books.csv:1: error NO_HEADER: the file is empty; its first row names the columns");
    }

    @Test
    void a_header_alone_is_an_empty_book() {
        ImportedBooks books = files.read(HEADER);
        assertThat(books.accounts()).isEmpty();
        assertThat(books.counts()).isEqualTo(new ImportedBooks.Counts(0, 0, 0, 0, 0, new java.util.TreeMap<>()));
        assertThat(files.read("\uFEFF" + HEADER.strip()).accounts()).isEmpty();
    }

    @Test
    void bytes_that_are_not_in_the_stated_encoding_are_refused_with_their_line() {
        byte[] latin = (HEADER + GOOD + "2,Café,2026-01-31,2026-03-02,1,EUR\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused(latin))
                .containsExactly("books.csv:3: error WRONG_ENCODING: the file has bytes that are not UTF-8; "
                        + "name its encoding in the mapping, as in encoding: windows-1252");
    }

    @Test
    void the_line_is_exact_deep_in_a_large_file_too() {
        byte[] latin = (HEADER + "\n".repeat(200_000) + GOOD + "é").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused(latin)).singleElement().asString().startsWith("books.csv:200003: error WRONG_ENCODING");
        assertThat(refused(HEADER + "\r\n".repeat(100_000) + GOOD + "\r\r2,\0"))
                .singleElement()
                .asString()
                .startsWith("books.csv:100005: error NUL_CHARACTER");
    }

    @Test
    void an_encoding_cut_short_at_the_end_is_refused() {
        byte[] cut = (HEADER + "1,C").getBytes(StandardCharsets.UTF_8);
        byte[] content = java.util.Arrays.copyOf(cut, cut.length + 1);
        content[cut.length] = (byte) 0xC3;
        assertThat(refused(content)).singleElement().asString().startsWith("books.csv:2: error WRONG_ENCODING");
    }

    @Test
    void an_unclosed_quote_is_refused_at_the_line_of_its_record() {
        assertThat(refused(HEADER + GOOD + "2,\"C,2026-01-31,2026-03-02,10.00,EUR\n" + GOOD))
                .containsExactly("books.csv:3: error UNCLOSED_QUOTE: a quote is opened here and never closed; "
                        + "close it, or double it");
    }

    @Test
    void text_after_a_closing_quote_is_refused() {
        assertThat(refused(HEADER + GOOD + "2,\"C\" or D,2026-01-31,2026-03-02,10.00,EUR\n"))
                .containsExactly("books.csv:3: error TEXT_AFTER_QUOTE: a quoted field goes on after its closing quote; "
                        + "double the quotes inside a field");
    }

    @Test
    void a_nul_is_refused() {
        assertThat(refused(HEADER + GOOD + "2,C\0,2026-01-31,2026-03-02,10.00,EUR\n"))
                .containsExactly("books.csv:3: error NUL_CHARACTER: the file has a NUL character; "
                        + "name its encoding in the mapping (UTF-16 looks like that), or remove it");
    }

    @Test
    void a_field_may_have_1_048_576_characters_and_no_more() {
        String row = ",C,2026-01-31,2026-03-02,10.00,EUR\n";
        assertThat(files.read(HEADER + "x".repeat(1_048_576) + row).counts().invoices())
                .isEqualTo(1);
        assertThat(refused(HEADER + "x".repeat(1_048_577) + row))
                .containsExactly("books.csv:2: error FIELD_TOO_LONG: a field is longer than 1048576 characters; "
                        + "look for a quote that is not closed");
    }

    @Test
    void a_missing_file_is_refused() {
        List<DocumentProblem> problems =
                Files4Tests.refusal(CsvBooks.builder(AS_OF).books(directory.resolve("none.csv")));
        assertThat(problems)
                .extracting(p -> files.local(p.toString()))
                .containsExactly("none.csv: error UNREADABLE_FILE: there is no such file; check its name and rights");
    }

    @Test
    void a_directory_is_no_file() {
        assertThat(Files4Tests.refusal(CsvBooks.builder(AS_OF).books(directory)))
                .extracting(DocumentProblem::code)
                .containsExactly("UNREADABLE_FILE");
    }

    @Test
    void an_unknown_column_is_refused_at_its_place_in_the_mapping_with_the_nearest_one() {
        CsvMapping mapping = mapping("""
                columns:
                  invoice: { column: invoice }
                  customer: { column: custmer }
                  issued: { column: issued }
                  due: { column: Faelligkeit }
                  amount: { column: amount }
                  currency: { column: currency }
                """);
        List<DocumentProblem> problems =
                files.refusal(HEADER + GOOD, b -> b.mapping(mapping).onBadRow(OnBadRow.SKIP));
        assertThat(problems)
                .extracting(p -> files.local(p.toString()))
                .containsExactly(
                        "mapping.yaml:3:23: error UNKNOWN_COLUMN: books.csv has no column \"custmer\" "
                                + "(at columns.customer.column); did you mean \"customer\"?",
                        "mapping.yaml:5:18: error UNKNOWN_COLUMN: books.csv has no column \"Faelligkeit\" "
                                + "(at columns.due.column); known here: invoice, customer, issued, due, amount, currency");
    }

    @Test
    void without_a_mapping_the_header_must_have_the_keys() {
        assertThat(refused("invoice,custmer,issued,due,currency\n"))
                .containsExactly(
                        "books.csv:1: error UNKNOWN_COLUMN: there is no column \"customer\"; "
                                + "did you mean \"custmer\"? Rename the column or write a mapping "
                                + "(the header has \"invoice\", \"custmer\", \"issued\", \"due\", \"currency\")",
                        "books.csv:1: error UNKNOWN_COLUMN: there is no column \"amount\"; "
                                + "Rename the column or write a mapping");
    }

    @ParameterizedTest
    @CsvSource({"';', ;", "'\t', \\t", "'|', "})
    void a_header_of_one_cell_suggests_the_delimiter_that_it_has(String delimiter, String suggested) {
        List<String> problems = refused(HEADER.replace(",", delimiter));
        assertThat(problems).hasSize(6);
        assertThat(problems.stream().filter(p -> p.contains("the header has"))).hasSize(1);
        if (suggested == null) {
            assertThat(problems.get(0)).doesNotContain("delimiter");
        } else {
            assertThat(problems.get(0)).endsWith("write a mapping with delimiter: \"" + suggested + "\")");
        }
    }

    @Test
    void a_mapped_column_must_not_stand_twice() {
        assertThat(refused("invoice,customer,issued,due,amount,currency,due,x,x\n"))
                .containsExactly(
                        "books.csv:1: error DUPLICATE_COLUMN: books.csv has two columns \"due\"; rename one of them");
    }

    @Test
    void without_a_mapping_paid_and_settled_exclude_each_other() {
        assertThat(refused("invoice,customer,issued,due,amount,currency,paid,settled\n"))
                .singleElement()
                .asString()
                .startsWith("books.csv:1: error CONTRADICTION: there are columns \"paid\" and \"settled\"");
        assertThat(refused("invoice,customer,issued,due,amount,currency,paidOn\n"))
                .singleElement()
                .asString()
                .startsWith("books.csv:1: error CONTRADICTION: there is a column \"paidOn\" without \"paid\"");
    }

    @ParameterizedTest
    @EnumSource(OnBadRow.class)
    void every_refused_file_is_named_and_no_payment_is_blamed_for_it(OnBadRow onBadRow) {
        Path second = files.file("second.csv", "");
        Path payments =
                files.file("payments.csv", "payment,customer,invoice,date,amount,currency\nP,C,2,2026-04-01,1,EUR\n");
        List<DocumentProblem> problems = files.refusal(
                HEADER + "2,\"C", b -> b.books(second).payments(payments).onBadRow(onBadRow));
        assertThat(problems).extracting(DocumentProblem::code).containsExactly("UNCLOSED_QUOTE", "NO_HEADER");
    }

    @Test
    void books_without_a_file_are_a_mistake_of_the_program() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CsvBooks.builder(AS_OF).build())
                .withMessage("no file of books was added");
    }
}
