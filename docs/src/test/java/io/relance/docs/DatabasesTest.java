package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.account.Hold;
import io.relance.adapter.storagejdbc.JdbcBooks;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.adapter.storagejdbc.JdbcPersonalDataKeys;
import io.relance.delivery.ChannelId;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.LedgerWindow;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the page about databases. */
class DatabasesTest {
    private final LocalDate today = LocalDate.of(2026, 3, 9);
    private final CreditorId acme = new CreditorId("acme");
    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(today);
    private final RecordingChannel email = new RecordingChannel(ChannelId.EMAIL, clock);
    private final InMemoryBooks books = InMemoryBooks.empty()
            .put(AccountLedger.builder(
                            acme,
                            Customer.builder("C-1")
                                    .contact(Contact.billing("compta@port.example"))
                                    .build())
                    .receivable(Receivable.invoice(
                                    "F-1", today.minusDays(36), today.minusDays(6), Money.parse("EUR 1250.00"))
                            .build())
                    .build());
    private final Scenario reminders = Scenario.named("reminders")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .build();

    @TempDir
    Path folder;

    @Test
    void a_second_program_on_the_same_file_sends_nothing_again() {
        try (Relance first = engineOnAFile()) {
            assertThat(first.run(acme, today).accepted()).isEqualTo(1);
        }
        try (Relance second = engineOnAFile()) {
            assertThat(second.run(acme, today).accepted()).isZero();
        }
        assertThat(email.taken()).hasSize(1);
    }

    private Relance engineOnAFile() {
        // shown in docs/guide/databases.md
        JdbcDataSource source = new JdbcDataSource(); // of H2
        source.setURL("jdbc:h2:" + folder.resolve("relance"));

        Relance relance = Relance.builder()
                .books(books)
                .store(JdbcDunningStore.create(source))
                .channel(email)
                .clock(clock)
                .scenario(reminders)
                .build();
        // until here
        return relance;
    }

    @Test
    void a_hold_is_there_with_the_rows_of_the_host() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:own_transaction;DB_CLOSE_DELAY=-1");
        DataSource pool = h2;
        // shown in docs/guide/databases.md
        JdbcDunningStore store = JdbcDunningStore.builder(pool)
                .schemaToCreate("dunning")
                .tablePrefix("acme_")
                .build();
        // until here
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE complaint (customer VARCHAR)");
        }
        try (Relance relance = Relance.builder()
                .books(books)
                .store(store)
                .channel(email)
                .clock(clock)
                .scenario(reminders)
                .build()) {
            // shown in docs/guide/databases.md
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                noteComplaint(connection, "C-1"); // your own tables
                relance.on(store.on(() -> connection))
                        .account(AccountId.of("acme", "C-1"), "jane", today)
                        .hold(new Hold(
                                "complaint-7",
                                Optional.empty(),
                                today,
                                Optional.of(today.plusDays(14)),
                                "complaint",
                                "jane"));
                connection.commit();
            }
            // until here

            assertThat(relance.memory(AccountId.of("acme", "C-1")).holds()).hasSize(1);
            assertThat(relance.run(acme, today).accepted()).isZero();
        }
    }

    private static void noteComplaint(Connection connection, String customer) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO complaint VALUES ('" + customer + "')");
        }
    }

    @Test
    void what_is_written_into_the_ledger_is_reminded_of_until_it_is_paid() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:own_ledger;DB_CLOSE_DELAY=-1");
        JdbcDataSource others = new JdbcDataSource();
        others.setURL("jdbc:h2:mem:own_keys;DB_CLOSE_DELAY=-1");
        DataSource pool = h2;
        DataSource keyPool = others;
        // shown in docs/guide/databases.md
        JdbcBooks ledger = JdbcBooks.create(pool);
        AccountId martin = AccountId.of("acme", "C-7");
        ledger.putCustomer(
                acme,
                Customer.builder("C-7")
                        .name("Martin")
                        .contact(Contact.billing("ap@martin.example"))
                        .build());
        ledger.putReceivable(
                martin,
                Receivable.invoice("F-70", today.minusDays(36), today.minusDays(6), Money.parse("EUR 300.00"))
                        .build());
        // until here
        // shown in docs/guide/databases.md
        Relance relance = Relance.builder()
                .books(ledger)
                .store(JdbcDunningStore.create(pool))
                .personalDataKeys(JdbcPersonalDataKeys.create(keyPool))
                .channel(email)
                .clock(clock)
                .scenario(reminders)
                .build();
        // until here
        try (relance) {
            assertThat(relance.run(acme, today).accepted()).isEqualTo(1);
            LocalDate day = today.plusDays(1);
            // shown in docs/guide/databases.md
            ledger.putPayment(
                    martin,
                    new Payment(new DocumentId("P-1"), day, Money.parse("EUR 300.00"), clock.instant()),
                    List.of(Allocation.ofPayment("P-1", "F-70", Money.parse("EUR 300.00"))));
            // until here
            assertThat(relance.run(acme, day).accepted()).isZero();
        }
        assertThat(ledger.ledgers(List.of(martin), new LedgerWindow(today.plusDays(1), today))
                        .get(martin)
                        .asOf(today.plusDays(1), Tolerance.NONE)
                        .gross()
                        .isEmpty())
                .isTrue();
    }
}
