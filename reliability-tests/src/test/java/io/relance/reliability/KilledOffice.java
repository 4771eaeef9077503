package io.relance.reliability;

import io.relance.Relance;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.channel.Channel;
import io.relance.channel.RetryPolicy;
import io.relance.delivery.ChannelId;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.testkit.InMemoryBooks;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What every process agrees on that is killed: customers who are due one reminder each, half of them by e-mail, which honours
 * delivery ids, half by letter, which promises nothing; so many on each of the days.
 */
final class KilledOffice {
    static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    /** Business days, beginning with a Monday. */
    static final int DAYS = 5;

    /** Above all that a hand-over over the loopback takes. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Policy POLICY = Policy.named("once")
            .scenario(Scenario.named("once")
                    .step("reminder", s -> s.daysAfterDue(5).email("reminder").orLetter("reminder"))
                    .build())
            .defaultScenario("once")
            .build();

    private KilledOffice() {}

    /** Connections of H2 or of PostgreSQL. */
    static DataSource source(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            return h2;
        }
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(url);
        return postgres;
    }

    static JdbcDunningStore store(DataSource source, boolean migrate) {
        return JdbcDunningStore.builder(source).migrate(migrate).build();
    }

    static List<AccountId> accounts(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> AccountId.of(Office.ACME.value(), name(i)))
                .toList();
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "c%06d", number);
    }

    /** Every process has the same books. */
    static InMemoryBooks books(int accounts) {
        InMemoryBooks books = InMemoryBooks.stamped();
        IntStream.range(0, accounts).forEach(i -> {
            LocalDate due = FIRST.minusDays(5).plusDays(i % DAYS);
            Contact.Builder contact = Contact.builder("billing");
            if (i / DAYS % 2 == 0) {
                contact.email(name(i) + "@books.example");
            } else {
                contact.postalAddress(name(i) + " street");
            }
            books.put(AccountLedger.builder(
                            Office.ACME,
                            Customer.builder(name(i)).contact(contact.build()).build())
                    .receivable(
                            Receivable.invoice("F" + i, due.minusDays(30), due, Money.ofMinor(CurrencyUnit.EUR, 10_000))
                                    .build())
                    .build());
        });
        return books;
    }

    /** An engine that hands over to the server at {@code url}. */
    static Relance engine(String node, int accounts, JdbcDunningStore store, String url) {
        Channel email = new HttpPost(ChannelId.EMAIL, url + "/email", true);
        Channel letters = new HttpPost(ChannelId.LETTER, url + "/letter", false);
        return Relance.builder()
                .node(node)
                .books(books(accounts))
                .store(store)
                .channel(email)
                .channel(letters)
                .policy(POLICY)
                .lease(LEASE)
                .timeout(TIMEOUT)
                .retry(new RetryPolicy(8, Duration.ofSeconds(1)))
                .build();
    }
}
