package io.relance.decision.laws;

import io.relance.decision.laws.World.Gap;
import io.relance.decision.laws.World.Habits;
import io.relance.decision.laws.World.Incident;
import io.relance.decision.laws.World.InvoiceOf;
import io.relance.decision.laws.World.Kind;
import io.relance.decision.laws.World.MoneyOf;
import io.relance.decision.laws.World.StepOf;
import io.relance.decision.laws.World.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;

/** Generates {@link World}s: hard cases are common in them, since easy ones refute nothing. */
final class Worlds {
    private Worlds() {}

    /** Worlds with all there is. */
    static Arbitrary<World> all() {
        return worlds(
                terms(),
                steps(true),
                invoices(),
                incidents(
                        Kind.PROMISE,
                        Kind.PROMISE,
                        Kind.DISPUTE,
                        Kind.DISPUTE,
                        Kind.HOLD,
                        Kind.PENDING,
                        Kind.CONTACT,
                        Kind.PLAN,
                        Kind.MANDATE,
                        Kind.PAGE,
                        Kind.DEBIT),
                habits(approvals(), deliveries()));
    }

    /** Worlds in which every channel takes every message, and no plan is agreed. */
    static Arbitrary<World> withoutPlansAndFailures() {
        return worlds(
                terms(),
                steps(true),
                invoices(),
                incidents(
                        Kind.PROMISE,
                        Kind.PROMISE,
                        Kind.DISPUTE,
                        Kind.DISPUTE,
                        Kind.HOLD,
                        Kind.PENDING,
                        Kind.CONTACT,
                        Kind.MANDATE,
                        Kind.PAGE,
                        Kind.DEBIT),
                habits(approvals(), Arbitraries.just(0)));
    }

    /** Those of L5: no rules, and conditions that don't read open amounts. */
    static Arbitrary<World> ofAnyAmount() {
        return withoutPlansAndFailures()
                .map(world -> new World(
                        withoutRules(world.terms()),
                        world.steps().stream().map(Worlds::ofAnyAmount).toList(),
                        world.invoices(),
                        world.moneys(),
                        world.incidents(),
                        world.habits(),
                        world.gaps()));
    }

    private static StepOf ofAnyAmount(StepOf step) {
        boolean readsAmounts = step.condition() == 4 || step.condition() == 5 || step.condition() >= 10;
        return new StepOf(
                step.stage(),
                step.days(),
                step.timing(),
                step.action(),
                step.approval(),
                readsAmounts ? 0 : step.condition(),
                0);
    }

    private static Terms withoutRules(Terms terms) {
        return withRules(terms, 0);
    }

    private static Terms withRules(Terms terms, int rules) {
        return new Terms(
                terms.cap(),
                terms.atAge(),
                terms.coldEscalation(),
                terms.byInvoice(),
                terms.person(),
                terms.abroad(),
                terms.thanks(),
                terms.tolerance(),
                rules);
    }

    /**
     * Those of L6: one invoice that is known from the first day on and never paid, steps without conditions whose dates don't
     * decrease, constant delays, one gap.
     *
     * @param withApprovals steps that need approval, and then nothing else happens; otherwise holds, disputes, promises and
     *     pending payments
     */
    static Arbitrary<World> ofOneInvoice(boolean withApprovals) {
        Arbitrary<Habits> habits = Combinators.combine(Arbitraries.of(0, 1, 2, 5, 9, -1), Arbitraries.of(0, 1, 4, 9))
                .as((approval, task) -> new Habits(List.of(approval), List.of(task), List.of(0)));
        Arbitrary<InvoiceOf> invoice = Combinators.combine(
                        Arbitraries.integers().between(-50, 0), someDays(0, 40))
                .as((issued, days) -> new InvoiceOf(issued, days, 10_000, 0, 0, 0));
        Arbitrary<StepOf> step = steps(false)
                .map(s -> new StepOf(
                        s.stage(),
                        s.days(),
                        s.timing() > 6 ? 0 : s.timing(),
                        s.action(),
                        withApprovals && s.approval(),
                        0,
                        0));
        Arbitrary<Incident> incident = incidents(Kind.PROMISE, Kind.DISPUTE, Kind.HOLD, Kind.PENDING, Kind.CONTACT);
        return Combinators.combine(
                        terms().map(Worlds::withoutRules),
                        step.list().ofMinSize(2).ofMaxSize(6),
                        invoice,
                        incident.list().ofMaxSize(withApprovals ? 0 : 4),
                        habits,
                        Combinators.combine(someDays(1, 90), someDays(1, 40)).as(Gap::new))
                .as((terms, steps, one, incidents, habit, gap) ->
                        new World(terms, steps, List.of(one), List.of(), incidents, habit, List.of(gap)))
                .withoutEdgeCases();
    }

