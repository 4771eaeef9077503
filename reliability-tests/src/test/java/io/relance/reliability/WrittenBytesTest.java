package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.account.Hold;
import io.relance.account.MessageState;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What the running engine writes into PostgreSQL for a command and for a receipt, by the write-ahead log. */
class WrittenBytesTest {
    private static final CreditorId ACME = new CreditorId("acme");
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    /** On each of them one invoice more is to be reminded of before it is due, and no other message leaves. */
    private static final List<LocalDate> COURTESIES =
            List.of(MONDAY.plusDays(7), MONDAY.plusDays(10), MONDAY.plusDays(14));

    private static final Scenario SCENARIO = Scenario.named("standard")
            .step("courtesy", s -> s.daysBeforeDue(3).email("pre-due"))
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .build();

    private final DataSource source = Servers.postgres();
    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(MONDAY);

    /** Bytes of the log. */
    private record Written(long command, long receipt) {}

    @Test
    void an_account_of_2_000_invoices_that_one_message_asked_for_writes_as_much_as_one_of_100() {
        Written small = written(100);
        Written large = written(2_000);

        assertThat(large.command()).isBetween(500L, small.command() + 2_000).isLessThan(16_000);
        assertThat(large.receipt()).isBetween(500L, small.receipt() + 2_000).isLessThan(16_000);
    }

    private Written written(int invoices) {
        AccountId account = AccountId.of("acme", "of-" + invoices);
        InMemoryBooks books = InMemoryBooks.empty();
        books.put(ledger(account, invoices));
        Measuring email = new Measuring();
        clock.turnToMorningOf(MONDAY);
        try (Relance relance = Relance.builder()
                .books(books)
                .store(JdbcDunningStore.builder(source)
                        .schemaToCreate("written_" + invoices)
                        .build())
                .channel(email)
                .clock(clock)
                .scenario(SCENARIO)
                .build()) {
            relance.run(ACME, MONDAY);
            MessageState all = relance.memory(account).messages().get(0);
            assertThat(all.status()).isEqualTo(MessageState.Status.ACCEPTED);
            assertThat(all.lines()).hasSize(invoices);

            // the least of several: the server may write something else at the same time
            long command = Long.MAX_VALUE;
            for (int i = 1; i <= 6; i++) {
                long before = log();
                relance.account(account, "jane", MONDAY).hold(hold("F" + i));
                command = Math.min(command, log() - before);
            }
            long receipt = Long.MAX_VALUE;
            for (LocalDate day : COURTESIES) {
                clock.turnToMorningOf(day);
                assertThat(relance.run(ACME, day).accepted()).isEqualTo(1);
                receipt = Math.min(receipt, log() - email.handedOver);
            }
            return new Written(command, receipt);
        }
    }

    /** So many invoices to be reminded of on Monday, and one for each of the courtesies. */
    private static AccountLedger ledger(AccountId account, int invoices) {
        AccountLedger.Builder ledger = AccountLedger.builder(
                account.creditor(),
                Customer.builder(account.customer().value())
                        .contact(Contact.billing("billing@dupont.example"))
                        .build());
        for (int i = 1; i <= invoices; i++) {
            ledger.receivable(invoice("F" + i, MONDAY.minusDays(6)));
        }
        COURTESIES.forEach(day -> ledger.receivable(invoice("soon-" + day, day.plusDays(3))));
        return ledger.build();
    }

    private static Receivable invoice(String number, LocalDate due) {
        return Receivable.invoice(number, due.minusDays(60), due, Money.parse("EUR 100.00"))
                .build();
    }

    private static Hold hold(String invoice) {
        return new Hold(invoice, Optional.of(new ReceivableId(invoice)), MONDAY, Optional.empty(), "asked", "jane");
    }

    private long log() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes everything, and notes how much was written when it did: what follows is the receipt. */
    private final class Measuring implements Channel {
        private final RecordingChannel taking = new RecordingChannel(ChannelId.EMAIL, clock);
        private long handedOver;

        @Override
        public ChannelId id() {
            return taking.id();
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            DeliveryReceipt receipt = taking.deliver(message, timeout);
            handedOver = log();
            return receipt;
        }
    }
}
