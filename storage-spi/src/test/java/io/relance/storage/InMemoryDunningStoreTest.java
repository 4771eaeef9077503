package io.relance.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ReceivableId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link DunningStore}, on its reference. */
class InMemoryDunningStoreTest {
    private static final CreditorId ACME = new CreditorId("acme");
    private static final AccountId DUPONT = AccountId.of("acme", "dupont");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final PolicyVersion V1 = new PolicyVersion("1");
    private static final ExecutionKey KEY = new ExecutionKey(new ReceivableId("F1"), 1, "standard/reminder");

    private final InMemoryDunningStore store = new InMemoryDunningStore();
    private int commits;

    @Test
    void a_commit_is_found_with_the_newest_of_each_part() {
        commit(Draft.of(DUPONT, 0).part("F1", "a").part("F2", "b"));
        commit(Draft.of(DUPONT, 1).part("F2", "c"));

        StoredCase found =
                store.find(List.of(DUPONT, AccountId.of("acme", "nobody"))).get(DUPONT);

        assertThat(found.head().revision()).isEqualTo(2);
        assertThat(found.parts())
                .extracting(part -> part.receivable() + "=" + part.body().text())
                .containsExactly("F1=a", "F2=c");
        assertThat(store.find(List.of(AccountId.of("acme", "nobody")))).isEmpty();
    }

    @Test
    void a_commit_on_another_revision_conflicts_and_stores_nothing() {
        commit(Draft.of(DUPONT, 0).part("F1", "a"));

        assertThat(commit(Draft.of(DUPONT, 0).part("F1", "b"))).isEqualTo(CommitOutcome.CONFLICT);
        assertThat(commit(Draft.of(DUPONT, 2).part("F1", "b"))).isEqualTo(CommitOutcome.CONFLICT);
        assertThat(store.find(List.of(DUPONT)).get(DUPONT).parts().get(0).body().text())
                .isEqualTo("a");
    }

    @Test
    void the_same_commit_again_is_replayed_and_stored_once() {
        AccountCommit commit = Draft.of(DUPONT, 0).event().build(id());

        assertThat(store.commit(List.of(commit, commit))).containsExactly(CommitOutcome.STORED, CommitOutcome.REPLAYED);
        assertThat(store.commit(List.of(commit))).containsExactly(CommitOutcome.REPLAYED);
        assertThat(events(Optional.of(DUPONT))).hasSize(1);
    }

    @Test
    void each_commit_stands_by_itself() {
        AccountId martin = AccountId.of("acme", "martin");
        commit(Draft.of(DUPONT, 0));

        assertThat(store.commit(List.of(
                        Draft.of(DUPONT, 0).build(id()), Draft.of(martin, 0).build(id()))))
                .containsExactly(CommitOutcome.CONFLICT, CommitOutcome.STORED);
    }

    @Test
    void planning_the_same_step_twice_is_refused() {
        commit(Draft.of(DUPONT, 0).plan(KEY));

        assertThat(commit(Draft.of(DUPONT, 1).plan(KEY).part("F1", "x"))).isEqualTo(CommitOutcome.CONFLICT);
        assertThat(store.find(List.of(DUPONT)).get(DUPONT).parts()).isEmpty();
        assertThat(commit(Draft.of(DUPONT, 1).plan(new ExecutionKey(KEY.receivable(), 2, KEY.step()))))
                .as("another cycle")
                .isEqualTo(CommitOutcome.STORED);
        assertThat(commit(Draft.of(AccountId.of("zeta", "dupont"), 0).plan(KEY)))
                .as("another creditor")
                .isEqualTo(CommitOutcome.STORED);
    }

    @Test
    void a_step_that_was_released_can_be_planned_again() {
        commit(Draft.of(DUPONT, 0).plan(KEY));
        commit(Draft.of(DUPONT, 1).release(KEY));

        assertThat(commit(Draft.of(DUPONT, 2).plan(KEY))).isEqualTo(CommitOutcome.STORED);
        assertThat(commit(Draft.of(DUPONT, 3).release(KEY).plan(KEY)))
                .as("released and planned at once")
                .isEqualTo(CommitOutcome.STORED);
    }

