package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.storage.DunningStore;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.testkit.ForwardingStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A case and its outbox are read one after the other; another node may change both in between. */
class TornReadTest {
    @Test
    void a_message_that_another_node_hands_over_between_two_reads_breaks_nothing() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        // something to decide about, while the message waits for its second attempt
        trial.books.put(overdue(5)
                .receivable(invoice("F9", MONDAY.plusDays(20), "EUR 70.00"))
                .build());
        Relance second = trial.engine(
                STANDARD,
                store -> between(store, () -> {
                    trial.clock.turn(Duration.ofMinutes(1));
                    trial.relance.dispatch(ACME, MONDAY);
                }),
                builder -> builder,
                trial.email);

        RunReport report = second.run(ACME, MONDAY);

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(report.broken()).isZero();
        assertThat(report.decided()).isEqualTo(1);
        assertThat(trial.outbox()).extracting(OutboxEntry::state).containsExactly(OutboxState.ACCEPTED);
    }

    /** Lets something happen once between the read of the cases and that of their messages. */
    private static DunningStore between(DunningStore store, Runnable happening) {
        return new ForwardingStore(store) {
            private boolean done;

            @Override
            public Page<OutboxEntry> outbox(OutboxQuery query) {
                if (!done && !query.accounts().isEmpty()) {
                    done = true;
                    happening.run();
                }
                return super.outbox(query);
            }
        };
    }
}
