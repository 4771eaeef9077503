package io.relance.adapter.channelsmtp;

import static io.relance.adapter.channelsmtp.Dunning.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import jakarta.mail.Header;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from the books on their way through engine, templates and mail: they are shown, and do nothing. */
class HostileNamesTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.inTheClear();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** A mail that arrived. */
    private record Arrived(List<String> headers, InternetAddress to, String subject, String text, String html) {
        static Arrived of(ScriptedServer.Taken taken) throws Exception {
            MimeMessage mail = SmtpFarEnd.parsed(taken.bytes());
            assertThat(new String(taken.bytes(), StandardCharsets.ISO_8859_1).split("\r\n", -1))
                    .allMatch(line -> line.length() <= 998)
                    .allMatch(line -> line.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127)));
            assertThat(taken.recipient()).isEqualTo(FIRST);
            assertThat(mail.getAllRecipients()).hasSize(1);
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            return new Arrived(
                    Collections.list(mail.getAllHeaders()).stream()
                            .map(Header::getName)
                            .toList(),
                    (InternetAddress) mail.getAllRecipients()[0],
                    mail.getSubject(),
                    parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"),
                    parts.getBodyPart(1).getContent().toString());
        }

        List<String> tags() {
            return TAG.matcher(html).results().map(MatchResult::group).toList();
        }
    }

    private Arrived mailTo(String name) throws Exception {
        Dunning dunning = new Dunning()
                .owes(Customer.builder("port")
                        .name(name)
                        .contact(
                                Contact.builder("first").name(name).email(FIRST).build())
                        .build());
        int before = server.taken().size();
        try (SmtpChannel channel = SmtpChannel.create(Messages.settings(server).build())) {
            assertThat(dunning.run(dunning.engine(channel), 1).accepted()).isEqualTo(1);
        }
        assertThat(server.taken()).as("one mail").hasSize(before + 1);
        return Arrived.of(server.taken().get(before));
    }

    private Arrived assertHarmless(String name) throws Exception {
        Arrived harmless = mailTo("Smith");
        Arrived mail = mailTo(name);

        assertThat(mail.headers()).isEqualTo(harmless.headers());
        assertThat(mail.to().getAddress()).isEqualTo(FIRST);
        assertThat(mail.to().getPersonal()).hasSizeLessThanOrEqualTo(200).doesNotContain("\r", "\n");
        assertThat(mail.subject()).isEqualTo(harmless.subject());
        assertThat(mail.tags()).isEqualTo(harmless.tags());
        assertThat(mail.text().lines().count())
                .isEqualTo(harmless.text().lines().count());
        assertThat(mail.text().split("FR76", -1)).hasSameSizeAs(harmless.text().split("FR76", -1));
        return mail;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Evil\r\nBcc: victim@example.com\r\n\r\n<b>body</b>",
                "Evil\nX-Added: y",
                "Evil\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<victim@example.com>\r\nDATA",
                "\" <victim@example.com>, \"",
                "a@example.com, b@example.com",
                "=?UTF-8?Q?=0D=0ABcc:_victim@example.com?=",
                "<script>alert('x')</script> & \"Co\" --><!-- </td></tr></table>",
                "<img src=x onerror=alert(1)>",
                "{{iban}} {{#invoices}}{{number}}{{/invoices}} {{{creditorName}}} {{=<% %>=}} {{>layout}}",
                "${iban} #{iban} [invoices] $1 \\",
                "\u202Egnp.exe\u202C \u2066x\u200F \u05D0\u05D1\u05D2 \u0645\u0631\u062D\u0628\u0627",
                "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDFF4",
                "a\tb\u000Bc\u2028d\u0085e"
            })
    void a_name_is_shown_and_adds_no_header_no_recipient_no_tag_and_no_words(String name) throws Exception {
        assertHarmless(name);
    }

    @Test
    void a_name_of_5000_characters_is_cut_where_it_is_shown() throws Exception {
        for (String one : List.of("n", "\uD83D\uDE00", "\u00E9", "<", "&")) {
            Arrived mail = assertHarmless(one.repeat(5_000));

            assertThat(mail.text()).doesNotContain(one.repeat(201)).contains(one.repeat(150));
            assertThat(mail.to().getPersonal()).startsWith(one.repeat(99)).endsWith("\u2026");
        }
    }

    @Test
    void html_in_a_name_is_text_in_both_bodies() throws Exception {
        Arrived mail = mailTo("<b>Ann</b> & \"Co\"");

        assertThat(mail.text()).contains("<b>Ann</b> & \"Co\"");
        assertThat(mail.html())
                .contains("&lt;b&gt;Ann&lt;/b&gt; &amp; &quot;Co&quot;")
                .doesNotContain("<b>Ann");
    }
}
