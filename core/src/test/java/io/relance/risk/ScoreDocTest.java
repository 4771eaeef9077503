package io.relance.risk;

import static io.relance.risk.Books.day;
import static io.relance.risk.Books.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.account.ScoreReason;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/score.md} says what the code does: its constants are compared, its worked accounts are computed. */
class ScoreDocTest {
    private static final String DOC = read();

    @Test
    void every_constant_of_the_score_card_stands_in_the_doc_with_its_value_and_no_other() {
        Map<String, String> expected = new HashMap<>();
        for (Field field : ScoreCard.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                expected.put(field.getName(), shown(field));
            }
        }
        Map<String, String> documented = new HashMap<>();
        for (String line : DOC.split("\n")) {
            if (line.startsWith("| `")) {
                String[] cells = cells(line);
                String before = documented.put(cells[0].replace("`", ""), cells[1]);
                assertThat(before).as("second line for " + cells[0]).isNull();
            }
        }
        assertThat(documented).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"The prompt one", "The late one", "The new one"})
    void a_worked_account_is_what_the_code_says_of_its_invoices(String name) {
        String section = section(name);
        Account account = Account.parse(section);
        PayerBehaviour behaviour = account.behaviour();
        PaymentScore score = PaymentScorer.score(behaviour, PortfolioMeans.ASSUMED);
        assertThat(table(section, "| feature |")).isEqualTo(reasons(score));
        assertThat(section)
                .contains("Segment `" + SegmentThresholds.STANDARD.segment(behaviour) + "`")
                .contains("payment score **" + score.value() + "**, risk `" + score.level() + "`");
        CreditLine line = CreditAdvisor.advise(account.books.ledger(), behaviour, score, List.of())
                .get(0);
        assertThat(section)
                .contains("Recommended limit " + line.recommended() + ", exposure " + line.exposure() + ", usage "
                        + line.usage().map(BigDecimal::toPlainString).orElse("none"));
        AccountPriority priority = AccountPriorities.of(
                behaviour.overdue(), behaviour.oldestOverdueDays().orElse(0), score, behaviour.promisesBroken());
        assertThat(section)
                .contains("Priority " + priority.points() + " ("
                        + priority.reasons().stream()
                                .map(reason -> reason.factor() + " " + reason.points())
                                .collect(Collectors.joining(", "))
                        + ")");
    }

    /** The same three, reckoned by hand: so that doc and code can't be wrong together. */
    @ParameterizedTest
    @CsvSource({
        // points: mean, weighted, recent, largest, on time, reminded, overdue, promises
        "The prompt one, 14, 7, 5, 4, 12, 8, 15, 10",
        "The late one, 5, 2, 2, 2, 4, 3, 3, 6",
        "The new one, 10, 5, 5, 3, 8, 6, 15, 10",
    })
    void the_points_of_the_worked_accounts_are_those_reckoned_by_hand(
            String name,
            int mean,
            int weighted,
            int recent,
            int largest,
            int onTime,
            int reminded,
            int overdue,
            int broken) {
        PaymentScore score = PaymentScorer.score(Account.parse(section(name)).behaviour(), PortfolioMeans.ASSUMED);
        assertThat(score.reasons().stream()
                        .filter(reason -> reason.feature() != ScoreReason.Feature.NO_HISTORY)
                        .map(ScoreReason::points))
                .containsExactly(mean, weighted, recent, largest, onTime, reminded, overdue, broken, 0);
    }

    /** An account as the doc writes it. */
    private record Account(Books books, LocalDate asOf, BehaviourHistory history) {
        static Account parse(String section) {
            LocalDate asOf = day(after(section, "As of "));
            Books books = new Books();
            Map<ReceivableId, List<LocalDate>> reminders = new HashMap<>();
            for (String line : table(section, "| invoice |")) {
                String[] cells = cells(line);
                books.add(Receivable.invoice(cells[0], day(cells[1]), day(cells[2]), eur(cells[3]))
                        .build());
                if (!cells[4].isEmpty()) {
                    books.pay(cells[0], eur(cells[3]), day(cells[4]));
                }
                if (!cells[5].isEmpty()) {
                    reminders.put(new ReceivableId(cells[0]), List.of(day(cells[5])));
                }
            }
            List<LocalDate> broken = section.contains("promise broken on ")
                    ? List.of(day(after(section, "promise broken on ")))
                    : List.of();
            return new Account(books, asOf, new BehaviourHistory(reminders, List.of(), broken, List.of()));
        }

        PayerBehaviour behaviour() {
            return books.behaviour(asOf, history);
        }
    }

    private static List<String> reasons(PaymentScore score) {
        return score.reasons().stream()
                .map(reason -> "| " + reason.feature() + " | "
                        + reason.value().map(Figures::plain).orElse("") + " | " + reason.points() + " | "
                        + reason.text() + " |")
                .toList();
    }

    private static String shown(Field field) {
        try {
            Object value = field.get(null);
            return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String section(String title) {
        int start = DOC.indexOf("### " + title);
        assertThat(start).as("section " + title).isNotNegative();
        int end = DOC.indexOf("\n### ", start + 1);
        return DOC.substring(start, end < 0 ? DOC.length() : end);
    }

    private static List<String> table(String section, String header) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : section.split("\n")) {
            if (line.startsWith(header)) {
                inside = true;
            } else if (inside && !line.startsWith("|")) {
                break;
            } else if (inside && !line.startsWith("|---")) {
                lines.add(line);
            }
        }
        assertThat(lines).as("the table " + header).isNotEmpty();
        return lines;
    }

    private static String after(String section, String words) {
        int start = section.indexOf(words) + words.length();
        return section.substring(start, start + "2026-06-30".length());
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", -1))
                .map(String::trim)
                .toArray(String[]::new);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "score.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
