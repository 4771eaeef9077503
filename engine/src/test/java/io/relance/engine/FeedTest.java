package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.FeedEntry;
import io.relance.FeedPage;
import io.relance.Relance;
import io.relance.RelanceListener;
import io.relance.TimelineEntry;
import io.relance.action.DunningAction;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.storage.PersonalDataKeys;
import io.relance.testkit.ForwardingStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What steps, rules and people tell, for hosts that must miss none of it. */
class FeedTest {
    private static final Scenario TELLING = Scenario.named("telling")
            .step("sales", s -> s.daysAfterDue(5).notifyInside("sales", "call them"))
            .step("stop", s -> s.daysAfterDue(10).action(new DunningAction.RequestDeliveryStop("deliver nothing more")))
            .build();
    private static final AccountId MARTIN = AccountId.of("acme", "martin");

    private final CountedKeys keys = new CountedKeys();
    private final Trial trial = new Trial(TELLING, store -> store, builder -> builder.personalDataKeys(keys));

    /** Keys that know how they were asked. */
    private static final class CountedKeys implements PersonalDataKeys {
        private final InMemoryPersonalDataKeys kept = new InMemoryPersonalDataKeys();
        private final List<Set<AccountId>> asked = new ArrayList<>();

        @Override
        public byte[] keyFor(AccountId account) {
            return kept.keyFor(account);
        }

        @Override
        public Map<AccountId, byte[]> keysFor(Collection<AccountId> accounts) {
            asked.add(new HashSet<>(accounts));
            return PersonalDataKeys.super.keysFor(accounts);
        }

        @Override
        public boolean destroy(AccountId account) {
            return kept.destroy(account);
        }
    }

    private static List<FeedEntry> all(Relance relance, int limit) {
        List<FeedEntry> entries = new ArrayList<>();
        FeedPage page = new FeedPage(List.of(), Optional.empty());
        do {
            page = relance.events(ACME, page.next(), limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            entries.addAll(page.entries());
        } while (!page.entries().isEmpty());
        return entries;
    }

    private void twoAccounts() {
        trial.books.put(overdue(4).build());
        trial.books.put(Trial.books(ACME, "martin")
                .receivable(Trial.invoice("M1", MONDAY.minusDays(4), "EUR 50.00"))
                .build());
        trial.runDaily(MONDAY, MONDAY.plusDays(8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, FeedPage.MAX_ENTRIES})
    void pages_of_any_size_give_every_event_of_every_account_once_and_readable(int limit) {
        twoAccounts();

        List<FeedEntry> entries = all(trial.relance, limit);

        for (AccountId account : List.of(DUPONT, MARTIN)) {
            List<FeedEntry> own = entries.stream()
                    .filter(entry -> entry.account().equals(account))
                    .toList();
            assertThat(own.stream().map(entry -> new TimelineEntry(entry.at(), entry.event())))
                    .isEqualTo(trial.relance.timeline(account))
                    .extracting(TimelineEntry::event)
                    .hasAtLeastOneElementOfType(AccountEvent.Notified.class)
                    .hasAtLeastOneElementOfType(AccountEvent.DeliveryStopRequested.class);
            for (int i = 0; i < own.size(); i++) {
                assertThat(own.get(i).sequence()).isEqualTo(i + 1L);
            }
        }
        assertThat(entries)
                .hasSize(trial.relance.timeline(DUPONT).size()
                        + trial.relance.timeline(MARTIN).size());
    }

    @Test
    void what_listeners_missed_in_a_crash_comes_to_who_goes_on_from_where_it_was() {
        twoAccounts();
        FeedPage before = trial.relance.events(ACME, Optional.empty(), FeedPage.MAX_ENTRIES);
        List<AccountEvent> heard = new ArrayList<>();
        Relance dying = trial.engine(
                TELLING,
                store -> new ForwardingStore(store) {
                    @Override
                    public List<CommitOutcome> commit(List<AccountCommit> commits) {
                        super.commit(commits);
                        throw new StackOverflowError("the process stops");
                    }
                },
                builder -> builder.personalDataKeys(keys).listener(new RelanceListener() {
                    @Override
                    public void happened(AccountId account, List<AccountEvent> events) {
                        heard.addAll(events);
                    }
                }),
                trial.email);

        assertThatThrownBy(
                        () -> dying.account(DUPONT, "jane", MONDAY.plusDays(8)).writeOff(overdueInvoice(), "too small"))
                .isInstanceOf(StackOverflowError.class);

        assertThat(heard).isEmpty();
        FeedPage after = trial.relance.events(ACME, before.next(), FeedPage.MAX_ENTRIES);
        assertThat(after.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.account()).isEqualTo(DUPONT);
            assertThat(entry.event()).isInstanceOf(AccountEvent.WrittenOff.class);
        });
        assertThat(trial.relance.events(ACME, before.next(), FeedPage.MAX_ENTRIES))
                .as("asked again from where it was kept")
                .isEqualTo(after);
    }

