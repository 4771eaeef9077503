package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.books;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.template.TemplateCatalogue;
import io.relance.template.TemplateOverride;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A message that was given up raises one task, and its steps wait until the cause has ended (SEMANTICS 6, step progress). */
class GivenUpTest {
    private static final LocalDate FRIDAY = MONDAY.plusDays(4);

    private static Trial givenUp() {
        Trial trial = new Trial(STANDARD, store -> store, builder -> builder.maxAttempts(1));
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("down");
        assertThat(trial.run(MONDAY).dead()).isEqualTo(1);
        return trial;
    }

    private static ReceivableProgress f1(Trial trial) {
        return trial.dupont().progressOf(new ReceivableId("F1"));
    }

    @Test
    void it_does_not_come_back_by_itself() {
        Trial trial = givenUp();

        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(40));

        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(trial.dupont().tasks()).extracting(TaskState::isOpen).containsExactly(true);
        assertThat(trial.dupont().tasks().get(0).text()).contains("given up", "down");
        assertThat(f1(trial).reason()).hasValueSatisfying(reason -> {
            assertThat(reason.code()).isEqualTo("WAITING_FOR_TASK");
            assertThat(reason.text()).contains("given up", "down");
        });
    }

    @Test
    void it_goes_again_when_a_person_has_completed_the_task() {
        Trial trial = givenUp();
        trial.runDaily(MONDAY.plusDays(1), FRIDAY.minusDays(1));

        trial.jane(FRIDAY).completeTask(trial.dupont().tasks().get(0).id(), "the provider is back");
        RunReport report = trial.run(FRIDAY);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(trial.dupont().tasks()).hasSize(1);
    }

    @Test
    void it_goes_again_when_the_contact_has_changed_and_the_task_is_done() {
        Trial trial = givenUp();
        AccountLedger moved = AccountLedger.builder(
                        ACME,
                        Customer.builder("dupont")
                                .contact(Contact.builder("billing")
                                        .email("new@dupont.example")
                                        .build())
                                .build())
                .receivable(invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build();
        trial.books.put(moved);

        RunReport report = trial.run(FRIDAY);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(trial.dupont().tasks()).extracting(TaskState::isOpen).containsExactly(false);
        assertThat(trial.relance.timeline(DUPONT).stream()
                        .map(entry -> entry.event())
                        .filter(AccountEvent.TaskCompleted.class::isInstance)
                        .map(AccountEvent.TaskCompleted.class::cast))
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.actor()).isEqualTo(AccountEvent.ENGINE);
                    assertThat(done.day()).isEqualTo(FRIDAY);
                });
    }

    @Test
    void it_goes_again_under_another_policy_version() {
        Trial trial = givenUp();
        Scenario next = STANDARD.toBuilder().version(2).build();
        Relance later = trial.engine(next, store -> store, builder -> builder, trial.email);
        trial.clock.turnToMorningOf(FRIDAY);

        assertThat(later.run(ACME, FRIDAY).accepted()).isEqualTo(1);
        assertThat(trial.dupont().tasks()).extracting(TaskState::isOpen).containsExactly(false);
    }

    @Test
    void another_invoice_in_the_books_does_not_bring_it_back() {
        Trial trial = givenUp();
        trial.books.put(overdue(5, -30).build());

        trial.runDaily(MONDAY.plusDays(1), FRIDAY);

        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(trial.dupont().tasks()).hasSize(1);
    }

    @Test
    void what_cannot_be_written_raises_one_task_and_is_not_tried_every_day() {
        CreditorId other = new CreditorId("zeta");
        TemplateCatalogue others = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("own", "en")
                        .creditor(other)
                        .subject("Invoices")
                        .text("Please pay.")
                        .withoutHtml()
                        .build())
                .build();
        Scenario own = Scenario.named("standard")
                .step("reminder", s -> s.daysAfterDue(5).email("own"))
                .build();
        Trial trial = new Trial(own, store -> store, builder -> builder.templates(others));
        trial.books.put(overdue(5).build());
        trial.books.put(books(other, "martin")
                .receivable(invoice("G1", MONDAY.minusDays(5), "EUR 40.00"))
                .build());

        assertThat(trial.run(MONDAY).dead()).isEqualTo(1);
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(18));

        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(trial.dupont().messages()).hasSize(1);
        assertThat(trial.dupont().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text()).contains("own", "acme"));
        assertThat(trial.relance.run(other, MONDAY.plusDays(18)).accepted())
                .as("for the creditor whose words they are it goes")
                .isEqualTo(1);
        assertThat(f1(trial).steps())
                .singleElement()
                .satisfies(step -> assertThat(step.task())
                        .isEqualTo(Optional.of(trial.dupont().tasks().get(0).id())));
    }
}
