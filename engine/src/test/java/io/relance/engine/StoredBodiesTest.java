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
import io.relance.storage.PartKey;
import io.relance.storage.StoredCase;
import java.util.ArrayList;
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
                        .map(part -> new CasePart(
                                PartKey.of(CaseCodec.part(part.bytes()).receivable()), part))
                        .toList());
    }

    @Test
    void what_was_written_is_read_as_by_somebody_who_never_saw_it() {
        StoredCase stored = stored(
                bodies.head(MEMORY, AccountKey.NONE),
                bodies.part(Trial.DUPONT, FIRST, AccountKey.NONE),
                bodies.part(Trial.DUPONT, SECOND, AccountKey.NONE));

        assertThat(bodies.read(Trial.DUPONT, stored, AccountKey.NONE).memory()).isEqualTo(MEMORY);
        assertThat(new StoredBodies(Optional.empty())
                        .read(Trial.DUPONT, stored, AccountKey.NONE)
                        .memory())
                .isEqualTo(MEMORY);
        assertThat(stored.head().body()).isEqualTo(Body.of(CaseCodec.head(MEMORY)));
    }

    @Test
    void parts_that_another_node_has_written_since_or_taken_away_count() {
        Body head = bodies.head(MEMORY, AccountKey.NONE);
        bodies.part(Trial.DUPONT, FIRST, AccountKey.NONE);
        ReceivableProgress others = progress("1", "other");

        assertThat(bodies.read(Trial.DUPONT, stored(head, Body.of(CaseCodec.part(others))), AccountKey.NONE)
                        .memory())
                .isEqualTo(DunningCase.builder(Trial.DUPONT)
                        .tag("vip")
                        .progress(others)
                        .build());
    }

    @Test
    void the_same_head_of_two_accounts_is_of_two_accounts() {
        Body head = bodies.head(MEMORY, AccountKey.NONE);

        assertThat(bodies.read(AccountId.of("acme", "durand"), stored(head), AccountKey.NONE)
                        .memory()
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
    void what_no_longer_fits_is_read_again_and_what_is_asked_for_again_and_again_is_not() {
        ReceivableProgress asked = progress("asked", "standard");
        StoredBodies few = new StoredBodies(Optional.empty(), 100_000);
        StoredCase again = stored(few.head(MEMORY, AccountKey.NONE), few.part(Trial.DUPONT, asked, AccountKey.NONE));
        List<ReceivableProgress> others = new ArrayList<>();
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ReceivableProgress other = progress("other-" + i, "standard");
            others.add(other);
            bodies.add(few.part(Trial.DUPONT, other, AccountKey.NONE));
            few.read(Trial.DUPONT, again, AccountKey.NONE);
        }
        StoredCase all = stored(again.head().body(), bodies.toArray(Body[]::new));
        int shortest = bodies.stream().mapToInt(Body::length).min().orElseThrow();

        assertThat(few.read(Trial.DUPONT, again, AccountKey.NONE).memory().progressOf(asked.receivable()))
                .isSameAs(asked);
        DunningCase read = few.read(Trial.DUPONT, all, AccountKey.NONE).memory();
        assertThat(read.progress().values()).containsExactlyInAnyOrderElementsOf(others);
        assertThat(others)
                .filteredOn(other -> read.progressOf(other.receivable()) == other)
                .as("those that were not read again")
                .hasSizeBetween(1, 100_000 / (250 + shortest));
    }

    @Test
    void what_was_forgotten_is_read_again() {
        StoredCase stored =
                stored(bodies.head(MEMORY, AccountKey.NONE), bodies.part(Trial.DUPONT, FIRST, AccountKey.NONE));

        bodies.forget();

        assertThat(bodies.read(Trial.DUPONT, stored, AccountKey.NONE).memory().progressOf(FIRST.receivable()))
                .isEqualTo(FIRST)
                .isNotSameAs(FIRST);
    }
}
