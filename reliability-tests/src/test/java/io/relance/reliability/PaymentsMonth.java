package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.callback.RawCallback;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.money.Tolerance;
import io.relance.payment.PaymentEvent.Change;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd.Taken;
import io.relance.testkit.RecordingChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A creditor's days with a payment provider, an engine that is started each morning on a database in a file, and a diary for each customer. Every
 * mail that leaves is held against what is open in the books that day, and what the payers have on its way.
 */
final class PaymentsMonth {
    static final LocalDate FIRST = LocalDate.parse("2026-06-01");
    private static final CreditorId ACME = new CreditorId("acme");
    private static final String PROVIDER = "in-memory";
    /** A mandate that is in force. */
    private static final String MANDATE = "mandate-ACTIVE";

    private static final Scenario LADDER = Scenario.named("ladder")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .step("second", s -> s.daysAfterDue(10).email("reminder"))
            .step("firm", s -> s.daysAfterDue(20).email("firm"))
            .build();

    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(FIRST);
    private final InMemoryBooks books = InMemoryBooks.empty();
    private final RecordingChannel email =
            new RecordingChannel(ChannelId.EMAIL, clock, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
    private final FakePaymentService service = new FakePaymentService(clock);
    private final DataSource database;
    private final Map<Integer, List<Runnable>> mornings = new TreeMap<>();
    private final Map<Integer, List<Runnable>> noons = new TreeMap<>();
    private final Map<AccountId, Diary> diaries = new HashMap<>();
    /** What payers have on its way, whoever knows of it, and the books don't show yet. */
    private final Map<ReceivableId, Money> underWay = new HashMap<>();

    private final Map<AccountId, AccountLedger> ledgers = new HashMap<>();
    /** What a customer pays by. */
    private final Map<String, Taken> used = new HashMap<>();

    private final boolean deaf;
    private Relance relance;
    private int checked;

    /**
     * The beginning of one.
     *
     * @param folder where the database is
     * @param deaf whether what the provider posts is lost: nobody hears of money under way
     */
    PaymentsMonth(Path folder, boolean deaf) {
        this.deaf = deaf;
        this.database = KilledOffice.source("jdbc:h2:file:" + folder.resolve("dunning"));
        this.relance = start(true);
    }

    private Relance start(boolean migrate) {
        JdbcDunningStore store = KilledOffice.store(database, migrate);
        return Relance.builder()
                .books(books)
                .store(store)
                .channel(email)
                .clock(clock)
                .scenario(LADDER)
                .payments(new InMemoryPaymentProvider(service))
                .build();
    }

    /** Happens before the run of a day. */
    PaymentsMonth inTheMorning(int day, Runnable what) {
        mornings.computeIfAbsent(day, number -> new ArrayList<>()).add(what);
        return this;
    }

    /** Happens after the run of a day. */
    PaymentsMonth atNoon(int day, Runnable what) {
        noons.computeIfAbsent(day, number -> new ArrayList<>()).add(what);
        return this;
    }

    /** Lets the days pass, up to this one. */
    void until(int last) {
        for (int day = 1; day <= last; day++) {
            clock.turnToMorningOf(day(day));
            relance.close();
            relance = start(false);
            mornings.getOrDefault(day, List.of()).forEach(Runnable::run);
            clock.turn(Duration.ofHours(1));
            relance.run(ACME, day(day));
            read();
            checkMails(day(day));
            clock.turn(Duration.ofHours(3));
            noons.getOrDefault(day, List.of()).forEach(Runnable::run);
            read();
        }
    }

    private void read() {
        diaries.forEach((account, diary) -> diary.read(relance.timeline(account)));
    }

    private void checkMails(LocalDate day) {
        List<OutboundMessage> taken = email.taken();
        for (OutboundMessage mail : taken.subList(checked, taken.size())) {
            MessageState message = relance.memory(mail.account())
                    .message(mail.delivery().message())
                    .orElseThrow();
            LedgerPosition position =
                    Objects.requireNonNull(ledgers.get(mail.account())).asOf(day, Tolerance.NONE);
            for (MessageLine line : message.lines()) {
                Money open = position.item(line.receivable()).orElseThrow().open();
                Money coming = underWay.getOrDefault(line.receivable(), Money.zero(CurrencyUnit.EUR));
                assertThat(line.amount())
                        .as(
                                "a mail asks on %s for %s %s, of which %s is open and %s under way",
                                day, line.receivable(), line.amount(), open, coming)
                        .isEqualTo(open.minus(coming));
                assertThat(mail.text()).contains(line.receivable().value());
            }
        }
        checked = taken.size();
        assertThat(taken.stream().map(OutboundMessage::delivery).collect(Collectors.toSet()))
                .as("each mail once")
                .hasSameSizeAs(email.handedOver());
    }

    static LocalDate day(int number) {
        return FIRST.plusDays(number - 1L);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static AccountId account(String customer) {
        return AccountId.of(ACME.value(), customer);
    }

    private Diary diary(String customer) {
        return Objects.requireNonNull(diaries.get(account(customer)));
    }

    /** All that happened to a customer. */
    String story(String customer) {
        return diary(customer).toString();
    }

    // The books

    /** A customer owes an invoice that is due on a day, which may be before the first. */
    void owes(String customer, String invoice, String amount, int due) {
        Receivable receivable = Receivable.invoice(invoice, day(due).minusDays(30), day(due), Money.parse(amount))
                .build();
        Customer who = Customer.builder(customer)
                .contact(Contact.billing("billing@" + customer + ".example"))
                .build();
        diaries.putIfAbsent(account(customer), new Diary(FIRST));
        AccountLedger.Builder ledger = Optional.ofNullable(ledgers.get(account(customer)))
                .map(AccountLedger::toBuilder)
                .orElseGet(() -> AccountLedger.builder(ACME, who));
        put(ledger.receivable(receivable).build());
    }

    private void put(AccountLedger ledger) {
        ledgers.put(ledger.account(), ledger);
        books.put(ledger);
    }

    private AccountLedger ledger(String customer) {
        return Objects.requireNonNull(ledgers.get(account(customer)));
    }

    /** The books show a payment, matched to nothing. */
    void onAccount(String customer, String payment, String amount) {
        diary(customer).outside(today(), "the books show " + payment + " over " + amount + ", matched to nothing");
        put(ledger(customer).toBuilder()
                .payment(new Payment(new DocumentId(payment), today(), Money.parse(amount), clock.instant()))
                .build());
    }

    /** The books match a payment that they show to an invoice, and to no other. */
    void matched(String customer, String payment, String invoice) {
        diary(customer).outside(today(), "the books match " + payment + " to " + invoice);
        put(matched(ledger(customer), payment, invoice));
    }

    private static AccountLedger matched(AccountLedger ledger, String payment, String invoice) {
        AccountLedger.Builder after = AccountLedger.builder(ACME, ledger.customer());
        ledger.receivables().forEach(after::receivable);
        ledger.payments().forEach(after::payment);
        ledger.allocations().stream()
                .filter(allocation -> !allocation.document().value().equals(payment))
                .forEach(after::allocation);
        Money amount = ledger.payments().stream()
                .filter(paid -> paid.id().value().equals(payment))
                .findFirst()
                .orElseThrow()
                .amount();
        return after.allocation(Allocation.ofPayment(payment, invoice, amount)).build();
    }

    /** The books show a payment, matched to its invoice; it is under way no more. */
    void booked(String customer, String payment, String invoice, String amount) {
        diary(customer).outside(today(), "the books show " + payment + " over " + amount + " for " + invoice);
        AccountLedger with = ledger(customer).toBuilder()
                .payment(new Payment(new DocumentId(payment), today(), Money.parse(amount), clock.instant()))
                .build();
        put(matched(with, payment, invoice));
        arrives(invoice, amount);
    }

    private void arrives(String invoice, String amount) {
        underWay.merge(new ReceivableId(invoice), Money.parse(amount).negated(), Money::plus);
    }

    // The payers

    /** A customer pays on the page of the mail that came last. */
    void paysOnPage(String customer, String invoice, String amount) {
        diary(customer).outside(today(), customer + " pays " + amount + " on the page of the last mail");
        String text = email.taken().stream()
                .filter(mail -> mail.account().equals(account(customer)))
                .reduce((before, last) -> last)
                .orElseThrow()
                .text();
        Taken page = service.taken().stream()
                .filter(one -> text.contains("https://pay.example/" + one.id() + "\n"))
                .findFirst()
                .orElseThrow();
        assertThat(service.isPayable(page.id())).isTrue();
        service.pay(page.id());
        used.put(customer, page);
        underWay.merge(new ReceivableId(invoice), Money.parse(amount), Money::plus);
    }

    /** The provider tells, as of now, what becomes of what a customer pays; not posted yet. */
    RawCallback news(String customer, Change change) {
        return service.callback(Objects.requireNonNull(used.get(customer)), clock.instant(), change)
                .orElseThrow();
    }

    /** The provider posts something, signed anew, twice. */
    void postedTwice(String customer, RawCallback callback) {
        if (deaf) {
            return;
        }
        diary(customer).outside(today(), "the provider posts, twice");
        for (int i = 0; i < 2; i++) {
            relance.paymentCallback(ACME, PROVIDER, service.again(callback));
        }
        read();
    }

    /** The customer has given a mandate. */
    void mandate(String customer) {
        as(customer, jane -> jane.recordMandate(PROVIDER, MANDATE));
    }

    /** A person has an invoice collected. */
    void collect(String customer, String debit, String invoice, String amount) {
        as(customer, jane -> jane.collect(debit, MANDATE, List.of(new ReceivableId(invoice)), Optional.empty()));
        underWay.merge(new ReceivableId(invoice), Money.parse(amount), Money::plus);
    }

    /** The bank has begun to collect what was asked for last of an invoice. */
    void begun(String customer, String invoice) {
        diary(customer).outside(today(), "the bank begins to collect");
        Taken last = service.taken().stream()
                .filter(one -> one.words().endsWith(": " + invoice))
                .reduce((before, after) -> after)
                .orElseThrow();
        service.pay(last.id());
        used.put(customer, last);
    }

    /** The bank gives the collection back. */
    void bounces(String customer, String invoice, String amount) {
        diary(customer).outside(today(), "the bank gives it back");
        arrives(invoice, amount);
    }

    private void as(String customer, Consumer<AccountCommands> what) {
        what.accept(relance.account(account(customer), "jane", today()));
        read();
    }

    // What is asked of it all

    /** What could be paid on pages now. */
    List<Money> payable() {
        return service.taken().stream()
                .filter(one -> service.isPayable(one.id()))
                .map(Taken::total)
                .toList();
    }

    /** Whether the events of a customer still have the hashes with which they were recorded. */
    boolean isIntact(String customer) {
        return relance.verify(account(customer)).isIntact();
    }
}
