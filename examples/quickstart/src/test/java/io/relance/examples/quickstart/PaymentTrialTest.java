package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reminders that lead to a payment, from the page in the mail to the reminder that is not sent: the sample, over a stand-in for Stripe. */
class PaymentTrialTest {
    private static final String[] STRIPE = {"--pay-by", "stripe", "--paid-page", "https://vendor.example/paid"};
    private static final String TOWN = "C1003";
    private static final String INVOICE = "F-2602-028";
    private static final int CENTS = 784_000;
    private static final Pattern PAGE = Pattern.compile("https://pay\\.stripe\\.example/plink_[0-9]+");

    @TempDir
    Path home;

    private StripeStandIn stripe;

    @BeforeEach
    void start() throws IOException {
        stripe = new StripeStandIn();
        for (String name : List.of("invoices.csv", "payments.csv")) {
            try (InputStream in = SampleJob.class.getResourceAsStream("sample/" + name)) {
                Files.write(home.resolve(name), in.readAllBytes());
            }
        }
    }

    @AfterEach
    void stop() {
        stripe.close();
    }

    private CommandLineRun relance(String command, String asOf, String... more) {
        List<String> args = new ArrayList<>(List.of(
                command,
                "--books",
                home + "/invoices.csv",
                "--payments",
                home + "/payments.csv",
                "--as-of",
                asOf,
                "--out",
                home + "/out"));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, stripe.environment(), args.toArray(new String[0]));
    }

    private String mail(String day) {
        return CommandLineRun.filesOf(home.resolve("out/outbox")).entrySet().stream()
                .filter(mail -> mail.getKey().startsWith(day + "_" + TOWN + "_"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The page that a mail leads to. */
    private static String page(String mail) throws Exception {
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        String text = (String) ((Multipart) message.getContent()).getBodyPart(0).getContent();
        Matcher address = PAGE.matcher(text);
        assertThat(address.find()).as(text).isTrue();
        return address.group();
    }

    private String decision() {
        return CommandLineRun.filesOf(home.resolve("out"))
                .get("decisions.csv")
                .lines()
                .filter(line -> line.contains(INVOICE))
                .findFirst()
                .orElseThrow();
    }

    private Listening callbacks(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "callbacks", "--out", home + "/out", "--pay-by", "stripe", "--as-of", "2026-04-02", "--port", "0"));
        args.addAll(List.of(more));
        return Listening.in(home, stripe.environment(), args.toArray(new String[0]));
    }

    @Test
    void a_payment_under_way_keeps_the_next_reminder_away_and_the_timeline_tells_it() throws Exception {
        CommandLineRun first = relance("run", "2026-03-31", STRIPE);
        assertThat(first.exitCode()).as(first.err()).isZero();
        String page = page(mail("2026-03-31"));
        assertThat(stripe.pages()).contains(page);
        assertThat(stripe.authorizations()).allMatch(shown -> shown.equals("Bearer " + StripeStandIn.KEY));

        Listening callbacks = callbacks("--count", "2");
        String address = callbacks.address() + "/callbacks/stripe";
        String event = stripe.debitUnderWay(page, CENTS, Instant.parse("2026-04-01T16:00:00Z"));
        assertThat(StripeStandIn.post(address, event, "whsec_OfSomebodyElse")).isEqualTo(403);
        assertThat(StripeStandIn.post(address, event, StripeStandIn.SECRET)).isEqualTo(204);
        assertThat(StripeStandIn.post(address, event, StripeStandIn.SECRET)).isEqualTo(204);
        CommandLineRun told = callbacks.ended();
        assertThat(told.out().lines().skip(1))
                .containsExactly(
                        "stripe: refused, the callback's signature does not hold",
                        "stripe: 1 recorded",
                        "stripe: nothing new");
        assertThat(told.err()).isEqualTo("2 callbacks taken\n");

        CommandLineRun later = relance("run", "2026-04-10", STRIPE);
        assertThat(later.exitCode()).as(later.err()).isZero();
        assertThat(mail("2026-04-10")).isEmpty();
        assertThat(decision()).contains("LEFT_ALONE,PAYMENT_PENDING");
        assertThat(relance("explain", "2026-04-10", "--customer", TOWN).out()).contains("PAYMENT_PENDING");
        CommandLineRun timeline = CommandLineRun.in(home, "timeline", "--out", home + "/out", "--customer", TOWN);
        assertThat(timeline.out())
                .containsPattern("2026-03-31  payment link made by engine: [0-9a-f]{16}, stripe, ")
                .containsPattern("2026-04-02  payment reported by engine: stripe, request [0-9a-f]{16}, pending EUR")
                .contains(
                        ", stripe, " + INVOICE + " EUR 7840.00, until ",
                        ", pending EUR 7840.00\n",
                        "2026-04-10  reason changed by engine: " + INVOICE
                                + ", PAYMENT_PENDING: EUR 7840.00 on its way, expected until 2026-04-15\n");
        assertNothingSecretIsShown(first, told, later, timeline);
    }

    /** Else the test above could not fail. */
    @Test
    void without_a_word_of_the_provider_the_next_reminder_is_sent() throws Exception {
        relance("run", "2026-03-31", STRIPE);

        assertThat(relance("run", "2026-04-10", STRIPE).exitCode()).isZero();

        assertThat(stripe.pages()).contains(page(mail("2026-04-10")));
        assertThat(decision()).contains("MESSAGE");
    }

    private void assertNothingSecretIsShown(CommandLineRun... runs) throws IOException {
        for (CommandLineRun run : runs) {
            assertThat(run.out() + run.err()).doesNotContain(StripeStandIn.KEY, StripeStandIn.SECRET, "whsec_");
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain(StripeStandIn.KEY, StripeStandIn.SECRET);
            }
        }
    }

    @Test
    void a_provider_that_cannot_be_asked_keeps_mails_back_and_the_same_command_sends_them() throws Exception {
        stripe.refuse(503);
        CommandLineRun away = relance("run", "2026-03-31", STRIPE);

        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.err())
                .contains("payment pages were not made for now, the last since ", "give the same command");
        assertThat(mail("2026-03-31")).isEmpty();

        stripe.refuse(0);
        CommandLineRun back = relance("run", "2026-03-31", STRIPE);
        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(stripe.pages()).contains(page(mail("2026-03-31")));
    }

    @Test
    void without_a_page_for_those_who_have_paid_it_is_refused_before_anything_is_asked() {
        CommandLineRun run = relance("run", "2026-03-31", "--pay-by", "stripe");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--pay-by stripe needs --paid-page: what payers see after they have paid");
        assertThat(stripe.authorizations()).isEmpty();
        assertThat(home.resolve("out")).doesNotExist();
    }
}
