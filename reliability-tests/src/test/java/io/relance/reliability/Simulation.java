package io.relance.reliability;

import io.relance.Relance;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.money.Tolerance;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.testkit.InMemoryBooks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A world drawn from one number: customers, what they owe and pay, what people do; one to three engines on one store, moved call
 * by call in an order drawn by chance; days missed, clocks that jump, engines that stand still past their leases, calls that fail
 * before or after they are done, processes that stop between any two of them, channels that refuse, delay and leave in doubt.
 * After two months of it, everything is quiet for three weeks, and what is due then has reached debtors or waits for people.
 */
final class Simulation {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final int DAYS = 45;
    private static final int QUIET = 21;
    /** For how many quiet days the bank collects nothing of what it has taken. */
    private static final int REST = 5;

    private static final List<Set<ChannelFeature>> FEATURES = List.of(
            Set.of(),
            Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY),
            Set.of(ChannelFeature.ANSWERS_LOOKUP),
            Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.ANSWERS_LOOKUP));
    private static final List<Supplier<InMemoryBooks>> BOOKS =
            List.of(InMemoryBooks::empty, InMemoryBooks::stamped, InMemoryBooks::telling);
    private static final Scenario LADDER = Scenario.named("ladder")
            .step("courtesy", s -> s.daysBeforeDue(3).email("pre-due"))
            .step(
                    "reminder",
                    s -> s.daysAfterDue(5).email("reminder").orSms("reminder").orLetter("reminder"))
            .step("firm", s -> s.daysAfterDue(12).email("firm").orSms("firm").notifyInside("collections", "call them"))
            .step("last", s -> s.daysAfterDue(20).email("firm").orLetter("firm").needsApproval())
            .step("call", s -> s.daysAfterDue(28).task("collections", "call them"))
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

    private final Random random;
    private final Office office;
    private final World world;
    private final Stepper stepper = new Stepper();
    private final List<Node> nodes = new ArrayList<>();
    private final Node desk;
    /** Who pays on pages; null in the worlds without a payment provider. */
    private final @Nullable Payers payers;

    /** What is collected by direct debit; null in the worlds where nothing is. */
    private final @Nullable Debits debits;

    private final double trouble;
    private final boolean late;
    private LocalDate day = FIRST;
    private boolean quiet;

    /**
     * What came of it.
     *
     * @param story of the customers of whom something is broken, as it was seen
     */
    record Result(
            long seed,
            List<String> broken,
            List<String> story,
            long calls,
            int events,
            int delivered,
            int payments,
            int debits,
            long trace) {}

    private Simulation(long seed, Function<Office, Breaking> breaking) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        random.nextLong();
        Set<ChannelFeature> features = new HashSet<>(FEATURES.get(random.nextInt(FEATURES.size())));
        if (random.nextBoolean()) {
            features.add(ChannelFeature.LATE_RECEIPTS);
        }
        Means means = Means.drawn(random, seed);
        Supplier<InMemoryBooks> books =
                means.silentBooks() ? InMemoryBooks::stamped : BOOKS.get(random.nextInt(BOOKS.size()));
        this.late = features.contains(ChannelFeature.LATE_RECEIPTS);
        this.office = new Office(FIRST, POLICY, books, features, this::answer, means);
        this.world = new World(office, random);
        this.trouble = random.nextInt(5) == 0 ? 0 : random.nextDouble() * 0.008;
        // drawn apart, so that worlds without it are what they were before there were any
        Random paying = new Random(seed * 0x9E3779B97F4A7C15L + 7);
        this.payers = paying.nextInt(3) > 0 ? new Payers(office, world.leavers(), paying) : null;
        if (payers != null) {
            office.payments(payers);
        }
        Random collecting = new Random(seed * 0x9E3779B97F4A7C15L + 11);
        collecting.nextLong();
        this.debits = payers != null && collecting.nextInt(4) > 0 ? payers.collect(collecting) : null;
        world.open(FIRST);
        if (debits != null) {
            debits.open();
            world.sellMore();
        }
        int engines = 1 + random.nextInt(3);
        for (int i = 1; i <= engines; i++) {
            nodes.add(new Node("n" + i, office, stepper.worker(), random, breaking, random.nextInt(4) == 0));
        }
        this.desk = new Node("desk", office, stepper.worker(), random, breaking, false);
    }

    /** The world of a number. */
    static Result of(long seed, Function<Office, Breaking> breaking) {
        return new Simulation(seed, breaking).pass(seed);
    }

    private Result pass(long seed) {
        try {
            for (int i = 0; i < DAYS && office.witness.broken().isEmpty(); i++) {
                turnToMorning();
                troubledDay();
                if (i % 5 == 0 && everybody().stream().noneMatch(Node::isBusy)) {
                    agree();
                }
                day = day.plusDays(random.nextInt(12) == 0 ? 2 + random.nextInt(4) : 1);
            }
            calmDown();
            for (int i = 0; i < QUIET && office.witness.broken().isEmpty(); i++) {
                turnToMorning();
                quietDay(i < REST);
                day = day.plusDays(1);
                if (debits != null && i > 0 && i < REST) {
                    debits.witness().lookAtRest(day.minusDays(1));
                }
            }
            day = day.minusDays(1);
            if (office.witness.broken().isEmpty()) {
                agree();
                nothingIsLost();
                Endings.look(office);
                if (payers != null) {
                    payers.look(day);
                }
                if (debits != null) {
                    debits.witness().look(day);
                }
            }
        } finally {
            stepper.abandon(everybody().stream().map(Node::worker).toList());
        }
        List<Node> all = everybody();
        return new Result(
                seed,
                office.witness.broken(),
                story(),
                all.stream().mapToLong(Node::calls).sum(),
                office.witness.events(),
                office.witness.handOvers().delivered().size(),
                payers == null ? 0 : payers.payments(),
                debits == null ? 0 : debits.taken(),
                all.stream().mapToLong(Node::trace).reduce(17, (sum, one) -> sum * 31 + one));
    }

    private List<String> story() {
        return office.accounts().stream()
                .map(account -> account.toString())
                .filter(account -> office.witness.broken().stream().anyMatch(what -> what.contains(account)))
                .flatMap(account -> office.witness.story(account).stream())
                .toList();
    }

    private List<Node> everybody() {
        List<Node> all = new ArrayList<>(nodes);
        all.add(desk);
        return all;
    }

    private @Nullable DeliveryReceipt answer(OutboundMessage message, int attempt, Instant now) {
        int chance = quiet ? 99 : random.nextInt(40);
        return switch (chance) {
            case 0, 1, 2 -> new DeliveryReceipt.TemporaryFailure("busy");
            case 3 -> new DeliveryReceipt.PermanentFailure("never");
            case 4 -> new DeliveryReceipt.InDoubt("who knows");
            default -> null;
        };
    }

    private void turnToMorning() {
        Instant morning = day.atTime(8, 0).toInstant(ZoneOffset.UTC);
        if (office.clock.instant().isBefore(morning)) {
            office.clock.turnToMorningOf(day);
        }
    }

    private void troubledDay() {
        everybody().forEach(node -> node.faults(trouble));
        if (everybody().stream().noneMatch(Node::isBusy)) {
            world.doubts(day, false).forEach(this::alone);
        }
        if (office.means.keys().isPresent() && random.nextInt(20) == 0) {
            world.leavers().maybeLeaves(day);
        }
        if (!office.means.hours().isEmpty()
                && random.nextInt(3) == 0
                && everybody().stream().noneMatch(Node::isDelivering)) {
            office.clock.turn(Duration.ofMinutes(random.nextInt(720)));
        }
        List<Consumer<Relance>> work = new ArrayList<>(world.work(day, false));
        if (random.nextInt(10) == 0) {
            AccountId somebody = world.anybody();
            work.add(relance -> relance.changed(somebody));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            world.books(day);
        }
        if (payers != null) {
            payers.day(day);
            work.addAll(payers.posts(day));
        }
        if (debits != null) {
            debits.day(day, false);
            work.addAll(debits.work(day));
        }
        for (int i = random.nextInt(2); i > 0; i--) {
            work.add(world.command(day));
        }
        int runs = 1 + random.nextInt(2 * nodes.size());
        while (step(work, runs)) {
            if (random.nextInt(4) == 0 && runs > 0) {
                Node node = nodes.get(random.nextInt(nodes.size()));
                if (!node.isBusy()) {
                    node.run(day, random.nextInt(4) > 0);
                    runs--;
                }
            }
            meanwhile();
        }
    }

    /** One step of the day; false when it is over. */
    private boolean step(List<Consumer<Relance>> work, int runs) {
        if (!work.isEmpty() && !desk.isBusy() && random.nextInt(10) == 0) {
            desk.command(work.remove(0));
        }
        List<Node> movable = everybody().stream()
                .filter(node -> node.isBusy() && !node.isFrozen())
                .toList();
        if (!movable.isEmpty()) {
            movable.get(random.nextInt(movable.size())).worker().step();
            return true;
        }
        List<Node> frozen = everybody().stream().filter(Node::isFrozen).toList();
        boolean more = runs > 0 && nodes.stream().anyMatch(node -> !node.isBusy());
        if (!more
                && !frozen.isEmpty()
                && (random.nextBoolean() || frozen.stream().anyMatch(Node::isDelivering))) {
            frozen.forEach(node -> node.freeze(false));
            return true;
        }
        return more || (!work.isEmpty() && !desk.isBusy());
    }

    /** What happens between two calls. */
    private void meanwhile() {
        if (random.nextInt(400) == 0) {
            world.books(day);
        }
        for (Node node : everybody()) {
            if (node.isFrozen() && random.nextInt(60) == 0) {
                node.freeze(false);
            } else if (node.isBusy() && trouble > 0 && random.nextInt(500) == 0) {
                node.freeze(true);
            }
        }
        if (late && random.nextInt(100) == 0) {
            world.report();
        }
        if (random.nextInt(1000) == 0) {
            nodes.get(random.nextInt(nodes.size())).close();
        }
        if (everybody().stream().anyMatch(Node::isDelivering)) {
            return;
        }
        if (random.nextInt(20) == 0) {
            office.clock.turn(Duration.ofMillis(random.nextInt(5000)));
        } else if (random.nextInt(200) == 0) {
            office.clock.turn(Duration.ofSeconds(random.nextInt(600)));
        }
    }

    /** Everything that was under way comes to its end, and nothing goes wrong from now on. */
    private void calmDown() {
        quiet = true;
        if (payers != null) {
            payers.calmDown();
        }
        for (Node node : everybody()) {
            node.faults(0);
            node.freeze(false);
        }
        for (Node node : everybody()) {
            while (node.isBusy()) {
                node.worker().step();
            }
        }
        if (debits != null) {
            debits.calmDown(day).forEach(this::alone);
        }
    }

    /** @param rests whether the bank collects nothing */
    private void quietDay(boolean rests) {
        world.doubts(day, true).forEach(this::alone);
        world.work(day, true).forEach(this::alone);
        if (payers != null) {
            payers.day(day);
            payers.posts(day).forEach(this::alone);
        }
        if (debits != null) {
            debits.day(day, rests);
            debits.posts(day).forEach(this::alone);
        }
        for (int i = 0; i < 2; i++) {
            Node node = nodes.get(0);
            node.run(day, true);
            while (node.isBusy()) {
                node.worker().step();
            }
            office.clock.turn(Duration.ofHours(7));
        }
    }

    private void alone(Consumer<Relance> command) {
        desk.command(command);
        while (desk.isBusy()) {
            desk.worker().step();
        }
    }

    private void agree() {
        Agreement.broken(office).forEach(what -> office.witness.check(false, () -> what));
        if (payers != null) {
            payers.compare(day);
        }
    }

    private void nothingIsLost() {
        for (OutboxEntry entry : office.outbox(OutboxState.READY, OutboxState.SENDING)) {
            boolean full = !office.means.limits().isEmpty() && entry.retryAt().isPresent();
            boolean waits =
                    entry.state() == OutboxState.READY && (full || entry.dueOn().isAfter(day));
            office.witness.check(waits, () -> "left behind: " + entry);
        }
        for (AccountId account : office.accounts()) {
            for (OpenItem item :
                    office.ledger(account).asOf(day, Tolerance.NONE).items()) {
                // holds, promises and disputes have ended since
                boolean due =
                        item.open().isPositive() && item.receivable().due().isBefore(day.minusDays(30));
                office.witness.check(
                        !due || wasToldOf(account, item.id()) || isCovered(account) || isCollected(account, item),
                        () -> "nobody was ever asked for " + item + " of " + account + ": "
                                + office.observer.timeline(account));
            }
        }
    }

    /** Whether the debtor was asked for an invoice; or all that was sent came back, and a person has work about it. */
    private boolean wasToldOf(AccountId account, ReceivableId invoice) {
        HandOvers handOvers = office.witness.handOvers();
        boolean told = handOvers.delivered().keySet().stream().anyMatch(got -> got.isOf(account, invoice));
        return told
                || (handOvers.returned().stream().anyMatch(got -> got.isOf(account, invoice))
                        && office.observer.memory(account).tasks().stream()
                                .anyMatch(task -> task.receivables().contains(invoice)));
    }

    /** Whether it is left to direct debit, or in the hands of one. */
    private boolean isCollected(AccountId account, OpenItem item) {
        return debits != null && debits.witness().isLeft(account, item);
    }

    /** Whether the customer's credit may cover what is open. */
    private boolean isCovered(AccountId account) {
        return !office.ledger(account).asOf(day, Tolerance.NONE).unallocated().isEmpty();
    }
}
