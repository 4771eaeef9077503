package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.TimelineEntry;
import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountCommit;
import io.relance.storage.Body;
import io.relance.storage.CommitOutcome;
import io.relance.storage.EventQuery;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.PersonalDataKeys;
import io.relance.storage.ReceivablesSource;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import io.relance.testkit.ForwardingStore;
import io.relance.testkit.InMemoryBooks;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held about an account is encrypted under its own key, and erased with it. */
class ErasureTest {
    private static final Money HUNDRED = Money.parse("EUR 100.00");
    private static final String SECRET = "she said she was ill";

    private final InMemoryPersonalDataKeys keys = new InMemoryPersonalDataKeys();
    private final Trial trial = new Trial(STANDARD, store -> store, builder -> builder.personalDataKeys(keys));

    private static AccountLedger paid(LocalDate on) {
        return overdue(4)
                .payment(new Payment(
                        new DocumentId("P1"),
                        on,
                        HUNDRED,
                        on.atStartOfDay(java.time.ZoneOffset.UTC).toInstant()))
                .allocation(Allocation.ofPayment("P1", "F1", HUNDRED))
                .build();
    }

    /** A reminder, a hold with a note, and the payment. */
    private void history() {
        trial.books.put(overdue(4).build());
        trial.runDaily(MONDAY, MONDAY.plusDays(1));
        trial.jane(MONDAY.plusDays(1))
                .hold(new Hold("H1", Optional.empty(), MONDAY, Optional.of(MONDAY.plusDays(20)), SECRET, "jane"));
        trial.books.put(paid(MONDAY.plusDays(2)));
        trial.runDaily(MONDAY.plusDays(2), MONDAY.plusDays(12));
        assertThat(trial.outbox()).hasSize(1);
    }

    private List<Body> stored() {
        List<Body> bodies = new ArrayList<>();
        for (StoredCase found : trial.memory.find(List.of(DUPONT)).values()) {
            bodies.add(found.head().body());
            found.parts().forEach(part -> bodies.add(part.body()));
        }
        trial.outbox().forEach(entry -> entry.rendered().ifPresent(bodies::add));
        trial.memory
                .tasks(new TaskQuery(ACME, Optional.empty(), Optional.empty(), false, Optional.empty(), 100))
                .items()
                .forEach(task -> bodies.add(task.body()));
        trial.memory
                .events(new EventQuery(ACME, Optional.of(DUPONT), Optional.empty(), 100))
                .items()
                .forEach(event -> bodies.add(event.body()));
        return bodies;
    }

