package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.BrokenAccount;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountStamp;
import io.relance.storage.Body;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitId;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.storage.LedgerWindow;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.ReceivablesSource;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One account about which something fails does not keep the others from being dealt with. */
class BrokenAccountTest {
    /** The calendar of the country XX throws: whoever is there can't be decided about. */
    private static final Policy POLICY = Policy.named("with a hole")
            .calendars(country -> {
                if (country.equals("XX")) {
                    throw new DateTimeException("no calendar\n of XX");
                }
                return Optional.empty();
            })
            .scenario(STANDARD)
            .defaultScenario(STANDARD.id())
            .build();

    private final Trial trial = new Trial(STANDARD, store -> store, builder -> builder.policy(POLICY));

    private static AccountLedger of(String customer, String country) {
        return AccountLedger.builder(
                        ACME,
                        Customer.builder(customer)
                                .country(country)
                                .contact(Contact.billing(customer + "@x.example"))
                                .build())
                .receivable(invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build();
    }

    @Test
    void an_account_that_cannot_be_decided_is_left_as_it_is_and_the_others_go_on() {
        trial.books.put(of("a", "FR"));
        trial.books.put(of("b", "XX"));
        trial.books.put(of("c", "FR"));

        RunReport report = trial.run(MONDAY);

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.broken()).isEqualTo(1);
        assertThat(report.needsAttention()).isTrue();
        assertThat(report.brokenAccounts())
                .extracting(Object::toString)
                .containsExactly("BrokenAccount[account=acme/b, why=DateTimeException: no calendar of XX]");
        assertThat(trial.memory.find(List.of(AccountId.of("acme", "b")))).isEmpty();
    }

    @Test
    void it_is_decided_by_the_next_run_once_the_cause_is_gone() {
        trial.books.put(of("b", "XX"));
        trial.run(MONDAY);

        trial.books.put(of("b", "FR"));

        assertThat(trial.run(MONDAY).accepted()).isEqualTo(1);
    }

    @Test
    void a_message_that_cannot_be_looked_at_again_stays_ready_and_the_others_go() {
        trial.books.put(of("a", "FR"));
        trial.books.put(of("b", "FR"));
        trial.email.thenFailsForNow("busy").thenFailsForNow("busy");
        trial.run(MONDAY);
        trial.books.put(of("a", "XX"));
        trial.clock.turn(Duration.ofMinutes(1));

        RunReport report = trial.relance.dispatch(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.brokenAccounts())
                .extracting(broken -> broken.account())
                .containsExactly(AccountId.of("acme", "a"));
        assertThat(trial.outbox())
                .extracting(OutboxEntry::state)
                .containsExactly(OutboxState.READY, OutboxState.ACCEPTED);
    }

    @Test
    void when_the_books_fail_for_an_account_in_doubt_the_others_are_settled_and_it_waits() {
        Trial asked = new Trial(STANDARD, ChannelFeature.ANSWERS_LOOKUP);
        asked.books.put(of("a", "FR"));
        asked.books.put(of("b", "FR"));
        asked.email.thenIsInDoubt("the line dropped").thenIsInDoubt("the line dropped");
        asked.run(MONDAY);
        asked.clock.turnToMorningOf(MONDAY.plusDays(1));
        Relance engine = asked.engine(
                STANDARD,
                store -> store,
                builder -> builder.books(failingFor(AccountId.of("acme", "a"), asked.books)),
                asked.email);

        RunReport report = engine.dispatch(ACME, MONDAY.plusDays(1));

        assertThat(report.brokenAccounts())
                .extracting(Object::toString)
                .containsExactly("BrokenAccount[account=acme/a, why=IllegalStateException: the books are locked]");
        assertThat(asked.outbox())
                .extracting(OutboxEntry::state)
                .as("the channel never got b")
                .containsExactly(OutboxState.IN_DOUBT, OutboxState.READY);

        asked.relance.dispatch(ACME, MONDAY.plusDays(1));

        assertThat(asked.outbox()).extracting(OutboxEntry::state).containsOnly(OutboxState.READY);
    }

