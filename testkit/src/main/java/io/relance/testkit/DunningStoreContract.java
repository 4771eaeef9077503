package io.relance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountName;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseSummary;
import io.relance.storage.ChangeToken;
import io.relance.storage.ClaimRequest;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.ExecutionKey;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.storage.PartKey;
import io.relance.storage.PolicyDocument;
import io.relance.storage.PolicyVersion;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine builds on in a {@link DunningStore}, as tests: extend it for a store of your own. The number in the name of
 * a test is that of the promise in {@code docs/spi/storage.md}.
 */
public abstract class DunningStoreContract {
    private static final CreditorId ACME = new CreditorId("acme");
    private static final CreditorId ZETA = new CreditorId("zeta");
    private static final AccountId DUPONT = AccountId.of("acme", "dupont");
    private static final AccountId MARTIN = AccountId.of("acme", "martin");
    private static final AccountId SAME_ID = AccountId.of("zeta", "dupont");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Instant LEASE_END = NOW.plus(LEASE);
    private static final PolicyVersion V1 = new PolicyVersion("1");
    private static final ExecutionKey KEY = new ExecutionKey(new ReceivableId("F1"), 1, "standard/reminder");

    /** Ids that a collation may take for one another, or order otherwise, in the order of their UTF-8 bytes. */
    private static final List<String> IDS =
            List.of("A", "B", "a", "a ", "aa", "e\u0301", "z", "\u00e9", "\uFF21", "\uD83D\uDE00");

    private final AtomicInteger commits = new AtomicInteger();
    private DunningStore store = new InMemoryDunningStore();
    private volatile Instant shown = NOW;

    /** For those who extend it. */
    protected DunningStoreContract() {}

    /**
     * A store with nothing in it; closed when the test is over.
     *
     * @param leases the clock by which its leases end, if it has one of its own: it shows the time that claims pass in
     */
    protected abstract DunningStore emptyStore(InstantSource leases);

    /** Asks for an empty store. */
    @BeforeEach
    final void open() {
        store = emptyStore(() -> shown);
    }

    /** Closes it. */
    @AfterEach
    final void close() {
        store.close();
    }

    @Test
    final void rule_01_the_newest_head_and_the_newest_of_each_part_are_found() {
        commit(CommitDraft.of(DUPONT, 0).part("F1", "a").part("F2", "b"));
        commit(CommitDraft.of(DUPONT, 1).part("F2", "c").part("F3", "d"));

        Map<AccountId, StoredCase> found = store.find(List.of(DUPONT, MARTIN));

        assertEquals(Set.of(DUPONT), found.keySet());
        assertEquals(2, found(DUPONT).head().revision());
        assertEquals(Map.of("F1", "a", "F2", "c", "F3", "d"), parts(DUPONT));
        assertEquals(Map.of(), store.find(List.of(MARTIN)));
        assertEquals(Map.of(), store.find(List.of()));
    }

    @Test
    final void rule_02_what_can_not_be_stored_whole_is_not_stored_at_all() {
        commit(CommitDraft.of(DUPONT, 0).part("F1", "a").add(ready(DUPONT, 'a')));

        CommitOutcome outcome = commit(CommitDraft.of(DUPONT, 1)
                .part("F1", "b")
                .plan(KEY)
                .add(ready(DUPONT, 'b'))
                .add(ready(DUPONT, 'a'))
                .task("t", "team", true)
                .event()
                .open());

        assertEquals(CommitOutcome.CONFLICT, outcome);
        assertEquals(1, found(DUPONT).head().revision());
        assertEquals(Map.of("F1", "a"), parts(DUPONT));
        assertEquals(List.of("a"), messages(outbox(ACME, 10)));
        assertEquals(List.of(), taskIds(Optional.empty(), false));
        assertEquals(List.of(), feed(ACME));
        assertEquals(List.of(DUPONT), listed(Optional.empty(), 10));
        assertFalse(found(DUPONT).head().open());
        assertEquals(CommitOutcome.STORED, commit(CommitDraft.of(DUPONT, 1).plan(KEY)));
    }

    @Test
    final void rule_03_each_commit_stands_by_itself_and_outcomes_keep_their_order() {
        commit(CommitDraft.of(DUPONT, 0));

        assertEquals(
                List.of(CommitOutcome.STORED, CommitOutcome.CONFLICT, CommitOutcome.STORED),
                store.commit(List.of(
                        CommitDraft.of(MARTIN, 0).build(id()),
                        CommitDraft.of(DUPONT, 0).build(id()),
                        CommitDraft.of(SAME_ID, 0).build(id()))));
        assertEquals(List.of(), store.commit(List.of()));
    }

    @Test
    final void rule_04_commits_of_one_account_follow_each_other_in_one_call() {
        assertEquals(
                List.of(CommitOutcome.STORED, CommitOutcome.STORED, CommitOutcome.STORED),
                store.commit(List.of(
                        CommitDraft.of(DUPONT, 0).part("F1", "a").build(id()),
                        CommitDraft.of(MARTIN, 0).build(id()),
                        CommitDraft.of(DUPONT, 1).part("F1", "b").build(id()))));
        assertEquals(Map.of("F1", "b"), parts(DUPONT));
    }