    @Test
    void a_message_is_added_once_and_changed_only_as_expected() {
        OutboxEntry entry = entry('a', OutboxState.READY);
        commit(Draft.of(DUPONT, 0).add(entry));

        assertThat(commit(Draft.of(DUPONT, 1).add(entry))).isEqualTo(CommitOutcome.CONFLICT);
        OutboxEntry sending = entry.sending(Body.of("text"));
        assertThat(commit(Draft.of(DUPONT, 1).change(sending, OutboxState.SENDING, 0, null)))
                .isEqualTo(CommitOutcome.CONFLICT);
        assertThat(commit(Draft.of(DUPONT, 1).change(sending, OutboxState.READY, 1, null)))
                .isEqualTo(CommitOutcome.CONFLICT);
        assertThat(commit(Draft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, null)))
                .isEqualTo(CommitOutcome.STORED);
        assertThat(outbox(Set.of(OutboxState.SENDING))).containsExactly(sending);
        assertThat(commit(Draft.of(DUPONT, 2).change(entry('b', OutboxState.READY), OutboxState.READY, 0, null)))
                .as("an unknown message")
                .isEqualTo(CommitOutcome.CONFLICT);
    }

    @Test
    void a_claim_leases_what_is_due_to_one_owner_until_it_ends() {
        commit(Draft.of(DUPONT, 0)
                .add(entry('a', OutboxState.READY))
                .add(entry('b', OutboxState.AWAITING_APPROVAL))
                .add(entry('c', OutboxState.READY).readyOn(DAY.plusDays(1), Optional.empty()))
                .add(entry('d', OutboxState.READY).readyOn(DAY, Optional.of(NOW.plusSeconds(60)))));

        assertThat(claim("one", NOW)).extracting(l -> l.entry().message()).containsExactly(message('a'));
        assertThat(claim("two", NOW.plusSeconds(59))).isEmpty();
        assertThat(claim("two", NOW.plusSeconds(60)))
                .extracting(l -> l.entry().message())
                .containsExactly(message('d'));
        assertThat(claim("two", NOW.plusSeconds(300)))
                .as("the first lease has ended")
                .extracting(l -> l.entry().message())
                .containsExactly(message('a'));
    }

    @Test
    void a_lease_that_was_let_go_no_longer_keeps_others_away() {
        commit(Draft.of(DUPONT, 0).add(entry('a', OutboxState.READY)).add(entry('b', OutboxState.READY)));
        List<Leased> leased = claim("one", NOW);

        store.release(List.of(leased.get(0)));

        assertThat(claim("two", NOW)).extracting(l -> l.entry().message()).containsExactly(message('a'));
    }

    @Test
    void nobody_lets_go_of_the_lease_of_another() {
        commit(Draft.of(DUPONT, 0).add(entry('a', OutboxState.READY)));
        List<Leased> ended = claim("one", NOW);
        claim("two", NOW.plusSeconds(300));

        store.release(ended);

        assertThat(claim("three", NOW.plusSeconds(301))).isEmpty();
    }

    @Test
    void an_owner_whose_lease_was_taken_stores_nothing() {
        OutboxEntry ready = entry('a', OutboxState.READY);
        commit(Draft.of(DUPONT, 0).add(ready));
        claim("one", NOW);
        claim("two", NOW.plusSeconds(300));
        OutboxEntry sending = ready.sending(Body.of("text"));

        assertThat(commit(Draft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, "one")))
                .isEqualTo(CommitOutcome.LEASE_LOST);
        assertThat(commit(Draft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, "two")))
                .isEqualTo(CommitOutcome.STORED);
        assertThat(commit(Draft.of(DUPONT, 2)
                        .change(sending.become(OutboxState.ACCEPTED), OutboxState.SENDING, 1, "two")))
                .isEqualTo(CommitOutcome.STORED);
        assertThat(claim("three", NOW.plusSeconds(9_999))).isEmpty();
    }

    @Test
    void what_was_being_sent_is_claimed_when_its_lease_has_ended() {
        OutboxEntry ready = entry('a', OutboxState.READY);
        commit(Draft.of(DUPONT, 0).add(ready));
        claim("one", NOW);
        commit(Draft.of(DUPONT, 1).change(ready.sending(Body.of("text")), OutboxState.READY, 0, "one"));

        assertThat(claim("two", NOW.plusSeconds(299))).isEmpty();
        assertThat(claim("two", NOW.plusSeconds(300)))
                .extracting(l -> l.entry().state())
                .containsExactly(OutboxState.SENDING);
    }

    @Test
    void creditors_are_served_in_turn() {
        Draft acme = Draft.of(DUPONT, 0);
        "abc".chars().forEach(c -> acme.add(entry((char) c, OutboxState.READY)));
        commit(acme);
        AccountId other = AccountId.of("zeta", "z");
        commit(Draft.of(other, 0)
                .add(new OutboxEntry(
                        other,
                        message('e'),
                        OutboxState.READY,
                        ChannelId.EMAIL,
                        0,
                        DAY,
                        Optional.empty(),
                        0,
                        Optional.empty())));

        List<Leased> two = store.claim(new ClaimRequest(
                Set.of(ACME, new CreditorId("zeta")),
                Set.of(ChannelId.EMAIL),
                DAY,
                NOW,
                Duration.ofMinutes(5),
                "one",
                2));

        assertThat(two).extracting(l -> l.entry().account().creditor().value()).containsExactly("acme", "zeta");
    }

    @Test
    void another_channel_or_creditor_claims_nothing() {
        commit(Draft.of(DUPONT, 0).add(entry('a', OutboxState.READY)));

        assertThat(store.claim(new ClaimRequest(
                        Set.of(ACME), Set.of(ChannelId.SMS), DAY, NOW, Duration.ofMinutes(5), "one", 9)))
                .isEmpty();
        assertThat(store.claim(new ClaimRequest(
                        Set.of(new CreditorId("zeta")),
                        Set.of(ChannelId.EMAIL),
                        DAY,
                        NOW,
                        Duration.ofMinutes(5),
                        "one",
                        9)))
                .isEmpty();
    }

    @Test
    void accounts_are_due_by_day_by_policy_and_when_never_decided() {
        commit(Draft.of(AccountId.of("acme", "a"), 0).decided(V1, DAY));
        commit(Draft.of(AccountId.of("acme", "b"), 0).decided(V1, DAY.plusDays(1)));
        commit(Draft.of(AccountId.of("acme", "c"), 0).decided(new PolicyVersion("0"), null));
        commit(Draft.of(AccountId.of("acme", "d"), 0));
        commit(Draft.of(AccountId.of("acme", "e"), 0).decided(V1, null));
        commit(Draft.of(AccountId.of("zeta", "a"), 0).decided(V1, DAY));

        assertThat(store.dueForReview(ACME, DAY, V1, Optional.empty(), 10))
                .extracting(id -> id.customer().value())
                .containsExactly("a", "c", "d");
        assertThat(store.dueForReview(ACME, DAY, V1, Optional.of(AccountId.of("acme", "a")), 1))
                .extracting(id -> id.customer().value())
                .containsExactly("c");
    }

    @Test
    void open_cases_are_listed_by_the_bytes_of_their_ids() {
        // U+FF21 is one unit of UTF-16 and comes before U+1F600, which is two smaller ones
        for (String customer : List.of("\uD83D\uDE00", "\uFF21", "b", "a")) {
            commit(Draft.of(AccountId.of("acme", customer), 0).open());
        }
        commit(Draft.of(AccountId.of("acme", "closed"), 0));

        assertThat(store.openCases(ACME, Optional.empty(), 10))
                .extracting(id -> id.customer().value())
                .containsExactly("a", "b", "\uFF21", "\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void pages_of_any_size_give_every_entry_once(int size) {
        for (String customer : List.of("a", "b", "\uFF21", "\uD83D\uDE00")) {
            AccountId account = AccountId.of("acme", customer);
            Draft draft = Draft.of(account, 0);
            for (char c : "abc".toCharArray()) {
                draft.add(new OutboxEntry(
                        account,
                        message(c),
                        OutboxState.READY,
                        ChannelId.EMAIL,
                        0,
                        DAY,
                        Optional.empty(),
                        0,
                        Optional.empty()));
            }
            commit(draft);
        }
        List<OutboxEntry> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<OutboxEntry> page = store.outbox(new OutboxQuery(ACME, Set.of(), Set.of(), after, size));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());

        assertThat(all).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void tasks_are_asked_for_by_team_and_state_and_replaced_by_id() {
        commit(Draft.of(DUPONT, 0).task("t1", "collections", true).task("t2", "sales", true));
        commit(Draft.of(DUPONT, 1).task("t1", "collections", false));

        assertThat(tasks(Optional.empty(), false)).containsExactly("t1", "t2");
        assertThat(tasks(Optional.empty(), true)).containsExactly("t2");
        assertThat(tasks(Optional.of("collections"), true)).isEmpty();
    }

    @Test
    void events_are_one_accounts_chain_or_one_creditors_feed() {
        AccountId martin = AccountId.of("acme", "martin");
        commit(Draft.of(martin, 0).event());
        commit(Draft.of(DUPONT, 0).event().event());
        commit(Draft.of(AccountId.of("zeta", "dupont"), 0).event());

        assertThat(events(Optional.of(DUPONT))).containsExactly("dupont 1", "dupont 2");
        assertThat(events(Optional.empty())).containsExactly("martin 1", "dupont 1", "dupont 2");
        Page<EventRecord> first = store.events(new EventQuery(ACME, Optional.empty(), Optional.empty(), 2));
        commit(Draft.of(martin, 1, 1).event());
        assertThat(store.events(new EventQuery(ACME, Optional.empty(), first.next(), 9))
                        .items())
                .extracting(e -> e.account().customer() + " " + e.sequence())
                .containsExactly("dupont 2", "martin 2");
    }

    @Test
    void events_out_of_sequence_are_a_mistake() {
        assertThatThrownBy(() -> commit(Draft.of(DUPONT, 0, 5).event()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number 1");
    }

    @Test
    void a_policy_version_is_written_once() {
        store.putPolicy(new PolicyDocument(ACME, V1, Body.of("a")));
        store.putPolicy(new PolicyDocument(ACME, V1, Body.of("a")));
        store.putPolicy(new PolicyDocument(ACME, new PolicyVersion("2"), Body.of("b")));

        assertThatThrownBy(() -> store.putPolicy(new PolicyDocument(ACME, V1, Body.of("c"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("written once");
        assertThat(store.policy(ACME, Optional.of(V1)).orElseThrow().body().text())
                .isEqualTo("a");
        assertThat(store.policy(ACME, Optional.empty()).orElseThrow().body().text())
                .isEqualTo("b");
        assertThat(store.policy(new CreditorId("zeta"), Optional.empty())).isEmpty();
    }

    @Test
    void of_many_threads_that_commit_on_one_revision_one_wins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<AccountCommit> rivals = IntStream.range(0, 40)
                    .mapToObj(i ->
                            Draft.of(DUPONT, 0).plan(KEY).part("F1", "by " + i).build(id()))
                    .toList();
            List<Future<CommitOutcome>> outcomes = new ArrayList<>();
            for (AccountCommit rival : rivals) {
                outcomes.add(threads.submit(() -> store.commit(List.of(rival)).get(0)));
            }
            int stored = 0;
            for (Future<CommitOutcome> outcome : outcomes) {
                stored += outcome.get() == CommitOutcome.STORED ? 1 : 0;
            }
            assertThat(stored).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_commit_that_holds_something_of_another_account_can_not_be_made() {
        assertThatThrownBy(() -> Draft.of(AccountId.of("acme", "martin"), 0)
                        .add(entry('a', OutboxState.READY))
                        .build(id()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another account");
    }

    private CommitOutcome commit(Draft draft) {
        return store.commit(List.of(draft.build(id()))).get(0);
    }

    private synchronized CommitId id() {
        commits++;
        return new CommitId(String.format(java.util.Locale.ROOT, "%064x", commits));
    }

    private List<Leased> claim(String owner, Instant now) {
        return store.claim(
                new ClaimRequest(Set.of(ACME), Set.of(ChannelId.EMAIL), DAY, now, Duration.ofMinutes(5), owner, 10));
    }

    private List<OutboxEntry> outbox(Set<OutboxState> states) {
        return store.outbox(new OutboxQuery(ACME, Set.of(DUPONT), states, Optional.empty(), 10))
                .items();
    }

    private List<String> tasks(Optional<String> team, boolean openOnly) {
        return store
                .tasks(new TaskQuery(ACME, Optional.of(DUPONT), team, openOnly, Optional.empty(), 10))
                .items()
                .stream()
                .map(TaskRecord::id)
                .toList();
    }

    private List<String> events(Optional<AccountId> account) {
        return store.events(new EventQuery(ACME, account, Optional.empty(), 10)).items().stream()
                .map(e -> e.account().customer() + " " + e.sequence())
                .toList();
    }

    private static MessageId message(char digit) {
        return new MessageId(String.valueOf(digit).repeat(64));
    }

    private static OutboxEntry entry(char digit, OutboxState state) {
        return new OutboxEntry(
                DUPONT, message(digit), state, ChannelId.EMAIL, 0, DAY, Optional.empty(), 0, Optional.empty());
    }
}
