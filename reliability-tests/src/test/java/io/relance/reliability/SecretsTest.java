package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.relance.FeedEntry;
import io.relance.Relance;
import io.relance.adapter.channelsmshttp.SmsChannel;
import io.relance.adapter.channelsmshttp.SmsGateway;
import io.relance.adapter.channelsmshttp.TwilioMessaging;
import io.relance.adapter.channelsmtp.BounceMailbox;
import io.relance.adapter.channelsmtp.SmtpChannel;
import io.relance.adapter.channelsmtp.SmtpSettings;
import io.relance.adapter.channelwebhook.EventPoster;
import io.relance.adapter.channelwebhook.WebhookChannel;
import io.relance.adapter.channelwebhook.WebhookEndpoint;
import io.relance.adapter.paymentgocardless.GoCardlessPayments;
import io.relance.adapter.paymentgocardless.GoCardlessSettings;
import io.relance.adapter.paymentstripe.StripePayments;
import io.relance.adapter.paymentstripe.StripeSettings;
import io.relance.callback.RawCallback;
import io.relance.channel.Channel;
import io.relance.delivery.ChannelId;
import io.relance.payment.MandateId;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequestId;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.reliability.Ears.Heard;
import io.relance.reliability.EchoingServices.Manner;
import io.relance.scenario.Scenario;
import io.relance.storage.TaskQuery;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Passwords, keys, tokens and signing secrets of every adapter appear nowhere: in no log at any level, on no output, in no event, task, report, exception or
 * text of settings, and not in the database, whatever the services on the other side do with them.
 */
class SecretsTest {
    private static final String MAIL_USER = "mailer@atelier.example";
    private static final String MAIL_PASSWORD = "pA55+w0rd/mail=1";
    private static final String BOX_USER = "bounces@atelier.example";
    private static final String BOX_PASSWORD = "pA55+w0rd/box=2";
    private static final String TWILIO_ACCOUNT = "AC00000000000000000000000000000001";
    private static final String TWILIO_TOKEN = "9f86d081884c7d659a2feaa0c55ad015";
    private static final String HOOK_KEY = "hook+key/0123456789abcdef=";
    private static final String HOOK_HEADER = "hook-header-0123456789";
    private static final String STRIPE_KEY = "sk_test_51MadeUpSecretKey";
    private static final String STRIPE_SECRET = "whsec_MadeUpSigning51";
    private static final String GOCARDLESS_TOKEN = "live_MadeUpAccessToken-42";
    private static final String GOCARDLESS_SECRET = "MadeUpSigning-42-Secret";

    private static final LocalDate MONDAY = LocalDate.parse("2026-06-01");
    private static final CreditorId ATELIER = new CreditorId("atelier");
    private static final CreditorId VERGER = new CreditorId("verger");
    /** Whose messages wait for no page. */
    private static final CreditorId BOIS = new CreditorId("bois");

    private static final URI STATUSES = URI.create("https://host.example/callbacks/sms");

