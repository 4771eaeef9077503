package io.relance.json.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectReaderTest {
    private final Problems problems = new Problems("p.yaml");

    private ObjectReader reader(String yaml) {
        Node root = TreeReader.read(yaml, Notation.YAML, TreeLimits.DOCUMENT, problems)
                .orElseThrow();
        return ObjectReader.of(root, "the policy", problems).orElseThrow();
    }

    private List<String> messages() {
        return problems.list().stream()
                .map(p -> p.line() + ":" + p.column() + " " + p.code() + " " + p.message() + "; " + p.remedy())
                .toList();
    }

    @Test
    void every_type_is_read() {
        ObjectReader o = reader("""
                text: hello
                any: 007.50
                anyNumber: 7.50
                whole: -3
                amount: "0.50"
                bare: 0.50
                flag: true
                day: 2026-03-31
                weekday: MONDAY
                inner: { text: x }
                list: [ { id: a }, { id: b } ]
                words: [ x, y ]
                bounds: [ 30, 60 ]
                days: [ MONDAY, FRIDAY ]
                """);
        assertThat(o.text("text").required()).contains("hello");
        assertThat(o.anyText("any").required()).contains("007.50");
        assertThat(o.anyText("anyNumber").required()).contains("7.50");
        assertThat(o.integer("whole").required()).contains(-3);
        assertThat(o.decimal("amount").required()).contains(new BigDecimal("0.50"));
        assertThat(o.decimal("bare").required()).contains(new BigDecimal("0.50"));
        assertThat(o.bool("flag").required()).contains(true);
        assertThat(o.date("day").required()).contains(LocalDate.of(2026, 3, 31));
        assertThat(o.constant("weekday", DayOfWeek.class).required()).contains(DayOfWeek.MONDAY);
        assertThat(o.object("inner").required().orElseThrow().text("text").orElse(""))
                .isEqualTo("x");
        assertThat(o.objects("list").requiredOr(List.of()))
                .extracting(i -> i.text("id").orElse(""))
                .containsExactly("a", "b");
        assertThat(o.texts("words").required()).contains(List.of("x", "y"));
        assertThat(o.integers("bounds", 1, 999).required()).contains(List.of(30, 60));
        assertThat(o.constants("days", DayOfWeek.class).required())
                .contains(List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        assertThat(o.text("absent").optional()).isEmpty();
        o.finish();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void all_problems_come_at_once_each_with_its_place() {
        ObjectReader o = reader("""
                text: 12
                whole: 1.5
                amount: cheap
                flag: yes
                day: 2026-02-30
                weekday: MONDY
                inner: [ 1 ]
                bounds: [ 0, x ]
                lable: l
                empty:
                """);
        o.text("text").required();
        o.integer("whole").required();
        o.decimal("amount").required();
        o.bool("flag").required();
        o.date("day").required();
        o.constant("weekday", DayOfWeek.class).required();
        o.object("inner").required();
        o.integers("bounds", 1, 999).required();
        o.text("label").required();
        o.text("empty").optional();
        o.text("id").required();
        o.finish();
        assertThat(messages())
                .containsExactly(
                        "1:1 MISSING_KEY \"id\" is missing in the policy; add \"id\"",
                        "1:7 WRONG_TYPE \"text\" is the number 12 but should be a text; write it in quotes: \"12\"",
                        "2:8 INVALID_VALUE \"whole\" is 1.5 but should be a whole number; write a whole number",
                        "3:9 WRONG_TYPE \"amount\" is the text \"cheap\" but should be a decimal number; "
                                + "write a decimal number in quotes, as in \"0.50\"",
                        "4:7 WRONG_TYPE \"flag\" is the text \"yes\" but should be true or false; write true or false",
                        "5:6 INVALID_VALUE \"day\" is \"2026-02-30\", which is no date; "
                                + "write the date as year-month-day, as in 2026-03-31",
                        "6:10 UNKNOWN_VALUE \"weekday\" is \"MONDY\" but should be one of MONDAY, TUESDAY, WEDNESDAY, "
                                + "THURSDAY, FRIDAY, SATURDAY, SUNDAY; did you mean \"MONDAY\"?",
                        "7:8 WRONG_TYPE \"inner\" is a list but should be a mapping; write keys with their values",
                        "8:11 INVALID_VALUE \"an item of bounds\" is 0 but should be a whole number from 1 to 999; "
                                + "write a whole number from 1 to 999",
                        "8:14 WRONG_TYPE \"an item of bounds\" is the text \"x\" but should be a whole number; "
                                + "write a whole number, as in 1",
                        "9:1 UNKNOWN_KEY unknown key \"lable\" in the policy; did you mean \"label\"?",
                        "10:7 WRONG_TYPE \"empty\" has no value but should be a text; write a text");
        assertThatThrownBy(problems::throwIfErrors)
                .isInstanceOfSatisfying(
                        DocumentException.class, e -> assertThat(e.problems()).hasSize(12));
    }

    @Test
    void a_misspelt_key_is_one_problem_not_an_unknown_and_a_missing_one() {
        ObjectReader o = reader("colum: x\n");
        o.text("column").required();
        o.text("constant").optional();
        o.finish();
        assertThat(messages())
                .containsExactly("1:1 UNKNOWN_KEY unknown key \"colum\" in the policy; did you mean \"column\"?");
    }

    @Test
    void a_key_far_from_all_lists_what_is_known() {
        ObjectReader o = reader("zebra: x\n");
        o.text("id").optional();
        o.text("name").optional();
        o.finish();
        assertThat(messages())
                .containsExactly("1:1 UNKNOWN_KEY unknown key \"zebra\" in the policy; known here: id, name");
    }

    @Test
    void what_a_conversion_refuses_becomes_a_problem_at_the_value() {
        ObjectReader o = reader("id: x\nzone: Mars/Phobos\n");
        assertThat(o.text("zone").as(java.time.ZoneId::of).required()).isEmpty();
        assertThat(o.text("id").as(String::length).required()).contains(1);
        assertThat(messages())
                .containsExactly("2:7 INVALID_VALUE \"zone\" can't be taken: Unknown time-zone ID: Mars/Phobos; ");
    }

    @Test
    void a_document_that_is_no_mapping_says_so() {
        Node root = TreeReader.read("- a\n", Notation.YAML, TreeLimits.DOCUMENT, problems)
                .orElseThrow();
        assertThat(ObjectReader.of(root, "the policy", problems)).isEmpty();
        assertThat(problems.list()).extracting(DocumentProblem::code).containsExactly("WRONG_TYPE");
    }

    @ParameterizedTest
    @CsvSource({"1e999999999", "1e101", "1e-101"})
    void a_number_that_would_fill_the_memory_is_refused(String number) {
        ObjectReader o = reader("n: " + number + "\n");
        assertThat(o.decimal("n").optional()).isEmpty();
        assertThat(o.integer("n").optional()).isEmpty();
        assertThat(problems.list())
                .extracting(DocumentProblem::code)
                .containsOnly("INVALID_VALUE")
                .hasSize(2);
    }
}
