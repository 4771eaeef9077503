package io.relance.engine;

import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.MessageState;
import io.relance.channel.Attachment;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.Enclosure;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.DocumentId;
import io.relance.scenario.Scenario;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Above 500 invoices a message shows totals, and the list goes with it as a file. */
class AttachedListsTest {
    private static final int MANY = 501;

    private static Trial trial(Scenario scenario, ChannelFeature... features) {
        Trial trial = new Trial(scenario, store -> store, builder -> builder, features);
        trial.books.put(overdue(daysLate()).build());
        return trial;
    }

    private static int[] daysLate() {
        int[] daysLate = new int[MANY];
        Arrays.fill(daysLate, 5);
        return daysLate;
    }

    private static List<Enclosure> accepted(Trial trial) {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .filter(AccountEvent.MessageAccepted.class::isInstance)
                .map(AccountEvent.MessageAccepted.class::cast)
                .flatMap(event -> event.enclosures().stream())
                .toList();
    }

    private static OutboundMessage only(Trial trial) {
        assertThat(trial.email.taken()).hasSize(1);
        return trial.email.taken().get(0);
    }

    @Test
    void the_list_goes_with_the_message_and_its_hash_into_the_event() {
        Trial trial = trial(STANDARD, ChannelFeature.CARRIES_FILES);

        trial.run(MONDAY);

        OutboundMessage message = only(trial);
        assertThat(message.text()).contains(MANY + " invoices; the detailed list is attached.");
        assertThat(message.attachments()).singleElement().satisfies(list -> {
            assertThat(list.name()).isEqualTo("invoices.csv");
            assertThat(list.mediaType()).isEqualTo("text/csv");
            assertThat(new String(list.bytes(), UTF_8).lines().toList())
                    .hasSize(1 + MANY)
                    .anyMatch(line -> line.startsWith("F501,"));
        });
        assertThat(accepted(trial)).isEqualTo(Enclosures.named(message.attachments()));
    }

    @Test
    void a_channel_that_carries_no_files_says_that_the_list_is_to_be_had() {
        Trial trial = trial(STANDARD);

        trial.run(MONDAY);

        assertThat(only(trial).attachments()).isEmpty();
        assertThat(only(trial).text()).contains("on request").doesNotContain("attached");
    }

    @Test
    void a_preview_shows_it() {
        Scenario approved = Scenario.named("approved")
                .step("reminder", step -> step.daysAfterDue(5).email("reminder").needsApproval())
                .build();
        Trial trial = trial(approved, ChannelFeature.CARRIES_FILES);
        trial.run(MONDAY);

        assertThat(trial.jane(MONDAY).preview(trial.onlyMessage().id()).attachments())
                .extracting(Attachment::name)
                .containsExactly("invoices.csv");
    }

    /** Its hand-over was taken, and the engine died before it heard of it. */
    private static Trial interrupted() {
        Trial trial = trial(STANDARD, ChannelFeature.CARRIES_FILES, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        return trial;
    }

    @Test
    void after_a_crash_it_is_made_again_byte_for_byte_on_another_day() {
        Trial trial = interrupted();

        assertThat(trial.run(MONDAY.plusDays(1)).accepted()).isEqualTo(1);

        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(accepted(trial)).isEqualTo(Enclosures.named(only(trial).attachments()));
    }

    @Test
    void after_a_crash_it_is_in_doubt_when_more_is_open_than_before_though_it_asks_for_as_much() {
        AccountLedger.Builder covered = overdue(daysLate())
                .creditNote(new CreditNote(
                        new DocumentId("C1"), MONDAY.minusDays(1), Money.parse("EUR 40.00"), Instant.EPOCH));
        Trial trial = new Trial(
                STANDARD,
                store -> store,
                builder -> builder,
                ChannelFeature.CARRIES_FILES,
                ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.books.put(covered.build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        trial.books.put(covered.allocation(Allocation.ofCreditNote("C1", "F1", Money.parse("EUR 40.00")))
                .build());

        assertThat(trial.run(MONDAY.plusDays(1)).inDoubt()).isEqualTo(1);
    }

    @Test
    void after_a_crash_it_is_in_doubt_when_not_all_of_it_is_owed_any_more() {
        Trial trial = interrupted();
        trial.books.put(overdue(Arrays.copyOf(daysLate(), MANY - 1)).build());

        assertThat(trial.run(MONDAY.plusDays(1)).inDoubt()).isEqualTo(1);
    }
}
