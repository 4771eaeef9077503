package io.relance.engine;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.RetryPolicy;
import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/** An engine with everything around it in memory: books, a store, channels, and a clock turned by hand. */
final class Trial {
    static final CreditorId ACME = new CreditorId("acme");
    static final AccountId DUPONT = AccountId.of("acme", "dupont");
    /** The day from which the tests count: a Monday. */
    static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    /** Courtesy 3 days before, reminder 5 and firm 15 days after the due date, an approved notice after 30, a task after 60. */
    static final Scenario STANDARD = Scenario.named("standard")
            .step("courtesy", s -> s.daysBeforeDue(3).email("pre-due"))
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .step("firm", s -> s.daysAfterDue(15).email("firm"))
            .step(
                    "notice",
                    s -> s.daysAfterDue(30)
                            .formalNotice()
                            .audience(ContactRole.BILLING)
                            .proofOfDispatch(ProofOfDispatch.NOT_REQUIRED)
                            .email("formal-notice"))
            .step("hand-over", s -> s.daysAfterDue(60).litigation().task("collections", "prepare the case"))
            .build();

    final HandTurnedClock clock = HandTurnedClock.onMorningOf(MONDAY);
    final InMemoryBooks books = InMemoryBooks.empty();
    final InMemoryDunningStore memory = new InMemoryDunningStore();
    final RecordingChannel email;
    final Relance relance;

    Trial() {
        this(STANDARD);
    }

    Trial(Scenario scenario, ChannelFeature... features) {
        this(scenario, store -> store, builder -> builder, features);
    }

    Trial(
            Scenario scenario,
            UnaryOperator<DunningStore> store,
            UnaryOperator<Relance.Builder> more,
            ChannelFeature... features) {
        this.email = channel(ChannelId.EMAIL, features);
        this.relance = engine(scenario, store, more, email);
    }

    /** Another engine on the same books and store. */
    Relance engine(
            Scenario scenario,
            UnaryOperator<DunningStore> store,
            UnaryOperator<Relance.Builder> more,
            Channel channel) {
        return more.apply(Relance.builder()
                        .books(books)
                        .store(store.apply(memory))
                        .channel(channel)
                        .clock(clock)
                        .retry(new RetryPolicy(8, Duration.ofSeconds(50)))
                        .scenario(scenario))
                .build();
    }

    RecordingChannel channel(ChannelId id, ChannelFeature... features) {
        return new RecordingChannel(id, clock, features);
    }

    RunReport run(LocalDate date) {
        clock.turnToMorningOf(date);
        return relance.run(ACME, date);
    }

    /** Runs on every day from {@code from} to {@code to}, both included. */
    void runDaily(LocalDate from, LocalDate to) {
        from.datesUntil(to.plusDays(1)).forEach(this::run);
    }

    AccountCommands jane(LocalDate day) {
        return relance.account(DUPONT, "jane", day);
    }

    DunningCase dupont() {
        return relance.memory(DUPONT);
    }

    MessageState onlyMessage() {
        List<MessageState> messages = dupont().messages();
        if (messages.size() != 1) {
            throw new AssertionError("not one message but " + messages);
        }
        return messages.get(0);
    }

    List<OutboxEntry> outbox() {
        return memory.outbox(new OutboxQuery(ACME, Set.of(), Set.of(), Optional.empty(), 1000))
                .items();
    }

    /** Books of {@code dupont} with invoices that were due so many days before {@link #MONDAY}: F1, F2 ... over EUR 100 each. */
    static AccountLedger.Builder overdue(int... daysLate) {
        AccountLedger.Builder ledger = books(ACME, "dupont");
        for (int i = 0; i < daysLate.length; i++) {
            ledger.receivable(invoice("F" + (i + 1), MONDAY.minusDays(daysLate[i]), "EUR 100.00"));
        }
        return ledger;
    }

    static AccountLedger.Builder books(CreditorId creditor, String customer) {
        return AccountLedger.builder(
                creditor,
                Customer.builder(customer)
                        .contact(Contact.builder("billing")
                                .email("billing@" + customer + ".example")
                                .phone("+33100000000")
                                .build())
                        .build());
    }

    static Receivable invoice(String number, LocalDate due, String amount) {
        return Receivable.invoice(number, due.minusDays(30), due, Money.parse(amount))
                .build();
    }
}
