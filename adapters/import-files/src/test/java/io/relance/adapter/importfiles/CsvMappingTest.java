package io.relance.adapter.importfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvMappingTest {
    private static final String SIX = """
            columns:
              invoice: { column: a }
              customer: { column: b }
              issued: { column: c }
              due: { column: d }
              amount: { column: e }
              currency: { constant: EUR }
            """;

    private static List<String> problems(String yaml) {
        DocumentException e = catchThrowableOfType(
                DocumentException.class, () -> CsvMapping.invoices("m.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        assertThat(e).isNotNull();
        return e.problems().stream().map(DocumentProblem::toString).toList();
    }

    @Test
    void all_mistakes_of_a_document_are_told_at_once() {
        assertThat(problems("""
                        delimeter: ";"
                        encoding: utf9
                        decimal: "."
                        grouping: "."
                        dates: mm/dd/yyyy
                        columns:
                          invioce: { column: a, as: integer }
                          customer: { column: b, constant: x }
                          issued: { colum: c }
                          due: d
                          amount: { column: e, round: UP }
                          currency: { constant: EURO }
                          kind: { column: k }
                          settled: { column: s, as: date }
                          paid: { column: p }
                          field.x: { column: y, as: int }
                          debtorKind: { constant: COMPANY }
                        """))
                .containsExactly(
                        "m.yaml:1:1: error UNKNOWN_KEY: unknown key \"delimeter\" in the mapping (at delimeter); "
                                + "did you mean \"delimiter\"?",
                        "m.yaml:2:11: error INVALID_VALUE: \"encoding\" can't be taken: no encoding \"utf9\" is known; "
                                + "write something like UTF-8 or windows-1252 (at encoding)",
                        "m.yaml:4:11: error CONTRADICTION: \"grouping\" and \"decimal\" are both \".\" (at grouping); "
                                + "keep one of them",
                        "m.yaml:5:8: error INVALID_VALUE: \"dates\" can't be taken: \"mm/dd/yyyy\" does not determine "
                                + "year, month and day; write something like dd/MM/yyyy (MM is the month, mm minutes) "
                                + "(at dates)",
                        "m.yaml:7:3: error UNKNOWN_KEY: unknown key \"invioce\" in columns (at columns.invioce); "
                                + "did you mean \"invoice\"?",
                        "m.yaml:8:36: error CONTRADICTION: \"customer\" has a column and a constant "
                                + "(at columns.customer.constant); keep one of them",
                        "m.yaml:9:13: error UNKNOWN_KEY: unknown key \"colum\" in issued (at columns.issued.colum); "
                                + "did you mean \"column\"?",
                        "m.yaml:10:8: error WRONG_TYPE: \"due\" is the text \"d\" but should be a mapping "
                                + "(at columns.due); write keys with their values",
                        "m.yaml:11:31: error UNKNOWN_VALUE: \"round\" is \"UP\" but should be one of HALF_UP "
                                + "(at columns.amount.round)",
                        "m.yaml:12:25: error INVALID_VALUE: \"EURO\" in \"currency\" is no currency "
                                + "(at columns.currency.constant); write its ISO 4217 code, as in EUR",
                        "m.yaml:13:9: error MISSING_KEY: \"when\" is missing in kind (at columns.kind); add \"when\"",
                        "m.yaml:14:25: error UNKNOWN_KEY: unknown key \"as\" in settled (at columns.settled.as); "
                                + "known here: column, constant",
                        "m.yaml:15:19: error CONTRADICTION: \"paid\" and \"settled\" can't both be mapped "
                                + "(at columns.paid.column); keep one of them",
                        "m.yaml:16:29: error UNKNOWN_VALUE: \"as\" is \"int\" but should be one of text, integer, "
                                + "decimal, date (at columns[\"field.x\"].as)",
                        "m.yaml:17:27: error INVALID_VALUE: \"COMPANY\" in \"debtorKind\" is none of BUSINESS, CONSUMER, "
                                + "PUBLIC_BODY, UNKNOWN (at columns.debtorKind.constant)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delimiter: ';;'          | INVALID_VALUE",
                "delimiter: ''            | INVALID_VALUE",
                "delimiter: '\"'          | CONTRADICTION",
                "quote: ','               | CONTRADICTION",
                "decimal: ';'             | UNKNOWN_VALUE",
                "grouping: '0'            | INVALID_VALUE",
                "dates: MM/yyyy           | INVALID_VALUE",
                "dates: YYYY-MM-dd        | INVALID_VALUE",
                "dates: 'nonsense{'       | INVALID_VALUE",
                "dates: 20260101          | WRONG_TYPE"
            })
    void formats_that_make_no_sense_are_refused(String line, String code) {
        assertThat(problems(line + "\n" + SIX)).singleElement().asString().contains("m.yaml:1:", code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paidOn: { column: p }          | CONTRADICTION",
                "customerNames: { column: p }   | UNKNOWN_KEY",
                "field.: { column: p }          | UNKNOWN_KEY",
                "payment: { column: p }         | UNKNOWN_KEY",
                "phone: { }                     | MISSING_KEY",
                "country: { constant: Francia } | INVALID_VALUE"
            })
    void columns_that_make_no_sense_are_refused(String line, String code) {
        assertThat(problems(SIX + "  " + line + "\n"))
                .singleElement()
                .asString()
                .contains("m.yaml:8:", code, "(at columns");
    }

    @Test
    void every_column_that_is_needed_is_asked_for() {
        assertThat(problems("columns: {}\n"))
                .hasSize(6)
                .allSatisfy(p -> assertThat(p).contains("MISSING_KEY"));
        assertThat(problems("dates: d/M/yyyy\n"))
                .containsExactly(
                        "m.yaml:1:1: error MISSING_KEY: \"columns\" is missing in the mapping; add \"columns\"");
    }

    @Test
    void json_says_the_same_as_yaml() {
        byte[] json = ("{\"columns\": {\"invoice\": {\"column\": \"a\"}, \"customer\": {\"column\": \"b\"},\n"
                        + " \"date\": {\"column\": \"c\"}, \"payment\": {\"column\": \"d\"}, \"amount\": {\"column\": \"e\"},\n"
                        + " \"currency\": {\"constant\": \"EUR\"}}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(CsvMapping.payments("p.json", json).columns())
                .containsOnlyKeys("invoice", "customer", "date", "payment", "amount", "currency");
        DocumentException e = catchThrowableOfType(DocumentException.class, () -> CsvMapping.invoices("p.json", json));
        assertThat(e.problems())
                .extracting(DocumentProblem::code, DocumentProblem::line, DocumentProblem::column)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("UNKNOWN_KEY", 2, 2),
                        org.assertj.core.groups.Tuple.tuple("UNKNOWN_KEY", 2, 27));
    }
}
