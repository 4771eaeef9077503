package io.relance.adapter.importfiles;

import static io.relance.adapter.importfiles.Files4Tests.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import io.relance.adapter.importfiles.ImportedBooks.BadRow;
import io.relance.json.DocumentProblem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRowsTest {
    private static final String HEADER =
            "invoice,customer,issued,due,amount,currency,settled,country,debtorKind,kind\n";
    private static final String GOOD = "1,C,2026-01-31,2026-03-02,10.00,EUR,,,,\n";

    @TempDir
    Path directory;

    private Files4Tests files;

    @BeforeEach
    void inDirectory() {
        files = new Files4Tests(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",C,2026-01-31,2026-03-02,10,EUR,,,,       | MISSING_CELL          | the cell \"invoice\" is empty",
                "2, ,2026-01-31,2026-03-02,10,EUR,,,,      | MISSING_CELL          | the cell \"customer\" is empty",
                "2,C,,2026-03-02,10,EUR,,,,                | MISSING_CELL          | the cell \"issued\" is empty",
                "2,C,2026-01-31,,10,EUR,,,,                | MISSING_CELL          | the cell \"due\" is empty",
                "2,C,2026-01-31,2026-03-02,,EUR,,,,        | MISSING_CELL          | the cell \"amount\" is empty",
                "2,C,2026-01-31,2026-03-02,10,,,,,         | MISSING_CELL          | the cell \"currency\" is empty",
                "2,C,2026-02-30,2026-03-02,10,EUR,,,,      | UNREADABLE_DATE       "
                        + "| \"2026-02-30\" in \"issued\" is no date of the form yyyy-MM-dd",
                "2,C,2026-01-31,soon,10,EUR,,,,            | UNREADABLE_DATE       "
                        + "| \"soon\" in \"due\" is no date of the form yyyy-MM-dd",
                "2,C,2026-01-31,2026-03-02,10,EUR,x,,,     | UNREADABLE_DATE       "
                        + "| \"x\" in \"settled\" is no date of the form yyyy-MM-dd",
                "2,C,2026-01-31,2026-03-02,10 000,EUR,,,,  | UNREADABLE_AMOUNT     | \"10 000\" in \"amount\" is no number",
                "2,C,2026-01-31,2026-03-02,1e3,EUR,,,,     | UNREADABLE_AMOUNT     | \"1e3\" in \"amount\" is no number",
                "2,C,2026-01-31,2026-03-02,99999999999999999,EUR,,,, | UNREADABLE_AMOUNT "
                        + "| \"99999999999999999\" in \"amount\" is too large for an amount",
                "2,C,2026-01-31,2026-03-02,10.005,EUR,,,,  | TOO_MANY_DECIMALS     "
                        + "| \"10.005\" in \"amount\" has more decimals than EUR has (2)",
                "2,C,2026-01-31,2026-03-02,10.5,JPY,,,,    | TOO_MANY_DECIMALS     "
                        + "| \"10.5\" in \"amount\" has more decimals than JPY has (0)",
                "2,C,2026-01-31,2026-03-02,10,EURO,,,,     | UNKNOWN_CURRENCY      | \"EURO\" in \"currency\" is no currency",
                "2,C,2026-01-31,2026-03-02,10,XAU,,,,      | UNKNOWN_CURRENCY      | \"XAU\" in \"currency\" is no currency",
                "2,C,2026-01-31,2026-03-02,10,?,,,,        | UNKNOWN_CURRENCY      | \"?\" in \"currency\" is no currency",
                "2,C,2026-01-31,2026-03-02,10,EUR,2026-01-30,,, | SETTLED_BEFORE_ISSUED "
                        + "| it was settled on 2026-01-30, before it was issued on 2026-01-31",
                "2,C,2026-01-31,2026-03-02,-10,EUR,,,,     | NEGATIVE_AMOUNT       | \"-10\" in \"amount\" is negative",
                "2,C,2026-01-31,2026-03-02,10,EUR,,,       | WRONG_CELL_COUNT      | the row has 9 cells, the header 10",
                "2,C,2026-01-31,2026-03-02,10,EUR,,,,,     | WRONG_CELL_COUNT      | the row has 11 cells, the header 10",
                "2,C,2026-01-31,2026-03-02,10,EUR,,UK,,    | UNKNOWN_VALUE         | \"UK\" in \"country\" is no country",
                "2,C,2026-01-31,2026-03-02,10,EUR,,,BUSINES, | UNKNOWN_VALUE       "
                        + "| \"BUSINES\" in \"debtorKind\" is none of BUSINESS, CONSUMER, PUBLIC_BODY, UNKNOWN",
                "1,D,2026-01-31,2026-03-02,10,EUR,,,,      | DUPLICATE_INVOICE     "
                        + "| the number 1 stands already in line 2 of books.csv"
            })
    void each_code_has_its_row_and_its_message(String row, String code, String message) {
        List<BadRow> bad = files.badRows(HEADER + GOOD + row + "\n", b -> b);
        assertThat(bad).singleElement().satisfies(b -> {
            assertThat(b.line()).isEqualTo(3);
            assertThat(files.local(b.file())).isEqualTo("books.csv");
            assertThat(b.code()).isEqualTo(code);
            assertThat(files.local(b.message())).isEqualTo(message);
        });
    }

    @Test
    void remedies_name_what_would_be_right() {
        List<BadRow> bad = files.badRows(
                HEADER
                        + "2,C,2026-01-31,2026-03-02,-10,EUR,,,,\n"
                        + "3,C,2026-01-31,2026-03-02,10.005,EUR,,,,\n"
                        + "4,C,2026-01-31,2026-03-02,10,EUR,,UK,,\n"
                        + "5,C,2026-01-31,2026-03-02,10,EUR,,,BUSINES,\n",
                b -> b);
        assertThat(bad)
                .extracting(BadRow::remedy)
                .containsExactly(
                        "map \"kind\" when the row is a credit note",
                        "map it with round: HALF_UP",
                        "write GB",
                        "did you mean \"BUSINESS\"?");
    }

    @Test
    void a_row_tells_everything_that_is_wrong_with_it_under_its_first_code() {
        assertThat(files.badRows(HEADER + "2,,x,2026-03-02,10,EUR,,,,\n", b -> b))
                .singleElement()
                .satisfies(b -> {
                    assertThat(b.code()).isEqualTo("MISSING_CELL");
                    assertThat(b.message())
                            .isEqualTo("the cell \"customer\" is empty; "
                                    + "\"x\" in \"issued\" is no date of the form yyyy-MM-dd");
                });
    }

    @Test
    void the_line_is_the_first_physical_one_of_the_record() {
        String csv = HEADER + "1,\"C\nwith\r\nthree lines\",2026-01-31,2026-03-02,10,EUR,,,,\n\n"
                + "2,\"C\n\",2026-01-31,,10,EUR,,,,\n3,C,2026-01-31,,10,EUR,,,,";
        assertThat(files.badRows(csv, b -> b)).extracting(BadRow::line).containsExactly(6, 8);
    }

    @Test
    void the_first_of_two_rows_with_one_number_stays_also_across_files_and_credit_notes() {
        Path second = files.file(
                "second.csv", HEADER + "1,D,2026-01-31,,99.00,EUR,,,,CREDIT_NOTE\n" + "2" + GOOD.substring(1));
        ImportedBooks books = files.read(HEADER + GOOD, b -> b.books(second).onBadRow(OnBadRow.SKIP));
        assertThat(books.badRows())
                .extracting(BadRow::code, BadRow::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("DUPLICATE_INVOICE", 2));
        assertThat(books.counts().invoices()).isEqualTo(2);
        assertThat(books.counts().creditNotes()).isZero();
        assertThat(books.accounts()).hasSize(1);
    }

    @Test
    void a_bad_row_takes_no_number_and_names_no_customer() {
        ImportedBooks books =
                files.read(HEADER + "1,BAD,2026-01-31,x,10,EUR,,,,\n" + GOOD, b -> b.onBadRow(OnBadRow.SKIP));
        assertThat(books.counts()).isEqualTo(new ImportedBooks.Counts(1, 0, 0, 1, 1, new java.util.TreeMap<>()));
    }

    @Test
    void under_fail_all_bad_rows_of_all_files_refuse_the_import_at_once() {
        Path second = files.file("second.csv", HEADER + "7,C,2026-01-31,2026-03-02,ten,EUR,,,,\n");
        List<DocumentProblem> problems =
                files.refusal(HEADER + GOOD + ",C,2026-01-31,2026-03-02,10,EUR,,,,\n" + GOOD, b -> b.books(second));
        assertThat(problems)
                .extracting(p -> files.local(p.toString()))
                .containsExactly(
                        "books.csv:3: error MISSING_CELL: the cell \"invoice\" is empty; every row needs its invoice",
                        "books.csv:4: error DUPLICATE_INVOICE: the number 1 stands already in line 2 of books.csv; "
                                + "the first row stays",
                        "second.csv:2: error UNREADABLE_AMOUNT: \"ten\" in \"amount\" is no number; "
                                + "the mapping says how numbers are written (decimal, grouping)");
    }

    @Test
    void messages_name_the_column_as_the_file_does() {
        CsvMapping mapping = mapping("""
                dates: M/d/yyyy
                columns:
                  invoice: { column: No, as: integer }
                  customer: { column: Cust }
                  issued: { column: Date }
                  due: { column: Due }
                  amount: { column: Amt }
                  currency: { constant: USD }
                  field.margin: { column: Margin, as: decimal }
                """);
        String csv =
                "No,Cust,Date,Due,Amt,Margin\n17.0,C,1/31/2026,3/2/2026,1,1.5\nx,C,2/30/2026,3/2/2026,1,?\n18.5,C,1/31/2026,3/2/2026,1,\n";
        assertThat(files.badRows(csv, b -> b.mapping(mapping)))
                .extracting(b -> b.line() + " " + b.code() + " " + b.message())
                .containsExactly(
                        "3 UNREADABLE_AMOUNT \"x\" in \"No\" is no number; "
                                + "\"2/30/2026\" in \"Date\" is no date of the form M/d/yyyy; \"?\" in \"Margin\" is no number",
                        "4 UNREADABLE_AMOUNT \"18.5\" in \"No\" is no whole number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P2,C,9,2026-04-01,1,EUR   | UNKNOWN_INVOICE   | there is no invoice 9",
                "P2,D,1,2026-04-01,1,EUR   | UNKNOWN_INVOICE   | customer D has no invoice 1, it is of customer C",
                "P2,C,1,2026-04-01,1,USD   | UNKNOWN_INVOICE   | there is no invoice 1 in USD, it is in EUR",
                "P2,C,N,2026-04-01,1,EUR   | UNKNOWN_INVOICE   | N is a credit note, not an invoice",
                "P2,C,9,2027-04-01,1,EUR   | UNKNOWN_INVOICE   | there is no invoice 9",
                ",C,1,2026-04-01,1,EUR     | MISSING_CELL      | the cell \"payment\" is empty",
                "P2,,1,2026-04-01,1,EUR    | MISSING_CELL      | the cell \"customer\" is empty",
                "P2,C,1,,1,EUR             | MISSING_CELL      | the cell \"date\" is empty",
                "P2,C,1,1.4.2026,1,EUR     | UNREADABLE_DATE   | \"1.4.2026\" in \"date\" is no date of the form yyyy-MM-dd",
                "P2,C,1,2026-04-01,,EUR    | MISSING_CELL      | the cell \"amount\" is empty",
                "P2,C,1,2026-04-01,-1,EUR  | NEGATIVE_AMOUNT   | \"-1\" in \"amount\" is negative",
                "P2,C,1,2026-04-01,1.001,EUR | TOO_MANY_DECIMALS | \"1.001\" in \"amount\" has more decimals than EUR has (2)",
                "P2,C,1,2026-04-01,1,EU    | UNKNOWN_CURRENCY  | \"EU\" in \"currency\" is no currency",
                "P2,C,1,2026-04-01,1       | WRONG_CELL_COUNT  | the row has 5 cells, the header 6"
            })
    void payments_have_the_same_codes(String row, String code, String message) {
        Path payments = files.file("payments.csv", "payment,customer,invoice,date,amount,currency\n" + row + "\n");
        String csv = HEADER + GOOD + "N,C,2026-01-31,,5,EUR,,,,CREDIT_NOTE\n";
        assertThat(files.badRows(csv, b -> b.payments(payments)))
                .singleElement()
                .satisfies(b -> {
                    assertThat(files.local(b.file())).isEqualTo("payments.csv");
                    assertThat(b.line()).isEqualTo(2);
                    assertThat(b.code()).isEqualTo(code);
                    assertThat(b.message()).isEqualTo(message);
                });
    }

    @Test
    void an_unknown_invoice_comes_with_the_nearest_number() {
        Path payments = files.file(
                "payments.csv", "payment,customer,invoice,date,amount,currency\nP,C,INV-1024,2026-04-01,1,EUR\n");
        assertThat(files.badRows(HEADER + "INV-1042" + GOOD.substring(1), b -> b.payments(payments)))
                .extracting(BadRow::remedy)
                .containsExactly("did you mean INV-1042?");
    }
}
