package io.relance.engine;

import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static io.relance.storage.PartKey.Kind.MESSAGE;
import static io.relance.storage.PartKey.Kind.RECEIVABLE;
import static io.relance.storage.PartKey.Kind.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.policy.Policy;
import io.relance.scenario.Grouping;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Invoices that are each asked for by a message of its own: what was sent before does not make the next commit larger. */
class ManyMessagesTest {
    private static final Scenario EACH = Scenario.named("each")
            .grouping(Grouping.INVOICE)
            .step("reminder", step -> step.daysAfterDue(5).email("reminder"))
            .step("call", step -> step.daysAfterDue(6).task("collections", "call them"))
            .build();

    /** A message about every invoice on one day. */
    private static final Policy POLICY = Policy.named("often")
            .contactCapDays(0)
            .scenario(EACH)
            .defaultScenario(EACH.id())
            .build();

    /** Bytes of the commits that concern one message, one task, or none. */
    private record Written(int sending, int receipt, int tag, int task) {
        static Written by(int invoices) {
            WrittenCommits[] written = new WrittenCommits[1];
            Trial trial =
                    new Trial(EACH, store -> written[0] = new WrittenCommits(store), builder -> builder.policy(POLICY));
            trial.books.put(overdue(IntStream.generate(() -> 5).limit(invoices).toArray())
                    .build());
            trial.run(MONDAY);
            List<MessageState> messages = trial.dupont().messages();
            assertThat(messages)
                    .hasSize(invoices)
                    .extracting(MessageState::status)
                    .containsOnly(MessageState.Status.ACCEPTED);
            assertThat(written[0].parts(MESSAGE))
                    .as("planned once, accepted once")
                    .hasSize(2 * invoices);
            int sending = WrittenCommits.bytes(written[0].last(OutboxState.SENDING));
            int receipt = WrittenCommits.bytes(written[0].last(OutboxState.ACCEPTED));

            trial.jane(MONDAY).tag("vip");
            int tag = WrittenCommits.bytes(written[0].last());
            assertThat(written[0].last().parts()).isEmpty();

            written[0].forget();
            trial.run(MONDAY.plusDays(1));
            assertThat(written[0].parts(TASK)).hasSize(invoices);
            assertThat(written[0].parts(MESSAGE)).isEmpty();
            List<TaskState> tasks = trial.dupont().tasks();
            assertThat(tasks).hasSize(invoices);
            written[0].forget();
            trial.jane(MONDAY.plusDays(1)).completeTask(tasks.get(invoices / 2).id(), "reached");
            int task = WrittenCommits.bytes(written[0].last());
            assertThat(written[0].parts(TASK)).hasSize(1);
            assertThat(written[0].parts(MESSAGE)).isEmpty();
            assertThat(written[0].parts(RECEIVABLE)).hasSizeLessThan(2);

            assertThat(trial.dupont().messages())
                    .as("in the order in which they were planned")
                    .isEqualTo(messages);
            assertThat(trial.engine(EACH, store -> store, builder -> builder.policy(POLICY), trial.email)
                            .memory(Trial.DUPONT))
                    .as("who has read nothing yet")
                    .isEqualTo(trial.dupont());
            return new Written(sending, receipt, tag, task);
        }

        int[] all() {
            return new int[] {sending, receipt, tag, task};
        }
    }

    @Test
    void an_account_to_which_1_000_messages_were_sent_writes_as_much_as_one_to_which_10_were() {
        int[] small = Written.by(10).all();
        int[] large = Written.by(1_000).all();

        for (int i = 0; i < large.length; i++) {
            assertThat(large[i]).as("commit " + i).isLessThan(16_000).isCloseTo(small[i], withPercentage(3));
        }
    }
}
