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
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.storage.AccountStamp;
import io.relance.storage.CaseSummary;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Books that tell what has changed: a run looks at that, and at what is due for review. */
class ChangesTest {
    private static final Money HUNDRED = Money.parse("EUR 100.00");

    private final InMemoryBooks books = InMemoryBooks.telling();
    private final Asked asked = new Asked(books);
    private final InMemoryDunningStore memory = new InMemoryDunningStore();
    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(MONDAY);
    private final RecordingChannel email = new RecordingChannel(ChannelId.EMAIL, clock);

    /** Counts what is asked, and says until when it is complete. */
    private static final class Asked implements ReceivablesSource {
        private final InMemoryBooks books;
        private final List<AccountId> ledgers = new ArrayList<>();
        private int listings;
        private Optional<Instant> complete = Optional.empty();

        Asked(InMemoryBooks books) {
            this.books = books;
        }

        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            listings++;
            return books.accounts(creditor, window, after, limit);
        }

        @Override
        public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
            ledgers.addAll(accounts);
            return books.ledgers(accounts, window);
        }

        @Override
        public Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
            return books.changesSince(creditor, token, limit);
        }

        @Override
        public Optional<Instant> completeUntil(CreditorId creditor) {
            return complete;
        }
    }

    private Relance engine(DunningStore store) {
        return Relance.builder()
                .books(asked)
                .store(store)
                .channel(email)
                .clock(clock)
                .scenario(STANDARD)
                .build();
    }

    private RunReport run(LocalDate day) {
        clock.turnToMorningOf(day);
        return engine(memory).run(ACME, day);
    }

    @Test
    void only_what_has_changed_is_read_and_nothing_is_listed() {
        for (int i = 0; i < 1_200; i++) {
            books.put(notDueYet("c" + i));
        }
        assertThat(run(MONDAY).decided()).isEqualTo(1_200);
        asked.ledgers.clear();

        books.put(notDueYet("c7"));
        RunReport report = run(MONDAY);

        assertThat(report.accounts()).isEqualTo(1);
        assertThat(asked.ledgers).containsExactly(AccountId.of("acme", "c7"));
        assertThat(asked.listings).isZero();
        asked.ledgers.clear();
        assertThat(run(MONDAY).accounts()).isZero();
        assertThat(asked.ledgers).isEmpty();
    }

    @Test
    void what_is_told_and_not_decided_when_the_day_ends_is_told_again_and_not_marked_one_by_one() {
        for (int i = 0; i < 1_200; i++) {
            books.put(notDueYet("c" + i));
        }
        DunningStore atMidnight = new InterruptedStore(memory, () -> clock.turn(Duration.ofHours(20)));

        RunReport late = engine(atMidnight).run(ACME, MONDAY);

        assertThat(late.decided()).isEqualTo(500);
        assertThat(late.accounts()).as("no further part is asked for").isEqualTo(500);
        assertThat(memory.cases(ACME, Optional.empty(), 1_200)).hasSize(500);
        assertThat(memory.changeToken(ACME)).isEmpty();
        assertThat(run(MONDAY.plusDays(1)).accounts()).isEqualTo(1_200);
        assertThat(memory.cases(ACME, Optional.empty(), 1_200)).hasSize(1_200);
        assertThat(run(MONDAY.plusDays(1)).accounts()).isZero();
    }

    private static AccountLedger notDueYet(String customer) {
        return Trial.books(ACME, customer)
                .receivable(Trial.invoice("F1", MONDAY.plusDays(20), "EUR 100.00"))
                .build();
    }

    @Test
    void what_is_due_for_review_is_reminded_though_nothing_changed() {
        books.put(overdue(3).build());
        run(MONDAY);
        run(MONDAY.plusDays(1));

        assertThat(run(MONDAY.plusDays(2)).accepted()).isEqualTo(1);
    }

    @Test
    void who_has_paid_is_left_alone_though_never_listed_again() {
        books.put(overdue(3).build());
        run(MONDAY);
        books.put(overdue(3)
                .payment(new Payment(new DocumentId("P1"), MONDAY.plusDays(1), HUNDRED, clock.instant()))
                .allocation(Allocation.ofPayment("P1", "F1", HUNDRED))
                .build());

        for (int day = 1; day < 30; day++) {
            run(MONDAY.plusDays(day));
        }

        assertThat(email.taken()).isEmpty();
        assertThat(memory.cases(ACME, Optional.empty(), 10)).noneMatch(CaseSummary::open);
    }

    @Test
    void customers_who_owe_nothing_leave_no_case() {
        books.put(AccountLedger.builder(ACME, Customer.builder("idle").build()).build());
        books.put(notDueYet("busy"));

        run(MONDAY);

        assertThat(memory.cases(ACME, Optional.empty(), 10))
                .extracting(CaseSummary::account)
                .containsExactly(AccountId.of("acme", "busy"));
    }

    @Test
    void a_crash_at_any_call_to_the_store_loses_no_change() {
        int n = 1;
        boolean more = true;
        while (more) {
            for (boolean afterwards : new boolean[] {false, true}) {
                InMemoryDunningStore store = new InMemoryDunningStore();
                UnreliableStore unreliable = new UnreliableStore(store, n, afterwards);
                for (String customer : List.of("a", "b")) {
                    books.put(Trial.books(ACME, customer)
                            .receivable(Trial.invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                            .build());
                }
                try {
                    engine(unreliable).run(ACME, MONDAY);
                } catch (UnreliableStore.Broken e) {
                    // the next run goes on
                }
                clock.turn(Duration.ofMinutes(6));
                engine(store).run(ACME, MONDAY);

                assertThat(store.find(List.of(AccountId.of("acme", "a"), AccountId.of("acme", "b"))))
                        .as("call %s, %s", n, afterwards ? "after" : "before")
                        .hasSize(2)
                        .allSatisfy((id, found) ->
                                assertThat(engine(store).memory(id).messages()).hasSize(1));
                more = unreliable.hasFailed();
            }
            n++;
        }
        assertThat(n).isGreaterThan(10);
    }

    @Test
    void a_change_during_a_hand_over_is_looked_at_by_the_next_run() {
        books.put(overdue(5).build());
        Relance other = engine(memory);
        RecordingChannel slow = new RecordingChannel(ChannelId.EMAIL, clock);
        Relance handing = Relance.builder()
                .books(asked)
                .store(memory)
                .channel(new SlowChannel(slow, () -> {
                    books.put(overdue(5, 1).build());
                    assertThat(other.run(ACME, MONDAY).busy()).isEqualTo(1);
                }))
                .clock(clock)
                .scenario(STANDARD)
                .build();
        handing.run(ACME, MONDAY);
        assertThat(engine(memory).memory(DUPONT).progress()).hasSize(1);

        run(MONDAY);

        assertThat(engine(memory).memory(DUPONT).progress()).hasSize(2);
    }

    @Test
    void a_change_after_the_ledger_was_read_is_seen_though_the_account_was_marked_before() {
        books.put(overdue(-20).build());
        run(MONDAY);
        Relance other = engine(memory);
        other.changed(DUPONT);
        Relance slow = engine(new InterruptedStore(memory, () -> {
            books.put(overdue(-20, 5).build());
            other.changed(DUPONT);
        }));

        slow.run(ACME, MONDAY);
        run(MONDAY);

        assertThat(engine(memory).memory(DUPONT).progress()).hasSize(2);
        assertThat(email.taken()).hasSize(1);
    }

    @Test
    void a_change_seen_by_a_run_of_an_earlier_day_is_looked_at_on_its_own_day() {
        books.put(overdue(-20).build());
        run(MONDAY.plusDays(1));
        books.put(overdue(-20, 5).build());

        RunReport earlier = run(MONDAY);

        assertThat(earlier.decided()).as("the past is not decided again").isZero();
        assertThat(earlier.ahead()).isEqualTo(1);
        assertThat(run(MONDAY.plusDays(1)).decided()).isEqualTo(1);
        assertThat(email.taken()).hasSize(1);
    }

    @Test
    void an_account_that_broke_is_tried_again_though_it_does_not_change_again() {
        books.put(AccountLedger.builder(
                        ACME,
                        Customer.builder("a")
                                .country("FR")
                                .contact(Contact.billing("a@x.example"))
                                .build())
                .receivable(Trial.invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build());
        Relance breaking = Relance.builder()
                .books(asked)
                .store(memory)
                .channel(email)
                .clock(clock)
                .policy(Policy.named("breaking")
                        .version("1")
                        .calendars(country -> {
                            throw new IllegalStateException("the calendars are away");
                        })
                        .scenario(STANDARD)
                        .defaultScenario("standard")
                        .build())
                .build();
        assertThat(breaking.run(ACME, MONDAY).broken()).isEqualTo(1);

        assertThat(run(MONDAY).accepted()).isEqualTo(1);
    }

    @Test
    void books_that_became_fresh_enough_are_believed_on_the_same_day() {
        Policy careful = Policy.named("careful")
                .version("1")
                .scenario(STANDARD)
                .defaultScenario("standard")
                .maxLedgerAgeDays(1)
                .build();
        Relance relance = Relance.builder()
                .books(asked)
                .store(memory)
                .channel(email)
                .clock(clock)
                .policy(careful)
                .build();
        books.put(overdue(5).build());
        asked.complete = Optional.of(MONDAY.minusDays(9).atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(relance.run(ACME, MONDAY).planned()).isZero();

        asked.complete = Optional.of(MONDAY.atTime(9, 0).toInstant(ZoneOffset.UTC));
        relance.run(ACME, MONDAY);

        assertThat(email.taken()).extracting(OutboundMessage::account).containsExactly(DUPONT);
    }

    @Test
    void books_never_tell_of_another_creditor() {
        books.put(Trial.books(new CreditorId("zeta"), "a").build());
        Relance relance = Relance.builder()
                .books(new ReceivablesSource() {
                    @Override
                    public List<AccountStamp> accounts(
                            CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
                        return List.of();
                    }

                    @Override
                    public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
                        return Map.of();
                    }

                    @Override
                    public Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
                        return books.changesSince(new CreditorId("zeta"), token, limit);
                    }
                })
                .store(memory)
                .clock(clock)
                .channel(email)
                .scenario(STANDARD)
                .build();

        assertThatThrownBy(() -> relance.run(ACME, MONDAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("zeta")
                .hasMessageContaining("creditors never mix");
        assertThat(memory.changeToken(ACME)).isEmpty();
    }
}
