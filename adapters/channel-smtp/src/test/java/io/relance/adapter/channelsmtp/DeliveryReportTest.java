package io.relance.adapter.channelsmtp;

import static io.relance.adapter.channelsmtp.Messages.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.channel.LateReceipt.Outcome;
import io.relance.mail.MailIds;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryReportTest {
    private static final String ID = MailIds.of(delivery(5), "creditor.example");
    private static final String NAME = "<1@mx.creditor.example>";

    private static Optional<DeliveryReport> read(String mail) throws MessagingException, IOException {
        return DeliveryReport.read(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "failed,    5.1.1, 550 5.1.1 User unknown,   BOUNCED",
        "Failed,    5.0.0, 550 no,                   BOUNCED",
        "failed,    nonsense, 550 no,                BOUNCED",
        "failed,    5.2.2, 552 5.2.2 Mailbox full,   NOT_DELIVERED_NOW",
        "failed,    4.4.7, 'timed out, given up',    NOT_DELIVERED_NOW",
        "delayed,   4.4.1, connection timed out,     NOT_DELIVERED_NOW",
        "delivered, 2.0.0, 250 ok,                   DELIVERED"
    })
    void a_notification_says_what_became_of_our_mail(String action, String status, String diagnosis, Outcome outcome)
            throws Exception {
        DeliveryReport report =
                read(Notifications.of(NAME, ID, action, status, diagnosis)).orElseThrow();

        assertThat(report.delivery()).isEqualTo(delivery(5));
        assertThat(report.outcome()).isEqualTo(outcome);
        assertThat(report.name()).isEqualTo(NAME);
        assertThat(report.detail())
                .startsWith(action.toLowerCase(java.util.Locale.ROOT))
                .endsWith(diagnosis);
    }

    @ParameterizedTest
    @CsvSource({"relayed, 2.0.0", "expanded, 2.0.0", "unheard-of, 5.0.0", "'', 5.0.0"})
    void what_says_nothing_of_arrival_is_no_report(String action, String status) throws Exception {
        assertThat(read(Notifications.of(NAME, ID, action, status, "250 ok"))).isEmpty();
    }

    @Test
    void of_several_recipients_behind_one_address_one_who_got_it_is_enough() throws Exception {
        String failed = Notifications.fields("failed", "5.1.1", "550 unknown");
        String delayed = Notifications.fields("delayed", "4.0.0", "451 later");
        String delivered = Notifications.fields("delivered", "2.0.0", "250 ok");

        assertThat(read(Notifications.of(NAME, failed + "\n" + failed, Notifications.original(ID)))
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.BOUNCED);
        assertThat(read(Notifications.of(NAME, failed + "\n" + delayed, Notifications.original(ID)))
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.NOT_DELIVERED_NOW);
        assertThat(read(Notifications.of(NAME, failed + "\n" + delivered, Notifications.original(ID)))
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void the_mail_is_known_by_its_headers_or_itself_or_the_envelopes_id_or_what_the_notification_answers()
            throws Exception {
        String usual = Notifications.of(NAME, ID, "failed", "5.1.1", "550 unknown");
        String none = usual.replace("Message-ID: " + ID, "Message-ID: <other@else.example>");

        assertThat(read(none)).isEmpty();
        assertThat(read(usual.replace("text/rfc822-headers", "message/rfc822"))).isPresent();
        assertThat(read(none.replace("Arrival-Date:", "Original-Envelope-Id: " + delivery(5) + "\r\nArrival-Date:"))
                        .orElseThrow()
                        .delivery())
                .isEqualTo(delivery(5));
        assertThat(read("In-Reply-To: " + ID + "\r\n" + none).orElseThrow().delivery())
                .isEqualTo(delivery(5));
        assertThat(read("References: <a@b>\r\n " + ID + "\r\n" + none)
                        .orElseThrow()
                        .delivery())
                .isEqualTo(delivery(5));
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/report; report-type=delivery-status;, multipart/mixed;",
        "message/delivery-status, text/plain",
        "message/delivery-status, message/disposition-notification",
        "Action: failed, X: failed"
    })
    void what_is_no_such_notification_is_none(String part, String other) throws Exception {
        assertThat(read(Notifications.of(NAME, ID, "failed", "5.1.1", "550 unknown")
                        .replace(part, other)))
                .isEmpty();
    }

    @Test
    void a_reply_of_a_person_is_none() throws Exception {
        assertThat(read("From: ann@customer.example\r\nIn-Reply-To: " + ID
                        + "\r\nContent-Type: text/plain\r\n\r\nI have paid! Action: failed\r\n"))
                .isEmpty();
    }

    @Test
    void folded_fields_are_one_line() throws Exception {
        String folded =
                Notifications.of(NAME, ID, "failed", "5.1.1", "550 5.1.1\n    <ann@customer.example>:\n\tunknown");

        assertThat(read(folded).orElseThrow().detail())
                .isEqualTo("failed 5.1.1: 550 5.1.1 <ann@customer.example>: unknown");
    }

    /** Whoever can write to the mailbox can write anything: it is read, or not, and never more than that. */
    @Property(tries = 500)
    void a_notification_that_is_cut_off_or_altered_anywhere_throws_nothing_but_what_is_foreseen(
            @ForAll @IntRange(max = 2_000) int at, @ForAll char other) {
        String usual = Notifications.of(NAME, ID, "failed", "5.1.1", "550 unknown");
        int place = at % usual.length();
        for (String mail :
                new String[] {usual.substring(0, place), usual.substring(0, place) + other + usual.substring(place + 1)
                }) {
            try {
                assertThat(read(mail).map(report -> report.delivery().channel()))
                        .isIn(Optional.empty(), Optional.of(delivery(5).channel()));
            } catch (MessagingException | IOException foreseen) {
                assertThat(foreseen).hasMessageNotContaining("unforeseen");
            }
        }
    }
}
