package io.relance.decision.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.decision.laws.Simulation.Running;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/** The laws again, on as many worlds each as {@code -Drelance.tries} says; a few when it says nothing. */
class LawsSoakTest {
    private static final int TRIES = Integer.getInteger("relance.tries", 10);
    private static final long SEED = Long.getLong("relance.seed", 20260105L);

    private record Law(Arbitrary<World> worlds, Function<World, List<String>> broken) {}

    private static Map<String, Law> laws() {
        Map<String, Law> laws = new LinkedHashMap<>();
        for (Running running : Running.values()) {
            laws.put("invariants " + running, new Law(Worlds.all(), world -> invariants(world, running)));
            laws.put(
                    "L1 " + running,
                    new Law(
                            Worlds.withoutPlansAndFailures(),
                            world -> Laws.decidingAgainDoesNothing(Simulation.run(world, running))));
        }
        laws.put("L5", new Law(Worlds.ofAnyAmount(), world -> MoreOnOne.broken(daily(world), Decider.REAL)));
        laws.put("L6 with approvals", new Law(Worlds.ofOneInvoice(true), LawsSoakTest::gap));
        laws.put("L6 with incidents", new Law(Worlds.ofOneInvoice(false), LawsSoakTest::gap));
        laws.put(
                "L8",
                new Law(
                        Worlds.all(),
                        world -> Laws.sameActions(daily(world), Simulation.run(world, Running.ON_REVIEW))));
        laws.put("L9", new Law(Worlds.all(), world -> Laws.orderDoesNotMatter(daily(world), Decider.REAL, SEED)));
        laws.put("naive", new Law(Worlds.ofTheCore(), world -> Laws.asDecidedNaively(world, daily(world), false)));
        laws.put(
                "naive with gaps",
                new Law(
                        Worlds.ofTheCore(),
                        world -> Laws.asDecidedNaively(world, Simulation.run(world, Running.WITH_GAPS), true)));
        return laws;
    }

    private static History daily(World world) {
        return Simulation.run(world, Running.EVERY_DAY);
    }

    private static List<String> gap(World world) {
        return Laws.aGapGetsNothingAhead(daily(world), Simulation.run(world, Running.WITH_GAPS));
    }

    private static List<String> invariants(World world, Running running) {
        History history = Simulation.run(world, running);
        List<String> broken = new ArrayList<>();
        broken.addAll(Laws.noStepIsExecutedTwice(history));
        broken.addAll(Laws.stagesNeverDecrease(history));
        broken.addAll(Laws.nothingPaidIsClaimed(history));
        broken.addAll(Laws.onlySendingDays(history));
        broken.addAll(Laws.capIsKept(history));
        broken.addAll(Laws.oneStepADay(history));
        return broken;
    }

    @Example
    void the_laws_hold_on_as_many_worlds_as_asked_for() {
        laws().forEach((name, law) -> {
            RandomGenerator<World> worlds = law.worlds().generator(1000);
            Random random = new Random(SEED);
            for (int i = 0; i < TRIES; i++) {
                World world = worlds.next(random).value();
                assertThat(law.broken().apply(world)).as(name + " on " + world).isEmpty();
            }
        });
    }
}
