package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.channelsmshttp.SmsChannel;
import io.relance.adapter.channelsmshttp.SmsGateway;
import io.relance.adapter.channelsmshttp.SmsGateway.Verdict;
import io.relance.adapter.channelsmshttp.TwilioMessaging;
import io.relance.callback.RawCallback;
import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The programs of the page about text messages. */
class SmsTest {
    private final LocalDate today = LocalDate.of(2026, 3, 9);
    private final CreditorId atelier = new CreditorId("atelier");
    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(today);
    private final InMemoryBooks books = InMemoryBooks.empty()
            .put(AccountLedger.builder(
                            atelier,
                            Customer.builder("C-1")
                                    .naturalPerson(NaturalPerson.NO)
                                    .contact(Contact.builder("first")
                                            .phone("+33612345678")
                                            .build())
                                    .build())
                    .receivable(Receivable.invoice(
                                    "F-1", today.minusDays(36), today.minusDays(6), Money.parse("EUR 1250.00"))
                            .build())
                    .build());
    private final Scenario byText = Scenario.named("by-text")
            .step("reminder", s -> s.daysAfterDue(5).sms("reminder"))
            .build();
    private final String accountSid = "AC00000000000000000000000000000001";
    private final String authToken = "t0ken";
    private final String key = "k3y";

    @Test
    void settings_show_no_key() {
        // shown in docs/guide/sms.md
        URI statuses =
                URI.create("https://host.example/callbacks/sms"); // where the provider posts what became of messages
        SmsGateway twilio = TwilioMessaging.gateway(accountSid, authToken)
                .sender("+33755000001") // from whom messages are
                .sender(atelier, "Atelier") // those of one creditor
                .callbacks(TwilioMessaging.callbacks(authToken, statuses))
                .build();

        Relance relance = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(SmsChannel.create(twilio))
                .clock(clock)
                .scenario(byText)
                .build();
        // until here
        relance.close();
        assertThat(twilio).hasToString("sms over api.twilio.com");
    }

    @Test
    void any_gateway_is_a_matter_of_settings() {
        // shown in docs/guide/sms.md
        SmsGateway gateway = SmsGateway.builder(URI.create("https://api.gateway.example/v2/messages"))
                .keyHeader("X-Api-Key", key) // or basic(user, password), bearer(token)
                .sender("Atelier")
                .json("""
                        {"from": "{sender}", "to": "{recipient}", "text": "{text}", "ref": "{delivery}"}""")
                .reference("/message/id") // where the answer names the message
                .code("/error/code") // where it says more than its status
                .verdict("unknown_number", Verdict.REFUSED_FOR_GOOD)
                .verdict("no_credit", Verdict.REFUSED_FOR_NOW)
                .build();
        // until here
        assertThat(gateway)
                .hasToString("sms over api.gateway.example")
                .asString()
                .doesNotContain(key);
    }

    @Test
    void a_reminder_leaves_and_what_became_of_it_is_recorded() throws Exception {
        AtomicReference<String> request = new AtomicReference<>("");
        HttpServer fake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fake.createContext("/", exchange -> {
            request.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"sid\": \"SM1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        fake.start();
        try (Relance relance = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(SmsChannel.create(TwilioMessaging.gateway(accountSid, authToken)
                        .url(URI.create("http://127.0.0.1:" + fake.getAddress().getPort() + "/"))
                        .sender("+33755000001")
                        .clock(clock)
                        .callbacks(
                                TwilioMessaging.callbacks(authToken, URI.create("https://host.example/callbacks/sms")))
                        .build()))
                .clock(clock)
                .scenario(byText)
                .build()) {
            assertThat(relance.run(atelier, today).accepted()).isEqualTo(1);

            String callback = field(request.get(), "StatusCallback");
            String target = callback.substring("https://host.example".length());
            String form = "ErrorCode=30005&MessageSid=SM1&MessageStatus=undelivered";
            byte[] body = form.getBytes(StandardCharsets.UTF_8);
            Map<String, List<String>> headers = Map.of(
                    "X-Twilio-Signature",
                    List.of(signed(callback + form.replace("=", "").replace("&", ""))));
            String remoteAddress = "192.0.2.7";
            // shown in docs/guide/sms.md
            RunReport told = relance.callback(ChannelId.SMS, new RawCallback(target, headers, body, remoteAddress));
            // until here
            assertThat(told.bounced()).isEqualTo(1);
        } finally {
            fake.stop(0);
        }
    }

    private static String field(String form, String name) {
        for (String field : form.split("&")) {
            if (field.startsWith(name + "=")) {
                return URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError(name + " is not in " + form);
    }

    private String signed(String data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
    }
}
