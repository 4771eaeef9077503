package io.relance.engine;

import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.MessagePreview;
import io.relance.RunReport;
import io.relance.account.MessageState;
import io.relance.channel.Attachment;
import io.relance.channel.AttachmentSource;
import io.relance.channel.ChannelFeature;
import io.relance.delivery.Enclosure;
import io.relance.history.AccountEvent;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The documents that go with messages come from the host; what they were is in the event of the hand-over. */
class EnclosuresTest {
    /** SHA-256 of "invoice F1". */
    private static final String HASH = "db02d4669ce4520a72432358e3ff4cc560722522e527a3088bb6019d6466ed94";

    private final List<List<ReceivableId>> asked = new ArrayList<>();

    private static Attachment invoice(String contents) {
        return new Attachment("F1.pdf", "application/pdf", contents.getBytes(UTF_8));
    }

    private Trial trial(Supplier<List<Attachment>> documents, ChannelFeature... features) {
        return trial(STANDARD, documents, features);
    }

    private Trial trial(Scenario scenario, Supplier<List<Attachment>> documents, ChannelFeature... features) {
        AttachmentSource source = (account, channel, receivables) -> {
            assertThat(account).isEqualTo(DUPONT);
            asked.add(receivables);
            return documents.get();
        };
        Trial trial = new Trial(scenario, store -> store, builder -> builder.attachments(source), features);
        trial.books.put(overdue(5).build());
        return trial;
    }

    private static List<Enclosure> accepted(Trial trial) {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .filter(AccountEvent.MessageAccepted.class::isInstance)
                .map(AccountEvent.MessageAccepted.class::cast)
                .flatMap(event -> event.enclosures().stream())
                .toList();
    }

    @Test
    void the_invoices_that_a_message_asks_for_go_with_it_and_their_hashes_into_the_event() {
        Trial trial = trial(() -> List.of(invoice("invoice F1")));

        trial.run(MONDAY);

        assertThat(asked).containsOnly(List.of(new ReceivableId("F1")));
        assertThat(trial.email.taken().get(0).attachments())
                .singleElement()
                .satisfies(document ->
                        assertThat(new String(document.bytes(), UTF_8)).isEqualTo("invoice F1"));
        assertThat(accepted(trial)).containsExactly(new Enclosure("F1.pdf", "application/pdf", 10, HASH));
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    @Test
    void documents_that_can_not_be_had_keep_the_message_back_and_the_run_names_the_account() {
        List<Attachment> documents = new ArrayList<>();
        Trial trial = trial(() -> {
            if (documents.isEmpty()) {
                throw new IllegalStateException("the archive is down");
            }
            return documents;
        });

        RunReport report = trial.run(MONDAY);

        assertThat(report.brokenAccounts())
                .singleElement()
                .satisfies(broken -> assertThat(broken.why()).contains("the archive is down"));
        assertThat(trial.email.handedOver()).isEmpty();
        documents.add(invoice("invoice F1"));
        assertThat(trial.run(MONDAY.plusDays(1)).accepted()).isEqualTo(1);
    }

    @Test
    void those_with_which_it_was_written_leave_and_they_are_asked_for_once() {
        List<Attachment> changing = new ArrayList<>(List.of(invoice("invoice F1"), invoice("corrected")));
        Trial trial = trial(() -> List.of(changing.remove(0)));

        RunReport first = trial.run(MONDAY);

        assertThat(first.accepted()).isEqualTo(1);
        assertThat(asked).hasSize(1);
        assertThat(new String(trial.email.taken().get(0).attachments().get(0).bytes(), UTF_8))
                .isEqualTo("invoice F1");
    }

    @Test
    void after_a_crash_other_documents_than_those_that_may_have_left_do_not_go_under_its_id() {
        List<Attachment> now = new ArrayList<>(List.of(invoice("invoice F1")));
        Trial trial = trial(() -> List.copyOf(now), ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        try {
            trial.run(MONDAY);
        } catch (StackOverflowError died) {
            assertThat(trial.email.taken()).hasSize(1);
        }
        now.set(0, invoice("corrected"));

        trial.run(MONDAY.plusDays(1));

        assertThat(trial.email.handedOver()).hasSize(1);
        now.set(0, invoice("invoice F1"));
        assertThat(trial.run(MONDAY.plusDays(2)).accepted()).isEqualTo(1);
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
    }

    @Test
    void a_preview_shows_them() {
        Scenario approved = Scenario.named("approved")
                .step("reminder", step -> step.daysAfterDue(5).email("reminder").needsApproval())
                .build();
        Trial trial = trial(approved, () -> List.of(invoice("invoice F1")));
        trial.run(MONDAY);

        MessagePreview preview = trial.jane(MONDAY).preview(trial.onlyMessage().id());

        assertThat(preview.attachments()).extracting(Attachment::name).containsExactly("F1.pdf");
        assertThat(preview.document()).as("this channel has none").isEmpty();
    }
}
