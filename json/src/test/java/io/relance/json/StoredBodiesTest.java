package io.relance.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.Assignment;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.MessageState;
import io.relance.account.ReasonState;
import io.relance.account.ReceivableProgress;
import io.relance.account.RequestedPayment;
import io.relance.account.TaskState;
import io.relance.delivery.ChannelId;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.Enclosure;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.CreditorReference;
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
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
                            && !memory.directDebits().isEmpty()
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
        if (full.equals("java.util.List<io.relance.account.RaisedClaim>")) {
            return List.of(CaseArbitraries.interestClaim(), CaseArbitraries.flatSumClaim());
        }
        if (full.equals("java.util.List<io.relance.delivery.Enclosure>")) {
            return List.of(enclosure());
        }
        if (full.equals("java.util.List<io.relance.account.RequestedPayment$Line>")) {
            return List.of(new RequestedPayment.Line(new ReceivableId("a"), Money.parse("EUR 1.00")));
        }
        return full.startsWith("java.util.List<")
                ? List.of(new ReceivableId("a"), new ReceivableId("b"))
                : simple(full, name);
    }

    private static Enclosure enclosure() {
        return new Enclosure("F-1.pdf", "application/pdf", 12_345_678_901L, "ef".repeat(32));
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
        values.put("io.relance.account.RaisedClaim", CaseArbitraries.interestClaim());
        values.put("io.relance.account.Hold", FULL.holds().get(0));
        values.put("io.relance.account.PromiseToPay", FULL.promises().get(0));
        values.put("io.relance.account.InstalmentPlan", FULL.plans().get(0));
        values.put("io.relance.account.Dispute", FULL.disputes().get(0));
        values.put("io.relance.account.PendingPayment", FULL.pendingPayments().get(0));
        values.put(
                "io.relance.account.RequestedPayment$News",
                new RequestedPayment.News(
                        "e-1",
                        Instant.parse("2026-03-02T08:00:00Z"),
                        RequestedPayment.Kind.REFUNDED,
                        Optional.of(Money.parse("EUR 1.00")),
                        name));
        values.put("io.relance.account.Mandate$State", Mandate.State.ENDED);
        values.put("io.relance.account.DirectDebit", FULL.directDebits().get(0));
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
                Instant.parse("2026-03-02T08:00:00Z"),
                true,
                Optional.of(new CreditTransfer(
                        "ACME",
                        "DE89370400440532013000",
                        Optional.of("COBADEFF"),
                        Money.parse("EUR 148.08"),
                        CreditorReference.of("F-1"))),
                List.of(CaseArbitraries.interestClaim()),
                List.of(enclosure()));

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
                "case-1-links",
                "progress-1",
                "progress-1-written-off",
                "task-1",
                "task-1-assigned",
                "event-1",
                "event-1-promise-kept",
                "event-1-litigation",
                "handOver-1",
                "case-1-many-lines",
                "case-2",
                "message-1",
                "taskPart-1"
            })
    void what_was_stored_by_any_version_is_read(String name) throws IOException {
        byte[] body = sample(name);

        byte[] again = switch (name.substring(0, name.indexOf('-'))) {
            case "case" -> name.startsWith("case-1") ? VersionOne.head(whole(body)) : CaseCodec.head(whole(body));
            case "message" -> CaseCodec.messagePart(CaseCodec.messagePart(body));
            case "taskPart" -> CaseCodec.taskPart(CaseCodec.taskPart(body));
            case "progress" -> CaseCodec.part(CaseCodec.part(body));
            case "task" -> CaseCodec.task(CaseCodec.task(body));
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

    /** The case of a head, with the sampled message and task where it says that there are some. */
    private static DunningCase whole(byte[] head) throws IOException {
        CaseHead read = CaseCodec.head(CaseArbitraries.ACCOUNT, head);
        return text(head).contains("messageCount")
                ? read.with(List.of(), List.of(sampledMessage(0)), List.of(sampledTask(0)))
                : read.with(List.of(), List.of(), List.of());
    }

    private static Placed<MessageState> sampledMessage(int place) throws IOException {
        return new Placed<>(place, CaseCodec.messagePart(sample("message-1")).value());
    }

    private static Placed<TaskState> sampledTask(int place) throws IOException {
        return new Placed<>(place, CaseCodec.taskPart(sample("taskPart-1")).value());
    }

    @Test
    void a_head_of_the_first_version_is_read_whole_and_written_without_messages_and_tasks() throws IOException {
        CaseHead before = CaseCodec.head(CaseArbitraries.ACCOUNT, sample("case-1"));
        DunningCase memory = before.with(List.of(), List.of(), List.of());

        assertThat(before.isInline()).isTrue();
        assertThat(text(CaseCodec.head(memory))).isEqualTo(text(sample("case-2")));
        assertThat(CaseCodec.head(CaseArbitraries.ACCOUNT, sample("case-2")).isInline())
                .isFalse();
        assertThat(memory).isEqualTo(whole(sample("case-2")));
        assertThat(new Placed<>(7, memory.messages().get(0))).isEqualTo(CaseCodec.messagePart(sample("message-1")));
        assertThat(new Placed<>(12, memory.tasks().get(0))).isEqualTo(CaseCodec.taskPart(sample("taskPart-1")));
    }

    @Test
    void an_empty_head_is_recognised_in_every_version() {
        assertThat(text(CaseCodec.head(DunningCase.empty(CaseArbitraries.ACCOUNT))))
                .isEqualTo("{\"case\":2}");
        for (String body : List.of("{\"case\":1}", "{\"case\":2}")) {
            assertThat(CaseCodec.head(CaseArbitraries.ACCOUNT, body.getBytes(UTF_8))
                            .isEmpty())
                    .isTrue();
        }
        for (String body : List.of(
                "{\"case\":1,\"tags\":[\"vip\"]}", "{\"case\":2,\"messageCount\":1}", "{\"case\":2,\"taskCount\":1}")) {
            assertThat(CaseCodec.head(CaseArbitraries.ACCOUNT, body.getBytes(UTF_8))
                            .isEmpty())
                    .isFalse();
        }
    }

    @Test
    void a_case_is_refused_when_messages_or_tasks_are_missing_or_too_many() throws IOException {
        CaseHead head = CaseCodec.head(CaseArbitraries.ACCOUNT, sample("case-2"));
        CaseHead two = CaseCodec.head(
                CaseArbitraries.ACCOUNT, "{\"case\":2,\"messageCount\":2,\"taskCount\":1}".getBytes(UTF_8));
        List<Placed<MessageState>> message = List.of(sampledMessage(0));
        List<Placed<TaskState>> task = List.of(sampledTask(0));

        refused(() -> head.with(List.of(), List.of(), task))
                .hasMessage("message 1 of the 1 of the case, each stored by itself, is missing");
        refused(() -> head.with(List.of(), message, List.of()))
                .hasMessage("task 1 of the 1 of the case, each stored by itself, is missing");
        refused(() -> two.with(List.of(), List.of(sampledMessage(1)), task))
                .hasMessage("message 1 of the 2 of the case, each stored by itself, is missing");
        refused(() -> head.with(List.of(), List.of(sampledMessage(0), sampledMessage(0)), task))
                .hasMessage("the case has 1 messages, but one more is stored in place 1");
        refused(() -> two.with(List.of(), List.of(sampledMessage(0), sampledMessage(0)), task))
                .hasMessage("the case has 2 messages, but one more is stored in place 1");
        refused(() -> head.with(List.of(), message, List.of(sampledTask(0), sampledTask(1))))
                .hasMessage("the case has 1 tasks, but one more is stored in place 2");
        CaseHead first = CaseCodec.head(CaseArbitraries.ACCOUNT, sample("case-1"));
        refused(() -> first.with(List.of(), message, List.of()))
                .hasMessage("the case has 0 messages, but one more is stored in place 1");
        byte[] twice = text(sample("case-1"))
                .replace("{\"case\":1,", "{\"case\":2,\"messageCount\":1,")
                .getBytes(UTF_8);
        refused(() -> CaseCodec.head(CaseArbitraries.ACCOUNT, twice))
                .hasMessage("the case has messages or tasks in its head and apart");
    }

    private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable reading) {
        return assertThatThrownBy(reading).isInstanceOf(StoredBodyException.class);
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
