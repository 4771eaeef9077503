package io.relance.testkit;

import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.Page;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * A creditor's follow-up rehearsed day by day: on day 12 a payment of 300 arrives; after 30 days these messages went out. It has
 * the parts that an engine needs, all in memory, and turns the clock; the engine is the caller's own, built on those parts.
 *
 * <pre>{@code
 * Rehearsal march = Rehearsal.of(creditor, LocalDate.of(2026, 3, 1));
 * Relance relance = Relance.builder()
 *         .books(march.books())
 *         .store(march.store())
 *         .channel(march.channel(ChannelId.EMAIL))
 *         .clock(march.clock())
 *         .scenario(reminders)
 *         .build();
 * march.on(12, () -> march.pay(customer, "F-1", Money.parse("EUR 300.00")));
 * march.runUntil(30, relance::run);
 * assertThat(march.sent()).hasSize(2);
 * }</pre>
 *
 * <p>Days are numbered from 1, the first day. What is said to happen {@link #on} a day happens at eight o'clock UTC, before the
 * run of that day. Not for several threads.
 */
public final class Rehearsal {
    private static final int PAGE = 500;

    private final CreditorId creditor;
    private final LocalDate firstDay;
    private final HandTurnedClock clock;
    private final InMemoryBooks books = InMemoryBooks.empty();
    private final DunningStore store = new InMemoryDunningStore();
    private final Map<ChannelId, RecordingChannel> channels = new LinkedHashMap<>();
    private final Map<ChannelId, Integer> seen = new LinkedHashMap<>();
    private final Map<Integer, List<Runnable>> happenings = new TreeMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private int today;
    private int payments;

    /** What is done every day: {@code relance::run}. */
    @FunctionalInterface
    public interface Daily {
        /** Does all that is due for a creditor on a business date. */
        void run(CreditorId creditor, LocalDate day);
    }

    /**
     * A message that a channel took.
     *
     * @param day the number of the day
     */
    public record Sent(int day, OutboundMessage message) {
        /** Over which channel. */
        public ChannelId channel() {
            return message.delivery().channel();
        }

        /** A sentence, such as {@code day 9: email to compta@port.example, "Rappel"}. */
        @Override
        public String toString() {
            return "day " + day + ": " + channel() + " to " + message.recipientAddress()
                    + message.subject().map(subject -> ", \"" + subject + "\"").orElse("");
        }
    }

    private Rehearsal(CreditorId creditor, LocalDate firstDay) {
        this.creditor = creditor;
        this.firstDay = firstDay;
        this.clock = HandTurnedClock.onMorningOf(firstDay);
    }

    /** A rehearsal with empty books, its clock on the morning of day 1. */
    public static Rehearsal of(CreditorId creditor, LocalDate firstDay) {
        return new Rehearsal(creditor, firstDay);
    }

    /** The books, to put ledgers into. */
    public InMemoryBooks books() {
        return books;
    }

    /** What the engine remembers. */
    public DunningStore store() {
        return store;
    }

    /** The clock; turned by {@link #runUntil}. */
    public HandTurnedClock clock() {
        return clock;
    }

    /**
     * A channel; the same one whenever it is asked for by its name.
     *
     * @param features what it can promise; when it is asked for the first time
     */
    public RecordingChannel channel(ChannelId id, ChannelFeature... features) {
        return channels.computeIfAbsent(id, name -> new RecordingChannel(name, clock, features));
    }

    /**
     * The date of a day.
     *
     * @param number from 1
     * @throws IllegalArgumentException when it is below 1
     */
    public LocalDate day(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("days are numbered from 1, but this one was " + number);
        }
        return firstDay.plusDays(number - 1L);
    }

    /** The day that it is. */
    public LocalDate today() {
        return day(Math.max(1, today));
    }

    /**
     * Lets something happen on a day to come, before its run; what was said first happens first.
     *
     * @throws IllegalArgumentException when the day is over, or below 1
     */
    public Rehearsal on(int number, Runnable what) {
        LocalDate day = day(number);
        if (number <= today) {
            throw new IllegalArgumentException(
                    "day " + number + " (" + day + ") is over: say before it is run what happens on it");
        }
        happenings.computeIfAbsent(number, n -> new ArrayList<>()).add(what);
        return this;
    }

    /**
     * A payment arrives today, matched to an invoice.
     *
     * @throws IllegalArgumentException when the books don't have the account
     * @throws io.relance.receivable.OverAllocationException when it is more than the invoice's amount
     */
    public void pay(AccountId account, String invoice, Money amount) {
        payments++;
        String id = "rehearsed-" + payments;
        books.change(
                account,
                ledger -> ledger.payment(new Payment(new DocumentId(id), today(), amount, clock.instant()))
                        .allocation(Allocation.ofPayment(id, invoice, amount)));
    }

    /** Runs every day from the one after the last that was run to {@code number}, each at eight o'clock UTC. */
    public Rehearsal runUntil(int number, Daily daily) {
        while (today < number) {
            today++;
            clock.turnToMorningOf(today());
            happenings.getOrDefault(today, List.of()).forEach(Runnable::run);
            daily.run(creditor, today());
            collect();
        }
        return this;
    }

    private void collect() {
        channels.forEach((id, channel) -> {
            List<OutboundMessage> taken = channel.taken();
            taken.subList(seen.getOrDefault(id, 0), taken.size())
                    .forEach(message -> sent.add(new Sent(today, message)));
            seen.put(id, taken.size());
        });
    }

    /** What went out on the days that were run, in order. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** The numbers of the days on which something went out, in order; one twice when two messages did. */
    public List<Integer> daysOfMessages() {
        return sent.stream().map(Sent::day).toList();
    }

    /** The tasks that are open now, by account and day. */
    public List<TaskRecord> openTasks() {
        List<TaskRecord> tasks = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<TaskRecord> page =
                    store.tasks(new TaskQuery(creditor, Optional.empty(), Optional.empty(), true, after, PAGE));
            tasks.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return tasks;
    }
}