    @Test
    final void rule_05_the_same_commit_again_is_replayed() {
        AccountCommit commit = CommitDraft.of(DUPONT, 0).event().build(id());

        assertEquals(List.of(CommitOutcome.STORED, CommitOutcome.REPLAYED), store.commit(List.of(commit, commit)));
        assertEquals(CommitOutcome.STORED, commit(CommitDraft.of(DUPONT, 1, 1).event()));
        assertEquals(List.of(CommitOutcome.REPLAYED), store.commit(List.of(commit)));
        assertEquals(List.of("dupont 1", "dupont 2"), feed(ACME));
        assertEquals(2, found(DUPONT).head().revision());
    }

    @Test
    final void rule_06_a_commit_on_another_revision_conflicts() {
        assertEquals(CommitOutcome.CONFLICT, commit(CommitDraft.of(DUPONT, 1)));
        commit(CommitDraft.of(DUPONT, 0));
        assertEquals(CommitOutcome.CONFLICT, commit(CommitDraft.of(DUPONT, 0)));
        assertEquals(CommitOutcome.CONFLICT, commit(CommitDraft.of(DUPONT, 2)));
        assertEquals(CommitOutcome.STORED, commit(CommitDraft.of(DUPONT, 1)));
    }

    @Test
    final void rule_07_a_step_is_planned_once_unless_it_was_released() {
        commit(CommitDraft.of(DUPONT, 0).plan(KEY));

        assertEquals(CommitOutcome.CONFLICT, commit(CommitDraft.of(DUPONT, 1).plan(KEY)));
        assertEquals(
                CommitOutcome.STORED,
                commit(CommitDraft.of(DUPONT, 1).plan(new ExecutionKey(KEY.receivable(), 2, KEY.step()))));
        assertEquals(CommitOutcome.STORED, commit(CommitDraft.of(MARTIN, 0).plan(KEY)));
        assertEquals(CommitOutcome.STORED, commit(CommitDraft.of(DUPONT, 2).release(KEY)));
        assertEquals(CommitOutcome.STORED, commit(CommitDraft.of(DUPONT, 3).plan(KEY)));
        assertEquals(
                CommitOutcome.STORED,
                commit(CommitDraft.of(DUPONT, 4).release(KEY).plan(KEY)));
        assertEquals(CommitOutcome.CONFLICT, commit(CommitDraft.of(DUPONT, 5).plan(KEY)));
    }

    @Test
    final void rule_08_a_message_is_added_once() {
        commit(CommitDraft.of(DUPONT, 0).add(ready(DUPONT, 'a')));

        assertEquals(CommitOutcome.CONFLICT, commit(CommitDraft.of(DUPONT, 1).add(ready(DUPONT, 'a'))));
        assertEquals(CommitOutcome.STORED, commit(CommitDraft.of(DUPONT, 1).add(ready(DUPONT, 'b'))));
        assertEquals(List.of("a", "b"), messages(outbox(ACME, 10)));
    }