    private static List<String> secrets() {
        List<String> all = new ArrayList<>();
        Stream.of(
                        MAIL_PASSWORD,
                        BOX_PASSWORD,
                        TWILIO_TOKEN,
                        HOOK_KEY,
                        HOOK_HEADER,
                        STRIPE_KEY,
                        STRIPE_SECRET,
                        GOCARDLESS_TOKEN,
                        GOCARDLESS_SECRET)
                .forEach(secret -> {
                    all.add(secret);
                    all.add(base64(secret));
                    all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                });
        all.add(base64(TWILIO_ACCOUNT + ":" + TWILIO_TOKEN));
        all.add(base64("\0" + MAIL_USER + "\0" + MAIL_PASSWORD));
        all.add(base64("\0" + BOX_USER + "\0" + BOX_PASSWORD));
        return all;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void no_secret_is_shown_whatever_the_services_do(Manner manner) throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        mail.setUser(MAIL_USER, MAIL_USER, MAIL_PASSWORD);
        mail.setUser(BOX_USER, BOX_USER, BOX_PASSWORD);
        mail.getUserManager().setAuthRequired(true);
        mail.start();
        try (Ears ears = new Ears();
                EchoingServices services = new EchoingServices(manner)) {
            boolean works = manner == Manner.DO_IT;
            World world = new World(
                    ears,
                    services,
                    works ? mail.getSmtp().getPort() : services.smtpPort(),
                    works ? mail.getImap().getPort() : services.imapPort(),
                    "jdbc:h2:mem:secrets-" + manner + ";DB_CLOSE_DELAY=-1");
            world.live();

            assertThat(ears.of(secrets()))
                    // the library hides what it says itself, and not what a server repeats
                    .filteredOn(heard -> works || !heard.where().equals(Ears.MAIL_LIBRARY))
                    .isEmpty();
            // so that there was something to show, and somebody to hear it
            assertThat(services.seen())
                    .contains(STRIPE_KEY, GOCARDLESS_TOKEN, HOOK_HEADER, base64(TWILIO_ACCOUNT + ":" + TWILIO_TOKEN));
            if (works) {
                assertThat(mail.getReceivedMessages()).isNotEmpty();
            } else {
                assertThat(services.seen())
                        .containsAnyOf(base64(MAIL_PASSWORD), base64("\0" + MAIL_USER + "\0" + MAIL_PASSWORD));
            }
            assertThat(ears.all())
                    .extracting(Heard::where)
                    .contains("SLF4J", "java.util.logging", Ears.MAIL_LIBRARY, "timeline", "database");
            assertThat(ears.of(List.of("F-port"))).extracting(Heard::where).contains("database");
        } finally {
            mail.stop();
        }
    }

    @Test
    void settings_that_are_wrong_are_refused_without_a_word_of_the_secret() {
        URI here = URI.create("https://service.example");
        URI key = URI.create("https://" + GOCARDLESS_TOKEN + ":" + HOOK_KEY.replace("/", "%2F") + "@service.example");
        URI query = URI.create("https://service.example?key=" + GOCARDLESS_TOKEN);
        try (Ears ears = new Ears()) {
            List<Supplier<Object>> wrong = List.of(
                    () -> StripeSettings.builder(STRIPE_KEY + "\n", here),
                    () -> StripeSettings.builder(STRIPE_KEY, URI.create("http://x.example/" + STRIPE_KEY)),
                    () -> StripeSettings.builder(STRIPE_KEY, here).webhookSecret(STRIPE_SECRET + " "),
                    () -> StripeSettings.builder(STRIPE_KEY, here).apiBase(key),
                    () -> StripeSettings.builder(STRIPE_KEY, here).apiBase(query),
                    () -> GoCardlessSettings.builder(GOCARDLESS_TOKEN + "\n"),
                    () -> GoCardlessSettings.builder(GOCARDLESS_TOKEN).webhookSecret(GOCARDLESS_SECRET + "\u00e9"),
                    () -> GoCardlessSettings.builder(GOCARDLESS_TOKEN).apiBase(key),
                    () -> TwilioMessaging.gateway(TWILIO_TOKEN, TWILIO_TOKEN),
                    () -> SmsGateway.builder(key),
                    () -> SmsGateway.builder(here).bearer(TWILIO_TOKEN + "\n"),
                    () -> SmsGateway.builder(here).keyHeader("X Key", TWILIO_TOKEN),
                    () -> SmsGateway.builder(here).keyHeader("X-Key", TWILIO_TOKEN + "\r\nX: y"),
                    () -> SmsGateway.builder(here).header("X-Key", HOOK_HEADER + "\r\nX: y"),
                    () -> WebhookEndpoint.builder(key, HOOK_KEY),
                    () -> WebhookEndpoint.builder(here, HOOK_KEY.substring(0, 12)),
                    () -> WebhookEndpoint.builder(here, HOOK_KEY).header("X-Key", HOOK_HEADER + "\r\nX: y"));
            wrong.forEach(settings -> ears.outcome("settings", settings));

            assertThat(ears.all())
                    .filteredOn(heard -> heard.where().startsWith("settings"))
                    .allMatch(heard -> heard.where().equals("settings throws"), "is refused");
            assertThat(ears.of(secrets())).isEmpty();
            assertThat(ears.of(List.of(HOOK_KEY.substring(0, 12)))).isEmpty();
        }
    }

