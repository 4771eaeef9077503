package io.relance.adapter.channelsmtp;

import static io.relance.adapter.channelsmtp.Messages.LONG;
import static io.relance.adapter.channelsmtp.Messages.delivery;
import static io.relance.adapter.channelsmtp.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.channel.LateReceipt;
import io.relance.channel.LateReceipt.Outcome;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryReceipt;
import io.relance.mail.MailIds;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ordinary course against servers that others have written: SMTP with a password, and bounces over IMAP. */
class GreenMailTest {
    private static final String PASSWORD = "s3cret-w0rd";

    private final GreenMail servers = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private GreenMailUser debtor;
    private GreenMailUser bounces;

    @BeforeEach
    void start() {
        servers.start();
        debtor = servers.setUser("ann@customer.example", "ann", "other");
        bounces = servers.setUser("bounces@creditor.example", "bounces", PASSWORD);
        servers.getUserManager().setAuthRequired(true);
    }

    @AfterEach
    void stop() {
        servers.stop();
    }

    private BounceMailbox.Builder mailbox() {
        return BounceMailbox.builder("localhost", "bounces", PASSWORD)
                .port(servers.getImap().getPort())
                .security(Security.NONE);
    }

    private SmtpChannel channel(BounceMailbox mailbox) {
        return SmtpChannel.create(SmtpSettings.builder("localhost")
                .port(servers.getSmtp().getPort())
                .security(Security.NONE)
                .credentials("bounces", PASSWORD)
                .helloName("tests.example")
                .bounces(mailbox)
                .build());
    }

