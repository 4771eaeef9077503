package io.relance.adapter.channelmailfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.channel.Attachment;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.mail.MailComposer;
import io.relance.mail.MailFileName;
import io.relance.mail.UnsendableMailException;
import io.relance.receivable.AccountId;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailFileChannelTest {
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2026-04-01T09:30:00Z");

    @TempDir
    Path directory;

    private static OutboundMessage.Builder message(String customer, int recipient) {
        return OutboundMessage.builder(
                        new DeliveryId(new MessageId(ID), ChannelId.EMAIL, recipient), AccountId.of("acme", customer))
                .recipientAddress("compta@example.com")
                .recipientName("Société Générale d'Été")
                .senderAddress("recouvrement@acme.example")
                .senderName("Acme")
                .subject("Rappel : 2 factures échues – Acme")
                .text("Bonjour,\n\nReste dû : 1 234,56 €\n")
                .html("<html><body><p>Bonjour, reste dû : 1 234,56 €</p></body></html>")
                .language("fr")
                .businessDate(LocalDate.of(2026, 4, 1))
                .plannedAt(Instant.parse("2026-04-01T06:00:00Z"));
    }

    private static OutboundMessage.Builder message() {
        return message("C-42", 0);
    }

    private DeliveryReceipt deliver(OutboundMessage.Builder message) {
        try (MailFileChannel channel = MailFileChannel.into(directory, InstantSource.fixed(NOW))) {
            return channel.deliver(message.build(), TIMEOUT);
        }
    }

    private static byte[] composed(OutboundMessage.Builder message) throws UnsendableMailException {
        return MailComposer.withIdsUnder(MailComposer.NOBODYS_DOMAIN)
                .compose(message.build())
                .bytes();
    }

    private List<Path> files() throws IOException {
        Path outbox = directory.resolve("outbox");
        if (!Files.exists(outbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.sorted().toList();
        }
    }

    private byte[] onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return Files.readAllBytes(files().get(0));
    }

    private MimeMessage parsed() throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(onlyFile()));
    }

    @Test
    void a_message_becomes_a_mail_that_a_mail_program_reads() throws Exception {
        assertThat(deliver(message().replyTo("questions@acme.example")))
                .isEqualTo(new DeliveryReceipt.Accepted(NOW, Optional.of("2026-04-01_C-42_0123456789abcdef.eml")));

        MimeMessage mail = parsed();
        InternetAddress to = (InternetAddress) mail.getRecipients(Message.RecipientType.TO)[0];
        InternetAddress from = (InternetAddress) mail.getFrom()[0];
        assertThat(to.getAddress()).isEqualTo("compta@example.com");
        assertThat(to.getPersonal()).isEqualTo("Société Générale d'Été");
        assertThat(from.getAddress()).isEqualTo("recouvrement@acme.example");
        assertThat(from.getPersonal()).isEqualTo("Acme");
        assertThat(mail.getReplyTo()[0]).hasToString("questions@acme.example");
        assertThat(mail.getSubject()).isEqualTo("Rappel : 2 factures échues – Acme");
        assertThat(mail.getSentDate().toInstant()).isEqualTo("2026-04-01T06:00:00Z");
        assertThat(mail.getMessageID()).isEqualTo("<" + ID + ".email.0@relance.invalid>");
        assertThat(mail.getHeader("Content-Language")).containsExactly("fr");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");

        MimeMultipart bodies = (MimeMultipart) mail.getContent();
        assertThat(bodies.getContentType()).startsWith("multipart/alternative");
        assertThat(bodies.getCount()).isEqualTo(2);
        assertThat(bodies.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(bodies.getBodyPart(0).getContent()).isEqualTo("Bonjour,\r\n\r\nReste dû : 1 234,56 €\r\n");
        assertThat(bodies.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(bodies.getBodyPart(1).getContent())
                .isEqualTo("<html><body><p>Bonjour, reste dû : 1 234,56 €</p></body></html>");
    }

    @Test
    void the_file_is_ascii_with_short_lines_that_end_in_cr_lf() throws IOException {
        deliver(message()
                .text("é".repeat(5_000))
                .recipientName("名前".repeat(2_500))
                .subject("ü".repeat(500)));

        String mail = new String(onlyFile(), StandardCharsets.ISO_8859_1);
        assertThat(mail.chars().allMatch(c -> c < 128)).isTrue();
        assertThat(mail.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(mail.split("\r\n")).allMatch(line -> line.length() <= 998);
    }

    @Test
    void a_message_without_html_has_one_body() throws Exception {
        OutboundMessage plain = OutboundMessage.builder(message().build().delivery(), AccountId.of("acme", "C-42"))
                .recipientAddress("a@example.com")
                .senderAddress("b@example.com")
                .text("hello")
                .language("en")
                .businessDate(LocalDate.of(2026, 4, 1))
                .plannedAt(NOW)
                .build();
        deliver(plain.toBuilder());

        assertThat(((MimeMultipart) parsed().getContent()).getCount()).isEqualTo(1);
    }

    @Test
    void the_bytes_are_the_same_in_another_directory_another_time_zone_and_at_another_hour(@TempDir Path other)
            throws IOException {
        deliver(message());
        TimeZone zone = TimeZone.getDefault();
        try (MailFileChannel channel = MailFileChannel.into(other, InstantSource.fixed(NOW.plusSeconds(86_400)))) {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            channel.deliver(message().build(), TIMEOUT);
        } finally {
            TimeZone.setDefault(zone);
        }

        assertThat(other.resolve("outbox").resolve(files().get(0).getFileName()))
                .hasBinaryContent(onlyFile());
    }

    @Test
    void the_class_loader_of_the_thread_plays_no_part() throws Exception {
        byte[] usual = composed(message());
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            deliver(message());
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }

        assertThat(onlyFile()).isEqualTo(usual);
    }

    @Test
    void two_deliveries_differ_in_message_id_and_boundary() throws Exception {
        String first = new String(composed(message("C-42", 0)), StandardCharsets.US_ASCII);
        String second = new String(composed(message("C-42", 1)), StandardCharsets.US_ASCII);

        String boundary = first.replaceAll("(?s).*boundary=\"([^\"]+)\".*", "$1");
        assertThat(boundary).hasSize(34);
        assertThat(second).doesNotContain(boundary);
    }

    @Test
    void the_same_delivery_again_leaves_the_first_file_and_is_accepted() throws IOException {
        deliver(message());
        byte[] first = onlyFile();

        assertThat(deliver(message().text("Something else"))).isInstanceOf(DeliveryReceipt.Accepted.class);
        assertThat(onlyFile()).isEqualTo(first);
    }

    @Test
    void another_delivery_never_takes_a_name_that_is_there() throws IOException {
        Path taken =
                Files.createDirectories(directory.resolve("outbox")).resolve("2026-04-01_C-42_0123456789abcdef.eml");
        Files.writeString(taken, "Message-ID: <someone@else>\r\n\r\nhello\r\n");

        assertThat(deliver(message()))
                .isEqualTo(new DeliveryReceipt.PermanentFailure(
                        "another message has the file name 2026-04-01_C-42_0123456789abcdef.eml"));
        assertThat(taken).hasContent("Message-ID: <someone@else>\r\n\r\nhello\r\n");
    }

    @Test
    void the_delivery_id_is_honoured() {
        try (MailFileChannel channel = MailFileChannel.into(directory, InstantSource.system())) {
            assertThat(channel.id()).isEqualTo(ChannelId.EMAIL);
            assertThat(channel.features())
                    .isEqualTo(Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.CARRIES_FILES));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "C-42,      2026-04-01_C-42_0123456789abcdef.eml",
        "a.b_c-D9,  2026-04-01_a.b_c-D9_0123456789abcdef.eml",
        "a/b,       2026-04-01_a%2Fb_0123456789abcdef.eml",
        "../../etc, 2026-04-01_..%2F..%2Fetc_0123456789abcdef.eml",
        "50%,       2026-04-01_50%25_0123456789abcdef.eml",
        "é ~,       2026-04-01_%C3%A9%20%7E_0123456789abcdef.eml",
        "名,        2026-04-01_%E5%90%8D_0123456789abcdef.eml"
    })
    void a_customer_id_is_escaped_byte_by_byte(String customer, String name) throws IOException {
        deliver(message(customer, 0));

        assertThat(files()).containsExactly(directory.resolve("outbox").resolve(name));
    }

    @Test
    void a_preview_is_the_file_that_a_hand_over_writes_and_writes_none() throws IOException {
        OutboundMessage message = message()
                .text("Bonjour,\n.\n..\nFrom Paris\nReste dû : 1 234,56 €\n")
                .replyTo("questions@acme.example")
                .attachment(new Attachment("F-1 é.pdf", "application/pdf", new byte[] {0, 13, 10, -1}))
                .build();
        try (MailFileChannel channel = MailFileChannel.into(directory, InstantSource.fixed(NOW))) {
            Attachment preview = channel.preview(message).orElseThrow();
            assertThat(directory).isEmptyDirectory();

            channel.deliver(message, TIMEOUT);
            assertThat(onlyFile()).isEqualTo(preview.bytes());
            assertThat(files().get(0).getFileName()).hasToString(preview.name());
            assertThat(preview.mediaType()).isEqualTo("message/rfc822");
        }
    }

    @Test
    void a_preview_of_a_long_customer_id_has_a_name_that_a_document_may_have() {
        try (MailFileChannel channel = MailFileChannel.into(directory, InstantSource.fixed(NOW))) {
            assertThat(channel.preview(message("x".repeat(5_000), 0).build())
                            .orElseThrow()
                            .name())
                    .hasSize(Attachment.MAX_NAME)
                    .startsWith("2026-04-01_xxx")
                    .endsWith("_0123456789abcdef.eml");
        }
    }

    @Test
    void a_second_recipient_has_a_file_of_its_own() throws IOException {
        deliver(message("C-42", 0));
        deliver(message("C-42", 1));

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("2026-04-01_C-42_0123456789abcdef-1.eml", "2026-04-01_C-42_0123456789abcdef.eml");
    }

    @Test
    void a_long_customer_id_is_cut_between_escapes_and_stays_distinct() throws IOException {
        for (String end : List.of("x", "y", "")) {
            for (String start : List.of("", "a", "ab")) {
                deliver(message(start + "é".repeat(300) + end, 0));
            }
        }

        assertThat(files())
                .hasSize(9)
                .allSatisfy(file -> assertThat(file.getFileName().toString())
                        .hasSizeLessThanOrEqualTo(255)
                        .matches("2026-04-01_[ab]*(%C3%A9)+(%C3)?~[0-9a-f]{16}_0123456789abcdef\\.eml"));
    }

    @Test
    void the_longest_id_that_fits_is_not_cut() throws IOException {
        deliver(message("x".repeat(223), 0));
        deliver(message("x".repeat(224), 0));

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "2026-04-01_" + "x".repeat(223) + "_0123456789abcdef.eml",
                        "2026-04-01_" + "x".repeat(206) + "~916e085a6ca227ad_0123456789abcdef.eml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\nBcc: victim@example.com", "\nX: y", "\r", "\u0000", "\u2028", "\u0085"})
    void a_break_in_an_address_or_language_is_refused_and_nothing_written(String injected) throws IOException {
        List<OutboundMessage.Builder> attempts = List.of(
                message().recipientAddress("ann@example.com" + injected),
                message().senderAddress("acme@example.com" + injected),
                message().replyTo("acme@example.com" + injected),
                message().language("fr" + injected));

        for (OutboundMessage.Builder attempt : attempts) {
            assertThat(deliver(attempt)).isInstanceOf(DeliveryReceipt.PermanentFailure.class);
        }
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\nBcc: v@example.com", "\n Bcc: v@example.com", "\r", "\t", "\u0000", "\u2028", "\u0085"})
    void a_break_in_a_subject_or_name_is_folded_to_one_blank_and_adds_no_header(String injected) throws Exception {
        String folded = injected.contains("Bcc") ? " Bcc: v@example.com" : "";

        deliver(message()
                .subject("Hello" + injected)
                .recipientName("Ann" + injected)
                .senderName("Acme" + injected));

        MimeMessage mail = parsed();
        assertThat(mail.getSubject()).isEqualTo("Hello" + folded);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getPersonal()).isEqualTo("Ann" + folded);
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Acme" + folded);
    }

    @Test
    void a_refusal_says_what_and_where() {
        assertThat(deliver(message().language("fr\r\nBcc: victim@example.com")))
                .isEqualTo(new DeliveryReceipt.PermanentFailure(
                        "the language has a line break at character 3; a header has one line"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.com",
                "ann@",
                "ann@@example.com",
                "ann@exa mple.com",
                "ann example@example.com",
                "ann@example.com, bob@example.com",
                "Ann <ann@example.com>",
                "<ann@example.com>",
                "team: ann@example.com;",
                "ann@example..com",
                "anné@example.com",
                "ann@straße.example",
                "ann@example.com (work)"
            })
    void an_address_that_is_not_one_plain_address_is_refused(String address) throws IOException {
        assertThat(deliver(message().recipientAddress(address)))
                .isInstanceOfSatisfying(
                        DeliveryReceipt.PermanentFailure.class,
                        failure -> assertThat(failure.reason()).startsWith("the recipient's address \"" + address));
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ann@example.com",
        "a%2Fb@customer.invalid, a%2Fb@customer.invalid",
        "o'neil+x@sub.example.co.uk, o'neil+x@sub.example.co.uk",
        "info@müller.example, info@xn--mller-kva.example"
    })
    void a_plain_address_is_written_as_it_is(String address, String written) throws Exception {
        deliver(message().recipientAddress(address));

        InternetAddress to = (InternetAddress) parsed().getRecipients(Message.RecipientType.TO)[0];
        assertThat(to.getAddress()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann \"The Boss\" <x@y>, Z", "a\\b", "{{iban}}", "\u202Eevil", "<b>Bold</b>", "a;b:c,d"})
    void an_odd_name_comes_back_as_it_was_and_adds_no_recipient(String name) throws Exception {
        deliver(message().recipientName(name));

        MimeMessage mail = parsed();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getPersonal()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "word "})
    void a_name_of_5000_characters_is_cut(String part) throws Exception {
        deliver(message().recipientName(part.repeat(5_000 / part.length())));

        InternetAddress to = (InternetAddress) parsed().getAllRecipients()[0];
        assertThat(to.getPersonal()).hasSize(100).endsWith("\u2026");
        assertThat(new String(onlyFile(), StandardCharsets.US_ASCII).split("\r\n"))
                .allMatch(line -> line.length() <= 998);
    }

    @Test
    void a_mail_without_a_sender_is_refused() throws IOException {
        OutboundMessage message = message().build();
        OutboundMessage unsigned = OutboundMessage.builder(message.delivery(), message.account())
                .recipientAddress(message.recipientAddress())
                .text(message.text())
                .language("fr")
                .businessDate(message.businessDate())
                .plannedAt(message.plannedAt())
                .build();

        assertThat(deliver(unsigned.toBuilder()))
                .isEqualTo(new DeliveryReceipt.PermanentFailure("a mail needs a sender's address, and none is set"));
        assertThat(files()).isEmpty();
    }

    @Test
    void a_directory_that_cannot_be_written_is_a_failure_for_now() throws IOException {
        Files.writeString(directory.resolve("outbox"), "a file where the directory should be");

        assertThat(deliver(message()))
                .isInstanceOfSatisfying(
                        DeliveryReceipt.TemporaryFailure.class,
                        failure -> assertThat(failure.reason()).contains("can't write", "outbox"));
    }

    @Test
    void nobody_ever_sees_half_a_mail() throws Exception {
        String body = "0123456789".repeat(20_000);
        List<OutboundMessage> messages = IntStream.range(0, 10)
                .mapToObj(recipient -> message("C-42", recipient).text(body).build())
                .toList();
        Map<String, byte[]> whole = new HashMap<>();
        for (OutboundMessage message : messages) {
            whole.put(MailFileName.of(message, MailFileName.MAX_BYTES), composed(message.toBuilder()));
        }
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (MailFileChannel channel = MailFileChannel.into(directory, InstantSource.system())) {
            Callable<Integer> reader = () -> {
                int seen = 0;
                boolean last;
                do {
                    last = done.get();
                    for (Path file : files()) {
                        String name = file.getFileName().toString();
                        if (!name.startsWith(".")) {
                            assertThat(Arrays.equals(Files.readAllBytes(file), whole.get(name)))
                                    .as(name)
                                    .isTrue();
                            seen++;
                        }
                    }
                } while (!last);
                return seen;
            };
            List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
            for (OutboundMessage message : messages) {
                assertThat(channel.deliver(message, TIMEOUT)).isInstanceOf(DeliveryReceipt.Accepted.class);
            }
            done.set(true);
            for (Future<Integer> seen : readers) {
                assertThat(seen.get()).isGreaterThanOrEqualTo(messages.size());
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void nothing_but_the_mail_is_left_behind() throws IOException {
        deliver(message());
        deliver(message());

        assertThat(files()).hasSize(1);
    }
}
