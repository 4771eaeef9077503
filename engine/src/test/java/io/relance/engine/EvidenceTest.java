package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ChainCheck;
import io.relance.receivable.AccountId;
import io.relance.storage.Body;
import io.relance.storage.EventHash;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Page;
import io.relance.testkit.ForwardingStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The chain of an account's events shows every later change. */
class EvidenceTest {
    private final Trial trial = new Trial();

    /** Gives other events than were stored. */
    private static final class Forged extends ForwardingStore {
        private final UnaryOperator<List<EventRecord>> forging;

        Forged(Trial trial, UnaryOperator<List<EventRecord>> forging) {
            super(trial.memory);
            this.forging = forging;
        }

        @Override
        public Page<EventRecord> events(EventQuery query) {
            Page<EventRecord> all =
                    super.events(new EventQuery(query.creditor(), query.account(), Optional.empty(), 1_000));
            return new Page<>(query.after().isPresent() ? List.of() : forging.apply(all.items()), Optional.empty());
        }
    }

    @BeforeEach
    void three_weeks() {
        trial.books.put(overdue(3, 1).build());
        trial.runDaily(MONDAY, MONDAY.plusDays(20));
        assertThat(trial.relance.timeline(DUPONT)).hasSizeGreaterThan(8);
    }

    @Test
    void what_nobody_touched_is_intact() {
        ChainCheck check = trial.relance.verify(DUPONT);

        assertThat(check.isIntact()).isTrue();
        assertThat(check.events()).isEqualTo(trial.relance.timeline(DUPONT).size());
        assertThat(check.last())
                .isEqualTo(trial.memory.find(List.of(DUPONT)).get(DUPONT).head().chain());
    }

    @Test
    void every_account_of_a_creditor_is_checked() {
        trial.books.put(Trial.books(ACME, "martin")
                .receivable(Trial.invoice("F1", MONDAY, "EUR 100.00"))
                .build());
        trial.run(MONDAY.plusDays(21));
        List<ChainCheck> checks = new ArrayList<>();

        trial.relance.verify(ACME, checks::add);

        assertThat(checks).extracting(ChainCheck::account).containsExactly(DUPONT, AccountId.of("acme", "martin"));
        assertThat(checks).allMatch(ChainCheck::isIntact);
    }

    @Test
    void an_account_of_which_nothing_is_known_is_intact() {
        assertThat(trial.relance.verify(AccountId.of("acme", "nobody")))
                .isEqualTo(new ChainCheck(AccountId.of("acme", "nobody"), 0, Optional.empty(), Optional.empty()));
    }

    private static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("another body", "event 4", each(4, e -> with(e, e.at(), e.day(), e.type(), Body.of("{}")))),
                forgery(
                        "another instant",
                        "event 4",
                        each(4, e -> with(e, e.at().plusSeconds(1), e.day(), e.type(), e.body()))),
                forgery(
                        "another day",
                        "event 4",
                        each(4, e -> with(e, e.at(), e.day().plusDays(1), e.type(), e.body()))),
                forgery("another type", "event 4", each(4, e -> with(e, e.at(), e.day(), "Other", e.body()))),
                forgery("one removed", "event 4 is missing", events -> without(events, 4)),
                forgery("the first removed", "event 1 is missing", events -> without(events, 1)),
                forgery("one removed, the rest numbered anew", "event 4", events -> numbered(without(events, 4))),
                forgery("the last removed", "events were recorded", events -> without(events, events.size())),
                forgery("all removed", "events were recorded", events -> List.of()),
                forgery("two changed round", "event 3 is missing", events -> swapped(events, 3)),
                forgery("two changed round and numbered anew", "event 3", events -> numbered(swapped(events, 3))),
                forgery("one added at the end", "events were recorded", EvidenceTest::extended),
                forgery(
                        "the last rewritten with its hash",
                        "the newest event is another",
                        events -> rewritten(events)));
    }

    private static Arguments forgery(String what, String found, UnaryOperator<List<EventRecord>> forging) {
        return Arguments.of(what, found, forging);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void every_later_change_shows(String what, String found, UnaryOperator<List<EventRecord>> forging) {
        ChainCheck check = new Evidence(new Forged(trial, forging)).verify(DUPONT, List.of());

        assertThat(check.problem())
                .as(what)
                .hasValueSatisfying(problem -> assertThat(problem).contains(found));
        List<ChainCheck> all = new ArrayList<>();
        new Evidence(new Forged(trial, forging)).verify(ACME, List.of(), all::add);
        assertThat(all).containsExactly(check);
    }

    @Test
    void a_commit_during_the_check_is_no_forgery() {
        Evidence evidence = new Evidence(new ForwardingStore(trial.memory) {
            private boolean done;

            @Override
            public Page<EventRecord> events(EventQuery query) {
                if (!done) {
                    done = true;
                    trial.jane(MONDAY.plusDays(20)).tag("vip");
                }
                return super.events(query);
            }
        });

        assertThat(evidence.verify(DUPONT, List.of()).isIntact()).isTrue();
    }

    private static UnaryOperator<List<EventRecord>> each(int number, UnaryOperator<EventRecord> change) {
        return events -> events.stream()
                .map(event -> event.sequence() == number ? change.apply(event) : event)
                .toList();
    }

    private static EventRecord with(EventRecord event, Instant at, LocalDate day, String type, Body body) {
        return new EventRecord(event.account(), event.sequence(), at, day, type, body, event.hash());
    }

    private static List<EventRecord> without(List<EventRecord> events, int number) {
        return events.stream().filter(event -> event.sequence() != number).toList();
    }

    private static List<EventRecord> swapped(List<EventRecord> events, int number) {
        List<EventRecord> swapped = new ArrayList<>(events);
        Collections.swap(swapped, number - 1, number);
        return swapped;
    }

    private static List<EventRecord> numbered(List<EventRecord> events) {
        List<EventRecord> numbered = new ArrayList<>();
        for (EventRecord event : events) {
            numbered.add(new EventRecord(
                    event.account(),
                    numbered.size() + 1,
                    event.at(),
                    event.day(),
                    event.type(),
                    event.body(),
                    event.hash()));
        }
        return numbered;
    }

    /** By somebody who knows how hashes are made. */
    private static List<EventRecord> extended(List<EventRecord> events) {
        List<EventRecord> extended = new ArrayList<>(events);
        EventRecord last = events.get(events.size() - 1);
        extended.add(new EventChain(Optional.of(last.hash()))
                .append(last.account(), last.sequence() + 1, last.at(), last.day(), last.type(), last.body()));
        return extended;
    }

    private static List<EventRecord> rewritten(List<EventRecord> events) {
        List<EventRecord> rewritten = new ArrayList<>(events);
        EventRecord last = rewritten.remove(events.size() - 1);
        Optional<EventHash> before =
                Optional.of(rewritten.get(rewritten.size() - 1).hash());
        rewritten.add(new EventChain(before)
                .append(last.account(), last.sequence(), last.at(), last.day(), last.type(), Body.of("{}")));
        return rewritten;
    }

    @Test
    void the_hash_is_that_of_the_documented_form() {
        EventRecord first = new EventChain(Optional.empty())
                .append(DUPONT, 1, Instant.parse("2026-03-02T08:00:00Z"), MONDAY, "TagSet", Body.of("{}"));

        // printf '1:04:acme6:dupont1:120:2026-03-02T08:00:00Z10:2026-03-026:TagSet2:{}' | sha256sum
        assertThat(first.hash().value()).isEqualTo("98ed4f1c3422a74438c8ef1749998cc315ba9168f67780d6a0b3b6fd420c5138");
    }
}
