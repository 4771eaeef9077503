package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.ChainCheck;
import io.relance.ChainSeal;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.Body;
import io.relance.storage.CaseRecord;
import io.relance.storage.CaseSummary;
import io.relance.storage.EventHash;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.storage.Page;
import io.relance.storage.StoredCase;
import io.relance.testkit.ForwardingStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was found once and kept elsewhere shows what somebody did later who can rewrite the whole store. */
class SealTest {
    private static final AccountId ABEL = AccountId.of("acme", "abel");
    private static final AccountId MARTIN = AccountId.of("acme", "martin");

    private final Trial trial =
            new Trial(STANDARD, store -> store, builder -> builder.personalDataKeys(new InMemoryPersonalDataKeys()));
    private List<ChainSeal> seals = List.of();

    /** The store after somebody was at the account of dupont who knows how hashes are made, and whose head fits in the end. */
    private static final class Rewritten extends ForwardingStore {
        private final UnaryOperator<List<EventRecord>> rewriting;

        Rewritten(Trial trial, UnaryOperator<List<EventRecord>> rewriting) {
            super(trial.memory);
            this.rewriting = rewriting;
        }

        @Override
        public Page<EventRecord> events(EventQuery query) {
            return query.account().equals(Optional.of(DUPONT))
                    ? new Page<>(query.after().isPresent() ? List.of() : events(), Optional.empty())
                    : super.events(query);
        }

        private List<EventRecord> events() {
            EventQuery all = new EventQuery(ACME, Optional.of(DUPONT), Optional.empty(), 1_000);
            EventChain chain = new EventChain(Optional.empty());
            List<EventRecord> events = new ArrayList<>();
            for (EventRecord event : rewriting.apply(super.events(all).items())) {
                events.add(
                        chain.append(DUPONT, events.size() + 1, event.at(), event.day(), event.type(), event.body()));
            }
            return events;
        }

        @Override
        public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
            Map<AccountId, StoredCase> found = new HashMap<>(super.find(accounts));
            List<EventRecord> events = events();
            found.computeIfPresent(
                    DUPONT,
                    (id, stored) -> events.isEmpty() ? null : new StoredCase(head(stored.head(), events), List.of()));
            return found;
        }

        private static CaseRecord head(CaseRecord head, List<EventRecord> events) {
            return new CaseRecord(
                    head.account(),
                    head.revision(),
                    events.size(),
                    Optional.of(events.get(events.size() - 1).hash()),
                    head.decidedUnder(),
                    head.reviewOn(),
                    head.open(),
                    head.stamp(),
                    head.body());
        }

