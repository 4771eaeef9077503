package io.relance.reliability;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.channel.RetryPolicy;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.DunningStore;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.storage.ReceivablesSource;
import io.relance.template.TemplateCatalogue;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Several engines at once on one PostgreSQL, each on a thread of its own, all for the same days and accounts. Calls fail before
 * or after they are done, connections break, processes stop, channels refuse for now, take a message and then fail or leave in
 * doubt. Some engines stand still until their leases have ended, and wake while the others are about what they held.
 *
 * <p>The clock is turned only while nobody hands over but who stands still: no channel takes longer than it may. Every customer
 * is due a reminder and a week later a firm one, unless all is paid one night.
 */
final class Hammer implements Past {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final List<Integer> TROUBLED = List.of(0, 1, 2, 7, 8, 9);
    private static final List<Integer> QUIET = List.of(10, 14, 18);
    private static final int ROUNDS = 4;
    private static final double FAULTS = 0.001;
    private static final double MORE_FAULTS = 0.005;
    private static final int PAGE = 1000;
    private static final Policy POLICY = Policy.named("ladder")
            .scenario(Scenario.named("ladder")
                    .step("reminder", s -> s.daysAfterDue(5).email("reminder").orLetter("reminder"))
                    .step("firm", s -> s.daysAfterDue(12).email("firm").orLetter("firm"))
                    .build())
            .defaultScenario("ladder")
            .build();
    private static final TemplateCatalogue TEMPLATES = TemplateCatalogue.builtIn();

    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(FIRST);
    private final InMemoryBooks books = InMemoryBooks.telling();
    private final PostOffice post = new PostOffice(clock);
    private final Random random;
    private final String schema;
    private final Optional<BrokenEngines> breaking;
    /** Of whoever asks and settles, which never break. */
    private final FragileConnections own = new FragileConnections(database(), () -> false);

    private final JdbcDunningStore store;
    private final Relance desk;
    private final List<HammerNode> nodes;
    private final Map<AccountId, AccountLedger> unpaid = new TreeMap<>(Hammer::byName);
    private final Set<AccountId> paid = ConcurrentHashMap.newKeySet();
    private final Set<AccountId> waiting = new HashSet<>();
    private final Map<MessageId, Holder> holders = new ConcurrentHashMap<>();
    private final Set<MessageId> excused = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    private final Turnstile turnstile;

    /**
     * What came of it.
     *
     * @param broken promises that were not kept
     * @param counts what went wrong, and how often; what became of it
     */
    record Result(List<String> broken, Map<String, Integer> counts) {}

    private record Holder(String node, Instant until) {}

    private Hammer(int accounts, int engines, long seed, Optional<BrokenEngines> breaking) {
        this.random = new Random(seed);
        this.breaking = breaking;
        this.schema = "hammer_" + Long.toUnsignedString(System.nanoTime(), Character.MAX_RADIX);
        this.store = JdbcDunningStore.builder(own.source())
                .schemaToCreate(schema)
                .leaseClock(clock)
                .build();
        Relance.Builder asking = builder().node("desk").store(store).books(books);
        channels().forEach(asking::channel);
        this.desk = asking.build();
        IntStream.range(0, accounts).forEach(this::open);
        this.turnstile = new Turnstile(engines);
        this.nodes = IntStream.range(0, engines)
                .mapToObj(i -> new HammerNode("n" + i, this, new Random(seed * 31 + i)))
                .toList();
    }

    /** The engines at work on so many accounts. */
    static Result of(int accounts, int engines, long seed, Optional<BrokenEngines> breaking) {
        return new Hammer(accounts, engines, seed, breaking).pass();
    }

    private static int byName(AccountId a, AccountId b) {
        return a.toString().compareTo(b.toString());
    }

