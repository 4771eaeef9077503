package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.relance.FeedPage;
import io.relance.Relance;
import io.relance.adapter.channelwebhook.EventPoster;
import io.relance.adapter.channelwebhook.WebhookChannel;
import io.relance.adapter.channelwebhook.WebhookEndpoint;
import io.relance.adapter.channelwebhook.WebhookVerifier;
import io.relance.delivery.ChannelId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The programs of the page about webhooks. */
class WebhooksTest {
    private final LocalDate today = LocalDate.of(2026, 3, 9);
    private final CreditorId atelier = new CreditorId("atelier");
    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(today);
    private final InMemoryBooks books = InMemoryBooks.empty()
            .put(AccountLedger.builder(
                            atelier,
                            Customer.builder("C-1")
                                    .contact(Contact.builder("first")
                                            .postalAddress("1 High Street")
                                            .build())
                                    .build())
                    .receivable(Receivable.invoice(
                                    "F-1", today.minusDays(36), today.minusDays(6), Money.parse("EUR 1250.00"))
                            .build())
                    .build());
    private final Scenario toTheHub = Scenario.named("to-the-hub")
            .step("reminder", s -> s.daysAfterDue(5).send(new ChannelId("letter-hub"), "reminder"))
            .build();
    private final String key = "a-key-of-this-page";
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<Boolean> genuineOnes = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer fake;

    @BeforeEach
    void start() throws Exception {
        fake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fake.createContext("/", exchange -> {
            String header = exchange.getRequestHeaders().getFirst("Relance-Signature");
            byte[] body = exchange.getRequestBody().readAllBytes();
            // shown in docs/guide/webhooks.md
            WebhookVerifier verifier = WebhookVerifier.of(key); // several while keys change
            boolean genuine = verifier.isGenuine(header, body, clock.instant());
            // until here
            genuineOnes.add(genuine);
            posted.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        fake.start();
    }

    @AfterEach
    void stop() {
        fake.stop(0);
    }

    private WebhookEndpoint.Builder here() {
        return WebhookEndpoint.builder(
                        URI.create("http://127.0.0.1:" + fake.getAddress().getPort() + "/"), key)
                .channel(new ChannelId("letter-hub"))
                .clock(clock);
    }

    @Test
    void settings_show_no_key() {
        // shown in docs/guide/webhooks.md
        WebhookEndpoint hub = WebhookEndpoint.builder(
                        URI.create("https://hub.example/relance"), key) // at least 16 characters
                .channel(new ChannelId("letter-hub")) // to postal addresses
                .honoursDeliveryIds() // the hub takes each Idempotency-Key once, for ever
                .build();

        Relance relance = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(WebhookChannel.create(hub))
                .clock(clock)
                .scenario(toTheHub)
                .build();
        // until here
        relance.close();
        assertThat(hub).hasToString("letter-hub to hub.example");
    }

    @Test
    void a_message_is_posted_and_a_write_off_reaches_the_ledger_once_it_is_taken() {
        Relance.Builder builder = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(WebhookChannel.create(here().build()))
                .clock(clock)
                .scenario(toTheHub);
        Optional<String> place = Optional.empty();
        try (Relance relance = builder.build();
                EventPoster poster = EventPoster.create(here().build())) {
            assertThat(relance.run(atelier, today).accepted()).isEqualTo(1);
            assertThat(posted)
                    .singleElement()
                    .satisfies(body -> assertThat(body)
                            .startsWith("{\"version\":1,\"type\":\"message\"")
                            .contains("\"recipientAddress\":\"1 High Street\""));
            relance.account(AccountId.of("atelier", "C-1"), "jane", today)
                    .writeOff(new ReceivableId("F-1"), "insolvent");

            status = 500;
            for (int i = 0; i < 3; i++) {
                // shown in docs/guide/webhooks.md
                FeedPage page = relance.events(atelier, place, 100);
                List<EventPoster.Event> bookings = page.entries().stream()
                        .filter(entry -> entry.event() instanceof AccountEvent.ClaimsRaised
                                || entry.event() instanceof AccountEvent.ClaimWaived
                                || entry.event() instanceof AccountEvent.WrittenOff)
                        .map(entry ->
                                new EventPoster.Event(entry.account(), entry.sequence(), entry.at(), entry.event()))
                        .toList();
                Optional<String> trouble = poster.post(bookings, Duration.ofSeconds(30));
                if (trouble.isEmpty()) {
                    place = page.next(); // stored by you, before the next page
                }
                // until here
                assertThat(trouble.isEmpty()).isEqualTo(i > 0);
                status = 204;
            }
            assertThat(posted)
                    .as("a message, the write-off, and the write-off again")
                    .hasSize(3);
            assertThat(posted.get(2))
                    .isEqualTo(posted.get(1))
                    .startsWith("{\"version\":1,\"type\":\"events\"")
                    .contains("WrittenOff", "insolvent");
            assertThat(genuineOnes).containsOnly(true);
        }
    }
}