    @Test
    void what_is_logged_printed_or_thrown_is_heard() {
        try (Ears ears = new Ears()) {
            org.slf4j.LoggerFactory.getLogger("x")
                    .trace("a {}", "one", new IllegalStateException(new Exception("two")));
            java.util.logging.Logger.getLogger("y").log(java.util.logging.Level.FINEST, "three");
            System.out.println("four");
            ears.outcome("five", () -> {
                throw new IllegalStateException("five", new Exception("six"));
            });

            assertThat(List.of("a one", "two", "three", "four", "five", "six"))
                    .allSatisfy(word -> assertThat(ears.of(List.of(word))).isNotEmpty());
        }
    }

    /** Two creditors, one with pages and one with direct debits, and customers to be reached by mail, text message and webhook. */
    private static final class World {
        private final Ears ears;
        private final EchoingServices services;
        private final HandTurnedClock clock = HandTurnedClock.onMorningOf(MONDAY);
        private final InMemoryBooks books = InMemoryBooks.empty();
        private final DataSource database;
        private final WebhookEndpoint endpoint;
        private final List<Channel> channels;
        private final PaymentProvider stripe;
        private final PaymentProvider gocardless;
        private final Relance relance;

        World(Ears ears, EchoingServices services, int smtp, int imap, String url) {
            this.ears = ears;
            this.services = services;
            BounceMailbox box = BounceMailbox.builder("127.0.0.1", BOX_USER, BOX_PASSWORD)
                    .port(imap)
                    .security(SmtpSettings.Security.NONE)
                    .build();
            SmtpSettings mails = SmtpSettings.builder("127.0.0.1")
                    .port(smtp)
                    .security(SmtpSettings.Security.NONE)
                    .credentials(MAIL_USER, MAIL_PASSWORD)
                    .sender(MAIL_USER, "Atelier")
                    .helloName("tests.example")
                    .bounces(box)
                    .build();
            SmsGateway texts = TwilioMessaging.gateway(TWILIO_ACCOUNT, TWILIO_TOKEN)
                    .url(services.http("/2010-04-01/Accounts/" + TWILIO_ACCOUNT + "/Messages.json"))
                    .sender("+33755000001")
                    .callbacks(TwilioMessaging.callbacks(TWILIO_TOKEN, STATUSES))
                    .clock(clock)
                    .build();
            this.endpoint = WebhookEndpoint.builder(services.http("/hook"), HOOK_KEY)
                    .header("X-Api-Key", HOOK_HEADER)
                    .channel(ChannelId.LETTER)
                    .clock(clock)
                    .build();
            StripeSettings links = StripeSettings.builder(STRIPE_KEY, URI.create("https://atelier.example/thanks"))
                    .webhookSecret(STRIPE_SECRET)
                    .apiBase(services.http(""))
                    .clock(clock)
                    .build();
            GoCardlessSettings debits = GoCardlessSettings.builder(GOCARDLESS_TOKEN)
                    .webhookSecret(GOCARDLESS_SECRET)
                    .apiBase(services.http(""))
                    .build();
            List.of(box, mails, texts, endpoint, links, debits).forEach(settings -> ears.hear("settings", settings));
            this.channels =
                    List.of(SmtpChannel.create(mails), SmsChannel.create(texts), WebhookChannel.create(endpoint));
            this.stripe = StripePayments.create(links);
            this.gocardless = GoCardlessPayments.create(debits);
            this.database = KilledOffice.source(url);
            Relance.Builder engine = Relance.builder()
                    .books(books)
                    .store(KilledOffice.store(database, true))
                    .clock(clock)
                    .timeout(Duration.ofSeconds(3))
                    .scenario(Scenario.named("ladder")
                            .step(
                                    "reminder",
                                    s -> s.daysAfterDue(5)
                                            .email("reminder")
                                            .orSms("reminder")
                                            .orLetter("reminder"))
                            .step("call", s -> s.daysAfterDue(6).task("collections", "call them"))
                            .build())
                    .payments(ATELIER, stripe)
                    .payments(VERGER, gocardless);
            channels.forEach(engine::channel);
            this.relance = engine.build();
        }

