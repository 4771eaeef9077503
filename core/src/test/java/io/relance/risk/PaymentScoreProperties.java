package io.relance.risk;

import static io.relance.risk.Books.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.ExternalScore;
import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.account.ScoreReason;
import io.relance.money.Tolerance;
import io.relance.receivable.ReceivableId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class PaymentScoreProperties {
    private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

    /** An invoice settled so many days before the day, so many days late, over an amount, perhaps reminded. */
    record Paid(int settledDaysAgo, int delay, int amount, boolean reminded) {}

    @Property(seed = "20260105", tries = 500)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void paying_one_invoice_later_never_raises_the_score(
            @ForAll("histories") List<Paid> history,
            @ForAll @IntRange(max = 29) int which,
            @ForAll @IntRange(min = 1, max = 90) int later) {
        List<Paid> worse = new ArrayList<>(history);
        int index = which % history.size();
        Paid one = worse.get(index);
        worse.set(index, new Paid(one.settledDaysAgo(), one.delay() + later, one.amount(), one.reminded()));
        int before = score(behaviour(history)).value();
        int after = score(behaviour(worse)).value();
        Statistics.collect(after < before ? "falls" : "stays");
        Statistics.coverage(coverage -> coverage.check("falls").percentage(share -> share >= 20));
        assertThat(after).isLessThanOrEqualTo(before);
    }

    @Property(seed = "20260105", tries = 300)
    void being_reminded_of_one_more_invoice_never_raises_the_score(
            @ForAll("histories") List<Paid> history, @ForAll @IntRange(max = 29) int which) {
        List<Paid> worse = new ArrayList<>(history);
        int index = which % history.size();
        Paid one = worse.get(index);
        worse.set(index, new Paid(one.settledDaysAgo(), one.delay(), one.amount(), true));
        assertThat(score(behaviour(worse)).value())
                .isLessThanOrEqualTo(score(behaviour(history)).value());
    }

    @Property(seed = "20260105", tries = 300)
    void an_older_overdue_item_or_a_broken_promise_never_raises_the_score(
            @ForAll("histories") List<Paid> history,
            @ForAll @IntRange(max = 120) int overdue,
            @ForAll @IntRange(max = 5) int broken) {
        PayerBehaviour behaviour = behaviour(history);
        int older = score(behaviour.toBuilder().oldestOverdueDays(overdue + 2).build())
                .value();
        int old = score(behaviour.toBuilder().oldestOverdueDays(overdue + 1).build())
                .value();
        int none = score(behaviour).value();
        assertThat(older).isLessThanOrEqualTo(old);
        assertThat(old).isLessThan(none);
        assertThat(score(behaviour.toBuilder().promisesBroken(broken + 1).build())
                        .value())
                .isLessThanOrEqualTo(
                        score(behaviour.toBuilder().promisesBroken(broken).build())
                                .value());
    }

    @Property(seed = "20260105", tries = 300)
    void a_lower_external_score_never_raises_the_score(
            @ForAll("histories") List<Paid> history,
            @ForAll @IntRange(max = 99) int external,
            @ForAll @IntRange(min = 1, max = 100) int more) {
        PayerBehaviour behaviour = behaviour(history);
        assertThat(score(behaviour, external).value())
                .isLessThanOrEqualTo(
                        score(behaviour, Math.min(100, external + more)).value());
    }

    @Property(seed = "20260105", tries = 300)
    void a_worse_portfolio_never_raises_the_score(
            @ForAll("histories") List<Paid> history, @ForAll @IntRange(max = 60) int worse) {
        PortfolioMeans assumed = PortfolioMeans.ASSUMED;
        BigDecimal days = BigDecimal.valueOf(worse);
        PortfolioMeans later = new PortfolioMeans(
                assumed.asOf(),
                assumed.meanDelayDays().add(days),
                assumed.weightedMeanDelayDays().add(days),
                assumed.largestDelayDays().add(days),
                assumed.onTimeShare().subtract(days.movePointLeft(3)),
                assumed.settledAfterReminderShare().add(days.movePointLeft(3)));
        PayerBehaviour behaviour = behaviour(history);
        assertThat(PaymentScorer.score(behaviour, later).value())
                .isLessThanOrEqualTo(score(behaviour).value());
    }

    @Property(seed = "20260105", tries = 300)
    void the_reasons_add_up_to_the_score_and_each_feature_speaks_once(
            @ForAll("histories") List<Paid> history, @ForAll @IntRange(max = 100) int external) {
        PaymentScore score = score(behaviour(history), external);
        assertThat(score.reasons().stream().mapToInt(ScoreReason::points).sum()).isEqualTo(score.value());
        assertThat(score.reasons()).extracting(ScoreReason::feature).doesNotHaveDuplicates();
        assertThat(score.level()).isEqualTo(ScoreCard.level(score.value()));
    }

    @Property(seed = "20260105", tries = 300)
    void the_order_of_the_books_does_not_matter(@ForAll("histories") List<Paid> history) {
        assertThat(reversed(history)).isEqualTo(behaviour(history));
    }

    @Provide
    Arbitrary<List<Paid>> histories() {
        Arbitrary<Paid> paid = Combinators.combine(
                        Arbitraries.integers().between(0, 364),
                        Arbitraries.integers().between(-20, 60),
                        Arbitraries.integers().between(1, 100_000),
                        Arbitraries.of(true, false))
                .as(Paid::new);
        return paid.list().ofMinSize(1).ofMaxSize(30);
    }

    private static PaymentScore score(PayerBehaviour behaviour) {
        return PaymentScorer.score(behaviour, PortfolioMeans.ASSUMED);
    }

    private static PaymentScore score(PayerBehaviour behaviour, int external) {
        return PaymentScorer.score(
                behaviour,
                PortfolioMeans.ASSUMED,
                Optional.of(new ExternalScore("Agency", external, AS_OF, AS_OF)),
                AS_OF);
    }

    private static PayerBehaviour behaviour(List<Paid> history) {
        return behaviour(history, false);
    }

    private static PayerBehaviour reversed(List<Paid> history) {
        return behaviour(history, true);
    }

    private static PayerBehaviour behaviour(List<Paid> history, boolean backwards) {
        Books books = new Books();
        Map<ReceivableId, List<LocalDate>> reminders = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            int index = backwards ? history.size() - 1 - i : i;
            Paid one = history.get(index);
            LocalDate settled = AS_OF.minusDays(one.settledDaysAgo());
            String number = "N" + index;
            books.settled(number, settled.minusDays(one.delay()), eur(one.amount() + ".00"), settled);
            if (one.reminded()) {
                reminders.put(new ReceivableId(number), List.of(settled.minusDays(1)));
            }
        }
        return PayerBehaviours.of(
                books.ledger(),
                AS_OF,
                Tolerance.NONE,
                new BehaviourHistory(reminders, List.of(), List.of(), List.of()));
    }
}
