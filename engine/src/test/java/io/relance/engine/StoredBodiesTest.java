package io.relance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.DunningCase;
import io.relance.account.ReceivableProgress;
import io.relance.action.ScenarioRef;
import io.relance.json.CaseCodec;
import io.relance.json.StoredBodyException;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.StoredCase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredBodiesTest {
    private static final ReceivableProgress FIRST = progress("1", "standard");
    private static final ReceivableProgress SECOND = progress("2", "standard");
    private static final DunningCase MEMORY = DunningCase.builder(Trial.DUPONT)
            .tag("vip")
            .progress(FIRST)
            .progress(SECOND)
            .build();

    private final StoredBodies bodies = new StoredBodies(Optional.empty());

    private static ReceivableProgress progress(String invoice, String scenario) {
        return ReceivableProgress.builder(new ReceivableId(invoice))
                .bound(new ScenarioRef(scenario, 1), List.of("reminder"))
                .build();
    }

    private static StoredCase stored(Body head, Body... parts) {
        return new StoredCase(
                new CaseRecord(
                        Trial.DUPONT,
                        1,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        head),
                List.of(parts).stream()
                        .map(part -> new CasePart(CaseCodec.part(part.bytes()).receivable(), part))
                        .toList());
    }

    @Test
    void what_was_written_is_read_as_by_somebody_who_never_saw_it() {
        StoredCase stored = stored(
                bodies.head(MEMORY, AccountKey.NONE),
                bodies.part(Trial.DUPONT, FIRST, AccountKey.NONE),
                bodies.part(Trial.DUPONT, SECOND, AccountKey.NONE));

        assertThat(bodies.read(Trial.DUPONT, stored, AccountKey.NONE)).isEqualTo(MEMORY);
        assertThat(new StoredBodies(Optional.empty()).read(Trial.DUPONT, stored, AccountKey.NONE))
                .isEqualTo(MEMORY);
        assertThat(stored.head().body()).isEqualTo(Body.of(CaseCodec.head(MEMORY)));
    }

    @Test
    void parts_that_another_node_has_written_since_or_taken_away_count() {
        Body head = bodies.head(MEMORY, AccountKey.NONE);
        bodies.part(Trial.DUPONT, FIRST, AccountKey.NONE);
        ReceivableProgress others = progress("1", "other");

        assertThat(bodies.read(Trial.DUPONT, stored(head, Body.of(CaseCodec.part(others))), AccountKey.NONE))
                .isEqualTo(DunningCase.builder(Trial.DUPONT)
                        .tag("vip")
                        .progress(others)
                        .build());
    }

    @Test
    void the_same_head_of_two_accounts_is_of_two_accounts() {
        Body head = bodies.head(MEMORY, AccountKey.NONE);

        assertThat(bodies.read(AccountId.of("acme", "durand"), stored(head), AccountKey.NONE)
                        .account())
                .isEqualTo(AccountId.of("acme", "durand"));
    }

    @Test
    void a_body_that_makes_no_sense_is_refused_each_time() {
        StoredCase broken = stored(Body.of("{\"case\":99}"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> bodies.read(Trial.DUPONT, broken, AccountKey.NONE))
                    .isInstanceOf(StoredBodyException.class);
        }
    }

    @Test
    void what_no_longer_fits_is_read_again_and_what_was_asked_for_last_is_not() {
        ReceivableProgress first = progress("first", "standard");
        ReceivableProgress asked = progress("asked", "standard");
        StoredBodies few = new StoredBodies(Optional.empty(), 100_000);
        StoredCase stored = stored(
                few.head(MEMORY, AccountKey.NONE),
                few.part(Trial.DUPONT, first, AccountKey.NONE),
                few.part(Trial.DUPONT, asked, AccountKey.NONE));
        StoredCase again = stored(stored.head().body(), stored.parts().get(1).body());
        for (int i = 0; i < 1_000; i++) {
            few.part(Trial.DUPONT, progress("other-" + i, "standard"), AccountKey.NONE);
            few.read(Trial.DUPONT, again, AccountKey.NONE);
        }

        DunningCase read = few.read(Trial.DUPONT, stored, AccountKey.NONE);

        assertThat(read.progressOf(first.receivable())).isEqualTo(first).isNotSameAs(first);
        assertThat(read.progressOf(asked.receivable())).isSameAs(asked);
    }
}