        void live() throws SQLException {
            owes(ATELIER, "port", Contact.builder("billing").email("billing@port.example"));
            owes(BOIS, "moulin", Contact.builder("billing").phone("+33612345678"));
            owes(BOIS, "gare", Contact.builder("billing").postalAddress("1 place de la Gare\n69002 Lyon"));
            owes(VERGER, "prairie", Contact.builder("billing").email("billing@prairie.example"));
            AccountId prairie = AccountId.of("verger", "prairie");
            ears.outcome("mandate", () -> {
                relance.account(prairie, "jane", MONDAY).recordMandate("gocardless", "MD1");
                return "recorded";
            });
            run(MONDAY, 3);
            services.tellOfMandates();
            ears.outcome("collection", () -> {
                relance.account(prairie, "jane", MONDAY)
                        .collect("dd-1", "MD1", List.of(new ReceivableId("F-prairie")), Optional.empty());
                return "wanted";
            });
            run(MONDAY.plusDays(1), 10);
            callbacks();
            pays(AccountId.of("atelier", "port"));
            pays(prairie);
            run(MONDAY.plusDays(2), 2);
            directly();
            all();
        }

        private void owes(CreditorId creditor, String customer, Contact.Builder contact) {
            LocalDate due = MONDAY.minusDays(5);
            books.put(AccountLedger.builder(
                            creditor,
                            Customer.builder(customer).contact(contact.build()).build())
                    .receivable(Receivable.invoice("F-" + customer, due.minusDays(30), due, Money.parse("EUR 100.00"))
                            .build())
                    .build());
        }

        private void pays(AccountId account) {
            LocalDate day = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
            Money amount = Money.parse("EUR 100.00");
            books.change(
                    account,
                    ledger -> ledger.payment(new Payment(new DocumentId("P1"), day, amount, clock.instant()))
                            .allocation(Allocation.ofPayment("P1", "F-" + account.customer(), amount)));
        }

        /** As often as messages are tried, and until they are given up. */
        private void run(LocalDate day, int times) {
            clock.turnToMorningOf(day);
            for (int i = 0; i < times; i++) {
                for (CreditorId creditor : List.of(ATELIER, VERGER, BOIS)) {
                    ears.outcome("report", () -> relance.run(creditor, day));
                }
                clock.turn(Duration.ofMinutes(50));
            }
        }

        /** Genuine ones, forged ones, and such as can't be read. */
        private void callbacks() {
            long second = clock.instant().getEpochSecond();
            String key = relance.memory(AccountId.of("atelier", "port")).paymentLinks().stream()
                    .map(link -> link.key())
                    .findFirst()
                    .orElse("0".repeat(64) + "." + "0".repeat(16));
            String paid =
                    "{\"id\":\"evt_1\",\"created\":" + second + ",\"type\":\"checkout.session.completed\",\"data\":"
                            + "{\"object\":{\"id\":\"cs_1\",\"payment_link\":\"plink_1\",\"payment_status\":\"paid\",\"amount_total\":10000,"
                            + "\"currency\":\"eur\",\"metadata\":{\"relance_key\":\"" + key + "\"}}}}";
            String failed = "{\"events\":[{\"id\":\"EV1\",\"created_at\":\"" + clock.instant()
                    + "\",\"resource_type\":\"payments\",\"action\":\"failed\",\"links\":{\"payment\":\"PM1\"},"
                    + "\"details\":{\"cause\":\"insufficient_funds\"}}]}";
            for (String body : List.of(paid, "nonsense", "")) {
                for (String secret : List.of(STRIPE_SECRET, "whsec_forged")) {
                    told(
                            ATELIER,
                            "stripe",
                            "Stripe-Signature",
                            "t=" + second + ",v1=" + hmac("HmacSHA256", secret, second + "." + body),
                            body);
                }
            }
            for (String body : List.of(failed, "nonsense", "")) {
                for (String secret : List.of(GOCARDLESS_SECRET, "forged")) {
                    told(VERGER, "gocardless", "Webhook-Signature", hmac("HmacSHA256", secret, body), body);
                }
            }
            String query = "delivery=x&at=1";
            String form = "ErrorCode=30005&MessageSid=SM1&MessageStatus=undelivered";
            for (String secret : List.of(TWILIO_TOKEN, "forged")) {
                String signature = Base64.getEncoder()
                        .encodeToString(HexFormat.of()
                                .parseHex(hmac(
                                        "HmacSHA1",
                                        secret,
                                        STATUSES + "?" + query
                                                + "ErrorCode30005MessageSidSM1MessageStatusundelivered")));
                ears.outcome(
                        "callback",
                        () -> relance.callback(
                                ChannelId.SMS,
                                new RawCallback(
                                        "/callbacks/sms?" + query,
                                        Map.of("X-Twilio-Signature", List.of(signature)),
                                        form.getBytes(StandardCharsets.UTF_8),
                                        "192.0.2.7")));
            }
        }

