package io.relance.adapter.channelsmtp;

import static io.relance.adapter.channelsmtp.Messages.LONG;
import static io.relance.adapter.channelsmtp.Messages.message;
import static io.relance.adapter.channelsmtp.Messages.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.adapter.channelsmtp.ScriptedServer.Verb;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.delivery.DeliveryReceipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OAuth 2: an access token in the place of a password, asked for anew with each line, and never shown. */
class AccessTokensTest {
    private static final String TOKEN = "ya29.s3cret-t0ken";

    private ScriptedServer server;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.inTheClear();
        server.extensions("AUTH LOGIN PLAIN XOAUTH2");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private SmtpSettings.Builder withTokens(Supplier<String> tokens) {
        return settings(server).accessTokens("relance@creditor.example", tokens);
    }

    private static DeliveryReceipt deliver(SmtpSettings.Builder settings) {
        try (SmtpChannel channel = SmtpChannel.create(settings.build())) {
            return channel.deliver(message(1), LONG);
        }
    }

    private static String reason(DeliveryReceipt receipt) {
        assertThat(receipt).isInstanceOf(DeliveryReceipt.TemporaryFailure.class);
        return ((DeliveryReceipt.TemporaryFailure) receipt).reason();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String bearer(String token) {
        return "user=relance@creditor.example\u0001auth=Bearer " + token + "\u0001\u0001";
    }

    @Test
    void each_line_logs_in_with_a_token_of_its_own() {
        SmtpSettings.Builder settings =
                withTokens(() -> TOKEN + asked.incrementAndGet()).mailsPerLine(2);
        try (SmtpChannel channel = SmtpChannel.create(settings.build())) {
            for (int i = 1; i <= 4; i++) {
                assertThat(channel.deliver(message(i), LONG)).isInstanceOf(DeliveryReceipt.Accepted.class);
            }
        }

        assertThat(server.bearers()).containsExactly(bearer(TOKEN + 1), bearer(TOKEN + 2));
        assertThat(server.taken()).hasSize(4);
    }

    @Test
    void a_token_that_is_refused_is_a_failure_for_now_and_is_not_shown() {
        server.at(Verb.AUTH, "535 5.7.8 no: " + TOKEN + " " + base64(TOKEN) + " " + base64(bearer(TOKEN)));
        SmtpSettings.Builder settings = withTokens(() -> TOKEN);

        String reason = reason(deliver(settings));

        assertThat(reason)
                .contains("refuses the user name or the access token: 535 5.7.8 no: (a secret) (a secret) (a secret)")
                .doesNotContain(TOKEN);
        assertThat(settings.build().toString() + settings.build().server().credentials())
                .doesNotContain(TOKEN)
                .contains("relance@creditor.example with access tokens");
        server.usual();
        assertThat(deliver(settings)).isInstanceOf(DeliveryReceipt.Accepted.class);
    }

    @Test
    void a_server_that_says_why_before_it_refuses_is_a_failure_for_now() {
        server.at(Verb.AUTH, "334 " + base64("{\"status\":\"401\"}"));

        assertThat(reason(deliver(withTokens(() -> TOKEN)))).contains("access token");
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void a_server_that_takes_passwords_alone_is_told_of_no_token() {
        server.extensions("AUTH LOGIN PLAIN");

        assertThat(reason(deliver(withTokens(() -> TOKEN)))).contains("offers no way to log in");
        assertThat(server.bearers()).isEmpty();
        assertThat(server.commands()).doesNotContain("AUTH");
    }

    @Test
    void when_no_token_can_be_had_the_hand_over_failed_for_now_and_why_is_not_told() {
        SmtpSettings.Builder settings = withTokens(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("client_secret=" + TOKEN);
            }
            return TOKEN;
        });

        assertThat(reason(deliver(settings)))
                .contains("no access token could be had (IllegalStateException)")
                .doesNotContain(TOKEN);
        assertThat(server.commands()).isEmpty();
        assertThat(deliver(settings)).isInstanceOf(DeliveryReceipt.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\r\nfeed", "caf\u00e9", "soh\u0001auth=Bearer x"})
    void what_is_no_token_is_sent_to_nobody(String token) {
        assertThat(reason(deliver(withTokens(() -> token)))).contains("is none");
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void a_mailbox_is_read_with_tokens_too() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread imap = new Thread(() -> imap(socket, said));
            imap.setDaemon(true);
            imap.start();
            BounceMailbox mailbox = BounceMailbox.withAccessTokens("localhost", "bounces@creditor.example", () -> TOKEN)
                    .port(socket.getLocalPort())
                    .security(Security.NONE)
                    .build();
            try (SmtpChannel channel =
                    SmtpChannel.create(settings(server).bounces(mailbox).build())) {
                assertThat(channel.poll(10, Duration.ofSeconds(5))).isEmpty();
            }
            imap.join(5_000);
        }
        assertThat(said).contains(base64("user=bounces@creditor.example\u0001auth=Bearer " + TOKEN + "\u0001\u0001"));
        assertThat(said).as("no other way to log in is tried").noneMatch(line -> line.contains("LOGIN"));
    }

    /** Offers XOAUTH2, hears the token, and refuses it. */
    private static void imap(ServerSocket socket, List<String> said) {
        try (Socket line = socket.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = line.getOutputStream();
            say(out, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR] ready");
            String command;
            while ((command = in.readLine()) != null) {
                List<String> words = new ArrayList<>(List.of(command.split(" ")));
                String tag = words.remove(0);
                said.addAll(words);
                if (words.contains("AUTHENTICATE")) {
                    if (words.size() == 2) {
                        say(out, "+ ");
                        said.add(in.readLine());
                    }
                    say(out, tag + " NO [AUTHENTICATIONFAILED] expired");
                } else {
                    say(out, tag + " OK done");
                }
            }
        } catch (IOException e) {
            said.add(String.valueOf(e.getMessage()));
        }
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
