package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.json.tree.Node;
import io.relance.json.tree.Notation;
import io.relance.json.tree.TreeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every problem at once, each at its place, with the right word; in the tables ^ marks the place. */
class PolicyProblemsTest {
    private static final Node FULL = PolicyCodecTest.tree(PolicyDocuments.FULL, Notation.YAML);

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void a_misspelt_key_is_one_problem_with_the_right_word_line_and_column(String path) {
        String right = path.substring(path.lastIndexOf('.') + 1);
        for (String wrong : Misspelling.of(right)) {
            assertOneProblem(Trees.renamed(FULL, path, wrong), wrong, right);
        }
    }

    /** All keys that are words of the documents; field names are the host's own. */
    static Stream<String> keys() {
        return Trees.keys(FULL).stream().filter(path -> !path.matches("fields\\.\\w+\\.\\w+"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("words")
    void a_misspelt_word_is_one_problem_with_the_right_word_line_and_column(String path, String right) {
        for (String wrong : Misspelling.of(right)) {
            assertOneProblem(Trees.replaced(FULL, path, wrong), wrong, right);
        }
    }

    /** All values out of a closed set: constants, facts, types, names of scenarios and steps. */
    static Stream<Object[]> words() {
        return Trees.texts(FULL).stream()
                .filter(entry -> Trees.isWord(entry[0]))
                .map(entry -> entry);
    }

    @Test
    void every_constant_of_every_enum_is_known_by_its_misspelling() {
        List<Object[]> places = new ArrayList<>();
        places.add(new Object[] {"scenarios[0].entry", io.relance.scenario.Entry.values()});
        places.add(new Object[] {"scenarios[0].grouping", io.relance.scenario.Grouping.values()});
        places.add(new Object[] {"scenarios[0].steps[0].stage", io.relance.action.Stage.values()});
        places.add(new Object[] {"scenarios[0].steps[0].tone", io.relance.action.Tone.values()});
        places.add(new Object[] {"scenarios[0].steps[5].audience[0]", io.relance.receivable.ContactRole.values()});
        places.add(
                new Object[] {"scenarios[0].steps[5].proofOfDispatch", io.relance.scenario.ProofOfDispatch.values()});
        places.add(new Object[] {"aging.basis", io.relance.aging.AgingBasis.values()});
        places.add(new Object[] {"dueDateRoll", io.relance.time.DayRoll.values()});
        for (Object[] place : places) {
            for (Object constant : (Object[]) place[1]) {
                String right = ((Enum<?>) constant).name();
                for (String wrong : Misspelling.of(right)) {
                    assertOneProblem(Trees.replaced(FULL, (String) place[0], wrong), wrong, right);
                }
            }
        }
    }

    @Test
    void every_fact_is_known_by_its_misspelling() {
        for (io.relance.rule.Fact<?> fact : io.relance.rule.Facts.all()) {
            String wrong = fact.name().replace(".", ".z");
            assertOneProblem(Trees.replaced(FULL, "scenarios[0].steps[3].if.isKnown", wrong), wrong, fact.name());
        }
    }

    private static void assertOneProblem(Node document, String wrong, String right) {
        String yaml = TreeWriter.yaml(document);
        int at = yaml.indexOf(wrong);
        assertThat(yaml.indexOf(wrong, at + 1)).as("it stands once").isNegative();
        int line = (int) yaml.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        int column = at - yaml.lastIndexOf('\n', at - 1);
        List<DocumentProblem> problems = PolicyDocuments.read(yaml).problems();
        assertThat(problems)
                .as(wrong + " for " + right)
                .extracting(DocumentProblem::line, DocumentProblem::column, DocumentProblem::remedy)
                .containsExactly(tuple(line, column, "did you mean \"" + right + "\"?"));
        assertThat(problems.get(0).message()).contains(wrong);
        assertThat(problems.get(0).path()).isNotEmpty();
    }

    @Test
    void ten_mistakes_are_ten_problems() {
        String yaml = """
                policy: b2b
                aging: { basis: DUE_DAT, bounds: [30, 20] }
                contactCap: { day: 3 }
                tolerance: "-1"
                defaultScenario: standart
                scenarios:
                  - id: standard
                    steps:
                      - { id: reminder, when: { daysAfterDue: 15 }, send: [ { channel: email, template: reminder } ] }
                      - { id: firm, when: { daysAfterDue: 5 }, send: [ { channel: Email, template: firm } ] }
                      - { id: notice, stage: FORMAL_NOTICE, when: { daysAfterDelivery: { step: remindr, days: 9 } }, approval: "yes", task: { team: a, text: b } }
                rules:
                  - { id: big, if: { fact: account.overdue, atLeast: "5000.00" }, then: [ { tag: big } ] }
                """;
        assertThat(PolicyDocuments.read(yaml).problems())
                .extracting(
                        DocumentProblem::code, DocumentProblem::line, DocumentProblem::column, DocumentProblem::path)
                .containsExactly(
                        tuple("UNKNOWN_VALUE", 2, 17, "aging.basis"),
                        tuple("INVALID_VALUE", 2, 34, "aging.bounds"),
                        tuple("UNKNOWN_KEY", 3, 15, "contactCap.day"),
                        tuple("INVALID_VALUE", 4, 12, "tolerance"),
                        tuple("UNKNOWN_SCENARIO", 5, 18, "defaultScenario"),
                        tuple("DATES_DECREASE", 10, 27, "scenarios[0].steps[1].when"),
                        tuple("INVALID_VALUE", 10, 67, "scenarios[0].steps[1].send[0].channel"),
                        tuple("UNKNOWN_STEP", 11, 80, "scenarios[0].steps[2].when.daysAfterDelivery.step"),
                        tuple("WRONG_TYPE", 11, 112, "scenarios[0].steps[2].approval"),
                        tuple("MISSING_CURRENCY", 13, 20, "rules[0].if"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MISSING_CURRENCY | ^{ fact: account.overdue, atLeast: 5 }",
                "UNKNOWN_CURRENCY | { fact: account.overdue, currency: ^EURO, atLeast: 5 }",
                "WRONG_OPERATOR | { fact: customer.name, atLeast: ^5 }",
                "WRONG_SCOPE | { fact: ^invoice.open, currency: EUR, atLeast: 5 }",
                "CONTRADICTION | { fact: account.openCount, currency: ^EUR, atLeast: 5 }",
                "CONTRADICTION | ^{ fact: account.openCount, below: 7, atLeast: 5 }",
                "CONTRADICTION | ^{ isKnown: account.openCount, below: 7 }",
                "CONTRADICTION | ^{ isKnown: account.openCount, all: [] }",
                "EMPTY_CONDITION | ^{ }",
                "MISSING_OPERATOR | ^{ fact: account.openCount }",
                "INVALID_CONDITION | { all: ^[] }",
                "INVALID_CONDITION | { fact: account.onTimeShare, above: ^80 }",
                "INVALID_VALUE | { fact: account.openCount, above: ^1.5 }",
                "INVALID_VALUE | { fact: account.overdue, currency: EUR, above: ^`1.505` }",
                "INVALID_VALUE | { fact: customer.name, in: ^[] }",
                "INVALID_VALUE | { fact: customer.name, is: ^` ` }",
                "UNKNOWN_VALUE | { fact: customer.kind, in: [^BUSINES] }",
                "UNKNOWN_FACT | { fact: ^customer.field.region, is: north }",
                "WRONG_TYPE | { fact: account.openCount, above: ^`7` }",
                "WRONG_TYPE | { not: ^7 }",
                "WRONG_TYPE | ^7"
            })
    void what_is_wrong_with_a_condition_is_said_at_its_place(String code, String marked) {
        String condition = marked.replace('`', '"');
        String yaml =
                "rules:\n  - id: a\n    then: [ { tag: b } ]\n    if:\n      " + condition.replace("^", "") + "\n";
        assertThat(PolicyReader.rules("r.yaml", yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .problems())
                .extracting(DocumentProblem::code, DocumentProblem::line, DocumentProblem::column)
                .containsExactly(tuple(code, 5, 7 + condition.indexOf('^')));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_STEPS | scenarios: [ { id: a, steps: ^[] } ]",
                "NO_STEPS | scenarios: [ ^{ id: a } ]",
                "UNKNOWN_KEY | scenarios: [ { id: a, ^stpes: [] } ]",
                "BLANK_TEXT | scenarios: [ { id: ^\" \", steps: [ { id: b, when: { daysAfterDue: 1 }, escalate: { to: c } } ] } ]",
                "MISSING_KEY | scenarios: [ { id: a, steps: [ ^{ id: b, escalate: { to: c } } ] } ]",
                "NO_ACTION | scenarios: [ { id: a, steps: [ ^{ id: b, when: { daysAfterDue: 1 } } ] } ]",
                "UNKNOWN_KEY | scenarios: [ { id: a, steps: [ { id: b, when: { daysAfterDue: 1 }, ^esclate: { to: c } } ] } ]",
                "MISSING_TIMING | scenarios: [ { id: a, steps: [ { id: b, when: ^{ }, escalate: { to: c } } ] } ]",
                "CONTRADICTION | scenarios: [ { id: a, steps: [ { id: b, when: ^{ daysAfterDue: 1, daysAfterIssue: 1 }, escalate: { to: c } } ] } ]",
                "BLANK_TEXT | scenarios: [ { id: a, steps: [ { id: b, when: { daysAfterDue: 1 }, escalate: { to: ^\"\" } } ] } ]",
                "TIMING_AND_STAGE | scenarios: [ { id: a, steps: [ { id: b, stage: AMICABLE, when: ^{ daysBeforeDue: 1 }, escalate: { to: c } } ] } ]",
                "OUT_OF_RANGE | scenarios: [ { id: a, steps: [ { id: b, minimum: ^{ EUR: -1 }, when: { daysAfterDue: 1 }, escalate: { to: c } } ] } ]",
                "UNKNOWN_VALUE | scenarios: [ { id: a, steps: [ { id: b, stage: ^FORMAL, when: { daysBeforeDue: 1 }, escalate: { to: c } } ] } ]",
                "WRONG_TYPE | scenarios: [ { id: a, steps: [ ^7 ] } ]",
                "WRONG_TYPE | scenarios: [ ^7 ]",
                "WRONG_TYPE | scenarios: ^7",
                "DUPLICATE_KEY | scenarios: [ ] , ^scenarios: [ ]",
                "INVALID_VALUE | scenarios: [ ] , timeZone: ^Paris",
                "INVALID_VALUE | scenarios: [ ] , country: ^fr",
                "MISSING_EFFECT | scenarios: [ ] , rules: [ { id: a, if: { isKnown: account.open }, then: ^[] } ]",
                "MISSING_EFFECT | scenarios: [ ] , rules: [ { id: a, if: { isKnown: account.open }, then: [ ^{ } ] } ]",
                "CONTRADICTION | scenarios: [ ] , rules: [ { id: a, if: { isKnown: account.open }, then: [ ^{ tag: a, hold: b } ] } ]",
                "INVALID_RULE | scenarios: [ ] , rules: [ ^{ id: a, if: { isKnown: account.open }, then: [ { setSegment: a }, { setSegment: b } ] } ]",
                "INVALID_RULE | scenarios: [ ] , rules: [ ^{ id: a, if: { isKnown: account.open }, then: [ { tag: a } ], cooldownDays: 3 } ]",
                "INVALID_VALUE | scenarios: [ ] , rules: [ { id: ^\"a b\", if: { isKnown: account.open }, then: [ { tag: a } ] } ]",
                "INVALID_VALUE | scenarios: [ ] , rules: [ { id: a, if: { isKnown: account.open }, then: [ { requireApproval: ^false } ] } ]",
                "ONE_CURRENCY | scenarios: [ ] , rules: [ { id: a, if: { isKnown: account.open }, then: [ { setCreditLimit: ^{ EUR: 1, USD: 1 } } ] } ]",
                "MISSING_KEY | scenarios: [ ] , claims: ^{ flatSums: true }",
                "UNKNOWN_LAW | scenarios: [ ] , claims: { law: ^CH }",
                "INVALID_VALUE | scenarios: [ ] , claims: { law: FR, agreedRate: ^-1 }",
                "INVALID_VALUE | scenarios: [ ] , claims: { law: FR, rounding: { mode: ^UNNECESSARY } }",
                "UNKNOWN_RATE | scenarios: [ ] , claims: { law: FR, rates: [ { series: ^ecb, from: 2026-07-01, to: 2026-12-31, percent: 2, source: s } ] }",
                "INVALID_RATE | scenarios: [ ] , claims: { law: FR, rates: [ { series: ^ecb-refinancing, title: ours, from: 2026-07-01, to: 2026-12-31, percent: 2, source: s } ] }",
                "INVALID_RATE | scenarios: [ ] , claims: { law: FR, rates: [ ^{ series: ecb-refinancing, from: 2026-06-30, to: 2026-12-31, percent: 2, source: s } ] }",
                "INVALID_RATE | scenarios: [ ] , claims: { law: FR, rates: [ ^{ series: ecb-refinancing, from: 2026-12-31, to: 2026-07-01, percent: 2, source: s } ] }",
                "UNKNOWN_RATE | scenarios: [ ] , claims: { law: FR, terms: [ { country: FR, debtor: BUSINESS, from: 2026-07-01, rate: { reference: ^ecb }, source: s } ] }",
                "UNKNOWN_KEY | scenarios: [ ] , claims: { law: FR, terms: [ { country: FR, debtor: BUSINESS, from: 2026-07-01, rate: { percent: 5, ^points: 3 }, source: s } ] }",
                "INVALID_TERMS | scenarios: [ ] , claims: { law: FR, terms: [ ^{ country: FR, debtor: UNKNOWN, from: 2026-07-01, rate: { percent: 5 }, source: s } ] }",
                "INVALID_TERMS | scenarios: [ ] , claims: { law: FR, terms: [ ^{ country: FR, debtor: CONSUMER, from: 2026-07-01, rate: { percent: 5 }, source: s } ] }",
                "INVALID_TERMS | scenarios: [ ] , claims: { law: FR, terms: [ ^{ country: FR, debtor: CONSUMER, from: 2026-07-01, rate: { percent: 5 }, start: FORMAL_NOTICE, flatSum: [ { sum: { EUR: 40 } } ], source: s } ] }",
                "INVALID_TERMS | scenarios: [ ] , claims: { law: FR, terms: [ ^{ country: FR, debtor: BUSINESS, from: 2026-07-01, rate: { percent: 5 }, flatSum: [ { below: { EUR: 9 }, sum: { EUR: 40 } } ], source: s } ] }",
                "INVALID_VALUE | scenarios: [ ] , claims: { law: FR, terms: [ { country: FR, debtor: BUSINESS, from: 2026-07-01, rate: { percent: 5 }, flatSum: [ { sum: ^{ EUR: 40, GBP: 40 } } ], source: s } ] }",
                "MISSING_KEY | scenarios: [ ] , correspondence: { notes: ^{ channel: email, template: internal } }",
                "MISSING_KEY | scenarios: [ ] , correspondence: { notes: ^{ channel: email, teams: [ { name: a, address: b } ] } }",
                "NO_TEAM | scenarios: [ ] , correspondence: { notes: ^{ channel: email, template: internal, teams: [ ] } }",
                "DUPLICATE_TEAM | scenarios: [ ] , correspondence: { notes: { channel: email, template: t, teams: [ { name: a, address: b }, { name: ^a, address: c } ] } }",
                "INVALID_ADDRESS | scenarios: [ ] , correspondence: { notes: { channel: email, template: t, teams: [ { name: a, address: b } ], caseLink: ^`ftp://a.example/{customer}` } }",
                "INVALID_ADDRESS | scenarios: [ ] , correspondence: { notes: { channel: email, template: t, teams: [ { name: a, address: b } ], caseLink: ^`https://a.example/a b` } }",
                "MISSING_KEY | scenarios: [ ] , correspondence: { promise: ^{ channel: email } }",
                "UNKNOWN_KEY | scenarios: [ ] , correspondence: { ^promises: { channel: email, template: t } }",
                "UNKNOWN_SCENARIO | scenarios: [ ] , rules: [ { id: a, if: { isKnown: account.open }, then: [ { assignScenario: ^b } ] } ]"
            })
    void what_is_wrong_with_a_policy_is_said_once_at_its_place(String code, String marked) {
        assertThat(PolicyDocuments.read(
                                "{ policy: p,\n" + marked.replace("^", "").replace('`', '"') + " }\n")
                        .problems())
                .extracting(DocumentProblem::code, DocumentProblem::line, DocumentProblem::column)
                .containsExactly(tuple(code, 2, 1 + marked.indexOf('^')));
    }

    @Test
    void an_unreadable_scenario_does_not_make_what_names_it_wrong() {
        String yaml = PolicyDocuments.STANDARD.replace("template: firm }", "templat: firm }");
        assertThat(PolicyDocuments.read(yaml).problems())
                .extracting(DocumentProblem::code)
                .containsExactly("UNKNOWN_KEY");
    }

    @Test
    void two_rules_or_scenarios_of_one_id_are_one_problem_each() {
        String rule = "  - { id: a, if: { isKnown: account.open }, then: [ { tag: b } ] }\n";
        String scenario = "  - { id: a, steps: [ { id: b, when: { daysAfterDue: 1 }, escalate: { to: c } } ] }\n";
        assertThat(PolicyDocuments.read("policy: p\nscenarios:\n" + scenario + scenario + "rules:\n" + rule + rule)
                        .problems())
                .extracting(DocumentProblem::code, DocumentProblem::line, DocumentProblem::column)
                .containsExactly(tuple("DUPLICATE_SCENARIO", 4, 11), tuple("DUPLICATE_RULE", 7, 11));
    }
}