        private void told(CreditorId creditor, String provider, String header, String signature, String body) {
            ears.outcome(
                    "callback",
                    () -> relance.paymentCallback(
                            creditor,
                            provider,
                            new RawCallback(
                                    Map.of(header, List.of(signature)),
                                    body.getBytes(StandardCharsets.UTF_8),
                                    "192.0.2.7")));
        }

        /** What adapters answer when they are asked by the host itself. */
        private void directly() {
            Duration timeout = Duration.ofSeconds(3);
            ears.outcome("provider", () -> stripe.cancel(new PaymentRequestId("plink_9"), timeout));
            ears.outcome("provider", () -> gocardless.cancel(new PaymentRequestId("PM9"), timeout));
            ears.outcome("provider", () -> gocardless.mandate(new MandateId("MD9"), timeout));
            channels.forEach(channel -> ears.hear("adapter", channel));
            channels.stream()
                    .filter(channel -> channel instanceof SmtpChannel)
                    .forEach(channel -> ears.outcome("bounces", () -> channel.poll(10, timeout)));
            List.of(stripe, gocardless).forEach(provider -> ears.hear("adapter", provider));
            try (EventPoster poster = EventPoster.create(endpoint)) {
                List<FeedEntry> entries =
                        relance.events(BOIS, Optional.empty(), 100).entries();
                ears.outcome(
                        "poster",
                        () -> poster.post(
                                entries.stream()
                                        .map(entry -> new EventPoster.Event(
                                                entry.account(), entry.sequence(), entry.at(), entry.event()))
                                        .toList(),
                                timeout));
                ears.hear("poster", poster);
            }
        }

        /** All that the engine and its store have. */
        private void all() throws SQLException {
            for (CreditorId creditor : List.of(ATELIER, VERGER, BOIS)) {
                ears.outcome("feed", () -> relance.events(creditor, Optional.empty(), 100));
                ears.outcome(
                        "tasks",
                        () -> relance.tasks(new TaskQuery(
                                creditor, Optional.empty(), Optional.empty(), false, Optional.empty(), 100)));
                relance.inTrouble(creditor, trouble -> ears.hear("trouble", trouble));
                relance.agenda(
                        creditor, MONDAY, Optional.empty(), Optional.empty(), entry -> ears.hear("agenda", entry));
            }
            for (String account : List.of("atelier/port", "bois/moulin", "bois/gare", "verger/prairie")) {
                String[] parts = account.split("/");
                AccountId id = AccountId.of(parts[0], parts[1]);
                ears.outcome("timeline", () -> relance.timeline(id));
                ears.outcome("memory", () -> relance.memory(id));
                ears.outcome("export", () -> relance.export(id));
            }
            dump();
            ears.hear("engine", relance);
            relance.close();
        }

        private void dump() throws SQLException {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                List<String> tables = new ArrayList<>();
                try (ResultSet names = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
                    while (names.next()) {
                        tables.add(names.getString("TABLE_NAME"));
                    }
                }
                for (String table : tables) {
                    try (ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
                        while (rows.next()) {
                            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                                ears.hear(
                                        "database",
                                        rows.getObject(i) instanceof byte[] bytes
                                                ? new String(bytes, StandardCharsets.UTF_8)
                                                : rows.getString(i));
                            }
                        }
                    }
                }
            }
        }

        private static String hmac(String algorithm, String secret, String text) {
            try {
                Mac mac = Mac.getInstance(algorithm);
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
                return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java runtime has " + algorithm, e);
            }
        }
    }
}
