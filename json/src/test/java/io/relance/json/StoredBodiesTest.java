package io.relance.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.Assignment;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.ReasonState;
import io.relance.account.ReceivableProgress;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.FieldValue;
import io.relance.receivable.ReceivableId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.JqwikException;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of events and hand-overs, old bodies, and bodies that are refused. */
class StoredBodiesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final DunningCase FULL = full();

    private static DunningCase full() {
        try {
            return CaseArbitraries.cases()
                    .filter(memory -> !memory.messages().isEmpty()
                            && !memory.tasks().isEmpty()
                            && !memory.holds().isEmpty()
                            && !memory.promises().isEmpty()
                            && !memory.plans().isEmpty()
                            && !memory.disputes().isEmpty()
                            && !memory.pendingPayments().isEmpty()
                            && !memory.contacts().isEmpty()
                            && memory.externalScore().isPresent())
                    .sample();
        } catch (JqwikException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Class<?>> kinds() {
        return Arrays.stream(AccountEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_event_of_every_kind_is_read_back_as_it_was_written(Class<?> kind) throws ReflectiveOperationException {
        for (boolean empty : new boolean[] {true, false}) {
            AccountEvent event = sample(kind, empty);

            byte[] body = EventCodec.encode(event);

            assertThat(EventCodec.decode(body)).isEqualTo(event);
            assertThat(EventCodec.type(event)).isEqualTo(kind.getSimpleName());
            assertThat(text(body))
                    .startsWith("{\"event\":1,\"type\":\"" + kind.getSimpleName() + "\",\"day\":\"2026-03-02\"");
        }
    }

    /** An event whose every component is told from the others. */
    private static AccountEvent sample(Class<?> kind, boolean empty) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = types[i] == Optional.class && empty
                    ? Optional.empty()
                    : value(components[i].getGenericType(), components[i].getName());
        }
        var constructor = kind.getDeclaredConstructor(types);
        return (AccountEvent) constructor.newInstance(values);
    }

    private static Object value(Type type, String name) {
        String full = type.getTypeName();
        if (full.startsWith("java.util.Optional<")) {
            return Optional.of(simple(full.substring(full.indexOf('<') + 1, full.length() - 1), name));
        }
        return full.startsWith("java.util.List<")
                ? List.of(new ReceivableId("a"), new ReceivableId("b"))
                : simple(full, name);
    }

    private static Object simple(String type, String name) {
        MessageId id = new MessageId("ab".repeat(32));
        Map<String, Object> values = new HashMap<>();
        values.put("java.lang.String", "the \"" + name + "\"");
        values.put("boolean", true);
        values.put("int", 3);
        values.put("java.time.LocalDate", DAY);
        values.put("java.time.Instant", Instant.parse("2026-03-02T08:00:00.123Z"));
        values.put("org.joda.money.Money", Money.parse("JPY " + name.length()));
        values.put("io.relance.delivery.MessageId", id);
        values.put("io.relance.delivery.DeliveryId", new DeliveryId(id, ChannelId.SMS, 2));
        values.put("io.relance.receivable.ReceivableId", new ReceivableId("F-1"));
        values.put("io.relance.receivable.FieldValue", new FieldValue.Text(name));
        values.put("io.relance.account.Assignment", new Assignment(DAY, name));
        values.put("io.relance.account.ReasonState", new ReasonState("ON_HOLD", "why", DAY, Optional.of(DAY)));
        values.put("io.relance.account.MessageState", FULL.messages().get(0));
        values.put("io.relance.account.TaskState", FULL.tasks().get(0));
        values.put("io.relance.account.Hold", FULL.holds().get(0));
        values.put("io.relance.account.PromiseToPay", FULL.promises().get(0));
        values.put("io.relance.account.InstalmentPlan", FULL.plans().get(0));
        values.put("io.relance.account.Dispute", FULL.disputes().get(0));
        values.put("io.relance.account.PendingPayment", FULL.pendingPayments().get(0));
        values.put("io.relance.account.LoggedContact", FULL.contacts().get(0));
        values.put("io.relance.account.ExternalScore", FULL.externalScore().orElseThrow());
        Object value = values.get(type);
        if (value == null) {
            throw new AssertionError("no sample of " + type);
        }
        return value;
    }

    @Test
    void a_hand_over_is_read_back_as_it_was_written() {
        HandOver what = new HandOver(
                new DeliveryId(new MessageId("ab".repeat(32)), ChannelId.EMAIL, 0),
                "billing",
                "a@b.example",
                Optional.of("Dupont"),
                Optional.empty(),
                Optional.of("ACME"),
                Optional.of("Rappel \u20ac"),
                "line\nline\n",
                Optional.of("<p>\u00e9</p>"),
                "fr",
                DAY,
                Instant.parse("2026-03-02T08:00:00Z"));

        assertThat(HandOverCodec.decode(HandOverCodec.encode(what))).isEqualTo(what);
        assertThat(what.toString()).doesNotContain("a@b.example", "line");
    }

    /** One of each format and version: they stay readable for good. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "case-1",
                "case-1-promises",
                "case-1-edited",
                "progress-1",
                "progress-1-written-off",
                "task-1",
                "task-1-assigned",
                "event-1",
                "event-1-promise-kept",
                "event-1-litigation",
                "handOver-1",
                "messageLines-1",
                "case-2"
            })
    void what_was_stored_by_any_version_is_read(String name) throws IOException {
        byte[] body = sample(name);

        byte[] again = switch (name.substring(0, name.indexOf('-'))) {
            case "case" ->
                CaseCodec.head(CaseCodec.head(CaseArbitraries.ACCOUNT, body)
                        .with(List.of(), List.of(CaseCodec.lines(sample("messageLines-1")))));
            case "progress" -> CaseCodec.part(CaseCodec.part(body));
            case "task" -> CaseCodec.task(CaseCodec.task(body));
            case "messageLines" -> CaseCodec.lines(message(CaseCodec.lines(body)));
            case "event" -> EventCodec.encode(EventCodec.decode(body));
            default -> HandOverCodec.encode(HandOverCodec.decode(body));
        };

        assertThat(text(again)).isEqualTo(text(body));
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = StoredBodiesTest.class.getResourceAsStream(name + ".json")) {
            return new String(in.readAllBytes(), UTF_8).strip().getBytes(UTF_8);
        }
    }

    /** The message of the samples, with these lines. */
    private static MessageState message(MessageLines lines) throws IOException {
        DunningCase memory =
                CaseCodec.head(CaseArbitraries.ACCOUNT, sample("case-2")).with(List.of(), List.of(lines));
        return memory.message(lines.message()).orElseThrow();
    }

    @Test
    void a_head_of_before_lines_were_apart_is_read_whole_and_written_without_them() throws IOException {
        CaseHead before = CaseCodec.head(CaseArbitraries.ACCOUNT, sample("case-1-many-lines"));
        DunningCase memory = before.with(List.of(), List.of());

        assertThat(before.apart()).isEmpty();
        assertThat(memory.messages()).hasSize(1);
        MessageState message = memory.messages().get(0);
        assertThat(message.lines()).hasSize(CaseCodec.MOST_LINES_IN_HEAD + 1);
        assertThat(text(CaseCodec.lines(message))).isEqualTo(text(sample("messageLines-1")));
        assertThat(text(CaseCodec.head(memory))).isEqualTo(text(sample("case-2")));
    }

    @Test
    void lines_up_to_the_limit_stay_in_the_head_which_is_then_as_it_always_was() throws IOException {
        MessageLines many = CaseCodec.lines(sample("messageLines-1"));
        MessageState fewer = WorkForms.withLines(message(many), many.lines().subList(1, 21));
        DunningCase memory =
                DunningCase.builder(CaseArbitraries.ACCOUNT).message(fewer).build();

        assertThat(text(CaseCodec.head(memory))).startsWith("{\"case\":1,").contains("\"lines\":[{");
        assertThat(CaseCodec.head(CaseArbitraries.ACCOUNT, CaseCodec.head(memory))
                        .with(List.of(), List.of()))
                .isEqualTo(memory);
    }

    @Test
    void a_message_whose_lines_are_missing_is_refused_and_never_read_without_lines() throws IOException {
        CaseHead head = CaseCodec.head(CaseArbitraries.ACCOUNT, sample("case-2"));
        MessageLines lines = CaseCodec.lines(sample("messageLines-1"));
        MessageLines others = new MessageLines(new MessageId("0".repeat(64)), lines.lines());
        MessageLines fewer = new MessageLines(lines.message(), lines.lines().subList(0, 20));
        byte[] twice = text(sample("case-1-many-lines"))
                .replace("\"lines\":[", "\"linesApart\":21,\"lines\":[")
                .getBytes(UTF_8);

        assertThatThrownBy(() -> head.with(List.of(), List.of(others)))
                .isInstanceOf(StoredBodyException.class)
                .hasMessage(
                        "the 21 lines of message abababababababab, which are stored apart from the case, are missing");
        assertThatThrownBy(() -> head.with(List.of(), List.of(fewer)))
                .isInstanceOf(StoredBodyException.class)
                .hasMessage("message abababababababab has 21 lines, but 20 are stored apart from the case");
        assertThatThrownBy(() -> CaseCodec.head(CaseArbitraries.ACCOUNT, twice))
                .isInstanceOf(StoredBodyException.class)
                .hasMessage("message abababababababab has lines in the case and apart");
    }

    @Test
    void a_newer_format_is_refused_with_both_versions() {
        assertThatThrownBy(() -> CaseCodec.part("{\"progress\":2,\"receivable\":\"F\",\"new\":1}".getBytes(UTF_8)))
                .isInstanceOf(StoredBodyException.class)
                .hasMessage("a stored progress has the format version 2, and this version of Relance reads 1 to 1:"
                        + " it was written by a newer one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"progress\":1,\"receivable\":\"F\",\"cycle\":1,\"extra\":1} | unknown key \"extra\" in progress",
                "{\"progress\":1,\"cycle\":1}                            | \"receivable\" is missing in progress",
                "{\"progress\":1,\"receivable\":5}                       | \"receivable\" in progress is a number and should be a text",
                "{\"progress\":1,\"receivable\":\"F\",\"cycle\":\"1\"}   | \"cycle\" in progress is a text and should be a whole number",
                "{\"progress\":1,\"receivable\":\"F\",\"late\":1}        | \"late\" in progress is a number and should be true or false",
                "{\"progress\":1,\"receivable\":\"F\",\"steps\":{}}      | \"steps\" in progress is a mapping and should be a list",
                "{\"progress\":1,\"receivable\":\"F\",\"steps\":[1]}     | progress.steps[0] is a number and should be a mapping",
                "{\"progress\":1,\"receivable\":\" \"}                   | progress can't be read: ",
                "{\"progress\":1,\"receivable\":\"F\",\"thanked\":\"x\"} | progress can't be read: ",
                "{\"task\":1}                                            | is no progress: its first key should be \"progress\"",
                "[1]                                                     | progress is a list and should be a mapping",
                "{\"progress\":0}                                        | has the format version 0",
                "{\"progress\":1                                         | is not JSON",
            })
    void a_body_that_is_not_as_it_was_written_is_refused_with_its_place(String body, String message) {
        assertThatThrownBy(() -> CaseCodec.part(body.getBytes(UTF_8)))
                .isInstanceOf(StoredBodyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void an_event_of_an_unknown_kind_is_refused_by_name() {
        assertThatThrownBy(() -> EventCodec.decode(
                        "{\"event\":1,\"type\":\"Danced\",\"day\":\"2026-03-02\",\"actor\":\"engine\"}"
                                .getBytes(UTF_8)))
                .isInstanceOf(StoredBodyException.class)
                .hasMessageContaining("\"Danced\"");
    }

    @Test
    void a_part_is_short_when_little_is_known() {
        ReceivableProgress fresh =
                ReceivableProgress.builder(new ReceivableId("F-1")).build();

        assertThat(text(CaseCodec.part(fresh))).isEqualTo("{\"progress\":1,\"receivable\":\"F-1\",\"cycle\":1}");
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }
}
