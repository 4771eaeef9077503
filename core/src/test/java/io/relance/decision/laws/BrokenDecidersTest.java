package io.relance.decision.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.decision.laws.Simulation.Running;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/** Every law refuses a decider that breaks it, on one of the first worlds that are tried. */
class BrokenDecidersTest {
    private static final long SEED = 20260105;
    private static final int TRIES = 60;

    private static void refuted(Arbitrary<World> worlds, Function<World, List<String>> law) {
        assertThat(Worlds.firstFailing(
                        worlds, SEED, TRIES, world -> !law.apply(world).isEmpty()))
                .as("a world on which the law refuses the broken decider")
                .isPresent();
    }

    private static void refuted(Decider broken, Running running, Function<History, List<String>> law) {
        refuted(Worlds.withoutPlansAndFailures(), world -> law.apply(Simulation.run(world, broken, running)));
    }

    @Example
    void l1_refuses_a_decider_that_forgets_what_it_did_today() {
        refuted(BrokenDeciders::forgetsToday, Running.EVERY_DAY, Laws::decidingAgainDoesNothing);
    }

    @Example
    void l2_refuses_a_decider_that_forgets_old_steps() {
        refuted(BrokenDeciders::forgetsAfterAWhile, Running.EVERY_DAY, Laws::noStepIsExecutedTwice);
    }

    @Example
    void l3_refuses_a_decider_that_begins_again_after_formal_steps() {
        refuted(BrokenDeciders::beginsAgainAfterFormalSteps, Running.EVERY_DAY, Laws::stagesNeverDecrease);
    }

    @Example
    void l4_refuses_a_decider_that_overlooks_payments() {
        refuted(BrokenDeciders::overlooksPayments, Running.EVERY_DAY, Laws::nothingPaidIsClaimed);
    }

    @Example
    void l5_refuses_a_decider_that_presses_the_others() {
        Decider broken = BrokenDeciders::pressesTheOthers;
        refuted(
                Worlds.ofAnyAmount(),
                world -> MoreOnOne.broken(Simulation.run(world, broken, Running.EVERY_DAY), broken));
    }

    @Example
    void l6_refuses_a_decider_that_makes_haste_after_a_gap() {
        Decider broken = BrokenDeciders::makesHasteAfterAGap;
        for (boolean approvals : new boolean[] {true, false}) {
            refuted(
                    Worlds.ofOneInvoice(approvals),
                    world -> Laws.aGapGetsNothingAhead(
                            Simulation.run(world, broken, Running.EVERY_DAY),
                            Simulation.run(world, broken, Running.WITH_GAPS)));
        }
    }

    @Example
    void l7_refuses_a_decider_that_works_on_holidays() {
        refuted(BrokenDeciders::worksOnHolidays, Running.WITH_GAPS, Laws::onlySendingDays);
    }

    @Example
    void l7_refuses_a_decider_that_counts_the_cap_a_day_short() {
        refuted(BrokenDeciders::countsTheCapShort, Running.WITH_GAPS, Laws::capIsKept);
    }

    @Example
    void l8_refuses_a_decider_that_asks_for_reviews_a_day_late() {
        Decider broken = BrokenDeciders::reviewsADayLate;
        refuted(
                Worlds.all(),
                world -> Laws.sameActions(
                        Simulation.run(world, broken, Running.EVERY_DAY),
                        Simulation.run(world, broken, Running.ON_REVIEW)));
    }

    @Example
    void l9_refuses_a_decider_that_believes_in_the_first_of_a_list() {
        Decider broken = BrokenDeciders::believesInTheFirstOfAList;
        refuted(
                Worlds.all(),
                world -> Laws.orderDoesNotMatter(Simulation.run(world, broken, Running.EVERY_DAY), broken, SEED));
    }

    @Example
    void reviews_every_day_find_something_new_in_far_fewer_than_nine_cases_of_ten() {
        RandomGenerator<World> worlds = Worlds.withoutBehaviour().generator(1000);
        Random random = new Random(SEED);
        int found = 0;
        int all = 0;
        for (int i = 0; i < 5; i++) {
            World world = worlds.next(random).value();
            List<Boolean> reviews = Laws.reviewsThatFoundSomething(
                    Simulation.run(world, Running.EVERY_DAY),
                    Simulation.run(world, BrokenDeciders::reviewsEveryDay, Running.ON_REVIEW));
            found += (int) reviews.stream().filter(one -> one).count();
            all += reviews.size();
        }
        assertThat(found * 10).isLessThan(all * 9);
    }

    @Example
    void the_naive_decider_disagrees_with_one_that_never_re_dates() {
        refuted(
                Worlds.ofTheCore(),
                world -> Laws.asDecidedNaively(
                        world, Simulation.run(world, BrokenDeciders::neverReDates, Running.EVERY_DAY), false));
    }

    @Example
    void the_naive_decider_disagrees_with_one_that_counts_the_cap_a_day_short() {
        refuted(
                Worlds.ofTheCore(),
                world -> Laws.asDecidedNaively(
                        world, Simulation.run(world, BrokenDeciders::countsTheCapShort, Running.WITH_GAPS), true));
    }
}
