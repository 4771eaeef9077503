package io.relance.adapter.channelsmtp;

import static io.relance.adapter.channelsmtp.Messages.LONG;
import static io.relance.adapter.channelsmtp.Messages.message;
import static io.relance.adapter.channelsmtp.Messages.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.adapter.channelsmtp.ScriptedServer.Verb;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.Accepted;
import io.relance.delivery.DeliveryReceipt.TemporaryFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpTlsTest {
    @TempDir
    static Path directory;

    private static SSLContext own;
    private static SSLContext others;

    @BeforeAll
    static void certificates() throws Exception {
        own = Certificates.context(Certificates.store(directory, "localhost"));
        others = Certificates.context(Certificates.store(directory, "mail.other.example"));
    }

    private static DeliveryReceipt deliver(SmtpSettings.Builder settings) {
        try (SmtpChannel channel = SmtpChannel.create(settings.build())) {
            DeliveryReceipt first = channel.deliver(message(1), LONG);
            return first instanceof Accepted ? channel.deliver(message(2), LONG) : first;
        }
    }

    private static String reason(DeliveryReceipt receipt) {
        assertThat(receipt).isInstanceOf(TemporaryFailure.class);
        return ((TemporaryFailure) receipt).reason();
    }

    @Test
    void a_line_is_encrypted_from_its_beginning() throws IOException {
        try (ScriptedServer server = ScriptedServer.withTls(own)) {
            assertThat(deliver(
                            settings(server).security(Security.TLS).trust(own).credentials("u", "p")))
                    .isInstanceOf(Accepted.class);
            assertThat(server.taken()).hasSize(2);
            assertThat(server.lines()).isEqualTo(1);
        }
    }

    @Test
    void a_line_is_encrypted_by_starttls_before_the_password_is_sent() throws IOException {
        for (Security security : new Security[] {Security.STARTTLS, Security.STARTTLS_IF_OFFERED}) {
            try (ScriptedServer server = ScriptedServer.withStartTls(own)) {
                assertThat(deliver(
                                settings(server).security(security).trust(own).credentials("u", "p")))
                        .isInstanceOf(Accepted.class);
                assertThat(server.commands())
                        .startsWith("EHLO tests.example", "STARTTLS", "EHLO tests.example", "AUTH");
                assertThat(server.taken()).hasSize(2);
            }
        }
    }

    @Test
    void a_server_without_starttls_gets_nothing_when_it_is_asked_for() throws IOException {
        try (ScriptedServer server = ScriptedServer.inTheClear()) {
            assertThat(reason(
                            deliver(settings(server).security(Security.STARTTLS).credentials("u", "p"))))
                    .isEqualTo("the mail server localhost:" + server.port()
                            + " offers no STARTTLS, and the settings ask for it; nothing was sent");
            assertThat(reason(deliver(settings(server)
                            .security(Security.STARTTLS_IF_OFFERED)
                            .credentials("u", "p"))))
                    .contains("offers no STARTTLS, and the password is not sent in the clear");
            assertThat(server.commands()).doesNotContain("AUTH").noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @Test
    void without_a_password_a_server_without_starttls_may_do() throws IOException {
        try (ScriptedServer server = ScriptedServer.inTheClear()) {
            assertThat(deliver(settings(server).security(Security.STARTTLS_IF_OFFERED)))
                    .isInstanceOf(Accepted.class);
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_or_of_another_name_gets_nothing() throws IOException {
        try (ScriptedServer plain = ScriptedServer.withStartTls(own);
                ScriptedServer encrypted = ScriptedServer.withTls(own);
                ScriptedServer misnamed = ScriptedServer.withStartTls(others);
                ScriptedServer misnamedToo = ScriptedServer.withTls(others)) {
            assertThat(reason(deliver(settings(plain).security(Security.STARTTLS))))
                    .startsWith("no safe line to the mail server localhost:" + plain.port());
            assertThat(reason(deliver(settings(encrypted).security(Security.TLS))))
                    .startsWith("no safe line to the mail server localhost:" + encrypted.port());
            assertThat(reason(deliver(
                            settings(misnamed).security(Security.STARTTLS).trust(others))))
                    .startsWith("no safe line to the mail server localhost:" + misnamed.port());
            assertThat(reason(
                            deliver(settings(misnamedToo).security(Security.TLS).trust(others))))
                    .startsWith("no safe line to the mail server localhost:" + misnamedToo.port());
            assertThat(misnamed.taken()).isEmpty();
            assertThat(misnamedToo.taken()).isEmpty();
        }
    }

    @Test
    void silence_instead_of_a_handshake_ends_with_the_callers_timeout() throws IOException {
        try (ScriptedServer server = ScriptedServer.withStartTls(own)) {
            server.hangsAt(Verb.STARTTLS, false);
            try (SmtpChannel channel = SmtpChannel.create(
                    settings(server).security(Security.STARTTLS).trust(own).build())) {
                long begun = System.nanoTime();
                assertThat(reason(channel.deliver(message(1), Messages.SHORT))).contains("did not answer in time");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Messages.SHORT.plusSeconds(2));
            }
        }
        try (ScriptedServer plain = ScriptedServer.inTheClear()) {
            plain.hangsAt(Verb.GREETING, false);
            try (SmtpChannel channel = SmtpChannel.create(
                    settings(plain).security(Security.TLS).trust(own).build())) {
                assertThat(reason(channel.deliver(message(1), Messages.SHORT))).contains("did not answer in time");
            }
        }
    }
}
