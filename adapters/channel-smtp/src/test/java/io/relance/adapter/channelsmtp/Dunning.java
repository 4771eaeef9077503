package io.relance.adapter.channelsmtp;

import io.relance.MessageInTrouble;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.channel.Channel;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import io.relance.template.MessageSender;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/** One customer with one overdue invoice, and engines that remind it of that, once. */
final class Dunning {
    static final CreditorId ATELIER = new CreditorId("atelier");
    static final AccountId PORT = AccountId.of("atelier", "port");
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 9);
    static final String FIRST = "first@port.example";
    static final String SECOND = "second@port.example";

    final HandTurnedClock clock = HandTurnedClock.onMorningOf(MONDAY);
    private final InMemoryBooks books = InMemoryBooks.empty();
    /** Outlives the engines, as a database does. */
    private final DunningStore store = new InMemoryDunningStore();

    private final Scenario scenario;

    Dunning() {
        this(Scenario.named("reminders")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                .build());
    }

    Dunning(Scenario scenario) {
        this.scenario = scenario;
        owes(Customer.builder("port")
                .contact(Contact.builder("first")
                        .email(FIRST)
                        .phone("+33100000001")
                        .build())
                .build());
    }

    Dunning owes(Customer customer) {
        books.put(AccountLedger.builder(ATELIER, customer)
                .receivable(
                        Receivable.invoice("F-1", MONDAY.minusDays(36), MONDAY.minusDays(6), Money.parse("EUR 1250.00"))
                                .build())
                .build());
        return this;
    }

    /** An engine; it is left open, as by a program that dies. */
    Relance engine(Channel... channels) {
        Relance.Builder engine = Relance.builder()
                .books(books)
                .store(store)
                .clock(clock)
                .scenario(scenario)
                .sender(MessageSender.builder(ATELIER, "Atelier Martin")
                        .email("compta@atelier.example")
                        .iban("FR7630006000011234567890189")
                        .build());
        for (Channel channel : channels) {
            engine.channel(channel);
        }
        return engine.build();
    }

    /** Runs on the morning of a day, from 1 for the Monday. */
    RunReport run(Relance engine, int day) {
        LocalDate date = MONDAY.plusDays(day - 1L);
        clock.turnToMorningOf(date);
        return engine.run(ATELIER, date);
    }

    static List<MessageInTrouble> troubles(Relance engine) {
        List<MessageInTrouble> found = new ArrayList<>();
        engine.inTrouble(ATELIER, found::add);
        return found;
    }
}
