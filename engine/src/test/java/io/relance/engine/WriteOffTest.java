package io.relance.engine;

import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.Assignment;
import io.relance.history.AccountEvent;
import io.relance.receivable.FieldValue;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Conditions;
import io.relance.rule.FactType;
import io.relance.rule.Facts;
import io.relance.rule.Scope;
import io.relance.scenario.Scenario;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Write-offs, assignment to others, and the host's own fields, by people. */
class WriteOffTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    private static final ReceivableId F2 = new ReceivableId("F2");
    private static final LocalDate THURSDAY = MONDAY.plusDays(3);

    private final Trial trial = new Trial();

    private List<AccountEvent> people() {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .filter(event -> !event.actor().equals(AccountEvent.ENGINE))
                .toList();
    }

    private String reason(ReceivableId id) {
        return trial.dupont().progressOf(id).reason().orElseThrow().code();
    }

    private List<List<String>> claimed() {
        return trial.dupont().messages().stream()
                .map(message -> message.lines().stream()
                        .map(line -> line.receivable().value())
                        .toList())
                .toList();
    }

    @Test
    void what_is_written_off_is_left_alone_and_the_event_has_what_the_books_need() {
        trial.books.put(overdue(5, 5).build());
        trial.jane(MONDAY).writeOff(F1, "too small to sue");
        trial.jane(MONDAY).writeOff(F1, "too small to sue"); // says nothing new
        trial.run(MONDAY);
        assertThat(claimed()).containsExactly(List.of("F2"));
        assertThat(reason(F1)).isEqualTo("WRITTEN_OFF");
        assertThat(people())
                .containsExactly(
                        new AccountEvent.WrittenOff(MONDAY, "jane", F1, Money.parse("EUR 100.00"), "too small to sue"));
    }

    @Test
    void a_write_off_takes_an_invoice_out_of_what_waits_to_leave() {
        LocalDate sunday = MONDAY.minusDays(1);
        trial.books.put(overdue(6, 6).build());
        trial.run(sunday);
        trial.jane(sunday).writeOff(F1, "gone");
        trial.run(MONDAY);
        assertThat(claimed().get(claimed().size() - 1)).containsExactly("F2");
    }

    @Test
    void a_write_off_that_is_taken_back_lets_the_follow_up_go_on() {
        trial.books.put(overdue(5).build());
        trial.jane(MONDAY).writeOff(F1, "gone");
        trial.run(MONDAY);
        trial.jane(THURSDAY).takeBackWriteOff(F1);
        trial.run(THURSDAY);
        assertThat(claimed()).containsExactly(List.of("F1"));
        assertThat(people()).last().isEqualTo(new AccountEvent.WriteOffTakenBack(THURSDAY, "jane", F1));
        assertThatThrownBy(() -> trial.jane(THURSDAY).takeBackWriteOff(F1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody wrote \"F1\" off here");
    }

    @Test
    void what_is_not_there_or_not_open_is_not_written_off() {
        trial.books.put(overdue(5).build());
        assertThatThrownBy(() -> trial.jane(MONDAY).writeOff(F2, "gone"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"F2\"");
        assertThatThrownBy(() -> trial.jane(MONDAY.minusDays(60)).writeOff(F1, "gone"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issued after");
    }

    @Test
    void what_is_assigned_is_anothers_from_the_day_on_until_it_is_given_back() {
        trial.books.put(overdue(5, 5).build());
        trial.jane(MONDAY).assign(List.of(F1), THURSDAY, "Factor Bank");
        trial.run(MONDAY);
        assertThat(claimed()).as("not yet theirs").containsExactly(List.of("F1", "F2"));
        trial.run(THURSDAY);
        assertThat(reason(F1)).isEqualTo("ASSIGNED");
        LocalDate later = MONDAY.plusDays(14);
        trial.jane(later).endAssignment(List.of(F1));
        trial.run(later);
        assertThat(reason(F1)).isNotEqualTo("ASSIGNED");
        Assignment assignment = new Assignment(THURSDAY, "Factor Bank");
        assertThat(people())
                .containsExactly(
                        new AccountEvent.Assigned(MONDAY, "jane", List.of(F1), assignment),
                        new AccountEvent.AssignmentEnded(later, "jane", List.of(F1)));
    }

    @Test
    void an_account_is_assigned_with_all_that_is_open() {
        trial.books.put(overdue(5, 5).build());
        trial.jane(MONDAY).assign(MONDAY, "Insurer");
        trial.jane(MONDAY).assign(MONDAY, "Insurer");
        trial.run(MONDAY);
        assertThat(claimed()).isEmpty();
        assertThat(reason(F1)).isEqualTo("ASSIGNED");
        assertThat(reason(F2)).isEqualTo("ASSIGNED");
        assertThat(people()).hasSize(1);
    }

    @Test
    void what_the_books_assigned_is_taken_back_there() {
        trial.books.put(Trial.books(Trial.ACME, "dupont")
                .receivable(Trial.invoice("F1", MONDAY.minusDays(5), "EUR 100.00").toBuilder()
                        .assignedFrom(MONDAY.minusDays(1))
                        .build())
                .build());
        assertThatThrownBy(() -> trial.jane(MONDAY).endAssignment(List.of(F1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("take it back there");
        assertThatThrownBy(() -> trial.jane(MONDAY).endAssignment(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one invoice");
    }

    @Test
    void a_field_that_a_person_sets_wins_over_the_books_until_it_is_removed() {
        Trial west = new Trial(Scenario.named("west")
                .step(
                        "reminder",
                        s -> s.daysAfterDue(5)
                                .email("reminder")
                                .when(Conditions.fact(Facts.field(Scope.ACCOUNT, "region", FactType.TEXT))
                                        .is("west")))
                .build());
        west.books.put(overdue(5).build());
        west.run(MONDAY);
        assertThat(west.dupont().messages()).isEmpty();

        west.jane(MONDAY).field("region", new FieldValue.Text("east"));
        west.jane(MONDAY).field("region", new FieldValue.Text("west"));
        west.jane(MONDAY).field("rank", new FieldValue.Numeric(new BigDecimal("2.50")));
        west.jane(MONDAY).removeField("rank");
        west.jane(MONDAY).removeField("rank");
        west.run(MONDAY);

        assertThat(west.email.handedOver()).hasSize(1);
        assertThat(west.dupont().fields()).containsOnlyKeys("region");
        assertThat(west.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.FieldSet.class::isInstance)
                .hasSize(4)
                .last()
                .isEqualTo(new AccountEvent.FieldSet(MONDAY, "jane", "rank", Optional.empty()));
        assertThatThrownBy(() -> west.jane(MONDAY).removeField(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
