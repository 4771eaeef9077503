package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.delivery.ChannelId;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.policy.StandardPolicy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What is written beside reminders, as the guide shows it. */
class CorrespondenceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 6);

    @Test
    void a_promise_is_confirmed_and_a_statement_is_sent() {
        HandTurnedClock clock = HandTurnedClock.onMorningOf(TODAY);
        RecordingChannel email = new RecordingChannel(ChannelId.EMAIL, clock);
        LocalDate due = LocalDate.of(2026, 3, 4);
        AccountLedger ledger = AccountLedger.builder(
                        new CreditorId("atelier"),
                        Customer.builder("C-1")
                                .contact(Contact.billing("billing@dupont.example"))
                                .build())
                .receivable(Receivable.invoice("F-1", due.minusDays(30), due, Money.parse("EUR 1200.00"))
                        .build())
                .build();
        InMemoryBooks books = InMemoryBooks.empty();
        books.put(ledger);
        // shown in docs/guide/embedding.md
        Policy policy = StandardPolicy.create().toBuilder()
                .correspondence(Correspondence.builder()
                        .promise(ChannelId.EMAIL, "promise-confirmed")
                        .plan(ChannelId.EMAIL, "plan-confirmed")
                        .statement(ChannelId.EMAIL, "statement")
                        .notes(ChannelId.EMAIL, "internal")
                        .team("credit-control", "credit@atelier.example")
                        .caseLink("https://app.atelier.example/customers/{customer}")
                        .build())
                .build();
        // until here
        AccountId account = ledger.account();
        LocalDate today = TODAY;
        try (Relance relance = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(email)
                .policy(policy)
                .clock(clock)
                .build()) {
            relance.account(account, "jane", today).promise("call-8", today.plusDays(7));
            // shown in docs/guide/embedding.md
            relance.account(account, "jane", today).sendStatement(LocalDate.of(2026, 1, 1), today);
            // until here
            relance.run(account.creditor(), today);
        }

        assertThat(email.taken())
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail.text()).contains("F-1", "1,200.00"));
    }
}
