package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.FeedEntry;
import io.relance.FeedPage;
import io.relance.JoinedRelance;
import io.relance.Relance;
import io.relance.RelanceListener;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.adapter.storagejdbc.JdbcPersonalDataKeys;
import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the page about databases says of the host's own transaction, beside a running engine on H2. */
class OwnTransactionTest {
    private static final CreditorId ACME = new CreditorId("acme");
    private static final AccountId MARTIN = AccountId.of("acme", "C-1");
    private static final AccountId DUPONT = AccountId.of("acme", "C-2");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 9);

    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(TODAY);
    private final ClosableChannel email = new ClosableChannel(new RecordingChannel(ChannelId.EMAIL, clock));
    private final List<AccountEvent> heard = new ArrayList<>();
    private final InMemoryBooks books =
            InMemoryBooks.empty().put(overdue(MARTIN, "F-1")).put(overdue(DUPONT, "F-2"));
    private final JdbcDataSource pool = database();
    private final JdbcDunningStore store = JdbcDunningStore.create(pool);
    private final Relance relance = Relance.builder()
            .books(books)
            .store(store)
            .personalDataKeys(JdbcPersonalDataKeys.create(database()))
            .channel(email)
            .clock(clock)
            .listener(new RelanceListener() {
                @Override
                public void happened(AccountId account, List<AccountEvent> events) {
                    heard.addAll(events);
                }
            })
            .scenario(Scenario.named("reminders")
                    .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                    .build())
            .build();

    /** A channel that takes nothing once it is closed. */
    private static final class ClosableChannel implements Channel {
        private final RecordingChannel channel;
        private boolean closed;

        ClosableChannel(RecordingChannel channel) {
            this.channel = channel;
        }

        @Override
        public ChannelId id() {
            return channel.id();
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            if (closed) {
                throw new IllegalStateException("this channel is closed");
            }
            return channel.deliver(message, timeout);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static JdbcDataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static AccountLedger overdue(AccountId account, String invoice) {
        Customer customer = Customer.builder(account.customer().value())
                .contact(Contact.billing("compta@" + account.customer().value() + ".example"))
                .build();
        return AccountLedger.builder(account.creditor(), customer)
                .receivable(
                        Receivable.invoice(invoice, TODAY.minusDays(36), TODAY.minusDays(6), Money.parse("EUR 1250.00"))
                                .build())
                .build();
    }

    private Connection begin() throws SQLException {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @AfterEach
    void close() {
        relance.close();
    }

    @Test
    void what_the_host_rolls_back_is_not_stored_nobody_is_told_and_the_engine_goes_on() throws SQLException {
        try (Connection connection = begin()) {
            JoinedRelance joined = relance.on(store.on(() -> connection));
            joined.account(MARTIN, "jane", TODAY).tag("vip");
            assertThat(joined.memory(MARTIN).tags()).as("in the transaction").containsExactly("vip");
            assertThat(joined.timeline(MARTIN)).hasSize(1);
            connection.rollback();
        }

        assertThat(heard).isEmpty();
        assertThat(relance.memory(MARTIN).tags()).isEmpty();
        assertThat(relance.timeline(MARTIN)).isEmpty();
        assertThat(relance.events(ACME, Optional.empty(), 100).entries()).isEmpty();
        assertThat(email.closed).isFalse();
        assertThat(relance.run(ACME, TODAY).accepted()).isEqualTo(2);
    }

    @Test
    void what_the_host_commits_is_stored_and_in_the_feed_and_the_engine_goes_on() throws SQLException {
        try (Connection connection = begin()) {
            relance.on(store.on(() -> connection))
                    .account(MARTIN, "jane", TODAY)
                    .tag("vip");
            assertThat(relance.memory(MARTIN).tags()).as("before the commit").isEmpty();
            connection.commit();
        }

        assertThat(heard).isEmpty();
        assertThat(relance.memory(MARTIN).tags()).containsExactly("vip");
        assertThat(relance.events(ACME, Optional.empty(), 100).entries())
                .extracting(FeedEntry::account, FeedEntry::sequence, FeedEntry::event)
                .containsExactly(tuple(MARTIN, 1L, new AccountEvent.TagSet(TODAY, "jane", "vip")));
        assertThat(relance.run(ACME, TODAY).accepted()).isEqualTo(2);
        assertThat(heard).as("what the engine itself does").isNotEmpty();
    }

    @Test
    void a_command_that_is_sent_again_after_the_rollback_is_done() throws SQLException {
        try (Connection connection = begin()) {
            JoinedRelance joined = relance.on(store.on(() -> connection));
            joined.account(MARTIN, "jane", TODAY).command("web-1").tag("vip");
            connection.rollback();
            joined.account(MARTIN, "jane", TODAY).command("web-1").tag("vip");
            joined.account(MARTIN, "jane", TODAY).command("web-1").tag("vip");
            connection.commit();
        }

        assertThat(relance.timeline(MARTIN)).hasSize(1);
    }

    @Test
    void an_account_that_is_marked_as_changed_is_marked_with_the_commit() throws SQLException {
        relance.run(ACME, TODAY);
        assertThat(relance.run(ACME, TODAY).decided()).isZero();
        try (Connection connection = begin()) {
            relance.on(store.on(() -> connection)).changed(MARTIN);
            connection.rollback();
            assertThat(relance.run(ACME, TODAY).decided()).isZero();
            relance.on(store.on(() -> connection)).changed(MARTIN);
            connection.commit();
        }

        assertThat(relance.run(ACME, TODAY).decided()).isEqualTo(1);
    }

    @Test
    void what_commits_late_comes_late_in_the_feed_and_is_not_skipped() throws SQLException {
        FeedPage first;
        try (Connection late = begin()) {
            relance.on(store.on(() -> late)).account(MARTIN, "jane", TODAY).tag("late");
            relance.account(DUPONT, "jane", TODAY).tag("early");

            first = relance.events(ACME, Optional.empty(), 100);
            assertThat(first.entries()).extracting(FeedEntry::account).containsExactly(DUPONT);
            assertThat(relance.events(ACME, first.next(), 100)).isEqualTo(new FeedPage(List.of(), first.next()));
            late.commit();
        }

        FeedPage second = relance.events(ACME, first.next(), 100);
        assertThat(second.entries())
                .extracting(FeedEntry::event)
                .containsExactly(new AccountEvent.TagSet(TODAY, "jane", "late"));
        assertThat(relance.events(ACME, second.next(), 100).entries()).isEmpty();
        assertThat(relance.events(ACME, first.next(), 100)).as("asked again").isEqualTo(second);
    }
}
