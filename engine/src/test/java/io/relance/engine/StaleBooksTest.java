package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.MessageState;
import io.relance.account.MessageState.Status;
import io.relance.channel.ChannelFeature;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountStamp;
import io.relance.storage.ClaimRequest;
import io.relance.storage.Leased;
import io.relance.storage.LedgerWindow;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.ReceivablesSource;
import io.relance.storage.StoredCase;
import io.relance.testkit.ForwardingStore;
import io.relance.testkit.InMemoryBooks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Books that must be of today and are brought up to date in the morning: what waits for them is neither sent nor given up. */
class StaleBooksTest {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalTime NIGHT = LocalTime.of(0, 30);
    private static final LocalTime MORNING = LocalTime.of(10, 0);
    private static final Scenario ASKING = Scenario.named("asking")
            .step("reminder", s -> s.daysAfterDue(5).needsApproval().email("reminder"))
            .build();
    private static final Scenario PLAIN = Scenario.named("plain")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .build();

    /** Books that say until when they are complete. */
    private static final class Dated implements ReceivablesSource {
        private final InMemoryBooks books;
        private Instant until = Instant.EPOCH;

        Dated(InMemoryBooks books) {
            this.books = books;
        }

        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return books.accounts(creditor, window, after, limit);
        }

        @Override
        public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
            return books.ledgers(accounts, window);
        }

        @Override
        public Optional<Instant> completeUntil(CreditorId creditor) {
            return Optional.of(until);
        }
    }

    /** A trial of a scenario, and its books. */
    private static final class Office {
        private final Trial trial;
        private final Dated dated;
        private final Policy policy;
        private final Relance engine;

        Office(Scenario scenario, ChannelFeature... features) {
            trial = new Trial(scenario, features);
            dated = new Dated(trial.books);
            policy = Policy.named("fresh")
                    .version("1")
                    .timeZone(ZoneOffset.UTC)
                    .maxLedgerAgeDays(0)
                    .scenario(scenario)
                    .defaultScenario(scenario.id())
                    .build();
            engine = trial.engine(
                    scenario, store -> store, builder -> builder.books(dated).policy(policy), trial.email);
            trial.books.put(overdue(5).build());
        }

        RunReport run(LocalDate day, LocalTime time) {
            Instant at = day.atTime(time).toInstant(ZoneOffset.UTC);
            trial.clock.turn(Duration.between(trial.clock.instant(), at));
            return engine.run(ACME, day);
        }

        void complete(LocalDate day) {
            dated.until = day.atTime(6, 0).toInstant(ZoneOffset.UTC);
        }

        long revision() {
            return trial.memory.find(List.of(DUPONT)).get(DUPONT).head().revision();
        }

        MessageState message() {
            assertThat(trial.dupont().messages()).hasSize(1);
            return trial.dupont().messages().get(0);
        }
    }

    @Test
    void an_approval_outlives_a_night_and_the_message_leaves_in_the_morning() {
        Office office = new Office(ASKING);
        office.complete(MONDAY);
        office.run(MONDAY, MORNING);
        office.engine.account(DUPONT, "jane", MONDAY).approve(office.message().id());

        office.run(TUESDAY, NIGHT);
        assertThat(office.trial.email.handedOver()).isEmpty();
        assertThat(office.message().status()).isEqualTo(Status.READY);
        office.complete(TUESDAY);
        office.run(TUESDAY, MORNING);

        assertThat(office.trial.email.taken()).hasSize(1);
        assertThat(office.message().on()).isEqualTo(TUESDAY);
    }

    @Test
    void a_proposal_waits_for_its_approval_night_after_night() {
        Office office = new Office(ASKING);
        for (int i = 0; i < 5; i++) {
            office.run(MONDAY.plusDays(i), NIGHT);
            office.complete(MONDAY.plusDays(i));
            office.run(MONDAY.plusDays(i), MORNING);
        }

        assertThat(office.message().status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(office.message().revision()).isEqualTo(1);
    }

    @Test
    void what_waits_for_fresh_books_and_is_disputed_meanwhile_is_cancelled_all_the_same() {
        Office office = new Office(ASKING);
        office.complete(MONDAY);
        office.run(MONDAY, MORNING);
        office.engine.account(DUPONT, "jane", MONDAY).approve(office.message().id());
        office.engine
                .account(DUPONT, "jane", MONDAY)
                .hold(new io.relance.account.Hold(
                        "h1", Optional.empty(), MONDAY, Optional.empty(), "asked for", "jane"));

        office.run(TUESDAY, NIGHT);

        assertThat(office.message().status()).isEqualTo(Status.CANCELLED);
        assertThat(office.engine.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.MessageCancelled.class::isInstance)
                .extracting(event -> ((AccountEvent.MessageCancelled) event).why())
                .singleElement()
                .asString()
                .startsWith("F1: ON_HOLD");
    }

    @Test
    void looking_at_what_waits_writes_nothing() {
        Office office = new Office(ASKING);
        office.complete(MONDAY);
        office.run(MONDAY, MORNING);
        office.engine.account(DUPONT, "jane", MONDAY).approve(office.message().id());
        office.run(TUESDAY, NIGHT);
        long revision = office.revision();

        for (int minute = 31; minute < 59; minute++) {
            office.run(TUESDAY, LocalTime.of(0, minute));
        }

        assertThat(office.revision()).isEqualTo(revision);
    }

    @Test
    void what_waits_is_counted_once_by_each_run() {
        Office office = new Office(ASKING);
        office.complete(MONDAY);
        office.run(MONDAY, MORNING);
        office.engine.account(DUPONT, "jane", MONDAY).approve(office.message().id());

        assertThat(office.run(TUESDAY, NIGHT).waiting()).isEqualTo(1);
        assertThat(office.run(TUESDAY, NIGHT.plusMinutes(10)).waiting()).isEqualTo(1);
    }

    @Test
    void a_run_comes_to_its_end_though_looking_at_all_that_waits_takes_longer_than_a_lease() {
        Office office = new Office(PLAIN);
        for (int i = 0; i < 10; i++) {
            office.trial.books.put(Trial.books(ACME, "c" + i)
                    .receivable(Trial.invoice("F" + i, MONDAY.minusDays(5), "EUR 100.00"))
                    .build());
            office.trial.email.thenFailsForNow("busy");
        }
        office.trial.email.thenFailsForNow("busy");
        office.complete(MONDAY);
        office.run(MONDAY, MORNING);
        office.trial.clock.turnToMorningOf(TUESDAY);
        AtomicInteger claims = new AtomicInteger();
        Relance slow = office.trial.engine(
                PLAIN,
                store -> new ForwardingStore(store) {
                    @Override
                    public List<Leased> claim(ClaimRequest request) {
                        claims.incrementAndGet();
                        return super.claim(request);
                    }

                    @Override
                    public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
                        office.trial.clock.turn(Duration.ofSeconds(20));
                        return super.find(accounts);
                    }
                },
                builder -> builder.books(office.dated).policy(office.policy).lease(Duration.ofMinutes(1)),
                office.trial.email);

        RunReport report = slow.dispatch(ACME, TUESDAY);

        assertThat(report.waiting()).isPositive();
        assertThat(claims).as("until midnight there is time for many more").hasValueLessThan(100);
        assertThat(office.trial.email.handedOver()).as("on Monday").hasSize(11);
    }

    @Test
    void an_interrupted_hand_over_is_made_again_when_they_are_fresh() {
        Office office = new Office(PLAIN, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        office.complete(MONDAY);
        office.trial.email.thenAcceptsAndDies(new StackOverflowError("the program dies"));
        assertThatThrownBy(() -> office.run(MONDAY, MORNING)).hasMessage("the program dies");

        office.run(TUESDAY, NIGHT);
        assertThat(office.trial.outbox()).extracting(OutboxEntry::state).containsExactly(OutboxState.SENDING);
        office.complete(TUESDAY);
        office.run(TUESDAY, MORNING);

        assertThat(office.trial.outbox()).extracting(OutboxEntry::state).containsExactly(OutboxState.ACCEPTED);
        assertThat(office.trial.email.taken()).hasSize(1);
    }
}
