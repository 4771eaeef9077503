package io.relance.adapter.channelsmtp;

import static io.relance.adapter.channelsmtp.Dunning.FIRST;
import static io.relance.adapter.channelsmtp.Dunning.MONDAY;
import static io.relance.adapter.channelsmtp.Dunning.PORT;
import static io.relance.adapter.channelsmtp.Dunning.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.relance.MessageInTrouble;
import io.relance.MessageInTrouble.Trouble;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.channelsmtp.ScriptedServer.Verb;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.scenario.Scenario;
import io.relance.testkit.RecordingChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing lost and nothing twice, by the engine over SMTP. */
class SmtpPromisesTest {
    private static final Scenario EMAIL_OR_SMS = Scenario.named("two")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
            .build();

    private ScriptedServer server;
    private SmtpChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.inTheClear();
        channel = SmtpChannel.create(Messages.settings(server).build());
    }

    @AfterEach
    void stop() throws IOException {
        channel.close();
        server.close();
    }

    private static Customer twoContacts() {
        return Customer.builder("port")
                .contact(Contact.builder("first").email(FIRST).build())
                .contact(Contact.builder("second").email(SECOND).build())
                .build();
    }

    /** On whose return the program dies. */
    private static Channel dyingAfter(SmtpChannel channel) {
        return new Channel() {
            @Override
            public ChannelId id() {
                return channel.id();
            }

            @Override
            public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
                assertThat(channel.deliver(message, timeout)).isInstanceOf(DeliveryReceipt.Accepted.class);
                throw new StackOverflowError("the program dies");
            }
        };
    }

    private List<String> recipients() {
        return server.taken().stream().map(ScriptedServer.Taken::recipient).toList();
    }

    private static void assertInDoubt(Dunning dunning, Relance engine) {
        for (int day = 2; day <= 15; day++) {
            RunReport later = dunning.run(engine, day);
            assertThat(later.accepted() + later.deferred() + later.dead()).isZero();
        }
        assertThat(Dunning.troubles(engine))
                .singleElement()
                .extracting(MessageInTrouble::trouble)
                .isEqualTo(Trouble.IN_DOUBT);
    }

    @Test
    void a_program_that_dies_between_hand_over_and_receipt_leaves_a_doubt_and_the_mail_arrives_once() {
        GreenMail real = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        real.start();
        try (SmtpChannel over = SmtpChannel.create(SmtpSettings.builder("localhost")
                .port(real.getSmtp().getPort())
                .security(Security.NONE)
                .helloName("tests.example")
                .build())) {
            Dunning dunning = new Dunning();
            Relance dying = dunning.engine(dyingAfter(over));
            assertThatThrownBy(() -> dunning.run(dying, 1)).isInstanceOf(StackOverflowError.class);

            Relance next = dunning.engine(over);
            dunning.clock.turn(Relance.DEFAULT_LEASE.plusSeconds(1));
            assertThat(next.run(Dunning.ATELIER, MONDAY).inDoubt()).isEqualTo(1);

            assertInDoubt(dunning, next);
            assertThat(real.getReceivedMessages()).hasSize(1);
        } finally {
            real.stop();
        }
    }

    @Test
    void what_a_person_says_of_a_doubt_is_done_and_no_more() {
        Dunning dunning = new Dunning();
        server.dropsAt(Verb.END, false);
        Relance engine = dunning.engine(channel);
        dunning.run(engine, 1);
        server.usual();

        engine.account(PORT, "jane", MONDAY)
                .notSent(Dunning.troubles(engine).get(0).message());
        dunning.run(engine, 2);
        dunning.run(engine, 3);

        assertThat(recipients()).containsExactly(FIRST);
        assertThat(Dunning.troubles(engine)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_line_that_drops_after_the_last_dot_leaves_a_doubt_and_nothing_is_sent_again(boolean taken) {
        Dunning dunning = new Dunning();
        server.dropsAt(Verb.END, taken);
        Relance engine = dunning.engine(channel);

        assertThat(dunning.run(engine, 1).inDoubt()).isEqualTo(1);
        server.usual();

        assertInDoubt(dunning, engine);
        assertThat(recipients()).hasSize(taken ? 1 : 0);
    }

    /** In the midst of the words of a short mail the last dot may be on its way already: that is a doubt, and one for the channel's tests. */
    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
    void a_line_that_drops_before_the_last_dot_delays_the_mail_which_arrives_once(Verb verb) {
        Dunning dunning = new Dunning();
        server.dropsAt(verb, false);
        Relance engine = dunning.engine(channel);

        assertThat(dunning.run(engine, 1).deferred()).isEqualTo(1);
        assertThat(recipients()).isEmpty();

        assertArrivesOnceLater(dunning, engine);
    }

    private void assertArrivesOnceLater(Dunning dunning, Relance engine) {
        server.usual();
        assertThat(dunning.run(engine, 2).accepted()).isEqualTo(1);
        for (int day = 3; day <= 15; day++) {
            assertThat(dunning.run(engine, day).accepted()).isZero();
        }
        assertThat(recipients()).containsExactly(FIRST);
        assertThat(Dunning.troubles(engine)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GREETING,421", "MAIL,450", "RCPT,451", "RCPT,452", "DATA,451", "END,451", "END,452"})
    void what_the_server_takes_not_now_is_tried_again_and_arrives_once(Verb verb, String code) {
        Dunning dunning = new Dunning();
        server.at(verb, code + " later");
        Relance engine = dunning.engine(channel);

        assertThat(dunning.run(engine, 1).deferred()).isEqualTo(1);
        dunning.clock.turn(Duration.ofHours(1));
        assertThat(engine.run(Dunning.ATELIER, MONDAY).deferred())
                .as("an hour later")
                .isEqualTo(1);

        assertArrivesOnceLater(dunning, engine);
    }

    @Test
    void what_the_server_never_takes_for_now_is_given_up_and_a_person_looks() {
        Dunning dunning = new Dunning();
        server.at(Verb.RCPT, "451 later");
        Relance engine = dunning.engine(channel);

        for (int day = 1; day <= 15; day++) {
            dunning.run(engine, day);
        }

        assertThat(recipients()).isEmpty();
        assertThat(Dunning.troubles(engine)).singleElement().satisfies(found -> {
            assertThat(found.trouble()).isEqualTo(Trouble.GIVEN_UP);
            assertThat(found.why()).contains("8 times", "451 later");
        });
    }

    @Test
    void a_mailbox_that_the_server_does_not_know_is_passed_over_for_the_next_contact() {
        Dunning dunning = new Dunning().owes(twoContacts());
        server.knowsNo(FIRST);
        Relance engine = dunning.engine(channel);

        assertThat(dunning.run(engine, 1).accepted()).isEqualTo(1);
        dunning.run(engine, 2);

        assertThat(recipients()).containsExactly(SECOND);
        assertThat(Dunning.troubles(engine)).isEmpty();
        assertThat(engine.memory(PORT).tasks()).isEmpty();
    }

    @Test
    void a_mailbox_that_the_server_does_not_know_is_passed_over_for_the_next_channel() {
        Dunning dunning = new Dunning(EMAIL_OR_SMS);
        server.knowsNo(FIRST);
        RecordingChannel sms = new RecordingChannel(ChannelId.SMS, dunning.clock);
        Relance engine = dunning.engine(channel, sms);

        assertThat(dunning.run(engine, 1).accepted()).isEqualTo(1);
        dunning.run(engine, 2);

        assertThat(recipients()).isEmpty();
        assertThat(sms.taken())
                .singleElement()
                .satisfies(taken -> assertThat(taken.recipientAddress()).isEqualTo("+33100000001"));
        assertThat(engine.memory(PORT).tasks()).isEmpty();
    }

    @Test
    void when_the_server_knows_none_of_the_mailboxes_a_person_gets_one_task() {
        Dunning dunning = new Dunning().owes(twoContacts());
        server.knowsNo(FIRST);
        server.knowsNo(SECOND);
        Relance engine = dunning.engine(channel);

        for (int day = 1; day <= 15; day++) {
            dunning.run(engine, day);
        }

        assertThat(recipients()).isEmpty();
        assertThat(server.commands().stream().filter(command -> command.startsWith("RCPT")))
                .as("nobody is tried in vain")
                .hasSize(2);
        assertThat(Dunning.troubles(engine))
                .singleElement()
                .extracting(MessageInTrouble::trouble)
                .isEqualTo(Trouble.REFUSED);
        assertThat(engine.memory(PORT).tasks()).singleElement().satisfies(task -> {
            assertThat(task.isOpen()).isTrue();
            assertThat(task.text()).contains("\"first\", \"second\"", "no such mailbox");
        });
    }
}
