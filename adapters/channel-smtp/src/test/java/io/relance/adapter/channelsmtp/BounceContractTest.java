package io.relance.adapter.channelsmtp;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.channel.Channel;
import io.relance.channel.LateReceipt.Outcome;
import io.relance.delivery.DeliveryId;
import io.relance.mail.MailIds;
import io.relance.testkit.ChannelContract;
import io.relance.testkit.FarEnd;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of channels, with a mailbox for bounces. */
class BounceContractTest extends ChannelContract {
    private ScriptedServer server;
    private SmtpFarEnd farEnd;
    private GreenMail mailboxes;
    private GreenMailUser user;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.inTheClear();
        farEnd = new WithMailbox();
        mailboxes = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        mailboxes.start();
        user = mailboxes.setUser("bounces@creditor.example", "bounces", SmtpFarEnd.PASSWORD);
        relay = new Relay(mailboxes.getImap().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        mailboxes.stop();
        server.close();
    }

    @Override
    protected Channel channel() {
        return SmtpChannel.create(SmtpSettings.builder("localhost")
                .port(server.port())
                .security(Security.NONE)
                .credentials("relance", SmtpFarEnd.PASSWORD)
                .helloName("tests.example")
                .bounces(BounceMailbox.builder("localhost", "bounces", SmtpFarEnd.PASSWORD)
                        .port(relay.port())
                        .security(Security.NONE)
                        .build())
                .build());
    }

    @Override
    protected FarEnd farEnd() {
        return farEnd;
    }

    private final class WithMailbox extends SmtpFarEnd {
        WithMailbox() {
            super(server);
        }

        @Override
        public boolean report(DeliveryId delivery, Outcome outcome) {
            String name = "<" + delivery.hashCode() + "." + outcome + "@mx.creditor.example>";
            String id = MailIds.of(delivery, "creditor.example");
            String mail = switch (outcome) {
                case DELIVERED -> Notifications.of(name, id, "delivered", "2.0.0", "250 ok");
                case BOUNCED -> Notifications.of(name, id, "failed", "5.1.1", "550 unknown");
                default -> Notifications.of(name, id, "delayed", "4.4.1", "timed out");
            };
            try {
                user.deliver(parsed(mail.getBytes(StandardCharsets.US_ASCII)));
            } catch (MessagingException e) {
                throw new AssertionError("can't put a report into the mailbox", e);
            }
            return true;
        }

        @Override
        public boolean letPlaceOfReports(boolean beReachable) {
            relay.cut(!beReachable);
            return true;
        }
    }
}
