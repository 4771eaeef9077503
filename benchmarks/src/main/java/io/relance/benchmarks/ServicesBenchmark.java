package io.relance.benchmarks;

import io.relance.adapter.channelsmshttp.SmsChannel;
import io.relance.adapter.channelsmshttp.TwilioMessaging;
import io.relance.adapter.paymentgocardless.GoCardlessPayments;
import io.relance.adapter.paymentgocardless.GoCardlessSettings;
import io.relance.adapter.paymentstripe.StripePayments;
import io.relance.adapter.paymentstripe.StripeSettings;
import io.relance.callback.RawCallback;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestResult;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.Money;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Calls of the adapters over web services to a service in the same process over the loopback address, one thread, beside the Java runtime's client alone; and
 * the reading of what payment providers post, beside its signature alone. An operation is one call, or one callback with one event.
 *
 * <p>{@code client} uses its line again, as the payment providers do; {@code clientAnew} has a new client and line for each call: text messages have a line of
 * their own each.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class ServicesBenchmark {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Instant NOW = WrittenMessages.TODAY.atTime(8, 0).toInstant(ZoneOffset.UTC);
    private static final String SECRET = "whsec_ofTheBenchmarks";
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String KEY = "0".repeat(64) + "." + "0".repeat(16);
    private static final String LINK = "{\"id\":\"plink_1\",\"active\":true,\"url\":\"https://buy.stripe.com/test_1\","
            + "\"metadata\":{\"relance_until\":\"2026-12-31T00:00:00Z\"}}";
    private static final String PAID = "{\"id\":\"evt_1\",\"created\":" + NOW.getEpochSecond()
            + ",\"type\":\"checkout.session.completed\",\"data\":{\"object\":{\"id\":\"cs_1\",\"payment_link\":\"plink_1\","
            + "\"payment_status\":\"paid\",\"amount_total\":10000,\"currency\":\"eur\",\"metadata\":{\"relance_key\":\""
            + KEY
            + "\"}}}}";
    private static final String CONFIRMED = "{\"events\":[{\"id\":\"EV1\",\"created_at\":\"" + NOW
            + "\",\"resource_type\":\"payments\",\"action\":\"confirmed\",\"links\":{\"payment\":\"PM1\"},\"details\":{}}]}";

    private final LoopbackService service;
    private final PaymentProvider stripe;
    private final PaymentProvider gocardless;
    private final SmsChannel texts;
    private final HttpClient client = bare();
    private final HttpRequest call;
    private final RawCallback paid = new RawCallback(
            Map.of(
                    "Stripe-Signature",
                    List.of("t=" + NOW.getEpochSecond() + ",v1=" + signature(NOW.getEpochSecond() + "." + PAID))),
            PAID.getBytes(StandardCharsets.UTF_8),
            "192.0.2.1");
    private final RawCallback confirmed = new RawCallback(
            Map.of("Webhook-Signature", List.of(signature(CONFIRMED))),
            CONFIRMED.getBytes(StandardCharsets.UTF_8),
            "192.0.2.1");
    private long asked;

    /** The service, and all who call it. */
    public ServicesBenchmark() {
        try {
            service = new LoopbackService(Map.of(
                    "/v1/payment_links", LINK,
                    "/payments", "{\"payments\":{\"id\":\"PM1\",\"charge_date\":\"2026-12-31\"}}",
                    "/texts", "{\"sid\":\"SM1\"}"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        stripe = StripePayments.create(
                StripeSettings.builder("sk_test_ofTheBenchmarks", URI.create("https://ateliers-mercier.example/merci"))
                        .webhookSecret(SECRET)
                        .apiBase(service.at(""))
                        .clock(() -> NOW)
                        .build());
        gocardless = GoCardlessPayments.create(GoCardlessSettings.builder("token_of_the_benchmarks")
                .webhookSecret(SECRET)
                .apiBase(service.at(""))
                .build());
        texts = SmsChannel.create(TwilioMessaging.gateway(ACCOUNT, "token")
                .url(service.at("/texts"))
                .sender("+33755000001")
                .build());
        call = HttpRequest.newBuilder(service.at("/v1/payment_links"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("metadata[relance_key]=" + KEY))
                .build();
    }

    private static HttpClient bare() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    /** Makes sure that everybody is answered as they should be. */
    @Setup
    public void compare() throws Exception {
        boolean answered = stripe() instanceof PaymentRequestResult.LinkCreated
                && gocardless() instanceof PaymentRequestResult.CollectionStarted
                && text() instanceof DeliveryReceipt.Accepted
                && client().equals(LINK)
                && clientAnew().equals(LINK)
                && stripeCallback().size() == 1
                && gocardlessCallback().size() == 1
                && signatureAlone().length() == 64;
        if (!answered) {
            throw new IllegalStateException("somebody was not answered as they should be");
        }
    }

    /** Closes them, then the service. */
    @TearDown
    public void close() throws IOException {
        texts.close();
        stripe.close();
        gocardless.close();
        service.close();
    }

    private PaymentRequest request(PaymentMethod method) {
        return PaymentRequest.builder(
                        new IdempotencyKey(String.format(Locale.ROOT, "%064x.%016x", asked++, 0)),
                        AccountId.of("acme", "C-1"),
                        method)
                .line(new ReceivableId("FA-2026-0100"), Money.parse("EUR 1250.00"))
                .line(new ReceivableId("FA-2026-0101"), Money.parse("EUR 980.00"))
                .line(new ReceivableId("FA-2026-0102"), Money.parse("EUR 1521.50"))
                .description("Ateliers Mercier SAS: FA-2026-0100, FA-2026-0101, FA-2026-0102")
                .language("fr")
                .build();
    }

    /** Has Stripe make a link for three invoices. */
    @Benchmark
    public PaymentRequestResult stripe() {
        return stripe.request(request(new PaymentMethod.Link(NOW.plus(Duration.ofDays(30)))), TIMEOUT);
    }

    /** Has GoCardless collect three invoices. */
    @Benchmark
    public PaymentRequestResult gocardless() {
        return gocardless.request(
                request(new PaymentMethod.DirectDebit(new MandateId("MD0001"), Optional.empty())), TIMEOUT);
    }

    /** Sends a text message. */
    @Benchmark
    public DeliveryReceipt text() {
        DeliveryId delivery =
                new DeliveryId(new MessageId(String.format(Locale.ROOT, "%064x", asked++)), ChannelId.SMS, 0);
        return texts.deliver(
                OutboundMessage.builder(delivery, AccountId.of("acme", "C-1"))
                        .recipientAddress("+33612345678")
                        .text("Ateliers Mercier: three invoices over 3751.50 EUR are overdue.\n")
                        .language("en")
                        .businessDate(WrittenMessages.TODAY)
                        .plannedAt(NOW)
                        .build(),
                TIMEOUT);
    }

    /** The same way with the Java runtime's client alone, over a line that is used again. */
    @Benchmark
    public String client() throws IOException, InterruptedException {
        return client.send(call, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** With a new client, and so a new line, for each call. */
    @Benchmark
    public String clientAnew() throws IOException, InterruptedException {
        return bare().send(call, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Reads what Stripe posts. */
    @Benchmark
    public List<PaymentEvent> stripeCallback() {
        return stripe.verify(paid);
    }

    /** Reads what GoCardless posts. */
    @Benchmark
    public List<PaymentEvent> gocardlessCallback() {
        return gocardless.verify(confirmed);
    }

    /** The signature of what Stripe posts, and no more. */
    @Benchmark
    public String signatureAlone() {
        return signature(NOW.getEpochSecond() + "." + PAID);
    }
}