        @Override
        public List<CaseSummary> cases(CreditorId creditor, Optional<AccountId> after, int limit) {
            return super.cases(creditor, after, limit).stream()
                    .filter(found -> !found.account().equals(DUPONT) || !events().isEmpty())
                    .toList();
        }
    }

    @BeforeEach
    void three_accounts_are_sealed() {
        trial.books.put(overdue(3, 1).build());
        for (AccountId other : List.of(ABEL, MARTIN)) {
            trial.books.put(Trial.books(ACME, other.customer().value())
                    .receivable(Trial.invoice("F1", MONDAY, "EUR 100.00"))
                    .build());
        }
        trial.runDaily(MONDAY, MONDAY.plusDays(20));
        seals = checks().stream().flatMap(check -> check.seal().stream()).toList();
        assertThat(seals).extracting(ChainSeal::account).containsExactly(ABEL, DUPONT, MARTIN);
        assertThat(seals.get(1).events())
                .isEqualTo(trial.relance.timeline(DUPONT).size())
                .isGreaterThan(8);
    }

    private List<ChainCheck> checks() {
        List<ChainCheck> checks = new ArrayList<>();
        trial.relance.verify(ACME, seals, checks::add);
        return checks;
    }

    @Test
    void what_goes_on_is_what_was_sealed() {
        trial.runDaily(MONDAY.plusDays(21), MONDAY.plusDays(40));

        assertThat(checks()).allMatch(ChainCheck::isIntact).hasSize(3);
        assertThat(checks().get(1).events()).isGreaterThan(seals.get(1).events());
    }

    @Test
    void an_account_that_was_erased_is_what_was_sealed_and_one_event_more() {
        trial.books.put(Trial.books(ACME, "dupont").build());
        trial.runDaily(MONDAY.plusDays(21), MONDAY.plusDays(22));

        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(23), "asked for");

        assertThat(checks()).allMatch(ChainCheck::isIntact).hasSize(3);
    }

    private static Stream<Arguments> rewritings() {
        return Stream.of(
                Arguments.of(
                        "altered",
                        (UnaryOperator<List<EventRecord>>) events -> altered(events),
                        " is another than was sealed"),
                Arguments.of(
                        "one left out, the newest doubled",
                        (UnaryOperator<List<EventRecord>>) events -> doubled(events),
                        " is another than was sealed"),
                Arguments.of(
                        "changed round",
                        (UnaryOperator<List<EventRecord>>) events -> swapped(events),
                        " is another than was sealed"),
                Arguments.of(
                        "cut off",
                        (UnaryOperator<List<EventRecord>>) events -> events.subList(0, 5),
                        " events were sealed, and only 5 are there"),
                Arguments.of(
                        "removed whole",
                        (UnaryOperator<List<EventRecord>>) events -> List.<EventRecord>of(),
                        " events were sealed, and none is there"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rewritings")
    void whoever_rewrites_the_head_too_is_found_by_the_seal_alone(
            String what, UnaryOperator<List<EventRecord>> rewriting, String found) {
        Evidence evidence = new Evidence(new Rewritten(trial, rewriting));
        List<ChainCheck> unsealed = new ArrayList<>();
        evidence.verify(ACME, List.of(), unsealed::add);
        List<ChainCheck> sealed = new ArrayList<>();
        evidence.verify(ACME, seals, sealed::add);

        assertThat(unsealed).allMatch(ChainCheck::isIntact);
        assertThat(sealed).extracting(ChainCheck::account).containsExactly(ABEL, DUPONT, MARTIN);
        assertThat(sealed)
                .filteredOn(check -> !check.isIntact())
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.account()).isEqualTo(DUPONT);
                    assertThat(check.problem().orElse("")).contains(found);
                    assertThat(check.seal()).isEmpty();
                });
    }

    @Test
    void several_seals_of_an_account_all_hold() {
        ChainSeal early = seals.get(1);
        trial.runDaily(MONDAY.plusDays(21), MONDAY.plusDays(40));
        ChainSeal late = trial.relance.verify(DUPONT).seal().orElseThrow();
        ChainSeal wrong = new ChainSeal(DUPONT, 2, new EventHash("0".repeat(64)));

        seals = List.of(early, late);
        assertThat(checks()).allMatch(ChainCheck::isIntact);
        seals = List.of(late, wrong, early);
        assertThat(checks())
                .extracting(ChainCheck::isIntact)
                .as("abel, dupont, martin")
                .containsExactly(true, false, true);
    }

    @Test
    void a_seal_of_another_creditors_account_is_refused() {
        ChainSeal other = new ChainSeal(AccountId.of("zeta", "dupont"), 1, new EventHash("0".repeat(64)));

        assertThatThrownBy(() -> trial.relance.verify(ACME, List.of(other), check -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a seal is of account zeta/dupont, which is none of creditor acme");
    }

    @Test
    void an_account_without_events_has_no_seal() {
        assertThat(trial.relance.verify(AccountId.of("acme", "nobody")).seal()).isEmpty();
        assertThatThrownBy(() -> new ChainSeal(DUPONT, 0, new EventHash("0".repeat(64))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one event");
    }

    private static List<EventRecord> altered(List<EventRecord> events) {
        List<EventRecord> altered = new ArrayList<>(events);
        EventRecord was = altered.get(3);
        altered.set(
                3,
                new EventRecord(
                        was.account(), was.sequence(), was.at(), was.day(), was.type(), Body.of("{}"), was.hash()));
        return altered;
    }

    private static List<EventRecord> doubled(List<EventRecord> events) {
        List<EventRecord> doubled = new ArrayList<>(events);
        doubled.remove(3);
        doubled.add(doubled.get(doubled.size() - 1));
        return doubled;
    }

    private static List<EventRecord> swapped(List<EventRecord> events) {
        List<EventRecord> swapped = new ArrayList<>(events);
        Collections.swap(swapped, 2, 5);
        return swapped;
    }
}
