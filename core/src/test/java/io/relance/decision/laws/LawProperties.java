package io.relance.decision.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.decision.laws.Simulation.Running;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The laws of the decision, L1 to L9, on generated accounts over {@value World#DAYS} days. */
class LawProperties {
    @Provide
    Arbitrary<World> worlds() {
        return Worlds.all();
    }

    @Provide
    Arbitrary<World> accepted() {
        return Worlds.withoutPlansAndFailures();
    }

    @Provide
    Arbitrary<World> ofAnyAmount() {
        return Worlds.ofAnyAmount();
    }

    @Provide
    Arbitrary<World> oneInvoiceWithApprovals() {
        return Worlds.ofOneInvoice(true);
    }

    @Provide
    Arbitrary<World> oneInvoiceWithIncidents() {
        return Worlds.ofOneInvoice(false);
    }

    @Provide
    Arbitrary<World> withoutBehaviour() {
        return Worlds.withoutBehaviour();
    }

    @Provide
    Arbitrary<World> core() {
        return Worlds.ofTheCore();
    }

    /** L1; the channels accept everything. */
    @Property(seed = "20260105", tries = 120, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void deciding_again_after_the_hand_overs_does_nothing(@ForAll("accepted") World world) {
        History history = Simulation.run(world, Running.EVERY_DAY);
        HardCases.cover(world, history);
        assertThat(Laws.decidingAgainDoesNothing(history)).isEmpty();
    }

    @Property(seed = "20260105", tries = 60, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void deciding_again_does_nothing_after_a_gap_either(@ForAll("accepted") World world) {
        History history = Simulation.run(world, Running.WITH_GAPS);
        HardCases.cover(world, history);
        assertThat(Laws.decidingAgainDoesNothing(history)).isEmpty();
    }

    /** L2, L3, L4, and of L7 what holds on every day; with plans, returns, failures and messages in doubt. */
    @Property(seed = "20260105", tries = 120, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void no_step_is_executed_twice_no_stage_decreases_and_nothing_paid_is_claimed(@ForAll("worlds") World world) {
        History history = Simulation.run(world, Running.EVERY_DAY);
        HardCases.cover(world, history);
        assertThat(Laws.noStepIsExecutedTwice(history)).isEmpty();
        assertThat(Laws.stagesNeverDecrease(history)).isEmpty();
        assertThat(Laws.nothingPaidIsClaimed(history)).isEmpty();
        nothingLeavesOutOfTurn(history);
    }

    /** L7; messages below {@code FORMAL_NOTICE} lie apart only where the cap is at least 1 day. */
    @Property(seed = "20260105", tries = 100, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void after_a_gap_an_invoice_executes_one_step_and_messages_keep_their_distance(@ForAll("worlds") World world) {
        History history = Simulation.run(world, Running.WITH_GAPS);
        HardCases.cover(world, history);
        assertThat(Laws.noStepIsExecutedTwice(history)).isEmpty();
        assertThat(Laws.stagesNeverDecrease(history)).isEmpty();
        assertThat(Laws.nothingPaidIsClaimed(history)).isEmpty();
        nothingLeavesOutOfTurn(history);
    }

    @Property(seed = "20260105", tries = 80, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void what_could_not_be_handed_over_keeps_the_laws_when_it_leaves_later(@ForAll("worlds") World world) {
        History history = Simulation.run(world, Running.WITH_SILENT_CHANNELS);
        HardCases.cover(world, history);
        assertThat(Laws.noStepIsExecutedTwice(history)).isEmpty();
        assertThat(Laws.nothingPaidIsClaimed(history)).isEmpty();
        nothingLeavesOutOfTurn(history);
    }

    private static void nothingLeavesOutOfTurn(History history) {
        assertThat(Laws.onlySendingDays(history)).isEmpty();
        assertThat(Laws.capIsKept(history)).isEmpty();
        assertThat(Laws.oneStepADay(history)).isEmpty();
    }

    /** L5 (a) and (b), asked of every day of a history, each time with something else added on one invoice. */
    @Property(seed = "20260105", tries = 80, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void more_paid_or_withheld_on_one_invoice_never_causes_more(@ForAll("ofAnyAmount") World world) {
        History history = Simulation.run(world, Running.EVERY_DAY);
        HardCases.cover(world, history);
        assertThat(MoreOnOne.broken(history, Decider.REAL)).isEmpty();
    }

    /** L6. */
    @Property(seed = "20260105", tries = 100, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void a_gap_gets_no_step_ahead_with_approvals(@ForAll("oneInvoiceWithApprovals") World world) {
        History daily = Simulation.run(world, Running.EVERY_DAY);
        HardCases.cover("approval", HardCases.isAwaited(daily));
        HardCases.cover("day off", HardCases.meetsDayOff(daily));
        assertThat(Laws.aGapGetsNothingAhead(daily, Simulation.run(world, Running.WITH_GAPS)))
                .isEmpty();
    }

    /** L6, second half. */
    @Property(seed = "20260105", tries = 100, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void a_gap_gets_no_step_ahead_with_holds_disputes_promises_and_pending_payments(
            @ForAll("oneInvoiceWithIncidents") World world) {
        History daily = Simulation.run(world, Running.EVERY_DAY);
        HardCases.cover("promise", HardCases.isRecorded(world, World.Kind.PROMISE));
        HardCases.cover("dispute", HardCases.isRecorded(world, World.Kind.DISPUTE));
        HardCases.cover("day off", HardCases.meetsDayOff(daily));
        assertThat(Laws.aGapGetsNothingAhead(daily, Simulation.run(world, Running.WITH_GAPS)))
                .isEmpty();
    }

    /** L8. */
    @Property(seed = "20260105", tries = 120, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void deciding_on_review_dates_and_changes_alone_does_the_same_on_the_same_days(@ForAll("worlds") World world) {
        History daily = Simulation.run(world, Running.EVERY_DAY);
        HardCases.cover(world, daily);
        assertThat(Laws.sameActions(daily, Simulation.run(world, Running.ON_REVIEW)))
                .isEmpty();
    }

    /** L9. */
    @Property(seed = "20260105", tries = 60, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void the_order_of_the_lists_does_not_matter(@ForAll("worlds") World world, @ForAll long seed) {
        History history = Simulation.run(world, Running.EVERY_DAY);
        HardCases.cover(world, history);
        assertThat(Laws.orderDoesNotMatter(history, Decider.REAL, seed)).isEmpty();
    }

    /**
     * A review that finds nothing new costs a decision; without facts of behaviour, which ask for one on each first of month.
     * A share and no law, so the seed stands fixed.
     */
    @Property(tries = 150, seed = "20260105", edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void nine_reviews_in_ten_find_something_new(@ForAll("withoutBehaviour") World world) {
        List<Boolean> found = Laws.reviewsThatFoundSomething(
                Simulation.run(world, Running.EVERY_DAY), Simulation.run(world, Running.ON_REVIEW));
        found.forEach(one -> Statistics.label("review").collect(one));
        Statistics.label("review").coverage(coverage -> coverage.check(true).percentage(share -> share >= 90.0));
    }

    /** L2, L3, L6, L7 at once, against a second implementation written from the text. */
    @Property(seed = "20260105", tries = 120, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void the_core_decides_as_the_naive_implementation(@ForAll("core") World world) {
        History history = Simulation.run(world, Running.EVERY_DAY);
        HardCases.coverCore(world, history);
        assertThat(Laws.asDecidedNaively(world, history, false)).isEmpty();
    }

    @Property(seed = "20260105", tries = 120, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void the_core_decides_as_the_naive_implementation_after_gaps_too(@ForAll("core") World world) {
        History history = Simulation.run(world, Running.WITH_GAPS);
        HardCases.coverCore(world, history);
        assertThat(Laws.asDecidedNaively(world, history, true)).isEmpty();
    }
}
