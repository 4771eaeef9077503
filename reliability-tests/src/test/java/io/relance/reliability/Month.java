package io.relance.reliability;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import io.relance.testkit.InMemoryBooks;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A month that always goes the same: payments in part and in full, a credit note, a promise, a dispute, a hold, proposals that
 * people approve, tasks that they complete, channels that fail for now or for good. Whatever becomes of single calls, the host
 * does what hosts do: it runs the engine twice each morning, starts it again when its process has stopped, gives a command
 * again that failed, and settles messages in doubt by asking the debtor.
 */
final class Month {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final LocalDate LAST = LocalDate.parse("2026-04-10");
    private static final Scenario LADDER = Scenario.named("ladder")
            .step(
                    "reminder",
                    s -> s.daysAfterDue(5).email("reminder").orSms("reminder").orLetter("reminder"))
            .step(
                    "firm",
                    s -> s.daysAfterDue(12)
                            .email("firm")
                            .orSms("firm")
                            .orLetter("firm")
                            .notifyInside("collections", "the firm reminder is out"))
            .step("last", s -> s.daysAfterDue(20).email("firm").orSms("firm").needsApproval())
            .step("call", s -> s.daysAfterDue(28).task("collections", "call them"))
            .thankYou(ChannelId.EMAIL, "thank-you")
            .build();
    private static final Policy POLICY = Policy.named("ladder")
            .scenario(LADDER)
            .defaultScenario("ladder")
            .correspondence(Correspondence.builder()
                    .promise(ChannelId.EMAIL, "promise-confirmed")
                    .statement(ChannelId.EMAIL, "statement")
                    .notes(ChannelId.EMAIL, "internal")
                    .team("collections", "collections@acme.example")
                    .build())
            .build();

    final Office office;
    private final Between between;
    private final Function<Office, Breaking> breaking;
    private final TreeMap<LocalDate, Runnable> happenings = new TreeMap<>();
    private Relance relance;
    private int starts;

    /** The month from its beginning. */
    Month(Set<ChannelFeature> features, Between between, Function<Office, Breaking> breaking) {
        this.office = new Office(FIRST, POLICY, InMemoryBooks::empty, features, Month::answer);
        this.between = between;
        this.breaking = breaking;
        this.relance = start();
        books();
        script();
    }

    /** The month from the morning of a day on, by what it had come to. */
    Month(Office then, LocalDate day, Between between, Function<Office, Breaking> breaking) {
        this.office = then.copy(day);
        this.between = between;
        this.breaking = breaking;
        this.relance = start();
        script();
    }

