package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.MessageInTrouble;
import io.relance.MessageInTrouble.Trouble;
import io.relance.Relance;
import io.relance.account.MessageState.Status;
import io.relance.account.TaskState;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxState;
import io.relance.template.TemplateCatalogue;
import io.relance.template.TemplateOverride;
import io.relance.testkit.RecordingChannel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that fail: whom they go to next, and how people find and release them. */
class TroubleTest {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Scenario TWO_CHANNELS = Scenario.named("two")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
            .build();

    private static AccountLedger twoContacts() {
        Customer customer = Customer.builder("dupont")
                .contact(Contact.builder("first")
                        .email("first@dupont.example")
                        .phone("+33100000001")
                        .build())
                .contact(Contact.builder("second")
                        .email("second@dupont.example")
                        .phone("+33100000002")
                        .build())
                .build();
        return AccountLedger.builder(ACME, customer)
                .receivable(invoice("F1", MONDAY.minusDays(5), "EUR 100.00"))
                .build();
    }

    private static List<MessageInTrouble> trouble(Relance relance) {
        List<MessageInTrouble> found = new ArrayList<>();
        relance.inTrouble(ACME, found::add);
        return found;
    }

    @Test
    void after_all_channels_of_a_contact_the_next_contact_gets_the_same_message_at_once() {
        RecordingChannel[] sms = new RecordingChannel[1];
        Trial trial = new Trial(TWO_CHANNELS, store -> store, builder -> {
            sms[0] = new RecordingChannel(ChannelId.SMS, () -> Instant.EPOCH);
            return builder.channel(sms[0]);
        });
        trial.books.put(twoContacts());
        trial.email.thenRefuses("no such mailbox");
        sms[0].thenRefuses("no such number");

        trial.run(MONDAY);

        MessageId id = trial.onlyMessage().id();
        assertThat(trial.email.handedOver())
                .extracting(OutboundMessage::recipientAddress)
                .containsExactly("first@dupont.example", "second@dupont.example");
        assertThat(trial.email.handedOver())
                .extracting(OutboundMessage::delivery)
                .containsExactly(new DeliveryId(id, ChannelId.EMAIL, 0), new DeliveryId(id, ChannelId.EMAIL, 1));
        assertThat(trial.onlyMessage().status()).isEqualTo(Status.ACCEPTED);
        assertThat(trial.onlyMessage().refused()).containsExactly("first");
        assertThat(trial.dupont().tasks()).as("nobody need look").isEmpty();
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event().getClass().getSimpleName())
                .containsSubsequence(
                        "MessagePlanned", "DeliveryFailed", "DeliveryFailed", "MessageChanged", "MessageAccepted");
    }

    @Test
    void when_every_contact_refused_it_a_person_looks_at_all_their_addresses() {
        Trial trial = new Trial();
        trial.books.put(twoContacts());
        trial.email.thenRefuses("no such mailbox").thenRefuses("no such mailbox");

        trial.runDaily(MONDAY, MONDAY.plusDays(8));

        assertThat(trial.email.handedOver()).as("nobody is tried in vain").hasSize(2);
        assertThat(trial.outbox())
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(OutboxState.REJECTED));
        assertThat(trial.dupont().tasks()).singleElement().satisfies(task -> {
            assertThat(task.isOpen()).isTrue();
            assertThat(task.text()).contains("contacts \"first\", \"second\"");
        });
        assertThat(trouble(trial.relance)).singleElement().satisfies(found -> {
            assertThat(found.trouble()).isEqualTo(Trouble.REFUSED);
            assertThat(found.account()).isEqualTo(DUPONT);
        });
    }

    @Test
    void a_message_that_needs_approval_goes_to_the_next_contact_once_that_is_approved() {
        Trial trial = new Trial(Scenario.named("asking")
                .step("reminder", s -> s.daysAfterDue(5).needsApproval().email("reminder"))
                .build());
        trial.books.put(twoContacts());
        trial.run(MONDAY);
        MessageId id = trial.onlyMessage().id();
        trial.jane(MONDAY).approve(id);
        trial.email.thenRefuses("no such mailbox");
        trial.run(MONDAY);
        assertThat(trial.onlyMessage().status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(trial.onlyMessage().contact()).isEqualTo("second");
        trial.run(TUESDAY);
        assertThat(trial.email.taken()).isEmpty();
        trial.jane(TUESDAY).approve(id);
        trial.run(TUESDAY);
        assertThat(trial.email.taken())
                .extracting(OutboundMessage::recipientAddress)
                .containsExactly("second@dupont.example");
    }

    private static Trial givenUp(int accounts) {
        Trial trial = new Trial(Trial.STANDARD, store -> store, builder -> builder.maxAttempts(1));
        for (int i = 0; i < accounts; i++) {
            trial.books.put(Trial.books(ACME, "c" + i)
                    .receivable(invoice("F", MONDAY.minusDays(5), "EUR 100.00"))
                    .build());
            trial.email.thenFailsForNow("down");
        }
        trial.run(MONDAY);
        return trial;
    }

    @Test
    void a_cause_that_is_gone_releases_all_that_was_given_up_for_it() {
        Trial trial = givenUp(3);
        assertThat(trouble(trial.relance)).hasSize(3).allSatisfy(found -> {
            assertThat(found.trouble()).isEqualTo(Trouble.GIVEN_UP);
            assertThat(found.why()).contains("down");
            assertThat(found.since()).isEqualTo(MONDAY);
        });
        trial.run(TUESDAY);
        assertThat(trial.email.handedOver()).hasSize(3);

        assertThat(trial.relance.release(
                        ACME, "jane", TUESDAY, found -> found.channel().equals(ChannelId.SMS)))
                .isZero();
        assertThat(trial.relance.release(ACME, "jane", TUESDAY, found -> true)).isEqualTo(3);
        assertThat(trouble(trial.relance)).isEmpty();
        assertThat(trial.relance.release(ACME, "jane", TUESDAY, found -> true)).isZero();

        assertThat(trial.run(TUESDAY).accepted()).isEqualTo(3);
    }

    @Test
    void a_message_is_released_singly_with_the_persons_name() {
        Trial trial = givenUp(2);
        MessageInTrouble first = trouble(trial.relance).get(0);
        trial.relance.account(first.account(), "jane", TUESDAY).release(first.message());
        trial.relance.account(first.account(), "jane", TUESDAY).release(first.message());
        assertThat(trouble(trial.relance)).hasSize(1);
        assertThat(trial.relance.timeline(first.account()))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.TaskCompleted.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEqualTo("jane"));
        assertThat(trial.run(TUESDAY).accepted()).isEqualTo(1);
    }

    @Test
    void what_is_in_no_trouble_is_not_released() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        MessageId id = trial.onlyMessage().id();
        assertThatThrownBy(() -> trial.jane(MONDAY).release(id))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ACCEPTED");
    }

    @Test
    void one_in_doubt_is_in_trouble_until_a_person_says_what_became_of_it() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.run(MONDAY);
        assertThat(trouble(trial.relance))
                .singleElement()
                .satisfies(found -> assertThat(found.trouble()).isEqualTo(Trouble.IN_DOUBT));
        assertThat(trial.relance.release(ACME, "jane", MONDAY, found -> true)).isZero();
        trial.jane(MONDAY).sent(trial.onlyMessage().id());
        assertThat(trouble(trial.relance)).isEmpty();
    }

    @Test
    void other_templates_release_what_was_given_up() {
        Trial trial = givenUp(1);
        TemplateCatalogue other = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("reminder", "en")
                        .subject("Your account with us")
                        .build())
                .build();
        Relance corrected = trial.engine(
                Trial.STANDARD, store -> store, builder -> builder.templates(other), trial.channel(ChannelId.EMAIL));

        trial.run(TUESDAY);
        assertThat(trouble(trial.relance)).as("the same templates").hasSize(1);
        assertThat(corrected.run(ACME, TUESDAY.plusDays(1)).accepted()).isEqualTo(1);

        assertThat(trouble(trial.relance)).isEmpty();
        List<TaskState> tasks = trial.relance
                .memory(io.relance.receivable.AccountId.of("acme", "c0"))
                .tasks();
        assertThat(tasks)
                .singleElement()
                .satisfies(task -> assertThat(task.result().orElseThrow()).contains("templates"));
    }
}