    private void comesIn(String mail) throws Exception {
        bounces.deliver(SmtpFarEnd.parsed(mail.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String bounce(int number) {
        return Notifications.of(
                "<" + number + "@mx.creditor.example>",
                MailIds.of(delivery(number), "creditor.example"),
                "failed",
                "5.1.1",
                "550 unknown");
    }

    private List<jakarta.mail.Message> inMailbox() throws Exception {
        return servers.getManagers().getImapHostManager().getInbox(bounces).getMessages().stream()
                .map(stored -> (jakarta.mail.Message) stored.getMimeMessage())
                .toList();
    }

    @Test
    void mails_go_and_bounces_are_read_with_access_tokens() throws Exception {
        // this server takes a user's password for the token
        BounceMailbox mailbox = BounceMailbox.withAccessTokens("localhost", "bounces", () -> PASSWORD)
                .port(servers.getImap().getPort())
                .security(Security.NONE)
                .build();
        comesIn(bounce(7));
        try (SmtpChannel channel = SmtpChannel.create(SmtpSettings.builder("localhost")
                .port(servers.getSmtp().getPort())
                .security(Security.NONE)
                .accessTokens("bounces", () -> PASSWORD)
                .helloName("tests.example")
                .bounces(mailbox)
                .build())) {
            assertThat(channel.deliver(message(1), LONG)).isInstanceOf(DeliveryReceipt.Accepted.class);
            assertThat(channel.poll(10, LONG)).hasSize(1);
        }
        assertThat(servers.getReceivedMessagesForDomain("ann@customer.example")).hasSize(1);
    }

    @Test
    void a_mail_arrives_and_is_read_as_it_was_written() throws Exception {
        try (SmtpChannel channel = channel(mailbox().build())) {
            DeliveryReceipt receipt = channel.deliver(
                    message(1).toBuilder()
                            .recipientName("Société Générale d'Été")
                            .subject("Rappel : 2 factures échues")
                            .text("Reste dû : 1 234,56 €\n.\nFrom here\n")
                            .html("<p>Reste dû : 1 234,56 €</p>")
                            .build(),
                    LONG);
            assertThat(receipt).isInstanceOf(DeliveryReceipt.Accepted.class);
        }
        MimeMessage mail = servers.getReceivedMessagesForDomain("ann@customer.example")[0];
        assertThat(mail.getSubject()).isEqualTo("Rappel : 2 factures échues");
        assertThat(MailIds.read(mail.getMessageID())).contains(delivery(1));
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo("Reste dû : 1 234,56 €\n.\nFrom here\n");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Reste dû : 1 234,56 €</p>");
        assertThat(debtor.getEmail()).isEqualTo("ann@customer.example");
    }

    @Test
    void a_preview_is_the_mail_that_arrives_but_for_what_servers_add_at_its_head() throws Exception {
        OutboundMessage message = message(1).toBuilder()
                .subject("Rappel : 2 factures échues")
                .text("Reste dû : 1 234,56 €\n.\n..\nFrom here\n")
                .html("<p>Reste dû : 1 234,56 €</p>")
                .build();
        byte[] preview;
        try (SmtpChannel channel = channel(mailbox().build())) {
            preview = channel.preview(message).orElseThrow().bytes();
            assertThat(servers.getReceivedMessages()).isEmpty();
            channel.deliver(message, LONG);
        }
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        servers.getReceivedMessages()[0].writeTo(arrived, new String[] {"Return-Path", "Received"});
        // this server takes the end of the last line for that of the words
        assertThat(arrived.toString(StandardCharsets.ISO_8859_1) + "\r\n")
                .isEqualTo(new String(preview, StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_bounce_becomes_a_late_receipt_and_is_marked_when_it_is_through() throws Exception {
        comesIn(bounce(1));
        try (SmtpChannel channel = channel(mailbox().build())) {
            LateReceipt receipt = channel.poll(10, LONG).get(0);
            assertThat(receipt.delivery()).contains(delivery(1));
            assertThat(receipt.reference()).isEqualTo(Optional.empty());
            assertThat(receipt.outcome()).isEqualTo(Outcome.BOUNCED);
            assertThat(receipt.detail()).isEqualTo("failed 5.1.1: 550 unknown");
            assertThat(inMailbox().get(0).isSet(Flags.Flag.SEEN))
                    .as("nobody has seen it")
                    .isFalse();

            channel.acknowledge(List.of(receipt));
            assertThat(channel.poll(10, LONG)).isEmpty();
        }
        assertThat(inMailbox()).hasSize(1);
        assertThat(inMailbox().get(0).getFlags().contains(BounceMailbox.KEYWORD))
                .isTrue();
    }

    @Test
    void what_is_no_bounce_of_ours_is_left_alone() throws Exception {
        comesIn("From: ann@customer.example\r\nSubject: I have paid\r\nContent-Type: text/plain\r\n\r\nYesterday.\r\n");
        comesIn(bounce(1).replace(".email.0@", ".email-legal.0@"));
        comesIn(bounce(2).replace("Message-ID: <0", "Message-ID: <x0"));
        comesIn(bounce(3));
        try (SmtpChannel channel = channel(mailbox().deleteWhatIsThrough().build())) {
            for (int i = 0; i < 2; i++) {
                assertThat(channel.poll(10, LONG))
                        .extracting(LateReceipt::delivery)
                        .containsExactly(Optional.of(delivery(3)));
            }
            channel.acknowledge(channel.poll(10, LONG));
            assertThat(channel.poll(10, LONG)).isEmpty();
        }
        assertThat(inMailbox().stream().filter(mail -> !isDeleted(mail)).toList())
                .hasSize(3)
                .allSatisfy(mail -> assertThat(mail.getFlags().getUserFlags()).isEmpty())
                .noneMatch(GreenMailTest::isSeen);
    }

    private static boolean isDeleted(jakarta.mail.Message mail) {
        return has(mail, Flags.Flag.DELETED);
    }

    private static boolean isSeen(jakarta.mail.Message mail) {
        return has(mail, Flags.Flag.SEEN);
    }

    private static boolean has(jakarta.mail.Message mail, Flags.Flag flag) {
        try {
            return mail.isSet(flag);
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_same_notification_twice_is_one_report_and_both_are_through() throws Exception {
        comesIn(bounce(1));
        comesIn(bounce(1));
        try (SmtpChannel channel = channel(mailbox().build())) {
            List<LateReceipt> receipts = channel.poll(10, LONG);
            assertThat(receipts).hasSize(1);
            channel.acknowledge(receipts);
            assertThat(channel.poll(10, LONG)).isEmpty();
        }
    }

    @Test
    void of_a_huge_notification_the_beginning_is_read() throws Exception {
        comesIn(bounce(1).replace("Subject: Reminder", "Subject: Reminder\r\nX-Long: " + "x".repeat(2_000_000)));
        try (SmtpChannel channel = channel(mailbox().build())) {
            assertThat(channel.poll(10, LONG))
                    .extracting(LateReceipt::delivery)
                    .containsExactly(Optional.of(delivery(1)));
        }
    }

    @Test
    void a_mailbox_with_another_password_gives_none_and_marks_none() throws Exception {
        comesIn(bounce(1));
        BounceMailbox wrong = BounceMailbox.builder("localhost", "bounces", "wr0ng")
                .port(servers.getImap().getPort())
                .security(Security.NONE)
                .build();
        List<LateReceipt> receipts;
        try (SmtpChannel channel = channel(mailbox().build())) {
            receipts = channel.poll(10, LONG);
            servers.getUserManager().deleteUser(bounces);
            assertThat(channel.poll(10, LONG)).isEmpty();
            assertThatThrownBy(() -> channel.acknowledge(receipts))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the mailbox server localhost")
                    .hasMessageNotContaining(PASSWORD);
        }
        try (SmtpChannel channel = channel(wrong)) {
            assertThat(channel.poll(10, LONG)).isEmpty();
        }
        assertThat(receipts).hasSize(1);
    }
}