    private void open(int number) {
        String id = String.format(Locale.ROOT, "c%06d", number);
        Contact.Builder contact = Contact.builder("billing");
        if (number % 2 == 0) {
            contact.email("billing@" + id + ".example");
        } else {
            contact.postalAddress(id + " street");
        }
        AccountLedger.Builder ledger = AccountLedger.builder(
                Office.ACME, Customer.builder(id).contact(contact.build()).build());
        LocalDate due = FIRST.minusDays(5).plusDays(number % 3);
        for (int i = 0; i <= (number % 5 == 0 ? 1 : 0); i++) {
            ledger.receivable(Receivable.invoice(
                            "F" + number + "-" + i, due.minusDays(30), due, Money.ofMinor(CurrencyUnit.EUR, 10_000))
                    .build());
        }
        AccountLedger all = ledger.build();
        books.put(all);
        unpaid.put(all.account(), all);
    }

    DataSource database() {
        return Servers.postgres();
    }

    /** The store as a node has it; a broken one believes that leases end an hour earlier than they do. */
    DunningStore store(DataSource source) {
        InstantSource leases =
                breaking.filter(BrokenEngines.IGNORES_LEASES::equals).isPresent()
                        ? () -> clock.instant().plus(Duration.ofHours(1))
                        : clock;
        return JdbcDunningStore.builder(source)
                .schema(schema)
                .migrate(false)
                .leaseClock(leases)
                .build();
    }

    ReceivablesSource books() {
        return books;
    }

    InstantSource clock() {
        return clock;
    }

    List<Channel> channels() {
        return List.of(post.email(), post.letters());
    }

    Breaking breaking() {
        return breaking.map(engine -> engine.apply(this)).orElse(Breaking.NOTHING);
    }

    Relance.Builder builder() {
        return Relance.builder()
                .clock(clock)
                .policy(POLICY)
                .templates(TEMPLATES)
                .retry(new RetryPolicy(8, Duration.ofMinutes(5)));
    }

    void check(boolean kept, Supplier<String> otherwise) {
        if (!kept) {
            broken.add(otherwise.get());
        }
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    void mayBeInDoubt(MessageId message) {
        excused.add(message);
    }

    /** A node got the lease of a message, which nobody else has. */
    void holds(String node, MessageId message, Instant until) {
        Holder before = holders.put(message, new Holder(node, until));
        check(
                before == null || before.node().equals(node) || !before.until().isAfter(clock.instant()),
                () -> node + " holds " + message + ", and so does " + before);
    }

    void holdsNoLonger(MessageId message) {
        holders.remove(message);
    }

    void broken(RunReport report) {
        report.brokenAccounts().forEach(account -> {
            count("accounts left for the next run");
            check(
                    account.toString().contains("changed by others")
                            || account.toString().contains("Outage"),
                    () -> "a broken account: " + account);
        });
    }

    boolean isPaid(AccountId account) {
        return paid.contains(account);
    }

    @Override
    public boolean isWaiting(AccountId account) {
        return waiting.contains(account);
    }

    @Override
    public AccountLedger ledgerOfYesterday(AccountId account) {
        return unpaid.getOrDefault(
                account,
                AccountLedger.builder(
                                account.creditor(),
                                Customer.builder(account.customer()).build())
                        .build());
    }

    /** The calling node stands still until the others have been about what it holds; unless it would be the last that moves. */
    void freeze() {
        if (turnstile.freeze()) {
            count("engines frozen past their leases");
        }
    }

    private Result pass() {
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            // a broken engine does right as long as nothing goes wrong
            nodes.forEach(node -> node.faults(breaking.isPresent() ? MORE_FAULTS : FAULTS));
            TROUBLED.forEach(day -> day(FIRST.plusDays(day), threads));
            nodes.forEach(node -> node.faults(0));
            QUIET.forEach(day -> day(FIRST.plusDays(day), threads));
        } finally {
            threads.shutdownNow();
            nodes.forEach(HammerNode::close);
        }
        if (broken.isEmpty()) {
            atTheEnd();
        }
        own.close();
        return new Result(List.copyOf(broken), new TreeMap<>(counts));
    }

    private void day(LocalDate day, ExecutorService threads) {
        if (!broken.isEmpty()) {
            return;
        }
        clock.turnToMorningOf(day);
        if (day.isAfter(FIRST)) {
            payments(day);
        }
        for (int round = 0; round < ROUNDS; round++) {
            turnstile.run(
                    nodes,
                    node -> threads.execute(() -> {
                        try {
                            node.run(day);
                        } catch (RuntimeException | Error e) {
                            check(false, () -> "an engine threw " + e);
                        } finally {
                            turnstile.done(node);
                        }
                    }),
                    random.nextInt(30));
            clock.turn(Relance.DEFAULT_LEASE.plusMinutes(1));
        }
        turnstile.thaw();
        doubts(day);
    }

