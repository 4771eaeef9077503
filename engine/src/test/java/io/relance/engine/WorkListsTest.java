package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.books;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.AgendaEntry;
import io.relance.PreFlightFinding;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is undeliverable before it is due, and the agenda of people. */
class WorkListsTest {
    /** A call ten days after the due date. */
    private static final Scenario CALLS = Scenario.named("calls")
            .step("call", step -> step.daysAfterDue(10).task("collections", "call them"))
            .build();

    private static List<PreFlightFinding> preFlight(Trial trial, LocalDate date, int days) {
        List<PreFlightFinding> found = new ArrayList<>();
        assertThat(trial.relance.preFlight(ACME, date, days, found::add)).isEmpty();
        return found;
    }

    private static AccountLedger.Builder withoutAddress(LocalDate due) {
        return AccountLedger.builder(
                        ACME,
                        Customer.builder("silent")
                                .name("Silent SA")
                                .contact(Contact.builder("billing")
                                        .phone("+33100000000")
                                        .build())
                                .build())
                .receivable(invoice("S1", due, "EUR 50.00"));
    }

    @ParameterizedTest(name = "due in {0} days, looking {1} ahead: found {2}")
    @CsvSource({
        // the first step is 3 days before the due date
        "18, 15, true",
        "19, 15, false",
        "19, 16, true",
        "3, 0, true",
        "-4, 15, true"
    })
    void an_account_whose_next_message_nobody_could_get_is_told_days_before(int inDays, int days, boolean found) {
        Trial trial = new Trial();
        trial.books.put(withoutAddress(MONDAY.plusDays(inDays)).build());
        trial.books.put(overdue(5).build());

        List<PreFlightFinding> findings = preFlight(trial, MONDAY, days);

        assertThat(findings)
                .extracting(PreFlightFinding::account)
                .containsExactlyElementsOf(found ? List.of(AccountId.of("acme", "silent")) : List.of());
        assertThat(trial.relance.timeline(AccountId.of("acme", "silent")))
                .as("a look stores nothing")
                .isEmpty();
    }

    @Test
    void it_says_which_invoice_which_step_whom_and_how() {
        Trial trial = new Trial();
        trial.books.put(withoutAddress(MONDAY.plusDays(10)).build());

        assertThat(preFlight(trial, MONDAY, 15))
                .first()
                .isEqualTo(new PreFlightFinding(
                        AccountId.of("acme", "silent"),
                        "Silent SA",
                        List.of(new ReceivableId("S1")),
                        Optional.of("courtesy"),
                        // seven days on, a Monday
                        MONDAY.plusDays(7),
                        PreFlightFinding.Code.NO_CONTACT,
                        "no contact of role BILLING can be reached over email",
                        "give one an address for it, or the step another channel"));
    }

    @Test
    void an_address_that_was_refused_counts_as_none() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenRefuses("no such mailbox");
        trial.run(MONDAY);

        assertThat(preFlight(trial, MONDAY.plusDays(1), 15))
                .extracting(PreFlightFinding::account)
                .containsExactly(Trial.DUPONT);
    }

    @Test
    void it_looks_no_days_back() {
        assertThatThrownBy(() -> new Trial().relance.preFlight(ACME, MONDAY, -1, account -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 days ahead or more");
    }

    @Test
    void an_agenda_goes_by_person_then_by_day_then_by_priority() {
        Trial trial = new Trial(CALLS);
        for (String customer : List.of("small", "large", "later", "mine")) {
            trial.books.put(books(ACME, customer)
                    .receivable(invoice(
                            "F-" + customer,
                            MONDAY.minusDays(10),
                            customer.equals("large") ? "EUR 90000.00" : "EUR 100.00"))
                    .build());
        }
        trial.run(MONDAY);
        trial.relance.account(AccountId.of("acme", "mine"), "jane", MONDAY).assignTask(task(trial, "mine"), "anne");
        trial.relance
                .account(AccountId.of("acme", "later"), "jane", MONDAY)
                .rescheduleTask(task(trial, "later"), MONDAY.plusDays(3));

        List<AgendaEntry> agenda = agenda(trial, MONDAY, Optional.empty(), Optional.empty());

        assertThat(agenda)
                .extracting(entry -> entry.account().customer().value(), AgendaEntry::on)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mine", MONDAY),
                        org.assertj.core.groups.Tuple.tuple("large", MONDAY),
                        org.assertj.core.groups.Tuple.tuple("small", MONDAY),
                        org.assertj.core.groups.Tuple.tuple("later", MONDAY.plusDays(3)));
        assertThat(agenda.get(1).priority()).isGreaterThan(agenda.get(2).priority());
        assertThat(agenda.get(1).priority().reasons()).isNotEmpty();
        assertThat(agenda(trial, MONDAY.plusDays(5), Optional.empty(), Optional.of("anne")))
                .extracting(entry -> entry.account().customer().value(), AgendaEntry::on)
                .as("of one person, and what is overdue is for today")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("mine", MONDAY.plusDays(5)));
        assertThat(agenda(trial, MONDAY, Optional.of("legal"), Optional.empty()))
                .isEmpty();
    }

    private static String task(Trial trial, String customer) {
        return trial.relance
                .memory(AccountId.of("acme", customer))
                .tasks()
                .get(0)
                .id();
    }

    private static List<AgendaEntry> agenda(
            Trial trial, LocalDate date, Optional<String> team, Optional<String> assignee) {
        List<AgendaEntry> agenda = new ArrayList<>();
        assertThat(trial.relance.agenda(ACME, date, team, assignee, agenda::add))
                .isEmpty();
        return agenda;
    }
}
