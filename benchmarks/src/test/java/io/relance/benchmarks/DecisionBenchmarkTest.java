package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.relance.account.AccountSnapshot;
import io.relance.decision.DunningDecider;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionBenchmarkTest {
    private static final int ACCOUNTS = 200;

    @ParameterizedTest
    @CsvSource({"QUIET, 10, 50", "BUSY, 160, 200"})
    void the_quiet_day_has_few_messages_and_the_busy_day_nearly_one_an_account(
            FollowedAccounts.Day day, long atLeast, long atMost) {
        Policy policy = FollowedAccounts.policy();
        List<AccountSnapshot> accounts = FollowedAccounts.accounts(ACCOUNTS, 5, 0, policy, day);

        assertThat(accounts.stream()
                        .map(account -> DunningDecider.decide(account, policy, day.date()))
                        .filter(decision ->
                                decision.actions().stream().anyMatch(PlannedAction.NewMessage.class::isInstance))
                        .count())
                .isBetween(atLeast, atMost);
    }

    @Test
    void every_portfolio_is_decided_about() {
        DecisionBenchmark benchmark = new DecisionBenchmark();
        DecisionBenchmark.Warm warm = new DecisionBenchmark.Warm();
        warm.accounts = 3;
        warm.follow();
        DecisionBenchmark.Cold cold = new DecisionBenchmark.Cold();
        cold.manyAccounts = 3;
        cold.follow();
        DecisionBenchmark.Busy busy = new DecisionBenchmark.Busy();
        busy.accounts = 20;

        assertThatCode(busy::follow).doesNotThrowAnyException();
        assertThat(List.of(benchmark.decide(warm), benchmark.decide(warm), benchmark.decide(warm)))
                .doesNotHaveDuplicates();
        assertThat(benchmark.decideCold(cold).date()).isEqualTo(FollowedAccounts.Day.QUIET.date());
        assertThat(benchmark.decideOnBusyDay(busy).date()).isEqualTo(FollowedAccounts.Day.BUSY.date());
    }
}