    @Test
    void nothing_that_is_stored_can_be_read_without_the_key() {
        history();

        assertThat(stored())
                .hasSizeGreaterThan(6)
                .allSatisfy(body -> assertThat(new String(body.bytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(SECRET)
                        .doesNotContain("billing@")
                        .doesNotContain("receivable")
                        .doesNotContain("standard"));
        assertThat(stored().get(0).bytes()).isNotEqualTo(stored().get(1).bytes());
    }

    @Test
    void what_was_erased_leaves_a_chain_that_nobody_can_read() {
        history();
        long events = trial.relance.verify(DUPONT).events();

        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked for on the telephone");

        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
        assertThat(trial.relance.timeline(DUPONT))
                .hasSize((int) events + 1)
                .extracting(TimelineEntry::event)
                .filteredOn(event -> !(event instanceof AccountEvent.ContentErased))
                .containsExactly(
                        new AccountEvent.PersonalDataErased(MONDAY.plusDays(13), "jane", "asked for on the telephone"));
        assertThat(trial.relance.memory(DUPONT).withProgress(List.of())).isEqualTo(DunningCase.empty(DUPONT));
        assertThat(trial.relance.export(DUPONT))
                .doesNotContain(SECRET, "reminder", "billing@")
                .contains("asked for on the telephone", "\"body\": null");
    }

    @Test
    void an_export_says_everything_that_is_held() {
        history();

        String export = trial.relance.export(DUPONT);

        assertThat(export)
                .contains(
                        "\"creditor\": \"acme\"",
                        "\"customer\": \"dupont\"",
                        SECRET,
                        "billing@dupont.example",
                        "\"HoldOrdered\"",
                        "\"ACCEPTED\"",
                        "\"progress\": 1")
                .endsWith("}\n");
        assertThat(trial.relance.export(AccountId.of("acme", "nobody"))).contains("\"events\": []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", AccountEvent.ENGINE})
    void an_erasure_is_refused_when_no_person_asks_for_it(String actor) {
        history();

        assertThatThrownBy(() -> trial.relance.erase(DUPONT, actor, MONDAY.plusDays(13), "asked for"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a change by a person names the person, but the actor was \"" + actor + "\"");
        assertThat(trial.dupont().holds()).hasSize(1);
    }

    @Test
    void an_erasure_is_refused_while_messages_are_under_way() {
        trial.books.put(overdue(32).build());
        trial.runDaily(MONDAY, MONDAY.plusDays(30));
        assertThat(trial.outbox()).anyMatch(entry -> entry.state().name().equals("AWAITING_APPROVAL"));
        AccountLedger paid = paid(MONDAY.plusDays(30));
        trial.books.put(paid);

        assertThatThrownBy(() -> trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(30), "asked"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AWAITING_APPROVAL")
                .hasMessageContaining("messages are under way");
        assertThat(trial.dupont().messages()).isNotEmpty();

        trial.run(MONDAY.plusDays(30));
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(30), "asked");
        assertThat(trial.dupont().messages()).isEmpty();
    }

    @Test
    void an_erasure_is_refused_while_the_books_have_something_open() {
        trial.books.put(overdue(-10).build());
        trial.run(MONDAY);

        assertThatThrownBy(() -> trial.relance.erase(DUPONT, "jane", MONDAY, "asked"))
                .hasMessageContaining("its books have something open");
    }

    @Test
    void an_erasure_is_refused_without_keys_and_of_what_was_stored_before_there_were_any() {
        Trial plain = new Trial();
        plain.books.put(overdue(4).build());
        plain.runDaily(MONDAY, MONDAY.plusDays(1));
        plain.books.put(paid(MONDAY.plusDays(2)));
        plain.run(MONDAY.plusDays(2));
        assertThatThrownBy(() -> plain.relance.erase(DUPONT, "jane", MONDAY.plusDays(2), "asked"))
                .hasMessageContaining("without personalDataKeys");

        Relance later = plain.engine(
                STANDARD, store -> store, builder -> builder.personalDataKeys(keys), plain.channel(ChannelId.EMAIL));
        assertThat(later.memory(DUPONT)).isEqualTo(plain.dupont());
        assertThatThrownBy(() -> later.erase(DUPONT, "jane", MONDAY.plusDays(2), "asked"))
                .hasMessageContaining("event 1 of 2026-03-02 was stored before there were personalDataKeys");
    }

    @Test
    void erasing_again_changes_nothing() {
        history();
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked");
        long events = trial.relance.verify(DUPONT).events();

        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked");
        trial.relance.erase(AccountId.of("acme", "nobody"), "jane", MONDAY, "asked");

        assertThat(trial.relance.verify(DUPONT).events()).isEqualTo(events);
    }

    @Test
    void after_a_crash_between_key_and_case_nothing_happens_until_it_is_erased_again() {
        history();
        UnreliableStoreOnCommit dying = new UnreliableStoreOnCommit();
        Relance crashing = trial.engine(
                STANDARD,
                store -> new ForwardingStore(store) {
                    private boolean begun;

                    @Override
                    public List<CommitOutcome> commit(List<AccountCommit> commits) {
                        if (begun) {
                            throw dying;
                        }
                        begun = true;
                        return super.commit(commits);
                    }
                },
                builder -> builder.personalDataKeys(keys),
                trial.channel(ChannelId.EMAIL));
        assertThatThrownBy(() -> crashing.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked"))
                .isSameAs(dying);
        trial.books.put(overdue(4, -5).build());
        Relance fresh = trial.engine(
                STANDARD, store -> store, builder -> builder.personalDataKeys(keys), trial.channel(ChannelId.EMAIL));

        RunReport report = fresh.run(ACME, MONDAY.plusDays(14));

        assertThat(report.brokenAccounts())
                .singleElement()
                .satisfies(broken -> assertThat(broken.why()).contains("its erasure was begun and not finished"));
        trial.books.put(paid(MONDAY.plusDays(2)));
        fresh.erase(DUPONT, "jane", MONDAY.plusDays(14), "asked");
        assertThat(fresh.memory(DUPONT).withProgress(List.of())).isEqualTo(DunningCase.empty(DUPONT));
        assertThat(fresh.verify(DUPONT).isIntact()).isTrue();
    }

    private void followedUpAnewFrom(LocalDate day) {
        int before = trial.email.taken().size();
        for (int i = 0; i < 4; i++) {
            assertThat(trial.run(day.plusDays(i)).brokenAccounts()).isEmpty();
        }
        assertThat(trial.email.taken()).hasSize(before + 1);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    @Test
    void an_invoice_that_is_open_again_after_an_erasure_that_was_finished_late_is_followed_up_anew() {
        history();
        keys.destroy(DUPONT); // and the process stops
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked");
        trial.books.put(overdue(4).build()); // the payment was rejected
        followedUpAnewFrom(MONDAY.plusDays(14));

        trial.books.put(paid(MONDAY.plusDays(18)));
        trial.run(MONDAY.plusDays(18));
        keys.destroy(DUPONT);
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(19), "asked again");
        trial.books.put(overdue(4).build());
        followedUpAnewFrom(MONDAY.plusDays(20));
    }

    @Test
    void an_erasure_that_was_not_finished_is_although_something_is_open_by_now() {
        history();
        keys.destroy(DUPONT);
        trial.books.put(overdue(4).build());
        assertThat(trial.run(MONDAY.plusDays(13)).brokenAccounts()).hasSize(1);

        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked");

        followedUpAnewFrom(MONDAY.plusDays(14));
        assertThatThrownBy(() -> trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(19), "asked"))
                .as("it is followed up")
                .hasMessageContaining("something open");
    }

    private Optional<String> stamp() {
        return trial.memory.find(List.of(DUPONT)).get(DUPONT).head().stamp();
    }

    @Test
    void nothing_is_left_that_would_confirm_a_guess_at_the_books() {
        history();
        assertThat(stamp()).hasValueSatisfying(hash -> assertThat(hash).startsWith("sha256:"));

        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked");
        trial.runDaily(MONDAY.plusDays(14), MONDAY.plusDays(16));
        trial.books.put(paid(MONDAY.plusDays(3)));
        trial.run(MONDAY.plusDays(17));

        assertThat(stamp()).contains("erased 2026-03-15");
        assertThat(trial.memory.find(List.of(DUPONT)).get(DUPONT).head().body().text())
                .as("nothing is held anew")
                .startsWith("{");
    }

    @Test
    void a_run_for_a_day_before_the_erasure_does_not_see_as_open_what_was_paid_since() {
        trial.books.put(overdue(4).build());
        trial.runDaily(MONDAY, MONDAY.plusDays(10));
        LocalDate tuesday = MONDAY.plusDays(15);
        trial.books.put(paid(tuesday));
        trial.run(tuesday);
        trial.relance.erase(DUPONT, "jane", tuesday, "asked");
        int before = trial.email.taken().size();

        RunReport late = trial.relance.run(ACME, tuesday.minusDays(1));

        assertThat(late.planned()).isZero();
        assertThat(late.ahead()).isEqualTo(1);
        assertThat(trial.email.taken()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nor_does_it_when_books_tell_of_changes_and_something_of_the_account_changes_after_the_erasure(
            boolean telling) {
        InMemoryBooks books = telling ? InMemoryBooks.telling() : InMemoryBooks.stamped();
        Trial told = new Trial(
                STANDARD, store -> store, builder -> builder.books(books).personalDataKeys(keys));
        books.put(overdue(4).build());
        told.runDaily(MONDAY, MONDAY.plusDays(10));
        LocalDate tuesday = MONDAY.plusDays(15);
        books.put(paid(tuesday));
        told.run(tuesday);
        told.relance.erase(DUPONT, "jane", tuesday, "asked");
        int before = told.email.taken().size();
        books.put(paid(tuesday));

        RunReport late = told.relance.run(ACME, tuesday.minusDays(1));

        assertThat(late.planned()).isZero();
        assertThat(told.email.taken()).hasSize(before);
    }

    @Test
    void an_account_that_was_erased_keeps_the_word_of_books_with_stamps_and_is_not_looked_at_before_it_changes() {
        InMemoryBooks stamped = InMemoryBooks.stamped();
        Trial told = new Trial(
                STANDARD, store -> store, builder -> builder.books(stamped).personalDataKeys(keys));
        stamped.put(overdue(4).build());
        told.runDaily(MONDAY, MONDAY.plusDays(1));
        stamped.put(paid(MONDAY.plusDays(2)));
        told.run(MONDAY.plusDays(2));
        Optional<String> before =
                told.memory.find(List.of(DUPONT)).get(DUPONT).head().stamp();

        told.relance.erase(DUPONT, "jane", MONDAY.plusDays(3), "asked");

        assertThat(told.memory.find(List.of(DUPONT)).get(DUPONT).head().stamp())
                .isEqualTo(before.map(stamp -> "erased 2026-03-05 " + stamp))
                .isPresent();
        assertThat(told.run(MONDAY.plusDays(4)).decided()).isZero();
    }

    private static final Scenario WORK = Scenario.named("work")
            .step("call", s -> s.daysAfterDue(5).task("collections", "call"))
            .build();

    private static TaskQuery tasks(int limit) {
        return new TaskQuery(ACME, Optional.empty(), Optional.empty(), true, Optional.empty(), limit);
    }

    @Test
    void the_tasks_of_an_account_whose_erasure_was_not_finished_hide_nobody_elses() {
        Trial working = new Trial(WORK, store -> store, builder -> builder.personalDataKeys(keys));
        working.books.put(overdue(5).build());
        working.books.put(Trial.books(ACME, "martin")
                .receivable(Trial.invoice("M1", MONDAY.minusDays(5), "EUR 50.00"))
                .build());
        working.run(MONDAY);
        assertThat(working.relance.tasks(tasks(100)).items()).hasSize(2);

        keys.destroy(DUPONT);

        assertThat(working.relance.tasks(tasks(100)).items())
                .extracting(task -> task.account().customer().value())
                .containsExactly("martin");
    }

    @Test
    void more_tasks_than_keys_are_given_at_once_are_listed_all_the_same() {
        PersonalDataKeys fewAtOnce = new PersonalDataKeys() {
            @Override
            public byte[] keyFor(AccountId account) {
                return keys.keyFor(account);
            }

            @Override
            public Map<AccountId, byte[]> keysFor(Collection<AccountId> accounts) {
                assertThat(accounts).hasSizeBetween(1, ReceivablesSource.MAX_ACCOUNTS);
                return keys.keysFor(accounts);
            }

            @Override
            public boolean destroy(AccountId account) {
                return keys.destroy(account);
            }
        };
        Trial working = new Trial(WORK, store -> store, builder -> builder.personalDataKeys(fewAtOnce));
        int customers = ReceivablesSource.MAX_ACCOUNTS + 1;
        for (int i = 0; i < customers; i++) {
            working.books.put(Trial.books(ACME, "c" + i)
                    .receivable(Trial.invoice("I" + i, MONDAY.minusDays(5), "EUR 50.00"))
                    .build());
        }
        working.run(MONDAY);

        assertThat(working.relance.tasks(tasks(1_000)).items())
                .extracting(task -> task.account())
                .doesNotHaveDuplicates()
                .hasSize(customers);
    }

    @Test
    void who_remembers_the_account_does_not_write_it_anew_once_its_key_is_gone() {
        history();
        long events = trial.relance.verify(DUPONT).events();
        keys.destroy(DUPONT);

        assertThatThrownBy(() -> trial.jane(MONDAY.plusDays(13)).tag("vip")).hasMessageContaining("its key is no more");
        trial.books.put(overdue(4, -5).build());
        assertThat(trial.run(MONDAY.plusDays(14)).brokenAccounts()).hasSize(1);
        assertThat(trial.relance.verify(DUPONT).events()).isEqualTo(events);
    }

    private static final class UnreliableStoreOnCommit extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void who_had_read_the_account_before_it_was_erased_writes_nothing_under_the_old_key() {
        history();
        Relance slow = trial.engine(
                STANDARD,
                store -> new InterruptedStore(
                        store, () -> trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked")),
                builder -> builder.personalDataKeys(keys),
                trial.channel(ChannelId.EMAIL));

        slow.account(DUPONT, "joe", MONDAY.plusDays(13)).tag("vip");

        assertThat(slow.memory(DUPONT).tags()).containsExactly("vip");
        assertThat(slow.memory(DUPONT).holds()).isEmpty();
        assertThat(trial.dupont().tags()).containsExactly("vip");
        assertThat(slow.verify(DUPONT).isIntact()).isTrue();
    }

    /** Keys of which those who ask first have one that is destroyed before they read on. */
    private final class KeysThatGo implements PersonalDataKeys {
        private boolean gone;

        @Override
        public byte[] keyFor(AccountId account) {
            byte[] key = keys.keyFor(account);
            if (!gone) {
                gone = true;
                trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked");
            }
            return key;
        }

        @Override
        public boolean destroy(AccountId account) {
            return keys.destroy(account);
        }
    }

    private Relance withKeysThatGo() {
        return trial.engine(
                STANDARD,
                store -> store,
                builder -> builder.personalDataKeys(new KeysThatGo()),
                trial.channel(ChannelId.EMAIL));
    }

    @Test
    void who_had_the_key_before_the_erasure_gives_no_command_under_it() {
        history();

        withKeysThatGo().account(DUPONT, "joe", MONDAY.plusDays(13)).tag("vip");

        assertThat(trial.dupont().tags()).containsExactly("vip");
    }

    @Test
    void who_had_the_key_before_the_erasure_decides_nothing_under_it() {
        history();
        trial.books.put(paid(MONDAY.plusDays(2)).toBuilder()
                .receivable(Trial.invoice("F2", MONDAY.plusDays(20), "EUR 0.00"))
                .build());

        RunReport report = withKeysThatGo().run(ACME, MONDAY.plusDays(14));

        assertThat(report.brokenAccounts()).isEmpty();
        assertThat(trial.dupont().holds()).isEmpty();
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    @Test
    void a_new_invoice_after_the_erasure_is_followed_up_from_the_start() {
        history();
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked");
        trial.books.put(Trial.books(ACME, "dupont")
                .receivable(Trial.invoice("F2", MONDAY.plusDays(20), "EUR 50.00"))
                .build());

        trial.runDaily(MONDAY.plusDays(14), MONDAY.plusDays(27));

        assertThat(trial.email.taken())
                .extracting(OutboundMessage::businessDate)
                .endsWith(MONDAY.plusDays(17), MONDAY.plusDays(25));
    }

    @Test
    void an_invoice_that_is_open_again_after_the_erasure_is_followed_up_anew() {
        history();
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(13), "asked");
        int before = trial.email.taken().size();
        trial.books.put(overdue(4).build());

        trial.runDaily(MONDAY.plusDays(14), MONDAY.plusDays(16));

        assertThat(trial.email.taken()).hasSize(before + 1);
        assertThat(trial.dupont().progress().values())
                .singleElement()
                .satisfies(progress -> assertThat(progress.cycle()).isEqualTo(2));
    }

    @Test
    void a_part_put_into_the_place_of_another_is_not_believed() {
        history();
        StoredCase found = trial.memory.find(List.of(DUPONT)).get(DUPONT);
        Body part = found.parts().get(0).body();
        AccountKey key = AccountKey.of(keys.keyFor(DUPONT), new java.security.SecureRandom());

        assertThat(key.open(DUPONT, "part F1", part)).startsWith('{');
        assertThatThrownBy(() -> key.open(DUPONT, "part F2", part))
                .hasMessageContaining("altered, or belongs elsewhere");
        byte[] altered = part.bytes();
        altered[altered.length - 20] ^= 1;
        assertThatThrownBy(() -> key.open(DUPONT, "part F1", Body.of(altered)))
                .hasMessageContaining("altered, or belongs elsewhere");
    }

    @Test
    void keys_of_another_length_are_refused() {
        PersonalDataKeys shortKeys = new PersonalDataKeys() {
            @Override
            public byte[] keyFor(AccountId account) {
                return new byte[16];
            }

            @Override
            public boolean destroy(AccountId account) {
                return false;
            }
        };
        Trial wrong = new Trial(STANDARD, store -> store, builder -> builder.personalDataKeys(shortKeys));
        wrong.books.put(overdue(4).build());

        assertThatThrownBy(() -> wrong.run(MONDAY)).hasMessageContaining("has 32 bytes, but this one has 16");
    }

    @Test
    void messages_go_out_the_same_with_keys_and_without() {
        Trial plain = new Trial();
        for (Trial each : List.of(plain, trial)) {
            each.books.put(overdue(3, 1, -8).build());
            each.runDaily(MONDAY, MONDAY.plusDays(40));
        }

        assertThat(trial.email.taken())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(plain.email.taken())
                .hasSizeGreaterThan(2);
        assertThat(states(trial)).isEqualTo(states(plain));
    }

    private static List<String> states(Trial trial) {
        return trial.memory.outbox(new OutboxQuery(ACME, Set.of(), Set.of(), Optional.empty(), 100)).items().stream()
                .map((OutboxEntry entry) -> entry.message() + " " + entry.state())
                .toList();
    }

    private static AccountLedger newlyOverdue() {
        return Trial.books(ACME, "dupont")
                .receivable(Trial.invoice("N", MONDAY.plusDays(16), "EUR 50.00"))
                .build();
    }

    @Test
    void once_it_is_begun_nothing_of_the_account_is_decided_or_sent() {
        history();
        int sent = trial.email.taken().size();
        LocalDate day = MONDAY.plusDays(21);
        PersonalDataKeys meanwhile = new PersonalDataKeys() {
            @Override
            public byte[] keyFor(AccountId account) {
                return keys.keyFor(account);
            }

            @Override
            public boolean destroy(AccountId account) {
                trial.books.put(newlyOverdue());
                assertThat(trial.run(day).brokenAccounts())
                        .singleElement()
                        .satisfies(broken -> assertThat(broken.why()).contains("erasure was begun"));
                trial.books.put(paid(MONDAY.plusDays(2)));
                return keys.destroy(account);
            }
        };
        Relance eraser =
                trial.engine(STANDARD, store -> store, builder -> builder.personalDataKeys(meanwhile), trial.email);
        trial.clock.turnToMorningOf(day);

        eraser.erase(DUPONT, "jane", day, "asked for it");

        assertThat(trial.email.taken()).hasSize(sent);
        assertThat(trial.run(day.plusDays(1)).brokenAccounts()).isEmpty();
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    @Test
    void a_message_that_is_marked_as_it_begins_keeps_it_back() {
        history();
        LocalDate day = MONDAY.plusDays(21);
        Relance sender = trial.engine(
                STANDARD,
                store -> store,
                builder -> builder.personalDataKeys(keys),
                new SlowChannel(trial.email, () -> {
                    throw new StackOverflowError("the process stops");
                }));
        Relance eraser = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> {
                    trial.books.put(newlyOverdue());
                    assertThatThrownBy(() -> sender.run(ACME, day)).isInstanceOf(StackOverflowError.class);
                }),
                builder -> builder.personalDataKeys(keys),
                trial.email);
        trial.clock.turnToMorningOf(day);

        assertThatThrownBy(() -> eraser.erase(DUPONT, "jane", day, "asked for it"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SENDING");

        assertThat(trial.dupont().messages()).isNotEmpty();
    }

    /** Nothing is stored of the account yet, or nothing since it was erased; somebody is about to. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void who_is_about_to_write_the_first_thing_about_an_account_begins_again_when_it_is_erased(boolean before) {
        LocalDate day = MONDAY.plusDays(21);
        if (before) {
            history();
            trial.relance.erase(DUPONT, "jane", day.minusDays(1), "asked for it");
        }
        trial.clock.turnToMorningOf(day);
        AccountLedger books = Trial.books(ACME, "dupont").build();
        trial.books.put(books);
        Relance slow = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> trial.relance.erase(DUPONT, "jane", day, "asked for it")),
                builder -> builder.personalDataKeys(keys),
                trial.email);

        slow.account(DUPONT, "jim", day).tag("vip");

        assertThat(trial.dupont().tags()).as("written anew, after the erasure").containsExactly("vip");
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
        assertThat(trial.run(day).brokenAccounts()).isEmpty();
    }
}
