package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.books;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.MessageState;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.json.PolicyReader;
import io.relance.json.PolicyWriter;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountStamp;
import io.relance.storage.CaseSummary;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.LedgerWindow;
import io.relance.storage.PolicyDocument;
import io.relance.storage.PolicyVersion;
import io.relance.storage.ReceivablesSource;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which accounts a run looks at, and that running again does no harm. */
class RunTest {
    @Test
    void running_any_number_of_times_a_day_changes_nothing() {
        Trial trial = new Trial();
        trial.books.put(overdue(5, 20, -3).build());
        for (LocalDate day : MONDAY.datesUntil(MONDAY.plusDays(70)).toList()) {
            trial.run(day);
            Snapshots once = Snapshots.of(trial.memory, ACME, DUPONT);
            int taken = trial.email.taken().size();

            trial.clock.turn(Duration.ofHours(1));
            RunReport again = trial.relance.run(ACME, day);

            assertThat(Snapshots.of(trial.memory, ACME, DUPONT))
                    .as("on %s", day)
                    .isEqualTo(once);
            assertThat(trial.email.taken()).hasSize(taken);
            assertThat(again.decided()).isZero();
        }
        assertThat(trial.email.taken()).hasSize(4);
    }

    @Test
    void a_week_that_was_missed_sends_one_message_and_catches_up() {
        Trial daily = new Trial();
        Trial missed = new Trial();
        for (Trial trial : List.of(daily, missed)) {
            trial.books.put(overdue(1, 3).build());
            trial.run(MONDAY);
        }
        LocalDate nextMonday = MONDAY.plusDays(7);
        daily.runDaily(MONDAY.plusDays(1), nextMonday);

        missed.run(nextMonday);

        assertThat(daily.email.taken())
                .extracting(OutboundMessage::businessDate)
                .containsExactly(MONDAY.plusDays(2), nextMonday);
        assertThat(missed.email.taken())
                .extracting(OutboundMessage::businessDate)
                .containsExactly(nextMonday);
        assertThat(missed.onlyMessage().lines()).hasSize(2);
    }

