package io.relance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.LateReceipt.Outcome;
import io.relance.channel.OutboundMessage;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.Accepted;
import io.relance.delivery.DeliveryReceipt.InDoubt;
import io.relance.delivery.DeliveryReceipt.PermanentFailure;
import io.relance.delivery.DeliveryReceipt.TemporaryFailure;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.testkit.FarEnd.Arrived;
import io.relance.testkit.FarEnd.Manner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * What the engine builds on in a {@link Channel}, as tests: extend it for a channel of your own, with a {@link FarEnd} to which
 * it hands over. The number in the name of a test is that of the promise in {@code docs/spi/channels.md}. What a channel's features
 * switch off, and what its far end can't do, is skipped, and the report says why.
 */
public abstract class ChannelContract {
    private static final Instant PLANNED = Instant.parse("2026-03-02T06:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    /** Longer than any far end that answers takes. */
    private static final Duration LONG = Duration.ofSeconds(20);
    /** What a channel may take to come back after the timeout of its caller. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final List<Manner> FAILURES = List.of(
            Manner.REFUSES_FOR_NOW,
            Manner.REFUSES_FOR_GOOD,
            Manner.AWAY,
            Manner.SILENT_BEFORE_TAKING,
            Manner.SILENT_AFTER_TAKING,
            Manner.DROPS_AFTER_TAKING);

    private final List<Channel> opened = new ArrayList<>();
    private @Nullable ChannelId id;
    private int messages;

    /** For those who extend it. */
    protected ChannelContract() {}

    /**
     * A channel to the far end. Called again in one test it is the channel of a program that was started again: another
     * instance, or the same one for a channel that keeps everything in itself.
     */
    protected abstract Channel channel();

    /** Where the channel hands over to: with nothing arrived when a test begins, then always the same. */
    protected abstract FarEnd farEnd();

    /** An address that the channel takes, another for each number. By default one for mails. */
    protected String address(int number) {
        return "debtor-" + number + "@example.com";
    }

    /** What is no address for the channel, and may still be in somebody's books. By default for mails. */
    protected List<String> noAddresses() {
        return List.of(
                "", " ", "nobody", "@", "a b@example.com", "a@example.com, b@example.com", "a@example.com\r\nBcc: b@x");
    }

    /** How long a test waits for a far end that stays silent. By default a second; longer for channels that are slow themselves. */
    protected Duration patience() {
        return Duration.ofSeconds(1);
    }

    /** Closes what a test has opened. */
    @AfterEach
    final void closeChannels() {
        farEnd().behave(Manner.ACCEPTS);
        opened.forEach(Channel::close);
    }

    @Test
    final void rule_01_name_features_and_hours_are_constant() {
        Channel channel = open();
        ChannelId name = channel.id();
        Set<ChannelFeature> features = channel.features();
        SendingHours hours = channel.sendingHours();
        deliver(channel, message());

        for (Channel one : List.of(channel, open())) {
            assertEquals(name, one.id());
            assertEquals(features, one.features());
            assertEquals(hours, one.sendingHours());
        }
    }

    @Test
    final void rule_02_what_is_accepted_has_left_once_for_that_address_with_those_words() {
        Channel channel = open();
        OutboundMessage first = message();
        OutboundMessage second = message();

        assertAccepted(deliver(channel, first));
        assertAccepted(deliver(channel, second));

        assertArrived(first, second);
    }

    @Test
    final void rule_03_a_far_end_that_is_slow_is_waited_for() {
        OutboundMessage message = message();
        behave(Manner.ACCEPTS_LATE);

        assertAccepted(deliver(open(), message));
        assertArrived(message);
    }

    @Test
    final void rule_04_refused_for_now_is_a_temporary_failure_nothing_has_left_and_later_it_may() {
        Channel channel = open();
        OutboundMessage message = message();
        behave(Manner.REFUSES_FOR_NOW);

        assertInstanceOf(TemporaryFailure.class, deliver(channel, message));
        assertArrived();
        behave(Manner.ACCEPTS);
        assertAccepted(deliver(channel, message));
        assertArrived(message);
    }

    @Test
    final void rule_05_refused_for_good_is_a_permanent_failure_and_nothing_has_left() {
        behave(Manner.REFUSES_FOR_GOOD);

        assertInstanceOf(PermanentFailure.class, deliver(open(), message()));
        assertArrived();
    }

    @Test
    final void rule_06_nobody_there_is_a_temporary_failure() {
        behave(Manner.AWAY);

        assertInstanceOf(TemporaryFailure.class, deliver(open(), message()));
        assertArrived();
    }

    @Test
    final void rule_07_silence_before_anything_was_taken_ends_with_the_callers_timeout() {
        Channel channel = open();
        behave(Manner.SILENT_BEFORE_TAKING);

        DeliveryReceipt receipt = inTime(() -> channel.deliver(message(), patience()));
        assertTrue(receipt instanceof TemporaryFailure || receipt instanceof InDoubt, receipt.toString());
        assertArrived();
    }

    @Test
    final void rule_08_silence_after_the_message_was_taken_ends_with_the_callers_timeout_and_leaves_a_doubt() {
        Channel channel = open();
        OutboundMessage message = message();
        behave(Manner.SILENT_AFTER_TAKING);

        assertInstanceOf(InDoubt.class, inTime(() -> channel.deliver(message, patience())));
        assertArrived(message);
    }

    @Test
    final void rule_09_a_line_that_drops_after_the_message_was_taken_leaves_a_doubt() {
        OutboundMessage message = message();
        behave(Manner.DROPS_AFTER_TAKING);

        assertInstanceOf(InDoubt.class, deliver(open(), message));
        assertArrived(message);
    }

    @Test
    final void rule_10_after_a_failure_of_any_kind_the_next_message_goes() {
        Channel channel = open();
        for (Manner manner : FAILURES) {
            if (farEnd().manners().contains(manner)) {
                farEnd().behave(manner);
                channel.deliver(message(), patience());
                farEnd().behave(Manner.ACCEPTS);
                OutboundMessage next = message();
                assertAccepted(deliver(channel, next));
                assertTrue(deliveries().contains(next.delivery()), "what comes after " + manner);
            }
        }
    }

    @Test
    final void rule_11_what_is_no_address_is_a_value_and_nobody_else_gets_the_message() {
        Channel channel = open();
        for (String address : noAddresses()) {
            OutboundMessage message =
                    message().toBuilder().recipientAddress(address).build();
            DeliveryReceipt receipt = deliver(channel, message);
            if (receipt instanceof Accepted) {
                assertEquals(address, arrival(message).address());
            } else {
                assertInstanceOf(PermanentFailure.class, receipt, "\"" + address + "\"");
                assertFalse(deliveries().contains(message.delivery()), "\"" + address + "\"");
            }
        }
    }

    @Test
    final void rule_12_reasons_are_one_line_for_people_and_nothing_shows_a_secret() {
        Channel channel = open();
        assertShowsNoSecret(channel.toString());
        for (Manner manner : FAILURES) {
            if (farEnd().manners().contains(manner)) {
                farEnd().behave(manner);
                String reason = reason(channel.deliver(message(), patience()));
                assertFalse(reason.isBlank(), manner + " has a reason");
                assertTrue(reason.length() <= 1_000, manner + ": a reason of " + reason.length() + " characters");
                assertTrue(reason.chars().noneMatch(Character::isISOControl), manner + ": " + reason);
                assertShowsNoSecret(reason);
                farEnd().behave(Manner.ACCEPTS);
            }
        }
    }

    @Test
    final void rule_13_several_threads_hand_over_at_once_and_nothing_is_mixed_up() throws Exception {
        Channel channel = open();
        List<OutboundMessage> all =
                IntStream.range(0, 40).mapToObj(i -> message()).toList();
        List<Callable<DeliveryReceipt>> calls = new ArrayList<>();
        all.forEach(message -> calls.add(() -> deliver(channel, message)));

        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<DeliveryReceipt> call : threads.invokeAll(calls)) {
                assertAccepted(call.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(all.size(), farEnd().arrived().size());
        all.forEach(this::assertAsSent);
    }

    @Test
    final void rule_14_a_channel_that_honours_delivery_ids_gives_each_of_them_to_the_debtor_once() {
        assumePromised(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        Channel channel = open();
        OutboundMessage message = message();
        DeliveryId id = message.delivery();
        OutboundMessage other = message(new DeliveryId(id.message(), id.channel(), 1), 99);

        assertAccepted(deliver(channel, message));
        assertAccepted(deliver(channel, message));
        assertAccepted(
                deliver(channel, message.toBuilder().text("other words\n").build()));
        assertAccepted(deliver(channel, other));
        assertAccepted(deliver(open(), message));

        assertArrived(message, other);
    }

    @Test
    final void rule_15_a_channel_that_can_be_asked_knows_what_it_took_and_what_it_never_got() {
        assumePromised(ChannelFeature.ANSWERS_LOOKUP);
        Channel channel = open();
        OutboundMessage message = message();

        assertEquals(Optional.empty(), channel.lookup(message.delivery(), LONG));
        DeliveryReceipt receipt = deliver(channel, message);
        assertEquals(Optional.of(receipt), channel.lookup(message.delivery(), LONG));
        assertEquals(
                Optional.of(receipt), open().lookup(message.delivery(), LONG), "by a program that was started again");
        assertEquals(Optional.empty(), channel.lookup(message().delivery(), LONG));
    }

    @Test
    final void rule_16_a_channel_that_can_be_asked_knows_of_what_was_taken_as_the_line_dropped() {
        assumePromised(ChannelFeature.ANSWERS_LOOKUP);
        Channel channel = open();
        OutboundMessage message = message();
        behave(Manner.DROPS_AFTER_TAKING);
        deliver(channel, message);
        farEnd().behave(Manner.ACCEPTS);

        for (int i = 0; i < 3; i++) {
            assertInstanceOf(
                    Accepted.class, channel.lookup(message.delivery(), LONG).orElseThrow());
        }
        assertArrived(message);
    }

    @Test
    final void rule_17_a_channel_with_proof_names_the_evidence_of_what_it_took() {
        assumePromised(ChannelFeature.PROOF_OF_DISPATCH);
        Channel channel = open();
        Accepted first = assertAccepted(deliver(channel, message()));
        Accepted second = assertAccepted(deliver(channel, message()));

        assertTrue(first.reference().isPresent() && second.reference().isPresent(), "each has a reference");
        assertNotEquals(first.reference(), second.reference());
    }

    @Test
    final void rule_18_line_breaks_in_names_subjects_and_addresses_add_nothing() {
        Channel channel = open();
        OutboundMessage usual = message();
        deliver(channel, usual);
        Set<String> fields = arrival(usual).fields();
        for (String injected : List.of(
                "\r\nBcc: b@example.com", "\nX-Added: y", "\r\n\r\nwords", "\r", "\u0000", "\u2028", "\u0085")) {
            for (OutboundMessage message : List.of(
                    message().toBuilder().recipientName("Ann" + injected).build(),
                    message().toBuilder().senderName("Acme" + injected).build(),
                    message().toBuilder().subject("Reminder" + injected).build(),
                    message().toBuilder().language("en" + injected).build(),
                    message().toBuilder().replyTo("acme@example.com" + injected).build(),
                    message().toBuilder()
                            .senderAddress("acme@example.com" + injected)
                            .build())) {
                int before = farEnd().arrived().size();
                if (deliver(channel, message) instanceof Accepted) {
                    assertEquals(before + 1, farEnd().arrived().size(), "for nobody else");
                    Arrived arrived = arrival(message);
                    assertEquals(message.recipientAddress(), arrived.address());
                    assertEquals(message.text(), arrived.text());
                    assertTrue(fields.containsAll(arrived.fields()), arrived.fields()::toString);
                } else {
                    assertEquals(before, farEnd().arrived().size());
                }
            }
        }
    }

    @Test
    final void rule_19_words_of_any_script_and_shape_arrive_as_they_are_or_not_at_all() {
        Channel channel = open();
        String smile = new String(Character.toChars(0x1F600));
        for (String words : List.of(
                "Reste d\u00fb : 1\u202f234,56 \u20ac " + smile,
                "\u202Eright to left\u202C \u0627\u0644\u0641\u0627\u062a\u0648\u0631\u0629 \u540d\u524d",
                "=?UTF-8?Q?a=0D=0ABcc:_b?= =?x",
                "<b>bold</b> <script>alert(1)</script> &amp; {{name}} ${name} %s",
                "long ".repeat(3_000))) {
            sendsOrRefuses(channel, message().toBuilder().text(words + "\n").build());
            sendsOrRefuses(channel, message().toBuilder().recipientName(words).build());
            sendsOrRefuses(channel, message().toBuilder().senderName(words).build());
            sendsOrRefuses(channel, message().toBuilder().subject(words.strip()).build());
        }
        for (String text : List.of(
                ".\n",
                "a\n.\nb\n",
                "..\n.a\n",
                "From here\n>From there\n",
                " leading\ntrailing \n\n\n",
                "no end",
                "=3D =\n",
                "--\n--=_x--\n")) {
            sendsOrRefuses(channel, message().toBuilder().text(text).build());
        }
    }

    @Test
    final void rule_20_what_goes_with_a_message_arrives_byte_for_byte_or_the_message_does_not() {
        Channel channel = open();
        byte[] bytes = new byte[3 * 256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        OutboundMessage message = message().toBuilder()
                .attachment(new Attachment("F-1.pdf", "application/pdf", bytes))
                .attachment(new Attachment(
                        "Relev\u00e9 \u540d\u524d \"x\".csv",
                        "text/csv",
                        "a;b\r\n.\r\n".getBytes(StandardCharsets.UTF_8)))
                .attachment(new Attachment("empty", "application/octet-stream", new byte[0]))
                .build();
        DeliveryReceipt receipt = deliver(channel, message);
        if (channel.features().contains(ChannelFeature.CARRIES_FILES)) {
            assertAccepted(receipt);
        }
        if (receipt instanceof Accepted) {
            assertAsSent(message);
        } else {
            assertArrived();
        }
    }

    @Test
    final void rule_21_a_large_message_arrives_whole_or_is_refused_for_good() {
        Channel channel = open();
        OutboundMessage message = message().toBuilder()
                .text("0123456789 abcdefghij\n".repeat(50_000))
                .build();
        DeliveryReceipt receipt = deliver(channel, message);
        if (receipt instanceof Accepted) {
            assertArrived(message);
        } else {
            assertInstanceOf(PermanentFailure.class, receipt);
            assertArrived();
        }
    }

    @Test
    final void rule_22_a_late_receipt_names_the_hand_over_or_the_reference_of_its_receipt() {
        Channel channel = polled();
        OutboundMessage message = message();
        Accepted accepted = assertAccepted(deliver(channel, message));
        report(message.delivery(), Outcome.BOUNCED);

        LateReceipt late = only(channel.poll(10, LONG));
        assertEquals(Outcome.BOUNCED, late.outcome());
        assertTrue(
                late.delivery().equals(Optional.of(message.delivery()))
                        || (late.delivery().isEmpty() && late.reference().equals(accepted.reference())),
                late.toString());
        assertTrue(late.detail().chars().noneMatch(Character::isISOControl), late.detail());
    }

    @Test
    final void rule_23_late_receipts_come_again_until_they_are_acknowledged() {
        Channel channel = polled();
        for (int i = 0; i < 3; i++) {
            report(message().delivery(), Outcome.BOUNCED);
        }
        List<LateReceipt> three = channel.poll(10, LONG);
        assertEquals(3, three.size());
        assertEquals(three, channel.poll(10, LONG));

        channel.acknowledge(List.of(three.get(1)));
        assertEquals(List.of(three.get(0), three.get(2)), channel.poll(10, LONG));
        channel.acknowledge(List.of(three.get(1)));
        channel.acknowledge(List.of());
        Channel again = open();
        assertEquals(List.of(three.get(0), three.get(2)), again.poll(10, LONG), "by a program that was started again");
        again.acknowledge(again.poll(10, LONG));
        assertEquals(List.of(), again.poll(10, LONG));
        assertEquals(List.of(), open().poll(10, LONG), "by a program that was started again");
    }

    @Test
    final void rule_24_the_oldest_late_receipts_come_first_and_never_more_than_asked_for() {
        Channel channel = polled();
        List<DeliveryId> reported =
                IntStream.range(0, 5).mapToObj(i -> message().delivery()).toList();
        reported.forEach(delivery -> report(delivery, Outcome.BOUNCED));
        List<LateReceipt> all = channel.poll(100, LONG);
        assertEquals(5, all.size());

        for (int limit = 1; limit <= 5; limit++) {
            assertEquals(all.subList(0, limit), channel.poll(limit, LONG), "at most " + limit);
        }
        if (all.get(0).delivery().isPresent()) {
            assertEquals(
                    reported,
                    all.stream().flatMap(late -> late.delivery().stream()).toList());
        }
    }

    @Test
    final void rule_25_each_report_has_an_id_of_its_own_that_stays() {
        Channel channel = polled();
        OutboundMessage message = message();
        report(message.delivery(), Outcome.NOT_DELIVERED_NOW);
        report(message.delivery(), Outcome.BOUNCED);
        report(message().delivery(), Outcome.BOUNCED);
        List<String> ids = channel.poll(10, LONG).stream().map(LateReceipt::id).toList();

        assertEquals(3, new HashSet<>(ids).size(), ids.toString());
        assertEquals(ids, open().poll(10, LONG).stream().map(LateReceipt::id).toList());
    }

    @Test
    final void rule_26_a_place_of_reports_that_cannot_be_reached_gives_none_and_loses_none() {
        Channel channel = polled();
        report(message().delivery(), Outcome.BOUNCED);
        assumeTrue(farEnd().letPlaceOfReports(false), "the far end can't cut off the place of reports");
        assertEquals(List.of(), inTime(() -> channel.poll(10, patience())));

        farEnd().letPlaceOfReports(true);
        assertEquals(1, channel.poll(10, LONG).size());
    }

    @Test
    final void rule_27_a_genuine_callback_says_the_same_each_time_it_comes() {
        assumePromised(ChannelFeature.LATE_RECEIPTS);
        Channel channel = open();
        OutboundMessage message = message();
        Accepted accepted = assertAccepted(deliver(channel, message));
        RawCallback callback = callback(message.delivery());

        List<LateReceipt> said = channel.verify(callback);
        LateReceipt late = only(said);
        assertEquals(Outcome.DELIVERED, late.outcome());
        assertTrue(
                late.delivery().equals(Optional.of(message.delivery()))
                        || (late.delivery().isEmpty() && late.reference().equals(accepted.reference())),
                late.toString());
        assertEquals(said, channel.verify(callback));
        assertNotEquals(
                late.id(), only(channel.verify(callback(message().delivery()))).id());
    }

    @Test
    final void rule_28_a_callback_that_is_not_genuine_is_refused() {
        Channel channel = open();
        List<RawCallback> forged = new ArrayList<>(List.of(
                new RawCallback(Map.of(), new byte[0], ""),
                new RawCallback(Map.of(), new byte[] {0, (byte) 0xff, 1}, "192.0.2.1"),
                new RawCallback(
                        Map.of("Content-Type", List.of("application/json"), "X-Signature", List.of("")),
                        "{\"status\":\"delivered\"}".getBytes(StandardCharsets.UTF_8),
                        "192.0.2.1")));
        farEnd().forgedCallback(message().delivery(), Outcome.DELIVERED).ifPresent(forged::add);
        for (RawCallback callback : forged) {
            assertThrows(CallbackRefusedException.class, () -> channel.verify(callback));
        }
    }

    @Test
    final void rule_29_a_channel_that_promises_no_late_receipts_gives_none() {
        Channel channel = open();
        assumeTrue(!channel.features().contains(ChannelFeature.LATE_RECEIPTS), "the channel promises late receipts");
        deliver(channel, message());

        assertEquals(List.of(), channel.poll(10, LONG));
        assertDoesNotThrow(() -> channel.acknowledge(List.of()));
    }

    @Test
    final void rule_30_a_closed_channel_holds_no_line_and_no_thread_that_keeps_a_program_alive() throws Exception {
        OutboundMessage message = message();
        Set<Thread> before = lastingThreads();
        Channel channel = channel();
        assertAccepted(deliver(channel, message));
        channel.close();
        assertDoesNotThrow(channel::close, "closed twice");

        for (int i = 0;
                i < 50
                        && (farEnd().openLines() > 0
                                || !lastingThreadsSince(before).isEmpty());
                i++) {
            Thread.sleep(100);
        }
        assertEquals(0, farEnd().openLines(), "open lines");
        assertEquals(Set.of(), lastingThreadsSince(before), "threads that are no daemons");
    }

    @Test
    final void rule_31_a_preview_says_the_same_each_time_and_nothing_leaves_by_it() {
        Channel channel = open();
        OutboundMessage message = message().toBuilder()
                .text("Dear Ann,\n.\nReste d\u00fb : 1\u202f234,56 \u20ac\n")
                .attachment(new Attachment("F-1.pdf", "application/pdf", new byte[] {0, 13, 10, -1}))
                .build();
        int lines = farEnd().openLines();
        Optional<Attachment> first = channel.preview(message);

        assertSame(first, channel.preview(message), "asked again");
        assertEquals(lines, farEnd().openLines(), "open lines");
        assertArrived();
        deliver(channel, message);
        int arrived = farEnd().arrived().size();
        assertSame(first, channel.preview(message), "asked after the hand-over");
        assertSame(first, open().preview(message), "by a program that was started again");
        if (farEnd().manners().contains(Manner.AWAY)) {
            farEnd().behave(Manner.AWAY);
            assertSame(first, inTime(() -> channel.preview(message)), "while nobody is there");
        }
        assertEquals(arrived, farEnd().arrived().size(), "what has arrived");
    }

    @Test
    final void rule_32_a_preview_refuses_with_its_reason_what_a_hand_over_refuses_for_good() {
        Channel channel = open();
        assumeTrue(channel.preview(message()).isPresent(), "the channel has no previews");
        for (String address : noAddresses()) {
            OutboundMessage message =
                    message().toBuilder().recipientAddress(address).build();
            if (deliver(channel, message) instanceof PermanentFailure refused) {
                assertEquals(
                        refused.reason(),
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> channel.preview(message),
                                        "\"" + address + "\"")
                                .getMessage());
            } else {
                assertTrue(channel.preview(message).isPresent(), "\"" + address + "\"");
            }
        }
    }

    private static void assertSame(Optional<Attachment> first, Optional<Attachment> then, String when) {
        assertEquals(first.map(Attachment::name), then.map(Attachment::name), when);
        assertEquals(first.map(Attachment::mediaType), then.map(Attachment::mediaType), when);
        assertArrayEquals(
                first.map(Attachment::bytes).orElse(null),
                then.map(Attachment::bytes).orElse(null),
                when);
    }

    private Channel open() {
        Channel channel = channel();
        opened.add(channel);
        return channel;
    }

    private Channel polled() {
        assumePromised(ChannelFeature.LATE_RECEIPTS);
        return open();
    }

    private void assumePromised(ChannelFeature feature) {
        assumeTrue(open().features().contains(feature), "the channel does not promise " + feature);
    }

    private void behave(Manner manner) {
        assumeTrue(farEnd().manners().contains(manner), "the far end is never " + manner);
        farEnd().behave(manner);
    }

    private void report(DeliveryId delivery, Outcome outcome) {
        assumeTrue(farEnd().report(delivery, outcome), "the far end has no place of reports");
    }

    private RawCallback callback(DeliveryId delivery) {
        Optional<RawCallback> callback = farEnd().callback(delivery, Outcome.DELIVERED);
        assumeTrue(callback.isPresent(), "the far end posts nothing");
        return callback.orElseThrow();
    }

    /** Another message to another address, with all that a mail may have but attachments. */
    private OutboundMessage message() {
        if (id == null) {
            id = open().id();
        }
        int number = messages++;
        return message(new DeliveryId(new MessageId(String.format(Locale.ROOT, "%064x", number)), id, 0), number);
    }

    private OutboundMessage message(DeliveryId delivery, int number) {
        return OutboundMessage.builder(delivery, AccountId.of("acme", "C-" + number))
                .recipientAddress(address(number))
                .recipientName("Ann " + number)
                .senderAddress("acme@example.com")
                .senderName("Acme")
                .replyTo("questions@example.com")
                .subject("Reminder " + number)
                .text("Dear Ann " + number + ",\n\nplease pay.\n")
                .html("<p>Dear Ann " + number + ",</p><p>please pay.</p>")
                .language("en")
                .businessDate(DAY)
                .plannedAt(PLANNED)
                .build();
    }

    private static DeliveryReceipt deliver(Channel channel, OutboundMessage message) {
        return channel.deliver(message, LONG);
    }

    private void sendsOrRefuses(Channel channel, OutboundMessage message) {
        DeliveryReceipt receipt = deliver(channel, message);
        if (receipt instanceof Accepted) {
            assertAsSent(message);
        } else {
            assertInstanceOf(PermanentFailure.class, receipt);
            assertFalse(deliveries().contains(message.delivery()));
        }
    }

    private <T> T inTime(ThrowingSupplier<T> call) {
        return assertTimeoutPreemptively(patience().plus(GRACE), call);
    }

    private List<DeliveryId> deliveries() {
        return farEnd().arrived().stream().map(Arrived::delivery).toList();
    }

    private Arrived arrival(OutboundMessage message) {
        List<Arrived> found = farEnd().arrived().stream()
                .filter(arrived -> arrived.delivery().equals(message.delivery()))
                .toList();
        assertEquals(1, found.size(), () -> message + " arrived " + found.size() + " times");
        return found.get(0);
    }

    private void assertArrived(OutboundMessage... messages) {
        assertEquals(Stream.of(messages).map(OutboundMessage::delivery).toList(), deliveries(), "what has arrived");
        Stream.of(messages).forEach(this::assertAsSent);
    }

    private void assertAsSent(OutboundMessage message) {
        Arrived arrived = arrival(message);
        assertEquals(message.recipientAddress(), arrived.address());
        assertEquals(withoutLastLineEnds(message.text()), withoutLastLineEnds(arrived.text()));
        arrived.subject().ifPresent(subject -> assertEquals(message.subject().orElse(""), subject));
        assertEquals(
                message.attachments().stream().map(Attachment::name).collect(Collectors.toSet()),
                arrived.attachments().keySet());
        message.attachments()
                .forEach(sent ->
                        assertArrayEquals(sent.bytes(), arrived.attachments().get(sent.name()), sent.name()));
    }

    /** Some formats can't tell how many line ends come last. */
    private static String withoutLastLineEnds(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }

    private static Accepted assertAccepted(DeliveryReceipt receipt) {
        Accepted accepted = assertInstanceOf(Accepted.class, receipt, receipt.toString());
        assertTrue(accepted.reference().stream().noneMatch(String::isBlank), "a reference says something");
        return accepted;
    }

    private void assertShowsNoSecret(String text) {
        for (String secret : farEnd().secrets()) {
            assertFalse(text.contains(secret), "a secret is shown");
        }
    }

    private static String reason(DeliveryReceipt receipt) {
        if (receipt instanceof TemporaryFailure failure) {
            return failure.reason();
        }
        if (receipt instanceof PermanentFailure failure) {
            return failure.reason();
        }
        return assertInstanceOf(InDoubt.class, receipt).reason();
    }

    private static LateReceipt only(List<LateReceipt> receipts) {
        assertEquals(1, receipts.size(), receipts.toString());
        return receipts.get(0);
    }

    private static Set<Thread> lastingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static Set<Thread> lastingThreadsSince(Set<Thread> before) {
        Set<Thread> since = lastingThreads();
        since.removeAll(before);
        return since;
    }
}
