package io.relance.adapter.channelsmtp;

import static io.relance.adapter.channelsmtp.Messages.LONG;
import static io.relance.adapter.channelsmtp.Messages.NOW;
import static io.relance.adapter.channelsmtp.Messages.SHORT;
import static io.relance.adapter.channelsmtp.Messages.delivery;
import static io.relance.adapter.channelsmtp.Messages.message;
import static io.relance.adapter.channelsmtp.Messages.settings;
import static io.relance.adapter.channelsmtp.Messages.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.adapter.channelsmtp.ScriptedServer.Verb;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.channel.Attachment;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.Accepted;
import io.relance.delivery.DeliveryReceipt.InDoubt;
import io.relance.delivery.DeliveryReceipt.PermanentFailure;
import io.relance.delivery.DeliveryReceipt.TemporaryFailure;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpChannelTest {
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.inTheClear();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private DeliveryReceipt deliver(SmtpSettings.Builder settings, OutboundMessage message, Duration timeout) {
        try (SmtpChannel channel = SmtpChannel.create(settings.build())) {
            return channel.deliver(message, timeout);
        }
    }

    private DeliveryReceipt deliver() {
        return deliver(settings(server), message(1), LONG);
    }

    private static String reason(DeliveryReceipt receipt) {
        return receipt instanceof TemporaryFailure failure
                ? failure.reason()
                : receipt instanceof PermanentFailure failure ? failure.reason() : ((InDoubt) receipt).reason();
    }

    private MimeMessage arrived(int index) throws Exception {
        return SmtpFarEnd.parsed(server.taken().get(index).bytes());
    }

    @Test
    void what_the_server_took_is_accepted_with_its_answer() {
        assertThat(deliver()).isEqualTo(new Accepted(NOW, Optional.of("250 2.0.0 Ok: queued as 1")));
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void the_mail_names_the_hand_over_its_sender_and_where_answers_go() throws Exception {
        deliver(
                settings(server),
                message(7).toBuilder().replyTo("questions@creditor.example").build(),
                LONG);

        MimeMessage mail = arrived(0);
        assertThat(mail.getMessageID()).isEqualTo("<" + delivery(7) + "@creditor.example>");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("acme@creditor.example", "Acme"));
        assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("questions@creditor.example"));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("OOF, AutoReply");
        assertThat(server.taken().get(0).sender()).isEqualTo("acme@creditor.example");
        assertThat(server.taken().get(0).recipient()).isEqualTo("ann@customer.example");
    }

    @Test
    void the_envelope_names_the_hand_over_the_size_and_what_is_to_be_reported() {
        deliver(settings(server).bouncesTo("bounces@creditor.example"), message(7), LONG);

        ScriptedServer.Taken taken = server.taken().get(0);
        assertThat(taken.mailCommand())
                .isEqualTo("MAIL FROM:<bounces@creditor.example> RET=HDRS SIZE=" + taken.bytes().length + " ENVID="
                        + delivery(7));
        assertThat(taken.rcptCommand()).isEqualTo("RCPT TO:<ann@customer.example> NOTIFY=FAILURE,DELAY");
    }

    @Test
    void a_server_without_extensions_is_asked_for_none() {
        server.extensions();
        deliver(settings(server), message(7), LONG);

        assertThat(server.taken().get(0).mailCommand()).isEqualTo("MAIL FROM:<acme@creditor.example>");
        assertThat(server.taken().get(0).rcptCommand()).isEqualTo("RCPT TO:<ann@customer.example>");
    }

    @Test
    void who_writes_is_what_the_message_says_else_what_its_creditor_has_else_what_all_have() throws Exception {
        SmtpSettings.Builder settings = settings(server)
                .sender("all@vendor.example", "All")
                .replyTo("answers@vendor.example")
                .sender(new CreditorId("acme"), "own@acme.example", "Own")
                .replyTo(new CreditorId("zeta"), "answers@zeta.example");
        deliver(settings, message(0), LONG);
        deliver(settings, unsigned(1).build(), LONG);
        OutboundMessage other = unsigned(2).build();
        deliver(
                settings,
                OutboundMessage.builder(other.delivery(), AccountId.of("zeta", "C-2"))
                        .recipientAddress(other.recipientAddress())
                        .text("hello\n")
                        .language("en")
                        .businessDate(other.businessDate())
                        .plannedAt(other.plannedAt())
                        .build(),
                LONG);

        assertThat(arrived(0).getFrom()).containsExactly(new InternetAddress("acme@creditor.example", "Acme"));
        assertThat(arrived(0).getReplyTo()).containsExactly(new InternetAddress("answers@vendor.example"));
        assertThat(arrived(1).getFrom()).containsExactly(new InternetAddress("own@acme.example", "Own"));
        assertThat(arrived(2).getFrom()).containsExactly(new InternetAddress("all@vendor.example", "All"));
        assertThat(arrived(2).getReplyTo()).containsExactly(new InternetAddress("answers@zeta.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 5.7.1 go away,       TemporaryFailure, turned us away: 554 5.7.1 go away",
        "GREETING, 421 too busy,            TemporaryFailure, turned us away: 421 too busy",
        "MAIL,     451 later,               TemporaryFailure, refuses the sender: 451 later",
        "MAIL,     530 5.7.0 authenticate,  TemporaryFailure, refuses the sender: 530 5.7.0 authenticate",
        "MAIL,     553 not your sender,     TemporaryFailure, refuses the sender: 553 not your sender",
        "MAIL,     552 5.3.4 too large,     PermanentFailure, refuses a mail of this size: 552 5.3.4 too large",
        "MAIL,     421 closing,             TemporaryFailure, 421 closing",
        "RCPT,     450 4.2.1 greylisted,    TemporaryFailure, refuses the recipient: 450 4.2.1 greylisted",
        "RCPT,     452 too many,            TemporaryFailure, refuses the recipient: 452 too many",
        "RCPT,     552 5.2.2 full,          TemporaryFailure, refuses the recipient: 552 5.2.2 full",
        "RCPT,     503 MAIL first,          TemporaryFailure, refuses the recipient: 503 MAIL first",
        "RCPT,     530 authenticate,        TemporaryFailure, refuses the recipient: 530 authenticate",
        "RCPT,     550 5.1.1 unknown,       PermanentFailure, refuses the recipient: 550 5.1.1 unknown",
        "RCPT,     551 not here,            PermanentFailure, refuses the recipient: 551 not here",
        "RCPT,     554 5.7.1 policy,        PermanentFailure, refuses the recipient: 554 5.7.1 policy",
        "RCPT,     421 closing,             TemporaryFailure, 421 closing",
        "RCPT,     nonsense,                TemporaryFailure, nothing was sent",
        "DATA,     451 later,               TemporaryFailure, refuses the mail: 451 later",
        "DATA,     554 no,                  PermanentFailure, refuses the mail: 554 no",
        "DATA,     421 closing,             TemporaryFailure, 421 closing",
        "END,      451 4.3.0 later,         TemporaryFailure, refuses the mail: 451 4.3.0 later",
        "END,      421 closing,             TemporaryFailure, refuses the mail: 421 closing",
        "END,      552 5.3.4 too large,     PermanentFailure, refuses the mail: 552 5.3.4 too large",
        "END,      554 5.7.1 spam,          PermanentFailure, refuses the mail: 554 5.7.1 spam",
        "END,      nonsense,                InDoubt,          after the whole mail had been sent",
        "END,      354 what,                InDoubt,          after the whole mail had been sent"
    })
    void what_the_server_refuses_is_a_failure_for_now_or_for_good(Verb verb, String answer, String kind, String why) {
        server.at(verb, answer);

        DeliveryReceipt receipt = deliver();
        assertThat(receipt.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(reason(receipt))
                .startsWith("the mail server localhost:" + server.port())
                .contains(why);
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void another_success_than_the_usual_one_is_a_success() {
        server.at(Verb.END, "251 will forward");

        assertThat(deliver()).isEqualTo(new Accepted(NOW, Optional.of("251 will forward")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "WORDS"})
    void a_line_that_drops_before_the_end_of_the_words_is_a_failure_for_now(Verb verb) {
        server.dropsAt(verb, false);

        DeliveryReceipt receipt = deliver(settings(server), longMessage(), LONG);
        assertThat(receipt).isInstanceOf(TemporaryFailure.class);
        assertThat(reason(receipt)).contains("localhost:" + server.port()).endsWith("; nothing was sent");
    }

    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "WORDS"})
    void silence_before_the_end_of_the_words_is_a_failure_for_now_in_time(Verb verb) {
        server.hangsAt(verb, false);
        long begun = System.nanoTime();

        DeliveryReceipt receipt = deliver(settings(server), longMessage(), SHORT);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT, SHORT.plusSeconds(2));
        assertThat(receipt).isInstanceOf(TemporaryFailure.class);
        assertThat(reason(receipt))
                .isEqualTo("the mail server localhost:" + server.port() + " did not answer in time; nothing was sent");
    }

    /** Longer than all buffers on the way together, so that its end is not sent to a server that does not read. */
    private static OutboundMessage longMessage() {
        return message(1).toBuilder()
                .attachment(new Attachment("long.bin", "application/octet-stream", new byte[6_500_000]))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_line_that_drops_after_the_end_of_the_words_leaves_a_doubt(boolean taken) {
        server.dropsAt(Verb.END, taken);

        assertThat(deliver()).isInstanceOf(InDoubt.class);
        assertThat(server.taken()).hasSize(taken ? 1 : 0);
        assertThat(server.lines()).as("never tried again by itself").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void silence_after_the_end_of_the_words_leaves_a_doubt_in_time(boolean taken) {
        server.hangsAt(Verb.END, taken);
        long begun = System.nanoTime();

        DeliveryReceipt receipt = deliver(settings(server), message(1), SHORT);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT, SHORT.plusSeconds(2));
        assertThat(receipt)
                .isEqualTo(
                        new InDoubt(
                                "the mail server localhost:" + server.port()
                                        + " did not answer in time, after the whole mail had been sent and before it was acknowledged"));
    }

    @Test
    void a_server_that_says_a_byte_at_a_time_does_not_outlast_the_caller() throws Exception {
        assertThat(talker("2", 50)).endsWith("did not answer in time; nothing was sent");
    }

    @Test
    void a_server_that_talks_without_end_is_left() throws Exception {
        assertThat(talker("220-" + "x".repeat(8_000) + "\r\n", 0)).endsWith("; nothing was sent");
    }

    /** What becomes of a hand-over to a server that says the same for ever. */
    private static String talker(String words, int pauseMillis) throws Exception {
        try (ServerSocket talking = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket line = talking.accept()) {
                    OutputStream out = line.getOutputStream();
                    while (!talking.isClosed()) {
                        out.write(words.getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        Thread.sleep(pauseMillis);
                    }
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
            long begun = System.nanoTime();
            try (SmtpChannel channel = SmtpChannel.create(SmtpSettings.builder("localhost")
                    .port(talking.getLocalPort())
                    .security(Security.NONE)
                    .build())) {
                DeliveryReceipt receipt = channel.deliver(message(1), Duration.ofSeconds(1));
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
                assertThat(receipt).isInstanceOf(TemporaryFailure.class);
                return reason(receipt);
            }
        }
    }

    @Test
    void one_line_carries_many_mails_and_is_closed_with_the_channel() throws Exception {
        try (SmtpChannel channel = SmtpChannel.create(settings(server).build())) {
            for (int i = 0; i < 5; i++) {
                assertThat(channel.deliver(message(i), LONG)).isInstanceOf(Accepted.class);
            }
            assertThat(server.lines()).isEqualTo(1);
            assertThat(server.openLines()).isEqualTo(1);
        }
        for (int i = 0; i < 100 && server.openLines() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(server.openLines()).isZero();
        assertThat(server.commands())
                .endsWith("QUIT")
                .filteredOn("EHLO tests.example"::equals)
                .hasSize(1);
    }

    @Test
    void a_line_goes_on_after_a_recipient_was_refused() {
        try (SmtpChannel channel = SmtpChannel.create(settings(server).build())) {
            server.at(Verb.RCPT, "550 unknown");
            assertThat(channel.deliver(message(1), LONG)).isInstanceOf(PermanentFailure.class);
            server.usual();
            assertThat(channel.deliver(message(2), LONG)).isInstanceOf(Accepted.class);
        }
        assertThat(server.lines()).isEqualTo(1);
    }

    @Test
    void a_line_that_the_server_dropped_meanwhile_is_replaced_without_a_word() {
        try (SmtpChannel channel = SmtpChannel.create(settings(server).build())) {
            channel.deliver(message(1), LONG);
            server.dropLines();
            assertThat(channel.deliver(message(2), LONG)).isInstanceOf(Accepted.class);
        }
        assertThat(server.taken()).hasSize(2);
        assertThat(server.lines()).isEqualTo(2);
    }

    @Test
    void a_line_carries_no_more_mails_than_it_may_and_is_not_used_after_it_was_idle() {
        try (SmtpChannel channel =
                SmtpChannel.create(settings(server).mailsPerLine(2).build())) {
            IntStream.range(0, 5).forEach(i -> channel.deliver(message(i), LONG));
        }
        assertThat(server.lines()).isEqualTo(3);
        try (SmtpChannel channel =
                SmtpChannel.create(settings(server).idle(Duration.ZERO).build())) {
            IntStream.range(0, 2).forEach(i -> channel.deliver(message(i), LONG));
        }
        assertThat(server.lines()).isEqualTo(5);
    }

    @Test
    void many_threads_share_few_lines_and_no_thread_is_started() throws Exception {
        server.pausesAt(Verb.END, Duration.ofMillis(20));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (SmtpChannel channel = SmtpChannel.create(settings(server).lines(2).build())) {
            List<Callable<DeliveryReceipt>> calls = new ArrayList<>();
            IntStream.range(0, 40).forEach(i -> calls.add(() -> channel.deliver(message(i), LONG)));
            for (Future<DeliveryReceipt> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isInstanceOf(Accepted.class);
            }
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !before.contains(thread))
                            .map(Thread::getName)
                            .filter(name -> !name.startsWith("pool-") && !name.equals("scripted mail server"))
                            .collect(Collectors.toSet()))
                    .isEmpty();
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.lines()).isEqualTo(2);
        assertThat(server.taken().stream().map(taken -> taken.mailCommand()).distinct())
                .hasSize(40);
    }

    @Test
    void who_gets_no_line_in_time_is_told_so() throws Exception {
        server.hangsAt(Verb.END, true);
        try (SmtpChannel channel = SmtpChannel.create(settings(server).lines(1).build())) {
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<DeliveryReceipt> holding = other.submit(() -> channel.deliver(message(1), Duration.ofSeconds(3)));
            while (server.taken().isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(reason(channel.deliver(message(2), SHORT)))
                    .isEqualTo("all 1 lines to the mail server localhost:" + server.port()
                            + " were in use all the time; nothing was sent");
            assertThat(holding.get()).isInstanceOf(InDoubt.class);
            other.shutdown();
        }
    }

    @Test
    void an_interrupted_hand_over_ends_and_the_interrupt_stays() {
        Thread.currentThread().interrupt();
        DeliveryReceipt receipt = deliver();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(receipt).isInstanceOf(TemporaryFailure.class);
        assertThat(reason(receipt)).startsWith("interrupted while");
    }

    @Test
    void a_server_that_is_not_there_is_a_failure_for_now_that_people_understand() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(reason(deliver(settings(server).port(closed), message(1), LONG)))
                .isEqualTo(
                        "can't reach the mail server localhost:" + closed + ": Connection refused; nothing was sent");
        assertThat(reason(deliver(
                        SmtpSettings.builder("no-such-host.invalid").helloName("tests.example"), message(1), LONG)))
                .isEqualTo(
                        "the mail server no-such-host.invalid:587 can't be found: no host has that name; nothing was sent");
    }

    @Test
    void a_wrong_password_is_a_failure_for_now_and_is_not_shown() {
        String password = "s3cret-w0rd";
        server.at(
                Verb.AUTH,
                "535 5.7.8 wrong: " + password + " "
                        + Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)));

        SmtpSettings.Builder settings = settings(server).credentials("relance", password);
        DeliveryReceipt receipt = deliver(settings, message(1), LONG);

        assertThat(receipt)
                .isEqualTo(
                        new TemporaryFailure(
                                "the mail server localhost:" + server.port()
                                        + " refuses the user name or the password: 535 5.7.8 wrong: (a secret) (a secret); nothing was sent"));
        assertThat(settings.build().toString())
                .isEqualTo("email over the mail server localhost:" + server.port() + " as relance");
        assertThat(settings.build().server().toString()
                        + settings.build().server().credentials())
                .doesNotContain(password);
    }

    @Test
    void a_server_that_knows_other_ways_to_log_in_alone_is_told_of_no_password() {
        server.extensions("AUTH GSSAPI");

        assertThat(reason(deliver(settings(server).credentials("relance", "s3cret"), message(1), LONG)))
                .isEqualTo("the mail server localhost:" + server.port()
                        + " offers no way to log in that this channel knows; nothing was sent");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void failures_leave_no_sockets_behind() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        server.at(Verb.GREETING, "554 no");
        deliver();
        long before = openFiles();
        for (int i = 0; i < 40; i++) {
            deliver(settings(server).port(closed), message(1), LONG);
            deliver(settings(server).port(closed).security(Security.TLS), message(1), LONG);
            deliver(settings(server).security(Security.TLS), message(1), LONG);
            deliver();
        }
        assertThat(openFiles() - before).isLessThan(40);
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    @Test
    void a_mail_that_is_too_large_for_the_settings_or_the_server_is_refused() {
        OutboundMessage large =
                message(1).toBuilder().text("0123456789\n".repeat(1_000)).build();

        DeliveryReceipt receipt = deliver(settings(server).maxBytes(10_000), large, LONG);
        assertThat(receipt).isInstanceOf(PermanentFailure.class);
        assertThat(reason(receipt)).matches("the mail has 1\\d{4} bytes; at most 10000 are sent");
        assertThat(server.lines()).isZero();

        server.extensions("SIZE 9000");
        receipt = deliver(settings(server), large, LONG);
        assertThat(receipt).isInstanceOf(PermanentFailure.class);
        assertThat(reason(receipt)).contains("takes mails of at most 9000 bytes, but this one has 1");
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void a_preview_is_what_the_server_takes_byte_for_byte_and_speaks_to_none() {
        OutboundMessage message = unsigned(1)
                .recipientName("Société Générale d'Été")
                .text("Reste dû : 1 234,56 €\n.\n..\nFrom here\n")
                .html("<p>Reste dû : 1 234,56 €</p>\n.\n")
                .attachment(new Attachment("F-1 é.pdf", "application/pdf", new byte[] {0, 13, 10, -1}))
                .build();
        try (SmtpChannel channel = SmtpChannel.create(settings(server)
                .sender("acme@creditor.example", "Acme")
                .replyTo("questions@creditor.example")
                .build())) {
            Attachment preview = channel.preview(message).orElseThrow();
            assertThat(server.lines()).isZero();

            assertThat(channel.deliver(message, LONG)).isInstanceOf(DeliveryReceipt.Accepted.class);
            assertThat(server.taken().get(0).bytes()).isEqualTo(preview.bytes());
            assertThat(preview.mediaType()).isEqualTo("message/rfc822");
            assertThat(preview.name()).isEqualTo("2026-04-01_C-1_0000000000000000.eml");
        }
    }

    @Test
    void a_preview_refuses_a_mail_that_is_too_large_for_the_settings() {
        OutboundMessage large = message(1).toBuilder().text("x".repeat(2_000)).build();
        try (SmtpChannel channel =
                SmtpChannel.create(settings(server).maxBytes(2_000).build())) {
            DeliveryReceipt refused = channel.deliver(large, LONG);
            assertThatThrownBy(() -> channel.preview(large))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(((DeliveryReceipt.PermanentFailure) refused).reason());
        }
    }

    @Test
    void an_address_in_another_script_is_answered_honestly() {
        assertThat(deliver(
                        settings(server),
                        message(1).toBuilder()
                                .recipientAddress("anné@example.com")
                                .build(),
                        LONG))
                .isEqualTo(new PermanentFailure(
                        "the recipient's address \"anné@example.com\" can't be read: before the @ it has"
                                + " characters other than ASCII"));
        deliver(
                settings(server),
                message(1).toBuilder().recipientAddress("ann@müller.example").build(),
                LONG);
        assertThat(server.taken().get(0).recipient()).isEqualTo("ann@xn--mller-kva.example");
    }

    @Test
    void it_promises_late_receipts_with_a_mailbox_alone() {
        try (SmtpChannel channel = SmtpChannel.create(
                settings(server).channel(new ChannelId("email-legal")).build())) {
            assertThat(channel.id()).isEqualTo(new ChannelId("email-legal"));
            assertThat(channel.features()).containsExactly(ChannelFeature.CARRIES_FILES);
        }
        BounceMailbox mailbox =
                BounceMailbox.builder("imap.example", "bounces", "s3cret").build();
        try (SmtpChannel channel =
                SmtpChannel.create(settings(server).bounces(mailbox).build())) {
            assertThat(channel.features())
                    .containsExactlyInAnyOrder(ChannelFeature.CARRIES_FILES, ChannelFeature.LATE_RECEIPTS);
        }
        assertThat(mailbox).hasToString("INBOX on the mailbox server imap.example:993 as bounces");
    }

    @Test
    void settings_that_cannot_be_meant_are_refused_where_they_are_made() {
        SmtpSettings.Builder settings = SmtpSettings.builder("smtp.example");
        assertThatThrownBy(() -> settings.port(0)).hasMessage("a port is from 1 to 65535, but was 0");
        assertThatThrownBy(() -> settings.lines(0)).hasMessage("there is at least one of the lines, but was 0");
        assertThatThrownBy(() -> settings.bouncesTo("a@b.example\r\nRCPT TO:<x@y>"))
                .hasMessageStartingWith("a bounces' address is like bounces@example.com");
        assertThatThrownBy(() -> settings.helloName("a b")).hasMessageContaining("without blanks");
        assertThatThrownBy(() -> SmtpSettings.builder("")).hasMessageContaining("a host is printable ASCII");
        assertThatThrownBy(() -> BounceMailbox.builder("imap.example", "u", "p").security(Security.STARTTLS_IF_OFFERED))
                .hasMessageContaining("a mailbox wants a password");
    }
}
