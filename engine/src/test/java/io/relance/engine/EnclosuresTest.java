package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.MessageInTrouble;
import io.relance.MessagePreview;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.MessageState;
import io.relance.channel.Attachment;
import io.relance.channel.AttachmentSource;
import io.relance.channel.ChannelFeature;
import io.relance.channel.NoSuchDocumentException;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.Enclosure;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.ContactRole;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static List<AccountEvent.DeliveryFailed> failed(Trial trial) {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .filter(AccountEvent.DeliveryFailed.class::isInstance)
                .map(AccountEvent.DeliveryFailed.class::cast)
                .toList();
    }

    /** Throws until it is given a document. */
    private static Supplier<List<Attachment>> archive(List<Attachment> documents) {
        return () -> {
            if (documents.isEmpty()) {
                throw new IllegalStateException("the archive is down");
            }
            return documents;
        };
    }

    @Test
    void documents_that_can_not_be_had_count_as_a_hand_over_that_failed_for_now() {
        List<Attachment> documents = new ArrayList<>();
        Trial trial = trial(archive(documents));

        RunReport report = trial.run(MONDAY);

        assertThat(report.brokenAccounts()).isEmpty();
        assertThat(report.deferred()).isEqualTo(1);
        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(failed(trial)).singleElement().satisfies(event -> {
            assertThat(event.why()).contains("documents", "the archive is down");
            assertThat(event.forGood()).isFalse();
            assertThat(event.delivery().message()).isEqualTo(trial.onlyMessage().id());
        });
        assertThat(trial.outbox()).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(OutboxState.READY);
            assertThat(entry.attempt()).isEqualTo(1);
            assertThat(entry.retryAt()).hasValueSatisfying(at -> assertThat(at).isAfter(trial.clock.instant()));
        });

        documents.add(invoice("invoice F1"));
        assertThat(trial.relance.run(ACME, MONDAY).accepted())
                .as("within the pause")
                .isZero();
        assertThat(asked).hasSize(1);
        trial.clock.turn(Duration.ofMinutes(2));
        assertThat(trial.relance.run(ACME, MONDAY).accepted()).isEqualTo(1);
        assertThat(accepted(trial)).hasSize(1);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    @Test
    void documents_that_can_never_be_had_are_given_up_like_a_hand_over_and_a_person_gets_the_work() {
        List<Attachment> documents = new ArrayList<>();
        Trial trial = trial(archive(documents));

        // seven business days
        trial.runDaily(MONDAY, MONDAY.plusDays(8));
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.READY);
        RunReport last = trial.run(MONDAY.plusDays(9));
        trial.runDaily(MONDAY.plusDays(10), MONDAY.plusDays(20));

        assertThat(last.dead()).isEqualTo(1);
        assertThat(asked).as("8 attempts, as the policy of this engine has it").hasSize(8);
        assertThat(failed(trial)).hasSize(8);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.FAILED);
        assertThat(trial.dupont().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text()).contains("8 times", "the archive is down"));
        List<MessageInTrouble> trouble = new ArrayList<>();
        trial.relance.inTrouble(ACME, trouble::add);
        assertThat(trouble).hasSize(1);

        documents.add(invoice("invoice F1"));
        LocalDate back = MONDAY.plusDays(21);
        trial.clock.turnToMorningOf(back);
        trial.jane(back).completeTask(trial.dupont().tasks().get(0).id(), "the archive is back");
        assertThat(trial.run(back).accepted()).isEqualTo(1);
        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void a_document_that_does_not_exist_is_given_up_at_once() {
        Trial trial = trial(() -> {
            throw new NoSuchDocumentException("invoice F1 was never printed");
        });

        RunReport report = trial.run(MONDAY);
        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(5));

        assertThat(report.dead()).isEqualTo(1);
        assertThat(report.brokenAccounts()).isEmpty();
        assertThat(asked).hasSize(1);
        assertThat(failed(trial))
                .singleElement()
                .satisfies(event -> assertThat(event.forGood()).isTrue());
        assertThat(trial.dupont().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text()).contains("F1 was never printed"));
    }

    @ParameterizedTest
    @CsvSource({"PT29S, 1, 0", "PT30S, 1, 0", "PT31S, 0, 1", "PT10M, 0, 1"})
    void an_answer_that_comes_later_than_a_hand_over_may_take_is_none(Duration late, int accepted, int deferred) {
        List<Trial> slow = new ArrayList<>();
        Trial trial = trial(() -> {
            slow.get(0).clock.turn(late);
            return List.of(invoice("invoice F1"));
        });
        slow.add(trial);

        RunReport report = trial.run(MONDAY);

        assertThat(report.accepted()).isEqualTo(accepted);
        assertThat(report.deferred()).isEqualTo(deferred);
        assertThat(trial.email.taken()).hasSize(accepted);
        assertThat(failed(trial)).hasSize(deferred);
    }

    static List<Arguments> badAnswers() {
        return List.of(
                Arguments.of("null", (Supplier<List<Attachment>>) () -> giveNull()),
                Arguments.of("null among them", (Supplier<List<Attachment>>)
                        () -> java.util.Arrays.asList(invoice("invoice F1"), null)),
                Arguments.of("a name that is a path", (Supplier<List<Attachment>>)
                        () -> List.of(new Attachment("../F1.pdf", "application/pdf", new byte[1]))),
                Arguments.of("an error", (Supplier<List<Attachment>>) () -> {
                    throw new NoClassDefFoundError("org/example/Archive");
                }));
    }

    @NullUnmarked
    private static <T> T giveNull() {
        return null;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void an_answer_that_is_none_is_a_failure_for_now(String what, Supplier<List<Attachment>> answer) {
        Trial trial = trial(answer);

        RunReport report = trial.run(MONDAY);

        assertThat(report.deferred()).as(what).isEqualTo(1);
        assertThat(report.brokenAccounts()).isEmpty();
        assertThat(trial.email.handedOver()).isEmpty();
    }

    @Test
    void an_empty_answer_is_an_answer() {
        Trial trial = trial(List::of);

        assertThat(trial.run(MONDAY).accepted()).isEqualTo(1);
        assertThat(trial.email.taken().get(0).attachments()).isEmpty();
    }

    @Test
    void documents_that_are_too_large_for_the_channel_are_refused_by_it_for_good() {
        Trial trial = trial(() -> List.of(invoice("x".repeat(20_000_000))));
        trial.email.thenRefuses("the mail is larger than 10 MiB");

        RunReport report = trial.run(MONDAY);

        assertThat(report.failed()).isEqualTo(1);
        assertThat(trial.dupont().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text()).contains("10 MiB"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ChannelFeature.class,
            names = {"HONOURS_IDEMPOTENCY_KEY", "PROOF_OF_DISPATCH"})
    void the_messages_of_other_accounts_and_the_others_of_the_account_go_on(ChannelFeature feature) {
        Scenario two = Scenario.named("two")
                .step("reminder", step -> step.daysAfterDue(5).email("reminder"))
                .step(
                        "notice",
                        step -> step.daysAfterDue(12)
                                .formalNotice()
                                .approval(false)
                                .audience(ContactRole.BILLING)
                                .proofOfDispatch(ProofOfDispatch.NOT_REQUIRED)
                                .email("last-reminder"))
                .build();
        AttachmentSource source = (account, channel, receivables) -> {
            if (receivables.contains(new ReceivableId("F2"))) {
                throw new IllegalStateException("F2 is not scanned yet");
            }
            return List.of();
        };
        Trial trial = new Trial(two, store -> store, builder -> builder.attachments(source), feature);
        trial.books.put(overdue(5).build());
        trial.run(MONDAY);
        LocalDate later = MONDAY.plusDays(7);
        trial.books.change(DUPONT, books -> books.receivable(Trial.invoice("F2", later.minusDays(5), "EUR 70.00")));
        for (String customer : List.of("anne", "zoe")) {
            trial.books.put(Trial.books(ACME, customer)
                    .receivable(Trial.invoice("G-" + customer, later.minusDays(5), "EUR 40.00"))
                    .build());
        }

        trial.runDaily(later, later.plusDays(10));

        assertThat(failed(trial)).as("those of F2").isNotEmpty();
        assertThat(trial.email.taken())
                .extracting(message -> message.account().customer().value())
                .as("a reminder and a notice of each: of dupont those of F1")
                .containsExactlyInAnyOrder("dupont", "dupont", "anne", "anne", "zoe", "zoe");
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

    /** An engine whose first hand-over was taken, and which died before it heard of it. */
    private Trial interrupted(Supplier<List<Attachment>> documents) {
        Trial trial = trial(documents, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        return trial;
    }

    @Test
    void what_was_interrupted_waits_for_documents_and_is_in_doubt_when_they_do_not_come() {
        List<Attachment> documents = new ArrayList<>(List.of(invoice("invoice F1")));
        Trial trial = interrupted(archive(documents));
        documents.clear();

        RunReport next = trial.run(MONDAY.plusDays(1));
        assertThat(next.brokenAccounts())
                .singleElement()
                .satisfies(broken -> assertThat(broken.why()).contains("the archive is down"));
        trial.runDaily(MONDAY.plusDays(2), MONDAY.plusDays(6));

        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void what_was_interrupted_is_in_doubt_at_once_when_its_document_is_gone() {
        List<Boolean> gone = new ArrayList<>();
        Trial trial = interrupted(() -> {
            if (!gone.isEmpty()) {
                throw new NoSuchDocumentException("F1 was deleted");
            }
            return List.of(invoice("invoice F1"));
        });
        gone.add(true);

        RunReport report = trial.run(MONDAY.plusDays(1));

        assertThat(report.inDoubt()).isEqualTo(1);
        assertThat(report.brokenAccounts()).isEmpty();
    }

    /** Sources, channels and stores that fail at random: each message arrives once, or is work for a person. */
    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_is_lost_and_nothing_goes_twice_whatever_fails(long seed) {
        Random random = new Random(seed);
        List<Trial> world = new ArrayList<>();
        AttachmentSource source = (account, channel, receivables) -> {
            switch (random.nextInt(6)) {
                case 0 -> throw new IllegalStateException("down");
                case 1 -> world.get(0).clock.turn(Duration.ofSeconds(40));
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        throw new NoSuchDocumentException("gone");
                    }
                }
                default -> {}
            }
            return List.of(invoice("of " + account.customer()));
        };
        boolean honours = random.nextBoolean();
        Trial trial = new Trial(
                STANDARD,
                store -> store,
                builder -> builder.attachments(source).maxAttempts(4),
                honours ? ChannelFeature.HONOURS_IDEMPOTENCY_KEY : ChannelFeature.PROOF_OF_DISPATCH);
        world.add(trial);
        for (int i = 0; i < 12; i++) {
            trial.books.put(Trial.books(ACME, "c" + i)
                    .receivable(Trial.invoice("F" + i, MONDAY.minusDays(5), "EUR 10.00"))
                    .build());
        }
        for (LocalDate day = MONDAY; day.isBefore(MONDAY.plusDays(6)); day = day.plusDays(1)) {
            if (random.nextInt(3) == 0) {
                trial.email.thenFailsForNow("greylisted");
            }
            Relance broken = trial.engine(
                    STANDARD,
                    store -> new UnreliableStore(store, 1 + random.nextInt(60), random.nextBoolean()),
                    builder -> builder.attachments(source).maxAttempts(4),
                    trial.email);
            trial.clock.turnToMorningOf(day);
            try {
                broken.run(ACME, day);
            } catch (UnreliableStore.Broken died) {
                trial.clock.turn(Duration.ofMinutes(10));
            }
            trial.relance.run(ACME, day);
        }

        assertThat(trial.email.taken()).extracting(OutboundMessage::delivery).doesNotHaveDuplicates();
        for (int i = 0; i < 12; i++) {
            AccountId account = AccountId.of("acme", "c" + i);
            List<MessageState> messages = trial.relance.memory(account).messages();
            long taken = trial.email.taken().stream()
                    .filter(message -> message.account().equals(account))
                    .count();
            assertThat(messages).as("messages of %s", account).hasSize(1);
            switch (messages.get(0).status()) {
                case ACCEPTED -> assertThat(taken).isEqualTo(1);
                case FAILED -> {
                    assertThat(taken).isZero();
                    assertThat(trial.relance.memory(account).tasks()).hasSize(1);
                }
                case READY -> assertThat(taken).isZero();
                case IN_DOUBT ->
                    assertThat(trial.relance.timeline(account).toString())
                            .contains(honours ? "document" : "interrupted");
                default -> throw new AssertionError(messages.get(0));
            }
            assertThat(trial.relance.verify(account).isIntact()).isTrue();
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }
}