    @Test
    void an_account_that_nothing_happens_to_is_not_decided_again_before_its_review() {
        Trial trial = new Trial();
        trial.books.put(overdue(-10).build());
        assertThat(trial.run(MONDAY).decided()).isEqualTo(1);
        LocalDate review = trial.dupont().nextReview().orElseThrow();
        assertThat(review).isAfter(MONDAY.plusDays(1));

        assertThat(trial.run(review.minusDays(1)).decided()).isZero();
        assertThat(trial.run(review).decided()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_change_in_the_books_is_seen_with_stamps_and_without(boolean stamped) {
        InMemoryBooks books = stamped ? InMemoryBooks.stamped() : InMemoryBooks.empty();
        HandTurnedClock clock = HandTurnedClock.onMorningOf(MONDAY);
        Relance relance = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(new RecordingChannel(ChannelId.EMAIL, clock))
                .scenario(STANDARD)
                .clock(clock)
                .build();
        books.put(overdue(-20).build());
        assertThat(relance.run(ACME, MONDAY).decided()).isEqualTo(1);
        assertThat(relance.run(ACME, MONDAY).decided()).isZero();

        books.put(overdue(-20, 5).build());

        assertThat(relance.run(ACME, MONDAY).accepted()).isEqualTo(1);
    }

    @Test
    void another_policy_version_has_every_account_decided_again() {
        Trial trial = new Trial();
        trial.books.put(overdue(2).build());
        trial.run(MONDAY);
        Scenario sooner = Scenario.named("standard")
                .version(2)
                .step("reminder", s -> s.daysAfterDue(2).email("reminder"))
                .build();
        Relance next = trial.engine(sooner, store -> store, builder -> builder, trial.email);

        assertThat(next.run(ACME, MONDAY).accepted()).isEqualTo(1);
    }

    private static Policy houseRules(String version, int capDays) {
        return Policy.named("house rules")
                .version(version)
                .contactCapDays(capDays)
                .scenario(STANDARD)
                .defaultScenario(STANDARD.id())
                .build();
    }

    @Test
    void every_policy_version_that_decided_is_found_in_the_store() {
        Trial trial = new Trial(STANDARD, store -> store, builder -> builder.policy(houseRules("2026-01", 3)));
        Relance later = trial.engine(
                STANDARD, store -> store, builder -> builder.policy(houseRules("2026-02", 5)), trial.email);
        trial.run(MONDAY);
        trial.run(MONDAY);
        later.run(ACME, MONDAY);

        for (Policy policy : List.of(houseRules("2026-01", 3), houseRules("2026-02", 5))) {
            PolicyDocument stored = trial.memory
                    .policy(ACME, Optional.of(new PolicyVersion(policy.version())))
                    .orElseThrow();
            Policy read =
                    PolicyReader.policy("stored", stored.body().bytes()).value().orElseThrow();
            assertThat(PolicyWriter.canonicalJson(read)).isEqualTo(PolicyWriter.canonicalJson(policy));
        }
    }

    @Test
    void a_policy_that_was_changed_under_its_version_is_refused_before_anything_is_decided() {
        Trial trial = new Trial(STANDARD, store -> store, builder -> builder.policy(houseRules("2026-01", 3)));
        trial.run(MONDAY);
        Relance changed = trial.engine(
                STANDARD, store -> store, builder -> builder.policy(houseRules("2026-01", 5)), trial.email);
        trial.books.put(overdue(5).build());

        assertThatThrownBy(() -> changed.run(ACME, MONDAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2026-01")
                .hasMessageContaining("another version");
        assertThat(trial.email.handedOver()).isEmpty();
    }

    @Test
    void an_open_case_that_the_books_no_longer_list_is_closed() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        assertThat(trial.memory.cases(ACME, Optional.empty(), 10))
                .filteredOn(CaseSummary::open)
                .extracting(CaseSummary::account)
                .containsExactly(DUPONT);

        trial.books.remove(DUPONT);
        RunReport report = trial.run(MONDAY.plusDays(1));

        assertThat(report.cancelled()).isEqualTo(1);
        assertThat(trial.email.taken()).isEmpty();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.CANCELLED);
        trial.run(MONDAY.plusDays(2));
        assertThat(trial.memory.cases(ACME, Optional.empty(), 10)).noneMatch(CaseSummary::open);
        assertThat(trial.run(MONDAY.plusDays(3)).decided())
                .as("and not looked at any more")
                .isZero();
    }

    @Test
    void two_creditors_never_mix_though_they_share_the_customers_id_and_the_invoice_numbers() {
        CreditorId other = new CreditorId("zeta");
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.books.put(books(other, "dupont")
                .receivable(invoice("F1", MONDAY.minusDays(5), "USD 7.00"))
                .build());

        trial.run(MONDAY);
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.memory.find(List.of(AccountId.of("zeta", "dupont")))).isEmpty();
        Snapshots ofAcme = Snapshots.of(trial.memory, ACME, DUPONT);
        trial.relance.run(other, MONDAY);

        assertThat(Snapshots.of(trial.memory, ACME, DUPONT)).isEqualTo(ofAcme);
        assertThat(trial.email.taken())
                .extracting(message -> message.account().creditor())
                .containsExactly(ACME, other);
        assertThat(trial.email.taken().get(0).text()).contains("100.00").doesNotContain("7.00");
        assertThat(trial.email.taken().get(1).text()).contains("7.00").doesNotContain("100.00");
        assertThat(trial.email.taken().get(0).delivery())
                .isNotEqualTo(trial.email.taken().get(1).delivery());
    }

    @Test
    void books_that_give_another_accounts_ledger_are_refused() {
        ReceivablesSource wrong = new ReceivablesSource() {
            @Override
            public List<AccountStamp> accounts(
                    CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
                return after.isPresent() ? List.of() : List.of(new AccountStamp(DUPONT, Optional.empty()));
            }

            @Override
            public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
                return Map.of(DUPONT, books(ACME, "martin").build());
            }
        };
        Trial trial = new Trial(STANDARD, store -> store, builder -> builder.books(wrong));

        assertThatThrownBy(() -> trial.run(MONDAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("acme/martin")
                .hasMessageContaining("acme/dupont");
    }

    @Test
    void more_accounts_than_a_page_holds_are_all_decided_once() {
        Trial trial = new Trial();
        for (int i = 0; i < 1_001; i++) {
            LocalDate due = i % 50 == 0 ? MONDAY.minusDays(5) : MONDAY.plusDays(40);
            trial.books.put(books(ACME, "c" + i)
                    .receivable(invoice("F" + i, due, "EUR 100.00"))
                    .build());
        }

        RunReport report = trial.run(MONDAY);

        assertThat(report.accounts()).isEqualTo(1_001);
        assertThat(report.decided()).isEqualTo(1_001);
        assertThat(report.accepted()).isEqualTo(21);
        assertThat(trial.email.taken()).extracting(OutboundMessage::account).doesNotHaveDuplicates();
    }

    @Test
    void an_account_decided_for_a_later_day_is_left_alone() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.run(MONDAY.plusDays(1));
        Snapshots before = Snapshots.of(trial.memory, ACME, DUPONT);

        trial.books.put(overdue(5, 5).build());
        RunReport report = trial.run(MONDAY);

        assertThat(Snapshots.of(trial.memory, ACME, DUPONT)).isEqualTo(before);
        assertThat(report.ahead()).isEqualTo(1);
        assertThat(report.decided()).isZero();
    }

    @Test
    void an_account_left_alone_is_counted_once_when_it_is_due_or_paid_and_not_when_nothing_happened() {
        Trial trial = new Trial();
        List.of("unchanged", "due", "paid")
                .forEach(customer -> trial.books.put(books(ACME, customer)
                        .receivable(invoice("F-" + customer, MONDAY.minusDays(5), "EUR 100.00"))
                        .build()));
        assertThat(trial.run(MONDAY.plusDays(1)).ahead()).isZero();
        trial.relance.changed(AccountId.of(ACME.value(), "due"));
        trial.books.remove(AccountId.of(ACME.value(), "paid"));

        assertThat(trial.run(MONDAY).ahead()).isEqualTo(2);
    }

    @Test
    void a_commit_that_conflicts_is_read_and_done_again() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        Relance contended = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> trial.jane(MONDAY).tag("vip"), 1),
                builder -> builder,
                trial.email);

        RunReport report = contended.run(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(trial.dupont().tags()).containsExactly("vip");
        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void a_commit_that_conflicts_all_the_time_is_given_up_after_ten_attempts() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        AtomicInteger tags = new AtomicInteger();
        Relance contended = trial.engine(
                STANDARD,
                store -> new InterruptedStore(
                        store, () -> trial.jane(MONDAY).tag("t" + tags.incrementAndGet()), Integer.MAX_VALUE),
                builder -> builder,
                trial.email);

        RunReport report = contended.run(ACME, MONDAY);

        assertThat(report.broken()).isEqualTo(1);
        assertThat(report.brokenAccounts().get(0).why()).contains("10 times");
        assertThat(tags).hasValue(11);
        assertThat(trial.email.handedOver()).isEmpty();
    }

    /** A world of two accounts and two days, until the store has failed at every call there is. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_store_that_fails_at_any_call_loses_no_message_and_sends_none_twice(boolean afterwards) {
        List<OutboundMessage> expected = withFailureAt(Integer.MAX_VALUE, afterwards, new ArrayList<>());
        assertThat(expected).hasSize(4);
        boolean failed = true;
        int call = 0;
        while (failed) {
            call++;
            List<Boolean> hasFailed = new ArrayList<>();
            List<OutboundMessage> taken = withFailureAt(call, afterwards, hasFailed);
            assertThat(taken)
                    .as("store failing at call %s", call)
                    .extracting(OutboundMessage::delivery)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(OutboundMessage::delivery).toList());
            failed = hasFailed.get(0);
        }
        assertThat(call).isGreaterThan(20);
    }

    private static List<OutboundMessage> withFailureAt(int call, boolean afterwards, List<Boolean> hasFailed) {
        Trial trial = new Trial(STANDARD, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.books.put(overdue(5, 5, -3).build());
        trial.books.put(books(ACME, "martin")
                .receivable(invoice("G1", MONDAY.minusDays(15), "EUR 40.00"))
                .build());
        UnreliableStore unreliable = new UnreliableStore(trial.memory, call, afterwards);
        Relance relance = trial.engine(STANDARD, store -> unreliable, builder -> builder, trial.email);
        for (LocalDate day : List.of(MONDAY, MONDAY.plusDays(10))) {
            trial.clock.turnToMorningOf(day);
            for (int i = 0; i < 2; i++) {
                try {
                    relance.run(ACME, day);
                } catch (UnreliableStore.Broken e) {
                    trial.clock.turn(Relance.DEFAULT_LEASE);
                }
            }
        }
        hasFailed.add(unreliable.hasFailed());
        return trial.email.taken();
    }

    @Test
    void a_proposal_of_what_would_be_decided_stores_nothing() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        List<Decision> decisions = new ArrayList<>();

        trial.relance.propose(ACME, MONDAY, decisions::add);

        assertThat(decisions)
                .singleElement()
                .satisfies(decision -> assertThat(decision.actions()).hasSize(1));
        assertThat(trial.memory.find(List.of(DUPONT))).isEmpty();
        assertThat(trial.email.handedOver()).isEmpty();
    }

    @Test
    void after_a_run_the_proposal_says_what_the_run_has_decided() {
        Trial trial = new Trial();
        trial.books.put(overdue(5, -20).build());
        trial.run(MONDAY);
        List<Decision> decisions = new ArrayList<>();

        trial.relance.propose(ACME, MONDAY, decisions::add);

        assertThat(decisions.get(0).actions()).isEmpty();
        assertThat(decisions.get(0).items())
                .extracting(item -> item.kind().name())
                .containsExactly("MESSAGE", "LEFT_ALONE");
        assertThat(decisions.get(0).items().get(0).message())
                .contains(trial.onlyMessage().id());
    }
}
