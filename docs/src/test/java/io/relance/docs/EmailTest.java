package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.channelsmtp.BounceMailbox;
import io.relance.adapter.channelsmtp.SmtpChannel;
import io.relance.adapter.channelsmtp.SmtpSettings;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import jakarta.mail.internet.MimeMessage;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The programs of the page about e-mail. */
class EmailTest {
    private final LocalDate today = LocalDate.of(2026, 3, 9);
    private final CreditorId atelier = new CreditorId("atelier");
    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(today);
    private final InMemoryBooks books = InMemoryBooks.empty()
            .put(AccountLedger.builder(
                            atelier,
                            Customer.builder("C-1")
                                    .contact(Contact.billing("compta@port.example"))
                                    .build())
                    .receivable(Receivable.invoice(
                                    "F-1", today.minusDays(36), today.minusDays(6), Money.parse("EUR 1250.00"))
                            .build())
                    .build());
    private final Scenario reminders = Scenario.named("reminders")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .build();
    private final String password = "secret";

    @Test
    void settings_show_no_password() {
        // shown in docs/guide/email.md
        SmtpSettings smtp = SmtpSettings.builder("smtp.example.com") // STARTTLS on port 587
                .credentials("relance", password)
                .sender("dunning@vendor.example", "Vendor") // who writes, where nobody else does
                .sender(atelier, "compta@atelier.example", "Atelier Martin")
                .replyTo(atelier, "martin@atelier.example")
                .bouncesTo("bounces@vendor.example")
                .bounces(BounceMailbox.builder("imap.example.com", "bounces@vendor.example", password)
                        .build()) // TLS on port 993
                .build();

        Relance relance = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(SmtpChannel.create(smtp))
                .clock(clock)
                .scenario(reminders)
                .build();
        // until here
        relance.close();
        assertThat(smtp)
                .hasToString("email over the mail server smtp.example.com:587 as relance")
                .asString()
                .doesNotContain(password);
    }

    @Test
    void a_reminder_arrives_and_what_comes_back_of_it_is_recorded() throws Exception {
        GreenMail servers = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        servers.start();
        GreenMailUser bounces = servers.setUser("bounces@vendor.example", "bounces", password);
        SmtpSettings smtp = SmtpSettings.builder("localhost")
                .port(servers.getSmtp().getPort())
                .security(Security.NONE)
                .helloName("tests.example")
                .sender(atelier, "compta@atelier.example", "Atelier Martin")
                .bouncesTo("bounces@vendor.example")
                .bounces(BounceMailbox.builder("localhost", "bounces", password)
                        .port(servers.getImap().getPort())
                        .security(Security.NONE)
                        .build())
                .build();
        try (Relance relance = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(SmtpChannel.create(smtp))
                .clock(clock)
                .scenario(reminders)
                .build()) {
            RunReport sent = relance.run(atelier, today);
            assertThat(sent.accepted()).isEqualTo(1);
            MimeMessage mail = servers.getReceivedMessagesForDomain("compta@port.example")[0];
            assertThat(mail.getFrom()[0].toString()).isEqualTo("Atelier Martin <compta@atelier.example>");

            bounces.deliver(GreenMailUtil.newMimeMessage(bounceOf(mail.getMessageID())));
            RunReport after = relance.run(atelier, today);
            assertThat(after.bounced()).isEqualTo(1);
            assertThat(relance.run(atelier, today).bounced()).as("once").isZero();
        } finally {
            servers.stop();
        }
    }

    private static String bounceOf(String messageId) {
        return """
                From: MAILER-DAEMON@mx.vendor.example
                Message-ID: <1@mx.vendor.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.vendor.example

                Final-Recipient: rfc822; compta@port.example
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 unknown

                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s

                --b--
                """.formatted(messageId).replace("\n", "\r\n");
    }
}