    /** Some pay in the night, more of those for whom something is under way. */
    private void payments(LocalDate day) {
        waiting.clear();
        outbox(OutboxState.READY, OutboxState.SENDING).forEach(entry -> waiting.add(entry.account()));
        for (Map.Entry<AccountId, AccountLedger> entry : unpaid.entrySet()) {
            AccountId account = entry.getKey();
            boolean pays = random.nextInt(waiting.contains(account) ? 2 : 40) == 0;
            if (pays && !paid.contains(account)) {
                AccountLedger.Builder ledger = entry.getValue().toBuilder();
                entry.getValue()
                        .receivables()
                        .forEach(invoice -> ledger.payment(new Payment(
                                        new DocumentId("P" + invoice.id().value()),
                                        day,
                                        invoice.amount(),
                                        clock.instant()))
                                .allocation(Allocation.ofPayment(
                                        "P" + invoice.id().value(), invoice.id().value(), invoice.amount())));
                books.put(ledger.build());
                paid.add(account);
            }
        }
        // who looks again sees it; the look may be a minute old
        clock.turn(Duration.ofMinutes(2));
    }

    /** Somebody asks the debtors of what is in doubt. */
    private void doubts(LocalDate day) {
        for (OutboxEntry entry : outbox(OutboxState.IN_DOUBT)) {
            AccountCommands jane = desk.account(entry.account(), "jane", day);
            if (post.has(entry.message())) {
                jane.sent(entry.message());
            } else {
                jane.notSent(entry.message());
            }
        }
    }

    private List<OutboxEntry> outbox(OutboxState... states) {
        List<OutboxEntry> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<OutboxEntry> page = store.outbox(new OutboxQuery(Office.ACME, Set.of(), Set.of(states), after, PAGE));
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private void atTheEnd() {
        outbox(OutboxState.READY, OutboxState.SENDING, OutboxState.AWAITING_APPROVAL)
                .forEach(entry -> check(false, () -> "left behind: " + entry));
        Map<AccountId, Map<String, Integer>> got = new HashMap<>();
        for (List<OutboundMessage> copies : post.taken()) {
            OutboundMessage message = copies.get(0);
            check(copies.size() == 1, () -> message.delivery() + " reached the debtor " + copies.size() + " times");
            Map<String, Integer> steps = got.computeIfAbsent(message.account(), id -> new TreeMap<>());
            desk.memory(message.account())
                    .message(message.delivery().message())
                    .orElseThrow()
                    .lines()
                    .forEach(line -> steps.merge(
                            line.receivable() + " " + line.stepKey().orElse("without a step"),
                            copies.size(),
                            Integer::sum));
            count("messages handed over");
        }
        unpaid.forEach((account, ledger) -> {
            Map<String, Integer> steps = got.getOrDefault(account, Map.of());
            for (Receivable invoice : ledger.receivables()) {
                for (String step : List.of("ladder/reminder", "ladder/firm")) {
                    ReceivableId id = invoice.id();
                    int times = steps.getOrDefault(id + " " + step, 0);
                    check(
                            times == 1 || (times == 0 && paid.contains(account)),
                            () -> account + " got " + step + " of " + id + " " + times + " times: "
                                    + desk.timeline(account));
                }
            }
            doubtful(account);
        });
        Agreement.broken(unpaid.keySet(), store, desk, post::has).forEach(broken::add);
    }

    /** A message is in doubt only when something went wrong while it was handed over, or one that was marked together with it. */
    private void doubtful(AccountId account) {
        desk.timeline(account).forEach(entry -> {
            if (entry.event() instanceof AccountEvent.MessageInDoubt doubt) {
                count("messages in doubt, settled by people");
                // with many faults one of them may leave in doubt what another was about; a broken engine must break
                // more
                check(
                        breaking.isPresent()
                                || excused.contains(doubt.delivery().message()),
                        () -> "in doubt for no reason: " + doubt + " of " + account);
            }
        });
    }
}
