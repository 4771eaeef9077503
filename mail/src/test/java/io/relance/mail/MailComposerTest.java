package io.relance.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailComposerTest {
    private static final DeliveryId DELIVERY =
            new DeliveryId(new MessageId("0123456789abcdef".repeat(4)), new ChannelId("email-legal"), 2);

    private static OutboundMessage.Builder message() {
        return OutboundMessage.builder(DELIVERY, AccountId.of("acme", "C-1"))
                .recipientAddress("ann@customer.example")
                .senderAddress("acme@müller.example")
                .subject("Reminder")
                .text("please pay\n")
                .html("<p>please pay</p>")
                .language("en")
                .businessDate(LocalDate.of(2026, 4, 1))
                .plannedAt(Instant.parse("2026-04-01T06:00:00Z"));
    }

    private static MimeMessage parsed(Mail mail) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.bytes()));
    }

    @Test
    void the_id_is_under_the_senders_domain_or_the_one_that_is_set() throws Exception {
        Mail mail = MailComposer.withIdsOfSenders().compose(message().build());
        assertThat(mail.messageId()).isEqualTo("<" + DELIVERY + "@xn--mller-kva.example>");
        assertThat(mail.sender()).isEqualTo("acme@xn--mller-kva.example");
        assertThat(mail.recipient()).isEqualTo("ann@customer.example");
        assertThat(mail).hasToString("mail " + mail.messageId() + " of " + mail.size() + " bytes");
        assertThat(MailComposer.withIdsUnder("mails.example")
                        .compose(message().build())
                        .messageId())
                .isEqualTo("<" + DELIVERY + "@mails.example>");
        assertThatThrownBy(() -> MailComposer.withIdsUnder("a b")).hasMessageContaining("but was \"a b\"");
    }

    @Test
    void attachments_stand_beside_the_alternatives() throws Exception {
        byte[] pdf = {'%', 'P', 'D', 'F', 0, (byte) 0xff, '\r', '\n', '.', '\n'};
        MimeMessage mail = parsed(MailComposer.withIdsOfSenders()
                .compose(message()
                        .attachment(new Attachment("Relevé \"mars\" 名前.pdf", "application/pdf", pdf))
                        .build()));

        MimeMultipart outer = (MimeMultipart) mail.getContent();
        assertThat(outer.getContentType()).startsWith("multipart/mixed");
        assertThat(outer.getCount()).isEqualTo(2);
        MimeMultipart inner = (MimeMultipart) outer.getBodyPart(0).getContent();
        assertThat(inner.getContentType()).startsWith("multipart/alternative");
        assertThat(inner.getBodyPart(0).getContent()).isEqualTo("please pay\r\n");
        assertThat(inner.getBodyPart(1).getContent()).isEqualTo("<p>please pay</p>");
        assertThat(outer.getBodyPart(1).getFileName()).isEqualTo("Relevé \"mars\" 名前.pdf");
        assertThat(outer.getBodyPart(1).getContentType()).isEqualTo("application/pdf");
        assertThat(outer.getBodyPart(1).getDisposition()).isEqualTo("attachment");
        assertThat(outer.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(pdf);
    }

    @Test
    void the_longest_name_and_a_large_attachment_make_no_long_line() throws Exception {
        Mail mail = MailComposer.withIdsOfSenders()
                .compose(message()
                        .attachment(new Attachment("é".repeat(120), "application/pdf", new byte[100_000]))
                        .build());

        assertThat(new String(mail.bytes(), StandardCharsets.ISO_8859_1).split("\r\n"))
                .allMatch(line -> line.length() <= 998)
                .allMatch(line -> line.chars().allMatch(c -> c < 128));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?UTF-8?Q?a=0D=0ABcc:_b@x?=",
                "=?UTF-8?B?YQ==?= and more =?",
                "\uD83D\uDE00=?\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"
            })
    void what_looks_like_encoded_words_is_shown_as_it_is(String text) throws Exception {
        Mail mail = MailComposer.withIdsOfSenders()
                .compose(message()
                        .subject(text)
                        .recipientName(text)
                        .senderName(text)
                        .build());

        assertThat(parsed(mail).getSubject()).isEqualTo(text);
        for (Address address :
                List.of(parsed(mail).getAllRecipients()[0], parsed(mail).getFrom()[0])) {
            assertThat(((InternetAddress) address).getPersonal()).isEqualTo(text);
        }
        assertThat(mail.recipient()).isEqualTo("ann@customer.example");
        assertThat(new String(mail.bytes(), StandardCharsets.US_ASCII).split("\r\n"))
                .filteredOn(line -> line.contains("=?UTF-8"))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.length() <= 76);
    }

    @Test
    void an_id_is_read_wherever_it_stands_and_nothing_else_is() {
        assertThat(MailIds.read(MailIds.of(DELIVERY, "creditor.example"))).contains(DELIVERY);
        assertThat(MailIds.read("<a@b> <" + DELIVERY + "@elsewhere.example>")).contains(DELIVERY);
        assertThat(MailIds.read(DELIVERY.toString())).contains(DELIVERY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a@b>",
                "<0123456789abcdef.email.0@b>",
                "<0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF.email.0@b>",
                "<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.Email.0@b>",
                "<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.email.@b>",
                "<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.email.99999999999@b>",
                "<f0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.email.0@b>"
            })
    void what_is_no_id_of_a_hand_over_is_none(String text) {
        assertThat(MailIds.read(text)).isEqualTo(Optional.empty());
    }
}