    /** Worlds in which no rule and no condition reads how the customer pays. */
    static Arbitrary<World> withoutBehaviour() {
        return withoutPlansAndFailures()
                .map(world -> new World(
                        withRules(world.terms(), world.terms().rules() & 7),
                        world.steps().stream()
                                .map(s -> s.condition() == 10
                                        ? new StepOf(
                                                s.stage(),
                                                s.days(),
                                                s.timing(),
                                                s.action(),
                                                s.approval(),
                                                0,
                                                s.minimum())
                                        : s)
                                .toList(),
                        world.invoices(),
                        world.moneys(),
                        world.incidents(),
                        world.habits(),
                        world.gaps()));
    }

    /** What {@link NaiveDecider} knows. */
    static Arbitrary<World> ofTheCore() {
        Arbitrary<Habits> habits = Combinators.combine(Arbitraries.of(1, 2, 3, 5, -1), Arbitraries.of(1, 2, 6, -1))
                .as((approval, task) -> new Habits(List.of(approval), List.of(task), List.of(0)));
        return worlds(
                        terms().map(Worlds::ofTheCore),
                        steps(false)
                                .map(s -> new StepOf(
                                        s.stage(), s.days(), 0, s.action() == 7 ? 7 : 0, s.approval(), 0, 0)),
                        invoices().map(i -> new InvoiceOf(i.issued(), i.terms(), i.minor(), i.currency(), 0, 0)),
                        incidents(Kind.HOLD, Kind.DISPUTE)
                                .map(i -> new Incident(
                                        i.day(),
                                        i.kind(),
                                        i.invoice(),
                                        i.percent(),
                                        i.length(),
                                        i.kind() == Kind.HOLD ? i.more() & 3 : i.more() & 1)),
                        habits)
                .map(world -> new World(
                        world.terms(),
                        world.steps(),
                        world.invoices(),
                        onePayment(world),
                        world.incidents(),
                        world.habits(),
                        world.gaps()));
    }

    private static Terms ofTheCore(Terms terms) {
        return new Terms(
                terms.cap(),
                false,
                terms.coldEscalation(),
                terms.byInvoice(),
                terms.person(),
                terms.abroad(),
                false,
                0,
                0);
    }

    /** At most one payment an invoice, never above it: nothing is left over as credit. */
    private static List<MoneyOf> onePayment(World world) {
        List<MoneyOf> payments = new ArrayList<>();
        for (int i = 0; i < Math.min(world.invoices().size(), world.moneys().size()); i++) {
            MoneyOf of = world.moneys().get(i);
            int day = Math.max(of.day(), world.invoices().get(i).issued());
            payments.add(
                    new MoneyOf(i, Math.min(100, of.percent()), day, Math.max(0, of.recordedAfter()), false, true, -1));
        }
        return payments;
    }

