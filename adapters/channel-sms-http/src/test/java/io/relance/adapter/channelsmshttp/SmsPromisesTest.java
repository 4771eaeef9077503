package io.relance.adapter.channelsmshttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.MessageInTrouble;
import io.relance.Relance;
import io.relance.adapter.channelsmshttp.Gateway.Habit;
import io.relance.callback.RawCallback;
import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing lost and nothing twice, by the engine over Twilio. */
class SmsPromisesTest {
    private static final String KEY = "12345";
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final CreditorId ATELIER = new CreditorId("atelier");
    private static final AccountId PORT = AccountId.of("atelier", "port");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 9);

    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(MONDAY);
    private Gateway gateway;
    private Relance engine;

    @BeforeEach
    void start() throws IOException {
        gateway = new Gateway();
        gateway.answers(request -> Gateway.answer(201, "", Messages.fixture("twilio-accepted.json")));
        engine = Relance.builder()
                .books(InMemoryBooks.empty()
                        .put(AccountLedger.builder(
                                        ATELIER,
                                        Customer.builder("port")
                                                .naturalPerson(NaturalPerson.NO)
                                                .contact(Contact.builder("first")
                                                        .phone("+33 6 12 34 56 78")
                                                        .build())
                                                .build())
                                .receivable(Receivable.invoice(
                                                "F-1",
                                                MONDAY.minusDays(36),
                                                MONDAY.minusDays(6),
                                                Money.parse("EUR 1250.00"))
                                        .build())
                                .build()))
                .store(new InMemoryDunningStore())
                .clock(clock)
                .scenario(Scenario.named("sms")
                        .step("reminder", s -> s.daysAfterDue(5).sms("reminder"))
                        .build())
                .channel(SmsChannel.create(TwilioMessaging.gateway(ACCOUNT, KEY)
                        .url(gateway.url("/"))
                        .sender("+33755000001")
                        .clock(clock)
                        .callbacks(TwilioMessaging.callbacks(KEY, URI.create("https://host.example/sms")))
                        .build()))
                .build();
    }

    @AfterEach
    void stop() {
        engine.close();
        gateway.close();
    }

    private String query() {
        String callback = FormFields.read(gateway.requests().get(0).body())
                .get("StatusCallback")
                .first();
        return callback.substring(callback.indexOf('?') + 1);
    }

    private List<MessageInTrouble> troubles() {
        List<MessageInTrouble> found = new ArrayList<>();
        engine.inTrouble(ATELIER, found::add);
        return found;
    }

    @Test
    void a_line_that_drops_leaves_a_doubt_that_the_status_callback_settles() {
        gateway.behave(Habit.DROPS);
        assertThat(engine.run(ATELIER, MONDAY).inDoubt()).isEqualTo(1);
        gateway.behave(Habit.ANSWERS);
        assertThat(engine.run(ATELIER, MONDAY).accepted()).isZero();

        RawCallback delivered =
                Callbacks.twilio(KEY, "https://host.example/sms", query(), Messages.fixture("twilio-delivered.txt"));
        assertThat(engine.callback(ChannelId.SMS, delivered).accepted()).isEqualTo(1);
        assertThat(engine.callback(ChannelId.SMS, delivered).accepted())
                .as("posted again")
                .isZero();

        assertThat(troubles()).isEmpty();
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void a_number_that_is_no_more_comes_back_and_is_work_for_a_person() {
        assertThat(engine.run(ATELIER, MONDAY).accepted()).isEqualTo(1);

        RawCallback came =
                Callbacks.twilio(KEY, "https://host.example/sms", query(), Messages.fixture("twilio-undelivered.txt"));
        assertThat(engine.callback(ChannelId.SMS, came).bounced()).isEqualTo(1);

        assertThat(engine.memory(PORT).tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text()).contains("Twilio: undelivered, 30005"));
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void a_gateway_that_is_away_delays_the_message_which_arrives_once() {
        gateway.setAway(true);
        assertThat(engine.run(ATELIER, MONDAY).deferred()).isEqualTo(1);
        gateway.setAway(false);

        for (int day = 1; day <= 3; day++) {
            clock.turnToMorningOf(MONDAY.plusDays(day));
            assertThat(engine.run(ATELIER, MONDAY.plusDays(day)).accepted()).isEqualTo(day == 1 ? 1 : 0);
        }
        assertThat(gateway.requests()).hasSize(1);
        assertThat(FormFields.read(gateway.requests().get(0).body()).get("To")).containsExactly("+33612345678");
    }
}