    @Test
    final void rule_09_an_entry_changes_only_from_the_state_and_attempt_expected() {
        OutboxEntry entry = ready(DUPONT, 'a');
        OutboxEntry sending = entry.sending(Body.of("text"));
        commit(CommitDraft.of(DUPONT, 0).add(entry));

        assertEquals(
                CommitOutcome.CONFLICT,
                commit(CommitDraft.of(DUPONT, 1).change(sending, OutboxState.SENDING, 0, null)));
        assertEquals(
                CommitOutcome.CONFLICT, commit(CommitDraft.of(DUPONT, 1).change(sending, OutboxState.READY, 1, null)));
        assertEquals(
                CommitOutcome.CONFLICT,
                commit(CommitDraft.of(DUPONT, 1).change(ready(DUPONT, 'b'), OutboxState.READY, 0, null)));
        assertEquals(
                CommitOutcome.STORED, commit(CommitDraft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, null)));
        assertEquals(List.of(sending), outbox(ACME, 10));
    }

    @Test
    final void rule_10_who_does_not_hold_the_lease_asked_for_stores_nothing() {
        OutboxEntry ready = ready(DUPONT, 'a');
        OutboxEntry sending = ready.sending(Body.of("text"));
        commit(CommitDraft.of(DUPONT, 0).add(ready));

        assertEquals(
                CommitOutcome.LEASE_LOST,
                commit(CommitDraft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, "one")),
                "nobody has a lease");
        claim("one", NOW, ACME);
        assertEquals(
                CommitOutcome.LEASE_LOST,
                commit(CommitDraft.of(DUPONT, 1).part("F1", "x").change(sending, OutboxState.READY, 0, "two")));
        assertEquals(Map.of(), parts(DUPONT));
        claim("two", LEASE_END, ACME);
        assertEquals(
                CommitOutcome.LEASE_LOST,
                commit(CommitDraft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, "one")),
                "it was taken over");
        assertEquals(
                CommitOutcome.STORED,
                commit(CommitDraft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, "two")),
                "it may have ended, but nobody took it");
    }

    @Test
    final void rule_11_an_entry_that_is_no_longer_being_sent_has_no_lease() {
        OutboxEntry ready = ready(DUPONT, 'a');
        OutboxEntry sending = ready.sending(Body.of("text"));
        commit(CommitDraft.of(DUPONT, 0).add(ready));
        claim("one", NOW, ACME);
        commit(CommitDraft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, "one"));
        assertEquals(List.of(), claim("two", NOW, ACME));

        OutboxEntry again = sending.readyOn(DAY, Optional.empty());
        commit(CommitDraft.of(DUPONT, 2).change(again, OutboxState.SENDING, 1, "one"));

        assertEquals(List.of(again), entries(claim("two", NOW, ACME)));
    }

    @Test
    final void rule_12_of_many_commits_on_one_revision_one_is_stored() throws Exception {
        for (int revision = 0; revision < 3; revision++) {
            List<Callable<CommitOutcome>> rivals = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                AccountCommit rival = CommitDraft.of(DUPONT, revision, revision)
                        .plan(new ExecutionKey(KEY.receivable(), revision, KEY.step()))
                        .part("F1", "by " + i)
                        .event()
                        .build(id());
                rivals.add(() -> store.commit(List.of(rival)).get(0));
            }

            List<CommitOutcome> outcomes = atOnce(rivals);

            assertEquals(1, Collections.frequency(outcomes, CommitOutcome.STORED), outcomes.toString());
            assertEquals(39, Collections.frequency(outcomes, CommitOutcome.CONFLICT), outcomes.toString());
        }
        assertEquals(List.of("dupont 1", "dupont 2", "dupont 3"), feed(ACME));
    }

    @Test
    final void rule_13_events_out_of_sequence_are_a_mistake() {
        assertThrows(
                IllegalArgumentException.class,
                () -> commit(CommitDraft.of(DUPONT, 0, 5).event()));
        assertEquals(Map.of(), store.find(List.of(DUPONT)));
        commit(CommitDraft.of(DUPONT, 0).event());
        assertThrows(
                IllegalArgumentException.class,
                () -> commit(CommitDraft.of(DUPONT, 1).event()));
        assertEquals(List.of("dupont 1"), feed(ACME));
    }

    @Test
    final void rule_14_accounts_are_due_by_day_by_policy_and_when_never_decided() {
        commit(CommitDraft.of(AccountId.of("acme", "a"), 0).decided(V1, DAY));
        commit(CommitDraft.of(AccountId.of("acme", "b"), 0).decided(V1, DAY.plusDays(1)));
        commit(CommitDraft.of(AccountId.of("acme", "c"), 0).decided(new PolicyVersion("0"), null));
        commit(CommitDraft.of(AccountId.of("acme", "d"), 0));
        commit(CommitDraft.of(AccountId.of("acme", "e"), 0).decided(V1, null));
        commit(CommitDraft.of(AccountId.of("acme", "f"), 0).decided(V1, DAY.minusDays(9)));

        assertEquals(List.of("a", "c", "d", "f"), customers(due(Optional.empty(), 10)));
        commit(CommitDraft.of(AccountId.of("acme", "f"), 1).decided(V1, DAY.plusDays(9)));
        assertEquals(List.of("a", "c", "d"), customers(due(Optional.empty(), 10)));
    }

    @Test
    final void rule_15_cases_are_listed_with_the_columns_of_their_heads() {
        commit(CommitDraft.of(DUPONT, 0).decided(V1, DAY).open());
        commit(CommitDraft.of(MARTIN, 0));
        assertEquals(
                List.of(
                        CaseSummary.of(found(DUPONT).head()),
                        CaseSummary.of(found(MARTIN).head())),
                store.cases(ACME, Optional.empty(), 10));
        assertTrue(store.cases(ACME, Optional.empty(), 1).get(0).open());

        commit(CommitDraft.of(DUPONT, 1));
        assertFalse(store.cases(ACME, Optional.empty(), 1).get(0).open());
        assertEquals(List.of(MARTIN), listed(Optional.of(DUPONT), 10));
    }

    @Test
    final void rule_16_accounts_are_listed_by_the_bytes_of_their_ids_page_by_page() {
        for (String customer : IDS) {
            commit(CommitDraft.of(AccountId.of("acme", customer), 0).open());
        }

        for (int size : new int[] {1, 3, 100}) {
            assertEquals(IDS, customers(all(size, after -> listed(after, size))), "listed, " + size);
            assertEquals(IDS, customers(all(size, after -> due(after, size))), "due, " + size);
        }
        Optional<AccountId> between = Optional.of(AccountId.of("acme", "f"));
        assertEquals(IDS.subList(6, IDS.size()), customers(listed(between, 100)), "after one not there");
    }

    @Test
    final void rule_17_ids_are_compared_by_bytes() {
        for (String customer : IDS) {
            AccountId account = AccountId.of("acme", customer);
            CommitDraft draft = CommitDraft.of(account, 0);
            IDS.forEach(receivable -> draft.part(receivable, customer + "/" + receivable)
                    .plan(new ExecutionKey(new ReceivableId(receivable), 1, "s")));
            IDS.forEach(task -> draft.task(task, task, true));
            assertEquals(CommitOutcome.STORED, commit(draft), customer);
        }

        for (String customer : IDS) {
            Map<String, String> parts = parts(AccountId.of("acme", customer));
            assertEquals(Set.copyOf(IDS), parts.keySet());
            parts.forEach((receivable, body) -> assertEquals(customer + "/" + receivable, body));
            assertEquals(IDS.size(), taskIds(Optional.of(customer), true).size());
        }
        assertEquals(Map.of(), store.find(List.of(AccountId.of("acme", "b"), AccountId.of("ACME", "a"))));
    }

    @Test
    final void rule_18_a_claim_gives_what_is_ready_due_and_to_be_tried() {
        CommitDraft draft = CommitDraft.of(DUPONT, 0);
        OutboxState[] states = OutboxState.values();
        for (int i = 0; i < states.length; i++) {
            draft.add(ready(DUPONT, (char) ('1' + i)).become(states[i]));
        }
        commit(draft.add(ready(DUPONT, 'a').readyOn(DAY.plusDays(1), Optional.empty()))
                .add(ready(DUPONT, 'b').readyOn(DAY, Optional.of(NOW.plusSeconds(60))))
                .add(ready(DUPONT, 'c').readyOn(DAY.minusDays(3), Optional.of(NOW))));

        List<OutboxEntry> claimed = entries(claim("one", NOW, ACME));

        assertEquals(
                Set.of("2", "3", "c"), Set.copyOf(messages(claimed)), "READY, SENDING without a lease, and overdue");
        assertEquals(List.of("b"), messages(entries(claim("one", NOW.plusSeconds(60), ACME))));
    }

    @Test
    final void rule_19_a_lease_keeps_others_away_until_it_ends() {
        commit(CommitDraft.of(DUPONT, 0).add(ready(DUPONT, 'a')));

        Leased leased = claim("one", NOW, ACME).get(0);

        assertEquals(new Leased(ready(DUPONT, 'a'), "one", LEASE_END), leased);
        assertEquals(List.of(), claim("one", NOW, ACME), "nor the owner again");
        assertEquals(List.of(), claim("two", LEASE_END.minusMillis(1), ACME));
        assertEquals(
                List.of(new Leased(ready(DUPONT, 'a'), "two", LEASE_END.plus(LEASE))), claim("two", LEASE_END, ACME));
    }

    @Test
    final void rule_20_what_was_being_sent_is_claimed_when_its_lease_has_ended() {
        OutboxEntry sending = ready(DUPONT, 'a').sending(Body.of("text"));
        commit(CommitDraft.of(DUPONT, 0).add(ready(DUPONT, 'a')));
        claim("one", NOW, ACME);
        commit(CommitDraft.of(DUPONT, 1).change(sending, OutboxState.READY, 0, "one"));

        assertEquals(List.of(), claim("two", LEASE_END.minusMillis(1), ACME));
        assertEquals(List.of(sending), entries(claim("two", LEASE_END, ACME)));
    }

    @Test
    final void rule_21_a_claim_gives_only_what_was_asked_for() {
        commit(CommitDraft.of(DUPONT, 0)
                .add(ready(DUPONT, 'a'))
                .add(ready(DUPONT, 'b').over(ChannelId.SMS, 1)));

        assertEquals(List.of("b"), messages(entries(claim(Set.of(ACME), Set.of(ChannelId.SMS), 10))));
        assertEquals(List.of(), claim(Set.of(ZETA), Set.of(ChannelId.EMAIL), 10));
        assertEquals(List.of(), claim(Set.of(), Set.of(ChannelId.EMAIL), 10));
        assertEquals(List.of(), claim(Set.of(ACME), Set.of(), 10));
        assertEquals(List.of("a"), messages(entries(claim(Set.of(ACME), Set.of(ChannelId.EMAIL), 10))));
    }

    @Test
    final void rule_22_creditors_are_served_in_turn_and_the_oldest_first() {
        commit(CommitDraft.of(DUPONT, 0)
                .add(ready(DUPONT, 'a'))
                .add(ready(DUPONT, 'b').readyOn(DAY.minusDays(1), Optional.empty()))
                .add(ready(DUPONT, 'c').readyOn(DAY.minusDays(2), Optional.empty())));
        commit(CommitDraft.of(SAME_ID, 0).add(ready(SAME_ID, 'd')));

        List<OutboxEntry> three = entries(claim(Set.of(ACME, ZETA), Set.of(ChannelId.EMAIL), 3));

        assertEquals(Set.of("c", "b", "d"), Set.copyOf(messages(three)));
        assertEquals(Set.of("c", "d"), Set.copyOf(messages(three.subList(0, 2))), "one of each first");
        assertEquals(List.of("a"), messages(entries(claim(Set.of(ACME, ZETA), Set.of(ChannelId.EMAIL), 3))));
    }

    @Test
    final void rule_23_a_lease_let_go_keeps_nobody_away_and_that_of_another_stays() {
        commit(CommitDraft.of(DUPONT, 0).add(ready(DUPONT, 'a')).add(ready(DUPONT, 'b')));
        List<Leased> leased = claim("one", NOW, ACME);
        assertEquals(2, leased.size());

        store.release(leased.subList(0, 1));
        List<Leased> taken = claim("two", NOW, ACME);
        store.release(leased.subList(0, 1));

        assertEquals(List.of(leased.get(0).entry()), entries(taken));
        assertEquals(List.of(), claim("three", NOW, ACME));
    }

    @Test
    final void rule_24_many_who_claim_at_once_get_no_entry_twice() throws Exception {
        for (int i = 0; i < 20; i++) {
            AccountId account = AccountId.of("acme", "c" + i);
            CommitDraft draft = CommitDraft.of(account, 0);
            "abcde".chars().forEach(c -> draft.add(ready(account, (char) c)));
            commit(draft);
        }
        List<Callable<List<Leased>>> rivals = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String owner = "node " + i;
            rivals.add(() ->
                    store.claim(new ClaimRequest(Set.of(ACME), Set.of(ChannelId.EMAIL), DAY, NOW, LEASE, owner, 10)));
        }

        List<Leased> all = new ArrayList<>();
        atOnce(rivals).forEach(all::addAll);
        all.addAll(claim(Set.of(ACME), Set.of(ChannelId.EMAIL), 200));

        assertEquals(100, all.size());
        assertEquals(100, new HashSet<>(entries(all)).size());
    }

    @Test
    final void rule_25_pages_of_the_outbox_give_every_entry_once() {
        for (String customer : IDS) {
            AccountId account = AccountId.of("acme", customer);
            commit(CommitDraft.of(account, 0)
                    .add(ready(account, 'a'))
                    .add(ready(account, 'b').become(OutboxState.DEAD))
                    .add(ready(account, 'c')));
        }

        for (int size : new int[] {1, 2, 7, 100}) {
            List<OutboxEntry> all =
                    pages(size, after -> store.outbox(new OutboxQuery(ACME, Set.of(), Set.of(), after, size)));
            assertEquals(3 * IDS.size(), all.size(), "pages of " + size);
            assertEquals(3 * IDS.size(), new HashSet<>(all).size(), "pages of " + size);
            List<OutboxEntry> dead = pages(
                    size,
                    after -> store.outbox(new OutboxQuery(ACME, Set.of(), Set.of(OutboxState.DEAD), after, size)));
            assertEquals(
                    IDS,
                    dead.stream()
                            .map(entry -> entry.account().customer().value())
                            .toList());
        }
        AccountId one = AccountId.of("acme", "a");
        assertEquals(
                List.of("b"),
                messages(store.outbox(new OutboxQuery(
                                ACME, Set.of(one), Set.of(OutboxState.DEAD, OutboxState.BOUNCED), Optional.empty(), 9))
                        .items()));
    }

    @Test
    final void rule_26_tasks_are_asked_for_by_account_team_and_state_and_replaced() {
        commit(CommitDraft.of(DUPONT, 0).task("t1", "collections", true).task("t2", "sales", true));
        commit(CommitDraft.of(MARTIN, 0).task("t1", "sales", true));
        commit(CommitDraft.of(DUPONT, 1).task("t1", "collections", false));

        assertEquals(List.of("t1", "t2", "t1"), taskIds(Optional.empty(), false));
        assertEquals(List.of("t2", "t1"), taskIds(Optional.empty(), true));
        assertEquals(List.of("t2", "t1"), taskIds(Optional.of("sales"), true));
        assertEquals(List.of(), taskIds(Optional.of("collections"), true));
        TaskQuery ofMartin = new TaskQuery(ACME, Optional.of(MARTIN), Optional.empty(), false, Optional.empty(), 9);
        assertEquals(
                List.of(MARTIN),
                store.tasks(ofMartin).items().stream().map(TaskRecord::account).toList());
        for (int size : new int[] {1, 2, 9}) {
            assertEquals(
                    3,
                    pages(
                                    size,
                                    after -> store.tasks(new TaskQuery(
                                            ACME, Optional.empty(), Optional.empty(), false, after, size)))
                            .size());
        }
    }

    @Test
    final void rule_27_the_events_of_an_account_come_by_sequence() {
        commit(CommitDraft.of(DUPONT, 0).event().event());
        commit(CommitDraft.of(MARTIN, 0).event());
        commit(CommitDraft.of(DUPONT, 1, 2).event());

        for (int size : new int[] {1, 2, 9}) {
            assertEquals(
                    List.of("dupont 1", "dupont 2", "dupont 3"),
                    names(pages(size, after -> store.events(new EventQuery(ACME, Optional.of(DUPONT), after, size)))));
        }
        assertEquals(
                List.of(),
                events(ACME, Optional.of(AccountId.of("acme", "nobody")), Optional.empty(), 9)
                        .items());
        EventRecord newest =
                events(ACME, Optional.of(DUPONT), Optional.empty(), 9).items().get(2);
        assertEquals(CommitDraft.of(DUPONT, 1, 2).event().build(id()).events().get(0), newest);
        assertEquals(Optional.of(newest.hash()), found(DUPONT).head().chain());
    }

    @Test
    final void rule_28_the_feed_of_a_creditor_gives_every_event_once() {
        commit(CommitDraft.of(MARTIN, 0).event());
        commit(CommitDraft.of(DUPONT, 0).event().event());
        assertEquals(List.of("martin 1", "dupont 1", "dupont 2"), feed(ACME));

        Page<EventRecord> first = events(ACME, Optional.empty(), Optional.empty(), 2);
        commit(CommitDraft.of(MARTIN, 1, 1).event());
        Page<EventRecord> second = events(ACME, Optional.empty(), first.next(), 9);
        assertEquals(List.of("dupont 2", "martin 2"), names(second.items()));

        assertTrue(second.next().isPresent(), "a feed says where it ended");
        assertEquals(List.of(), events(ACME, Optional.empty(), second.next(), 9).items());
        commit(CommitDraft.of(DUPONT, 1, 2).event());
        assertEquals(
                List.of("dupont 3"),
                names(events(ACME, Optional.empty(), second.next(), 9).items()));
    }

    @Test
    final void rule_29_a_policy_version_is_written_once() {
        PolicyVersion second = new PolicyVersion("2");
        store.putPolicy(new PolicyDocument(ACME, V1, Body.of("a")));
        store.putPolicy(new PolicyDocument(ACME, second, Body.of("b")));
        store.putPolicy(new PolicyDocument(ACME, V1, Body.of("a")));

        assertThrows(IllegalStateException.class, () -> store.putPolicy(new PolicyDocument(ACME, V1, Body.of("c"))));
        assertEquals("a", policy(ACME, Optional.of(V1)));
        assertEquals("b", policy(ACME, Optional.of(second)));
        assertEquals("b", policy(ACME, Optional.empty()), "the one that was put last");
        assertEquals("none", policy(ACME, Optional.of(new PolicyVersion("3"))));
    }

    @Test
    final void rule_30_creditors_never_mix() {
        commit(CommitDraft.of(DUPONT, 0)
                .part("F1", "ours")
                .plan(KEY)
                .add(ready(DUPONT, 'a'))
                .task("t", "team", true)
                .event()
                .decided(V1, DAY)
                .open());
        store.putPolicy(new PolicyDocument(ACME, V1, Body.of("ours")));

        assertEquals(Map.of(), store.find(List.of(SAME_ID)));
        assertEquals(List.of(), store.dueForReview(ZETA, DAY, V1, Optional.empty(), 10));
        assertEquals(List.of(), store.cases(ZETA, Optional.empty(), 10));
        assertEquals(List.of(), claim("one", NOW, ZETA));
        assertEquals(List.of(), outbox(ZETA, 10));
        assertEquals(
                List.of(),
                store.outbox(new OutboxQuery(ZETA, Set.of(DUPONT), Set.of(), Optional.empty(), 9))
                        .items());
        assertEquals(
                List.of(),
                store.tasks(new TaskQuery(ZETA, Optional.empty(), Optional.empty(), false, Optional.empty(), 9))
                        .items());
        assertEquals(
                List.of(),
                store.tasks(new TaskQuery(ZETA, Optional.of(DUPONT), Optional.empty(), false, Optional.empty(), 9))
                        .items());
        assertEquals(List.of(), feed(ZETA));
        assertEquals(
                List.of(),
                events(ZETA, Optional.of(DUPONT), Optional.empty(), 9).items());
        assertEquals("none", policy(ZETA, Optional.empty()));
        assertEquals("none", policy(ZETA, Optional.of(V1)));

        AccountCommit theirs = CommitDraft.of(SAME_ID, 0)
                .part("F1", "theirs")
                .plan(KEY)
                .add(ready(SAME_ID, 'a'))
                .task("t", "team", false)
                .event()
                .build(id());
        store.putPolicy(new PolicyDocument(ZETA, V1, Body.of("theirs")));
        assertEquals(List.of(CommitOutcome.STORED), store.commit(List.of(theirs)));

        assertEquals(Map.of("F1", "ours"), parts(DUPONT));
        assertEquals(Map.of("F1", "theirs"), parts(SAME_ID));
        assertEquals(List.of(ready(DUPONT, 'a')), outbox(ACME, 10));
        assertEquals(List.of("t"), taskIds(Optional.empty(), true));
        assertEquals(List.of("dupont 1"), feed(ACME));
        assertEquals("ours", policy(ACME, Optional.of(V1)));
        List<Leased> leased = claim("one", NOW, ACME);
        claim("one", NOW, ZETA);
        store.release(leased);
        assertEquals(List.of(), claim("two", NOW, ZETA), "a lease of another creditor's message of that id");
    }

    @Test
    final void rule_31_bodies_come_back_byte_by_byte() {
        byte[] every = new byte[70_000];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        Body binary = Body.of(every);
        commit(CommitDraft.of(DUPONT, 0)
                .part("F1", binary)
                .part("F2", "")
                .add(ready(DUPONT, 'a').sending(binary)));
        store.putPolicy(new PolicyDocument(ACME, V1, binary));

        for (CasePart part : found(DUPONT).parts()) {
            byte[] expected = part.key().receivable().value().equals("F1") ? every : new byte[0];
            assertArrayEquals(expected, part.body().bytes());
        }
        assertEquals(Optional.of(binary), outbox(ACME, 1).get(0).rendered());
        assertEquals(binary, store.policy(ACME, Optional.empty()).orElseThrow().body());
    }

    @Test
    final void rule_32_days_come_back_as_they_were_and_instants_to_the_microsecond() {
        Instant fine = Instant.parse("2026-03-02T07:59:59.123456Z");
        OutboxEntry far = ready(DUPONT, 'a').readyOn(LocalDate.of(9999, 12, 31), Optional.of(fine));
        OutboxEntry early = ready(DUPONT, 'b').readyOn(LocalDate.of(1900, 1, 1), Optional.empty());
        commit(CommitDraft.of(DUPONT, 0).add(far).add(early).decided(V1, LocalDate.of(2026, 3, 29)));

        assertEquals(List.of(far, early), outbox(ACME, 10));
        assertEquals(
                Optional.of(LocalDate.of(2026, 3, 29)), found(DUPONT).head().reviewOn());
        Instant now = NOW.plusNanos(1_000);
        assertEquals(now.plus(LEASE), claim("one", now, ACME).get(0).until());
    }

    @Test
    final void rule_33_a_store_tells_which_commits_it_has() {
        AccountCommit ours = CommitDraft.of(DUPONT, 0).build(id());
        AccountCommit refused = CommitDraft.of(DUPONT, 7).build(id());
        store.commit(List.of(ours, refused));

        assertTrue(store.isCommitted(DUPONT, ours.commitId()));
        assertFalse(store.isCommitted(DUPONT, refused.commitId()), "one that conflicted");
        assertFalse(store.isCommitted(MARTIN, ours.commitId()), "one of another account");
        assertFalse(store.isCommitted(SAME_ID, ours.commitId()), "one of another creditor's account");
    }

    @Test
    final void rule_34_where_books_were_left_off_is_kept_by_creditor() {
        String longest = "\u00e9".repeat(ChangeToken.MAX_LENGTH);
        assertEquals(Optional.empty(), store.changeToken(ACME));

        store.putChangeToken(ACME, new ChangeToken("1"));
        store.putChangeToken(ACME, new ChangeToken(longest));

        assertEquals(Optional.of(new ChangeToken(longest)), store.changeToken(ACME));
        assertEquals(Optional.empty(), store.changeToken(ZETA));
    }

    @Test
    final void rule_35_a_store_tells_whose_message_it_is() {
        AccountId theirs = AccountId.of("zeta", "martin");
        commit(CommitDraft.of(DUPONT, 0).add(ready(DUPONT, 'a')).add(ready(DUPONT, 'b')));
        commit(CommitDraft.of(MARTIN, 0).add(ready(MARTIN, 'c')));
        commit(CommitDraft.of(theirs, 0).add(ready(theirs, 'd')));
        commit(CommitDraft.of(DUPONT, 1)
                .change(ready(DUPONT, 'b').sending(Body.of("text")), OutboxState.READY, 0, null));

        assertEquals(Optional.of(DUPONT), store.accountOf(ready(DUPONT, 'a').message()));
        assertEquals(Optional.of(DUPONT), store.accountOf(ready(DUPONT, 'b').message()), "one that is under way");
        assertEquals(Optional.of(MARTIN), store.accountOf(ready(MARTIN, 'c').message()));
        assertEquals(Optional.of(theirs), store.accountOf(ready(theirs, 'd').message()));
        assertEquals(Optional.empty(), store.accountOf(ready(DUPONT, 'e').message()), "of nobody");
    }

    @Test
    final void rule_36_parts_of_receivables_messages_and_tasks_are_told_apart_whatever_their_ids() {
        String all = "ab".repeat(32);
        PartKey receivable = PartKey.of(new ReceivableId(all));
        PartKey message = PartKey.of(new MessageId(all));
        PartKey other = PartKey.of(new MessageId("0".repeat(64)));
        PartKey task = PartKey.ofTask(all);
        PartKey free = PartKey.ofTask("a task of rule \u00e9 / 2026-03-02");
        commit(CommitDraft.of(DUPONT, 0)
                .part(task, Body.of("open"))
                .part(message, Body.of("planned"))
                .part(other, Body.of("others"))
                .part("z", "z")
                .part(free, Body.of("free"))
                .part(receivable, Body.of("progress")));
        commit(CommitDraft.of(DUPONT, 1).part(message, Body.of("accepted")).part(task, Body.of("done")));

        assertEquals(
                List.of(
                        new CasePart(receivable, Body.of("progress")),
                        new CasePart(PartKey.of(new ReceivableId("z")), Body.of("z")),
                        new CasePart(other, Body.of("others")),
                        new CasePart(message, Body.of("accepted")),
                        new CasePart(free, Body.of("free")),
                        new CasePart(task, Body.of("done"))),
                found(DUPONT).parts());
        commit(CommitDraft.of(DUPONT, 2)
                .part(receivable, Body.of("paid"))
                .part(message, Body.of(""))
                .part(free, Body.of("")));
        assertEquals(List.of("paid", "z", "others", "", "", "done"), bodies(DUPONT));
    }

    private CommitOutcome commit(CommitDraft draft) {
        return store.commit(List.of(draft.build(id()))).get(0);
    }

    private CommitId id() {
        return new CommitId(String.format(Locale.ROOT, "%064x", commits.incrementAndGet()));
    }

    private StoredCase found(AccountId account) {
        return Objects.requireNonNull(store.find(List.of(account)).get(account), () -> "no case of " + account);
    }

    private Map<String, String> parts(AccountId account) {
        Map<String, String> parts = new HashMap<>();
        for (CasePart part : found(account).parts()) {
            parts.put(part.key().id(), part.body().text());
        }
        return parts;
    }

    private List<String> bodies(AccountId account) {
        return found(account).parts().stream().map(part -> part.body().text()).toList();
    }

    @Test
    final void rule_37_accounts_are_found_by_names_given_in_commits() {
        AccountName one = new AccountName("1".repeat(64));
        AccountName two = new AccountName("2".repeat(64));
        AccountId theirs = AccountId.of("zeta", "martin");
        commit(CommitDraft.of(DUPONT, 0).name(one).name(two));
        commit(CommitDraft.of(DUPONT, 1).name(one));
        commit(CommitDraft.of(MARTIN, 0));
        commit(CommitDraft.of(MARTIN, 1).name(two));
        commit(CommitDraft.of(theirs, 0).name(two));
        assertEquals(CommitOutcome.CONFLICT, commit(CommitDraft.of(MARTIN, 1).name(one)));

        assertEquals(List.of(DUPONT), store.accountsNamed(one), "given twice, and in a commit that was not stored");
        assertEquals(List.of(DUPONT, MARTIN, theirs), store.accountsNamed(two), "of several, by creditor and customer");
        assertEquals(List.of(), store.accountsNamed(new AccountName("3".repeat(64))), "of nobody");
    }

    private List<AccountId> listed(Optional<AccountId> after, int limit) {
        return store.cases(ACME, after, limit).stream()
                .map(CaseSummary::account)
                .toList();
    }

    private List<AccountId> due(Optional<AccountId> after, int limit) {
        return store.dueForReview(ACME, DAY, V1, after, limit);
    }

    private List<Leased> claim(String owner, Instant now, CreditorId creditor) {
        shown = now;
        return store.claim(new ClaimRequest(Set.of(creditor), Set.of(ChannelId.EMAIL), DAY, now, LEASE, owner, 10));
    }

    private List<Leased> claim(Set<CreditorId> creditors, Set<ChannelId> channels, int limit) {
        shown = NOW;
        return store.claim(new ClaimRequest(creditors, channels, DAY, NOW, LEASE, "one", limit));
    }

    private List<OutboxEntry> outbox(CreditorId creditor, int limit) {
        return store.outbox(new OutboxQuery(creditor, Set.of(), Set.of(), Optional.empty(), limit))
                .items();
    }

    private List<String> taskIds(Optional<String> team, boolean openOnly) {
        return store
                .tasks(new TaskQuery(ACME, Optional.empty(), team, openOnly, Optional.empty(), 1_000))
                .items()
                .stream()
                .map(TaskRecord::id)
                .toList();
    }

    private Page<EventRecord> events(
            CreditorId creditor, Optional<AccountId> account, Optional<String> after, int limit) {
        return store.events(new EventQuery(creditor, account, after, limit));
    }

    private List<String> feed(CreditorId creditor) {
        return names(events(creditor, Optional.empty(), Optional.empty(), 100).items());
    }

    private String policy(CreditorId creditor, Optional<PolicyVersion> version) {
        return store.policy(creditor, version)
                .map(document -> document.body().text())
                .orElse("none");
    }

    private static <T> List<T> pages(int size, Function<Optional<String>, Page<T>> asking) {
        List<T> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<T> page = asking.apply(after);
            assertTrue(page.items().size() <= size, "a page of " + page.items().size() + ", not " + size);
            all.addAll(page.items());
            after = page.items().isEmpty() ? Optional.empty() : page.next();
        } while (after.isPresent());
        return all;
    }

    private static List<AccountId> all(int size, Function<Optional<AccountId>, List<AccountId>> asking) {
        List<AccountId> all = new ArrayList<>();
        List<AccountId> page;
        do {
            page = asking.apply(all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1)));
            all.addAll(page);
        } while (page.size() == size);
        return all;
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<OutboxEntry> entries(List<Leased> leased) {
        return leased.stream().map(Leased::entry).toList();
    }

    private static List<String> messages(List<OutboxEntry> entries) {
        return entries.stream()
                .map(entry -> entry.message().value().substring(0, 1))
                .toList();
    }

    private static List<String> customers(List<AccountId> accounts) {
        return accounts.stream().map(account -> account.customer().value()).toList();
    }

    private static List<String> names(List<EventRecord> events) {
        return events.stream()
                .map(event -> event.account().customer() + " " + event.sequence())
                .toList();
    }

    private static OutboxEntry ready(AccountId account, char digit) {
        return new OutboxEntry(
                account,
                new MessageId(String.valueOf(digit).repeat(64)),
                OutboxState.READY,
                ChannelId.EMAIL,
                0,
                DAY,
                Optional.empty(),
                0,
                Optional.empty());
    }
}
