package io.relance.decision.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.decision.Collectable;
import io.relance.decision.laws.History.Made;
import io.relance.decision.laws.Simulation.Running;
import io.relance.money.MoneyBag;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import org.joda.money.Money;

/** What may be collected by direct debit, beside what may be asked for, on every day of generated accounts. */
class CollectableProperties {
    @Provide
    Arbitrary<World> worlds() {
        return Worlds.all();
    }

    @Property(seed = "20260105", tries = 40, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void of_what_is_overdue_it_is_what_may_be_asked_for_and_of_the_rest_less_by_no_more_than_the_credit(
            @ForAll("worlds") World world) {
        History history = Simulation.run(world, Running.EVERY_DAY);
        boolean isTaken = false;
        for (Made made : history.decisions) {
            MoneyBag less = lessThanDunnable(made, history.scene.policy);
            MoneyBag credit = made.snapshot()
                    .ledger()
                    .asOf(World.date(made.day()), history.scene.policy.tolerance())
                    .unallocatedCredit();
            less.sums()
                    .forEach(sum -> assertThat(sum.isGreaterThan(credit.in(sum.getCurrencyUnit())))
                            .isFalse());
            isTaken |= !less.isEmpty();
        }
        HardCases.cover("credit before the due date", isTaken);
    }

    private static MoneyBag lessThanDunnable(Made made, Policy policy) {
        Map<ReceivableId, Collectable.Part> collectable =
                Collectable.of(made.snapshot(), policy, World.date(made.day()));
        MoneyBag less = MoneyBag.empty();
        for (ItemOutcome item : made.decision().items()) {
            Collectable.Part part = collectable.get(item.receivable());
            if (part == null) {
                assertThat(item.open().isZero() || item.instalmentOf().isPresent() || isOver(item))
                        .isTrue();
                continue;
            }
            Money amount = part.amount();
            if (item.daysLate() > 0) {
                assertThat(amount).isEqualTo(item.dunnable());
            }
            assertThat(amount.isNegative() || amount.isGreaterThan(item.dunnable()))
                    .isFalse();
            less = less.plus(item.dunnable().minus(amount));
        }
        return less;
    }

    private static boolean isOver(ItemOutcome item) {
        return item.reason()
                .filter(reason -> reason.code() == ReasonCode.PAID || reason.code() == ReasonCode.WRITTEN_OFF)
                .isPresent();
    }
}
