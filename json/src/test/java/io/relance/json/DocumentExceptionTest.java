package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relance.json.DocumentProblem.Severity;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentExceptionTest {
    private static final DocumentProblem PROBLEM = new DocumentProblem(
            Severity.WARNING, "GAP", "p.yaml", 3, 7, "steps[1]", "the gap is short", "make it longer");

    @Test
    void its_text_names_place_code_path_and_remedy() {
        assertThat(new DocumentException(List.of(PROBLEM)))
                .hasMessage("p.yaml:3:7: warning GAP: the gap is short (at steps[1]); make it longer");
        assertThat(DocumentProblem.error("NO_HEADER", "a.csv", 0, "it is empty", ""))
                .hasToString("a.csv: error NO_HEADER: it is empty");
    }

    @Test
    void it_carries_all_problems_and_shows_twenty() {
        DocumentException many = new DocumentException(Collections.nCopies(23, PROBLEM));
        assertThat(many.problems()).hasSize(23);
        assertThat(many.getMessage().lines()).hasSize(21).last().isEqualTo("and 3 more");
    }

    @Test
    void nobody_is_refused_without_a_problem() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DocumentException(List.of()));
    }
}
