package io.relance.adapter.channelsmtp;

import static io.relance.adapter.channelsmtp.Messages.LONG;
import static io.relance.adapter.channelsmtp.Messages.delivery;
import static io.relance.adapter.channelsmtp.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.channel.LateReceipt;
import io.relance.delivery.DeliveryReceipt;
import io.relance.mail.MailIds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that others have written, over TLS. */
class GreenMailTlsTest {
    private static final String PASSWORD = "s3cret-w0rd";

    @TempDir
    static Path directory;

    private static SSLContext trust;

    private final GreenMail servers = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
    });
    private GreenMailUser bounces;

    @BeforeAll
    static void certificate() throws Exception {
        Path store = Certificates.store(directory, "localhost");
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", Certificates.PASSWORD);
        trust = Certificates.context(store);
    }

    @BeforeEach
    void start() {
        servers.start();
        bounces = servers.setUser("bounces@creditor.example", "bounces", PASSWORD);
    }

    @AfterEach
    void stop() {
        servers.stop();
    }

    private SmtpChannel channel(Optional<SSLContext> trusted) {
        SmtpSettings.Builder smtp = SmtpSettings.builder("localhost")
                .port(servers.getSmtps().getPort())
                .security(Security.TLS)
                .credentials("bounces", PASSWORD)
                .helloName("tests.example");
        BounceMailbox.Builder mailbox = BounceMailbox.builder("localhost", "bounces", PASSWORD)
                .port(servers.getImaps().getPort());
        trusted.ifPresent(context -> {
            smtp.trust(context);
            mailbox.trust(context);
        });
        return SmtpChannel.create(smtp.bounces(mailbox.build()).build());
    }

    @Test
    void mails_go_and_bounces_are_read_over_tls() throws Exception {
        bounces.deliver(SmtpFarEnd.parsed(Notifications.of(
                        "<1@mx.creditor.example>",
                        MailIds.of(delivery(1), "creditor.example"),
                        "failed",
                        "5.1.1",
                        "550 unknown")
                .getBytes(StandardCharsets.US_ASCII)));
        try (SmtpChannel channel = channel(Optional.of(trust))) {
            assertThat(channel.deliver(message(1), LONG)).isInstanceOf(DeliveryReceipt.Accepted.class);
            assertThat(channel.poll(10, LONG))
                    .extracting(LateReceipt::delivery)
                    .containsExactly(Optional.of(delivery(1)));
            channel.acknowledge(channel.poll(10, LONG));
            assertThat(channel.poll(10, LONG)).isEmpty();
        }
        assertThat(servers.getReceivedMessagesForDomain("customer.example")).hasSize(1);
    }

    @Test
    void servers_that_are_not_trusted_get_no_mail_and_no_password() {
        try (SmtpChannel channel = channel(Optional.empty())) {
            assertThat(channel.deliver(message(1), LONG)).isInstanceOf(DeliveryReceipt.TemporaryFailure.class);
            assertThat(channel.poll(10, LONG)).isEmpty();
        }
        assertThat(servers.getReceivedMessagesForDomain("customer.example")).isEmpty();
    }
}