    private static Arbitrary<World> worlds(
            Arbitrary<Terms> terms,
            Arbitrary<StepOf> step,
            Arbitrary<InvoiceOf> invoice,
            Arbitrary<Incident> incident,
            Arbitrary<Habits> habits) {
        Arbitrary<Gap> gaps = Combinators.combine(Arbitraries.integers().between(1, 120), someDays(1, 40))
                .as(Gap::new);
        return Combinators.combine(
                        terms,
                        step.list().ofMinSize(2).ofMaxSize(6),
                        invoice.list().ofMinSize(1).ofMaxSize(6),
                        moneys().list().ofMaxSize(6),
                        incident.list().ofMinSize(1).ofMaxSize(6),
                        habits,
                        gaps.list().ofMinSize(1).ofMaxSize(3))
                .as(World::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Integer> someDays(int from, int to) {
        return Arbitraries.integers().between(from, to);
    }

    static Arbitrary<Terms> terms() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of(false, false, true),
                        Arbitraries.of(0, 1, 2),
                        Arbitraries.of(false, true),
                        Arbitraries.of(false, true),
                        Combinators.combine(Arbitraries.of(0, 0, 100), Arbitraries.of(0, 0, 0, 1, 2, 4, 7, 9, 15))
                                .as((tolerance, rules) -> new int[] {tolerance, rules}))
                .as((cap, atAge, cold, byInvoice, person, abroad, thanks, rest) ->
                        new Terms(cap, atAge, cold, byInvoice, person, abroad, thanks, rest[0], rest[1]));
    }

    static Arbitrary<StepOf> steps(boolean conditions) {
        return Combinators.combine(
                        Arbitraries.of(0, 1, 1, 1, 1, 2, 2, 3),
                        Arbitraries.of(0, 1, 2, 3, 5, 7, 8, 10, 14, 20, 30),
                        Arbitraries.of(0, 0, 0, 0, 0, 0, 6, 6, 7, 8),
                        Arbitraries.of(0, 0, 0, 0, 0, 0, 0, 7, 7, 8, 9),
                        Arbitraries.of(false, false, true),
                        conditions ? Arbitraries.integers().between(0, 11) : Arbitraries.just(0),
                        conditions ? Arbitraries.of(0, 0, 0, 5_000, 20_000) : Arbitraries.just(0))
                .as(StepOf::new);
    }

    static Arbitrary<InvoiceOf> invoices() {
        return Combinators.combine(
                        Arbitraries.integers().between(-50, 70),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(50, 100, 5_000, 10_000, 30_000, 123_456),
                        Arbitraries.of(0, 0, 0, 1),
                        Arbitraries.of(0, 0, 0, 0, 3, 20, 45),
                        Arbitraries.integers().between(0, 10))
                .as(InvoiceOf::new);
    }

    static Arbitrary<MoneyOf> moneys() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(5, 50, 80, 99, 100, 100, 150),
                        Arbitraries.integers().between(-30, 128),
                        Arbitraries.of(0, 0, 1, 2, 5, 15, -4),
                        Arbitraries.of(false, false, true),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of(-1, -1, -1, 0, 3, 12))
                .as(MoneyOf::new);
    }

    static Arbitrary<Incident> incidents(Kind... kinds) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(10, 50, 50, 99, 100),
                        Arbitraries.integers().between(0, 33),
                        Arbitraries.integers().between(0, 7))
                .as(Incident::new);
    }

    private static Arbitrary<Integer> approvals() {
        return Arbitraries.of(0, 1, 1, 2, 3, 4, 6, 10, -1, -2, -3);
    }

    private static Arbitrary<Integer> deliveries() {
        return Arbitraries.of(0, 0, 0, 0, 0, 0, 1, 2, 3);
    }

    private static Arbitrary<Habits> habits(Arbitrary<Integer> approvals, Arbitrary<Integer> deliveries) {
        return Combinators.combine(
                        approvals.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(0, 1, 2, 3, 6, 12, -1)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        deliveries.list().ofMinSize(1).ofMaxSize(5))
                .as(Habits::new);
    }

    /** The first world, of at most {@code tries} that follow from the seed, that {@code fails} refuses. */
    static Optional<World> firstFailing(Arbitrary<World> worlds, long seed, int tries, Predicate<World> fails) {
        RandomGenerator<World> generator = worlds.generator(1000);
        Random random = new Random(seed);
        return Stream.generate(() -> generator.next(random).value())
                .limit(tries)
                .filter(fails)
                .findFirst();
    }
}
