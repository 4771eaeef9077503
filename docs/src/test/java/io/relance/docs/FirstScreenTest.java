package io.relance.docs;

import static io.relance.rule.Conditions.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.AccountSnapshot;
import io.relance.adapter.channelmailfile.MailFileChannel;
import io.relance.decision.DunningDecider;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.ReceivablesSource;
import io.relance.template.MessageSender;
import io.relance.testkit.InMemoryBooks;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs with which the README begins. */
class FirstScreenTest {
    private static Decision decided() {
        // shown in README.md
        Scenario b2b = Scenario.named("b2b-standard")
                .step("courtesy", s -> s.daysBeforeDue(3).email("pre-due"))
                .step("reminder", s -> s.daysAfterDue(5).email("reminder").orSms("reminder-sms"))
                .step(
                        "firm",
                        s -> s.daysAfterDue(15)
                                .email("firm")
                                .when(overdue("EUR").atLeast("500.00")))
                .step(
                        "notice",
                        s -> s.daysAfterDue(30)
                                .formalNotice()
                                .letter("mise-en-demeure")
                                .needsApproval())
                .step("hand-over", s -> s.daysAfterDue(60).litigation().task("collections-team", "prepare the case"))
                .build();
        Policy policy = Policy.named("b2b")
                .scenario(b2b)
                .defaultScenario("b2b-standard")
                .country("FR")
                .build();

        Customer customer = Customer.builder("C-1")
                .name("Brasserie du Port")
                .contact(Contact.billing("compta@port.example"))
                .build();
        AccountLedger ledger = AccountLedger.builder(new CreditorId("atelier"), customer)
                .receivable(
                        Receivable.invoice("F-1", LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 3), euros("1250.00"))
                                .build())
                .receivable(
                        Receivable.invoice("F-2", LocalDate.of(2026, 3, 5), LocalDate.of(2026, 4, 4), euros("300.00"))
                                .build())
                .build();

        Decision d = DunningDecider.decide(AccountSnapshot.fresh(ledger), policy, LocalDate.of(2026, 3, 10));

        for (ItemOutcome item : d.items()) {
            System.out.println(item.receivable() + " " + item.kind()
                    + item.reason().map(why -> ", " + why).orElse(""));
        }
        // F-1 MESSAGE
        // F-2 LEFT_ALONE, NOT_YET_DUE: due on 2026-04-04
        // until here
        return d;
    }

    private static Money euros(String amount) {
        return Money.parse(CurrencyUnit.EUR + " " + amount);
    }

    @Test
    void the_decision_is_what_the_readme_says_it_is() {
        assertThat(decided().items())
                .extracting(item -> item.receivable() + " " + item.kind()
                        + item.reason().map(why -> ", " + why).orElse(""))
                .containsExactly("F-1 MESSAGE", "F-2 LEFT_ALONE, NOT_YET_DUE: due on 2026-04-04");
    }

    @Test
    void the_engine_sends_what_was_decided(@TempDir Path directory) {
        CreditorId creditor = new CreditorId("atelier");
        LocalDate today = LocalDate.of(2026, 3, 10);
        ReceivablesSource myInvoices = InMemoryBooks.empty()
                .put(AccountLedger.builder(
                                creditor,
                                Customer.builder("C-1")
                                        .contact(Contact.billing("compta@port.example"))
                                        .build())
                        .receivable(Receivable.invoice(
                                        "F-1", LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 3), euros("1250.00"))
                                .build())
                        .build());
        Scenario reminders = Scenario.named("reminders")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                .build();
        InstantSource clock = InstantSource.system();

        // shown in README.md
        try (Relance relance = Relance.builder()
                .books(myInvoices) // two methods, read-only
                .store(new InMemoryDunningStore())
                .channel(MailFileChannel.into(directory, clock)) // directory/outbox/*.eml
                .sender(MessageSender.builder(creditor, "Atelier Martin")
                        .email("compta@atelier.example")
                        .build())
                .scenario(reminders) // short for a policy whose version is its content hash
                .build()) {
            RunReport report = relance.run(creditor, today); // call it as often as you like
            System.out.println(report.accepted() + " sent"); // 1 sent
        }
        // until here

        assertThat(directory.resolve("outbox")).isDirectoryContaining("glob:**.eml");
    }
}