    /** The days on which the host runs the engine. */
    static List<LocalDate> days() {
        return FIRST.datesUntil(LAST.plusDays(1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .toList();
    }

    private Relance start() {
        starts++;
        return office.engine("node-" + starts, between, breaking.apply(office));
    }

    private void books() {
        invoice("alpha", "A1", "2026-02-25");
        invoice("alpha", "A2", "2026-03-04");
        invoice("bravo", "B1", "2026-02-25");
        invoice("charlie", "C1", "2026-02-26");
        invoice("delta", "D1", "2026-02-24");
        invoice("echo", "E1", "2026-02-25");
        invoice("foxtrot", "F1", "2026-02-25");
        invoice("golf", "G1", "2026-02-10");
        invoice("india", "I1", "2026-02-25");
        invoice("juliet", "J1", "2026-02-25");
        invoice("juliet", "J2", "2026-03-09");
    }

    private void script() {
        on("2026-03-03", () -> pay("india", "I1", "EUR 100.00"));
        on("2026-03-04", () -> command("echo", echo -> echo.promise("by phone", LocalDate.parse("2026-03-13"))));
        on("2026-03-05", () -> {
            address("delta", "new@delta.example");
            command("foxtrot", f -> f.dispute(dispute(Optional.empty())));
        });
        on("2026-03-06", () -> {
            pay("alpha", "A1", "EUR 100.00");
            command(
                    "juliet",
                    juliet -> juliet.hold(new Hold(
                            "h1",
                            Optional.empty(),
                            LocalDate.parse("2026-03-06"),
                            Optional.of(LocalDate.parse("2026-03-16")),
                            "they asked",
                            "jane")));
        });
        on("2026-03-10", () -> pay("golf", "G1", "EUR 40.00"));
        on("2026-03-11", () -> credit("juliet", "J2", "EUR 30.00"));
        on("2026-03-16", () -> command("foxtrot", foxtrot -> foxtrot.closeDispute("d1")));
        on("2026-04-08", () -> pay("charlie", "C1", "EUR 100.00"));
    }

    private static Dispute dispute(Optional<LocalDate> closed) {
        return new Dispute(
                "d1",
                new ReceivableId("F1"),
                "quality",
                Optional.empty(),
                "jane",
                LocalDate.parse("2026-03-05"),
                Optional.empty(),
                closed);
    }

    private void on(String day, Runnable what) {
        happenings.put(LocalDate.parse(day), what);
    }

    /** What channels say; null: they take it. */
    private static @Nullable DeliveryReceipt answer(OutboundMessage message, int attempt, Instant now) {
        boolean email = message.delivery().channel().equals(ChannelId.EMAIL);
        String to = message.recipientAddress();
        if (email && to.equals("billing@bravo.example") && attempt == 1) {
            return new DeliveryReceipt.TemporaryFailure("busy");
        }
        if (email && to.equals("billing@india.example") && now.isBefore(noon(FIRST))) {
            return new DeliveryReceipt.TemporaryFailure("away until noon");
        }
        if (email && (to.equals("billing@charlie.example") || to.equals("billing@delta.example"))) {
            return new DeliveryReceipt.PermanentFailure("no such address");
        }
        return null;
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** Lets a day pass, in a process that is started in the morning. */
    void pass(LocalDate day) {
        office.clock.turnToMorningOf(day);
        relance = start();
        happenings.getOrDefault(day, () -> {}).run();
        for (OutboxEntry proposal : office.outbox(OutboxState.AWAITING_APPROVAL)) {
            command(proposal.account(), someone -> someone.approve(proposal.message()));
        }
        for (TaskRecord task : openTasks()) {
            if (task.raised().isBefore(day)) {
                command(task.account(), someone -> someone.completeTask(task.id(), "REACHED"));
            }
        }
        // what the books said before all this is no excuse any more
        office.clock.turn(Duration.ofMinutes(2));
        run(day);
        office.clock.turn(Duration.ofMinutes(30));
        run(day);
        office.clock.turn(Duration.ofMinutes(28));
        for (OutboxEntry doubtful : office.outbox(OutboxState.IN_DOUBT)) {
            boolean got = office.has(doubtful.message());
            command(doubtful.account(), someone -> {
                if (got) {
                    someone.sent(doubtful.message());
                } else {
                    someone.notSent(doubtful.message());
                }
            });
        }
    }

    private List<TaskRecord> openTasks() {
        return office.store
                .tasks(new TaskQuery(
                        Office.ACME, Optional.empty(), Optional.empty(), true, Optional.empty(), Integer.MAX_VALUE))
                .items();
    }

    private void run(LocalDate day) {
        try {
            office.witness.handOvers().runs("node-" + starts, day);
            relance.run(Office.ACME, day);
        } catch (Outage e) {
            // the host runs it again later
        } catch (Death e) {
            relance = start();
        }
    }

    private void command(String customer, Consumer<AccountCommands> what) {
        command(AccountId.of("acme", customer), what);
    }

    private void command(AccountId account, Consumer<AccountCommands> what) {
        LocalDate day = LocalDate.ofInstant(office.clock.instant(), ZoneOffset.UTC);
        boolean again = false;
        while (true) {
            try {
                what.accept(relance.account(account, "jane", day));
                return;
            } catch (Outage e) {
                again = true;
            } catch (Death e) {
                again = true;
                relance = start();
            } catch (IllegalStateException | IllegalArgumentException e) {
                if (!again) {
                    throw e;
                }
                // it was done the first time, though that was not heard of
                return;
            }
        }
    }

    private void invoice(String customer, String number, String due) {
        LocalDate day = LocalDate.parse(due);
        AccountId account = AccountId.of("acme", customer);
        AccountLedger.Builder ledger = office.accounts().contains(account)
                ? office.ledger(account).toBuilder()
                : AccountLedger.builder(Office.ACME, customer(customer, "billing@" + customer + ".example"));
        office.put(ledger.receivable(Receivable.invoice(number, day.minusDays(30), day, Money.parse("EUR 100.00"))
                        .build())
                .build());
    }

    private static Customer customer(String id, String email) {
        Contact.Builder contact = Contact.builder("billing").email(email);
        if (!id.equals("delta")) {
            contact.phone("+331" + id);
        }
        return Customer.builder(id).contact(contact.build()).build();
    }

    private void address(String customer, String email) {
        AccountLedger ledger = office.ledger(AccountId.of("acme", customer));
        office.put(ledger.withCustomer(customer(customer, email)));
    }

    private void pay(String customer, String invoice, String amount) {
        AccountLedger ledger = office.ledger(AccountId.of("acme", customer));
        Money money = Money.parse(amount);
        office.put(ledger.toBuilder()
                .payment(new Payment(new DocumentId("P-" + invoice), today(), money, office.clock.instant()))
                .allocation(Allocation.ofPayment("P-" + invoice, invoice, money))
                .build());
    }

    private void credit(String customer, String invoice, String amount) {
        AccountLedger ledger = office.ledger(AccountId.of("acme", customer));
        Money money = Money.parse(amount);
        office.put(ledger.toBuilder()
                .creditNote(new CreditNote(new DocumentId("C-" + invoice), today(), money, office.clock.instant()))
                .allocation(Allocation.ofCreditNote("C-" + invoice, invoice, money))
                .build());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(office.clock.instant(), ZoneOffset.UTC);
    }
}