    private static ReceivableId overdueInvoice() {
        return new ReceivableId("F1");
    }

    @Test
    void an_empty_page_ends_where_it_began() {
        assertThat(trial.relance.events(ACME, Optional.empty(), 10))
                .isEqualTo(new FeedPage(List.of(), Optional.empty()));
        twoAccounts();
        Optional<String> end = trial.relance.events(ACME, Optional.empty(), 500).next();
        assertThat(end).isPresent();

        assertThat(trial.relance.events(ACME, end, 500)).isEqualTo(new FeedPage(List.of(), end));
        assertThat(trial.relance
                        .events(new CreditorId("other"), Optional.empty(), 500)
                        .entries())
                .isEmpty();
    }

    @Test
    void an_account_whose_erasure_was_begun_and_not_finished_does_not_stop_the_others() {
        twoAccounts();
        List<FeedEntry> before = all(trial.relance, 500);
        keys.destroy(DUPONT);
        trial.relance.account(MARTIN, "jane", MONDAY.plusDays(9)).tag("vip");

        List<FeedEntry> now = all(trial.relance, 2);

        assertThat(now).hasSize(before.size() + 1);
        assertThat(now.get(now.size() - 1).event())
                .isEqualTo(new AccountEvent.TagSet(MONDAY.plusDays(9), "jane", "vip"));
        for (int i = 0; i < before.size(); i++) {
            FeedEntry was = before.get(i);
            AccountEvent left = was.account().equals(DUPONT)
                    ? new AccountEvent.ContentErased(
                            was.event().day(), was.event().getClass().getSimpleName())
                    : was.event();
            assertThat(now.get(i)).isEqualTo(new FeedEntry(was.account(), was.sequence(), was.at(), left));
        }
    }

    @Test
    void an_erased_account_that_goes_on_is_read_from_its_erasure_on() {
        twoAccounts();
        trial.books.put(Trial.books(ACME, "dupont").build());
        trial.run(MONDAY.plusDays(9));
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(10), "asked for it");
        trial.jane(MONDAY.plusDays(11)).tag("again");

        assertThat(all(trial.relance, 500))
                .filteredOn(entry -> entry.account().equals(DUPONT))
                .extracting(FeedEntry::event)
                .filteredOn(event -> !(event instanceof AccountEvent.ContentErased))
                .containsExactly(
                        new AccountEvent.PersonalDataErased(MONDAY.plusDays(10), "jane", "asked for it"),
                        new AccountEvent.TagSet(MONDAY.plusDays(11), "jane", "again"));
    }

    @Test
    void the_keys_of_a_page_are_asked_for_together() {
        twoAccounts();
        keys.asked.clear();

        trial.relance.events(ACME, Optional.empty(), 500);

        assertThat(keys.asked).containsExactly(Set.of(DUPONT, MARTIN));
    }

    @Test
    void an_engine_without_the_keys_passes_over_nothing() {
        twoAccounts();
        Relance keyless = trial.engine(TELLING, store -> store, builder -> builder, trial.email);

        assertThatThrownBy(() -> keyless.events(ACME, Optional.empty(), 500))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("event 1 of account acme/(dupont|martin) can't be read: it is encrypted, and this"
                        + " engine was built without personalDataKeys");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, FeedPage.MAX_ENTRIES + 1})
    void a_page_of_another_size_is_refused(int limit) {
        assertThatThrownBy(() -> trial.relance.events(ACME, Optional.empty(), limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a page has between 1 and 500 events, but " + limit + " were asked for");
    }

    @Test
    void a_place_that_was_never_given_is_refused() {
        assertThatThrownBy(() -> trial.relance.events(ACME, Optional.of("yesterday"), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_a_host_does_in_its_own_transaction_tells_no_listener_and_is_in_the_feed() {
        List<AccountEvent> heard = new ArrayList<>();
        RelanceListener listener = new RelanceListener() {
            @Override
            public void happened(AccountId account, List<AccountEvent> events) {
                heard.addAll(events);
            }
        };
        Relance relance = trial.engine(TELLING, store -> store, builder -> builder.listener(listener), trial.email);
        DunningStore joined = new ForwardingStore(trial.memory);
        trial.books.put(overdue(4).build());

        relance.on(joined).account(DUPONT, "jane", MONDAY).tag("vip");
        relance.on(joined).changed(MARTIN);

        assertThat(heard).isEmpty();
        assertThat(relance.memory(DUPONT).tags()).containsExactly("vip");
        assertThat(all(relance, 500))
                .extracting(FeedEntry::event)
                .containsExactly(new AccountEvent.TagSet(MONDAY, "jane", "vip"));
        relance.account(DUPONT, "jane", MONDAY).tag("late");
        assertThat(heard).as("outside").containsExactly(new AccountEvent.TagSet(MONDAY, "jane", "late"));
    }

    @Test
    void the_engines_own_store_is_in_no_transaction_of_the_host() {
        assertThatThrownBy(() -> trial.relance.on(trial.memory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the engine's own store");
    }
}