    private static ReceivablesSource failingFor(AccountId account, ReceivablesSource books) {
        return new ReceivablesSource() {
            @Override
            public List<AccountStamp> accounts(
                    CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
                return books.accounts(creditor, window, after, limit);
            }

            @Override
            public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
                if (accounts.contains(account)) {
                    throw new IllegalStateException("the books are locked");
                }
                return books.ledgers(accounts, window);
            }
        };
    }

    @Test
    void a_case_that_cannot_be_read_is_an_affair_of_its_account_alone() {
        CaseRecord garbage = new CaseRecord(
                DUPONT,
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(MONDAY),
                true,
                Optional.empty(),
                Body.of("{"));
        trial.memory.commit(List.of(new AccountCommit(
                new CommitId("0".repeat(64)),
                garbage,
                0,
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of())));
        trial.books.put(overdue(5).build());
        trial.books.put(of("martin", "FR"));

        RunReport report = trial.run(MONDAY);

        assertThat(trial.email.taken())
                .extracting(OutboundMessage::account)
                .containsExactly(AccountId.of("acme", "martin"));
        assertThat(report.broken()).as("met three times, counted once").isEqualTo(1);
        assertThat(report.brokenAccounts().get(0).account()).isEqualTo(DUPONT);
    }

    @Test
    void the_list_of_broken_accounts_has_an_end() {
        for (int i = 0; i < RunReport.MAX_LISTED + 1; i++) {
            trial.books.put(of("c" + i, "XX"));
        }

        RunReport report = trial.run(MONDAY);

        assertThat(report.broken()).isEqualTo(RunReport.MAX_LISTED + 1);
        assertThat(report.brokenAccounts()).hasSize(RunReport.MAX_LISTED);
    }

    @Test
    void a_store_that_fails_is_no_affair_of_one_account_and_stops_the_run() {
        trial.books.put(of("a", "FR"));
        Relance failing =
                trial.engine(STANDARD, store -> new UnreliableStore(store, 5, false), builder -> builder, trial.email);

        assertThatThrownBy(() -> failing.run(ACME, MONDAY)).isInstanceOf(UnreliableStore.Broken.class);
    }

    @Test
    void a_proposal_passes_over_what_cannot_be_decided_and_names_it() {
        trial.books.put(of("a", "FR"));
        trial.books.put(of("b", "XX"));
        trial.books.put(of("c", "FR"));
        List<AccountId> decided = new ArrayList<>();

        List<BrokenAccount> left = trial.relance.propose(ACME, MONDAY, decision -> decided.add(decision.account()));

        assertThat(decided).containsExactly(AccountId.of("acme", "a"), AccountId.of("acme", "c"));
        assertThat(left)
                .containsExactly(new BrokenAccount(AccountId.of("acme", "b"), "DateTimeException: no calendar of XX"));
    }

    @Test
    void a_proposal_passes_over_a_case_that_cannot_be_read_and_names_all_of_them() {
        InMemoryPersonalDataKeys keys = new InMemoryPersonalDataKeys();
        Trial sealed = new Trial(STANDARD, store -> store, builder -> builder.personalDataKeys(keys));
        for (int i = 0; i <= RunReport.MAX_LISTED; i++) {
            sealed.books.put(of("c" + i, "FR"));
        }
        sealed.books.put(of("whole", "FR"));
        sealed.run(MONDAY);
        for (int i = 0; i <= RunReport.MAX_LISTED; i++) {
            keys.destroy(AccountId.of("acme", "c" + i));
        }
        List<AccountId> decided = new ArrayList<>();

        List<BrokenAccount> left =
                sealed.relance.propose(ACME, MONDAY.plusDays(1), decision -> decided.add(decision.account()));

        assertThat(decided).containsExactly(AccountId.of("acme", "whole"));
        assertThat(left)
                .hasSize(RunReport.MAX_LISTED + 1)
                .allMatch(broken -> broken.why().contains("its key is no more"));
    }

    @Test
    void what_a_proposal_is_told_to_throws_is_no_affair_of_an_account() {
        trial.books.put(of("a", "FR"));
        IllegalStateException failure = new IllegalStateException("of who is told");

        assertThatThrownBy(() -> trial.relance.propose(ACME, MONDAY, decision -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
