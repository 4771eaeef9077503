package io.relance.testkit;

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
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentEvent.OfRequest;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProgress;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.payment.PaymentRequestResult.CollectionStarted;
import io.relance.payment.PaymentRequestResult.Declined;
import io.relance.payment.PaymentRequestResult.InDoubt;
import io.relance.payment.PaymentRequestResult.LinkCreated;
import io.relance.payment.PaymentRequestResult.TemporaryFailure;
import io.relance.payment.PaymentState;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.testkit.FarEnd.Manner;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * What the engine builds on in a {@link PaymentProvider}, as tests: extend it for a provider of your own, with a {@link
 * PaymentFarEnd} to which it talks. The number in the name of a test is that of the promise in {@code docs/spi/payments.md}.
 * What a provider's features switch off, and what its far end can't do, is skipped, and the report says why.
 */
public abstract class PaymentProviderContract {
    /** Longer than any far end that answers takes. */
    private static final Duration LONG = Duration.ofSeconds(20);
    /** What a provider may take to come back after the timeout of its caller. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final List<Manner> FAILURES = List.of(
            Manner.REFUSES_FOR_NOW,
            Manner.REFUSES_FOR_GOOD,
            Manner.AWAY,
            Manner.SILENT_BEFORE_TAKING,
            Manner.SILENT_AFTER_TAKING,
            Manner.DROPS_AFTER_TAKING);

    private final List<PaymentProvider> opened = new ArrayList<>();
    private @Nullable Boolean makesLinks;
    private int requests;

    /** For those who extend it. */
    protected PaymentProviderContract() {}

    /**
     * A provider over the far end. Called again in one test it is the provider of a program that was started again: another
     * instance, or the same one for a provider that keeps everything in itself.
     */
    protected abstract PaymentProvider provider();

    /** What the provider talks to: with nothing taken when a test begins, then always the same. */
    protected abstract PaymentFarEnd farEnd();

    /** An amount that the provider takes. By default EUR 12.34. */
    protected Money amount() {
        return Money.parse("EUR 12.34");
    }

    /** Amounts of currencies with 0, 2 and 3 decimals; each is taken exactly or declined. */
    protected List<Money> amounts() {
        return Stream.of("JPY 5000", "JPY 1", "EUR 0.01", "EUR 12.30", "USD 999999.99", "KWD 5.120", "KWD 5.124")
                .map(Money::parse)
                .toList();
    }

    /** What time it is for the provider; links are requested for twelve hours from then. By default the system's. */
    protected Instant now() {
        return Instant.now();
    }

    /**
     * Makes it so late for the provider and its far end; false (the default) when their clock can't be turned, and what links do
     * at their end is not tested.
     */
    protected boolean turnTo(Instant instant) {
        return false;
    }

    /** How long a test waits for a far end that stays silent. By default a second. */
    protected Duration patience() {
        return Duration.ofSeconds(1);
    }

    /** Closes what a test has opened. */
    @AfterEach
    final void closeProviders() {
        farEnd().behave(Manner.ACCEPTS);
        opened.forEach(PaymentProvider::close);
    }

    @Test
    final void rule_01_name_features_and_days_are_constant() {
        PaymentProvider provider = open();
        String name = provider.id();
        Set<PaymentFeature> features = provider.features();
        int days = provider.pendingDays();
        Duration lifetime = provider.keyLifetime();
        Optional<Duration> longest = provider.longestLink();
        request(provider, wish());

        assertTrue(name.matches("[a-z0-9]+(-[a-z0-9]+)*"), name);
        assertTrue(
                features.contains(PaymentFeature.LINKS) || features.contains(PaymentFeature.DIRECT_DEBIT),
                "it makes links or collects");
        assertTrue(
                features.contains(PaymentFeature.LINKS) || !features.contains(PaymentFeature.ENDS_LINKS),
                "it ends no links when it makes none");
        assertTrue(days >= 1, "days");
        assertEquals(
                features.contains(PaymentFeature.HONOURS_IDEMPOTENCY_KEY),
                lifetime.compareTo(Duration.ZERO) > 0,
                "keys that are honoured have a lifetime");
        for (PaymentProvider one : List.of(provider, open())) {
            assertEquals(name, one.id());
            assertEquals(features, one.features());
            assertEquals(days, one.pendingDays());
            assertEquals(lifetime, one.keyLifetime());
            assertEquals(longest, one.longestLink());
        }
    }

    @Test
    final void rule_02_what_is_taken_is_collected_once_and_in_full() {
        PaymentProvider provider = open();
        PaymentRequest first = wish();
        PaymentRequest second =
                wish().toBuilder().line(new ReceivableId("F-more"), amount()).build();

        PaymentRequestId firstId = assertTaken(request(provider, first), first);
        PaymentRequestId secondId = assertTaken(request(provider, second), second);

        assertNotEquals(firstId, secondId);
        assertCollected(first, second);
        assertEquals(
                List.of(firstId, secondId),
                farEnd().taken().stream().map(Taken::id).toList());
    }

    @Test
    final void rule_03_a_far_end_that_is_slow_is_waited_for() {
        PaymentRequest wish = wish();
        behave(Manner.ACCEPTS_LATE);

        assertTaken(request(open(), wish), wish);
        assertCollected(wish);
    }

    @Test
    final void rule_04_refused_for_now_is_a_temporary_failure_and_the_same_request_may_be_taken_later() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        behave(Manner.REFUSES_FOR_NOW);

        assertInstanceOf(TemporaryFailure.class, request(provider, wish));
        assertCollected();
        farEnd().behave(Manner.ACCEPTS);
        assertTaken(request(provider, wish), wish);
        assertCollected(wish);
    }

    @Test
    final void rule_05_refused_for_good_is_declined_and_nothing_is_collected() {
        behave(Manner.REFUSES_FOR_GOOD);

        assertInstanceOf(Declined.class, request(open(), wish()));
        assertCollected();
    }

    @Test
    final void rule_06_nobody_there_is_a_temporary_failure() {
        PaymentRequest wish = wish();
        behave(Manner.AWAY);

        assertInstanceOf(TemporaryFailure.class, request(open(), wish));
        assertCollected();
    }

    @Test
    final void rule_07_silence_before_anything_was_taken_ends_with_the_callers_timeout() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        behave(Manner.SILENT_BEFORE_TAKING);

        PaymentRequestResult result = inTime(() -> provider.request(wish, patience()));
        assertTrue(result instanceof TemporaryFailure || result instanceof InDoubt, result.toString());
        assertCollected();
    }

    @Test
    final void rule_08_silence_after_it_was_taken_ends_with_the_callers_timeout_and_leaves_a_doubt() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        behave(Manner.SILENT_AFTER_TAKING);

        assertInstanceOf(InDoubt.class, inTime(() -> provider.request(wish, patience())));
        assertCollected(wish);
    }

    @Test
    final void rule_09_a_line_that_drops_after_it_was_taken_leaves_a_doubt() {
        PaymentRequest wish = wish();
        behave(Manner.DROPS_AFTER_TAKING);

        assertInstanceOf(InDoubt.class, request(open(), wish));
        assertCollected(wish);
    }

    @Test
    final void rule_10_nothing_is_repeated_within_a_call() {
        PaymentProvider provider = open();
        for (Manner manner : FAILURES) {
            if (farEnd().manners().contains(manner) && manner != Manner.AWAY) {
                PaymentRequest wish = wish();
                int before = farEnd().asked();
                farEnd().behave(manner);
                provider.request(wish, patience());
                assertEquals(before + 1, farEnd().asked(), "requests that a far end got that " + manner);
                farEnd().behave(Manner.ACCEPTS);
            }
        }
    }

    @Test
    final void rule_11_after_a_failure_of_any_kind_the_next_request_is_taken() {
        PaymentProvider provider = open();
        for (Manner manner : FAILURES) {
            if (farEnd().manners().contains(manner)) {
                PaymentRequest failing = wish();
                PaymentRequest next = wish();
                farEnd().behave(manner);
                provider.request(failing, patience());
                farEnd().behave(Manner.ACCEPTS);
                assertTaken(request(provider, next), next);
            }
        }
    }

    @Test
    final void rule_12_what_a_provider_does_not_do_it_declines() {
        PaymentProvider provider = open();
        List<PaymentMethod> methods = new ArrayList<>();
        methods.add(new PaymentMethod.DirectDebit(new MandateId("no-such-mandate"), Optional.empty()));
        methods.add(new PaymentMethod.DirectDebit(new MandateId("../%00?a=b&c"), Optional.empty()));
        if (!provider.features().contains(PaymentFeature.LINKS)) {
            methods.add(new PaymentMethod.Link(now().plus(Duration.ofHours(12))));
        }
        for (PaymentMethod method : methods) {
            PaymentRequestResult result = request(provider, wish(amount(), method));
            assertInstanceOf(Declined.class, result, method.toString());
        }
        assertCollected();
    }

    @Test
    final void rule_13_amounts_of_every_currency_are_collected_to_the_last_decimal_or_declined() {
        PaymentProvider provider = open();
        int taken = 0;
        for (Money amount : amounts()) {
            PaymentRequest wish = wish(amount);
            PaymentRequestResult result = request(provider, wish);
            if (!(result instanceof Declined)) {
                assertTaken(result, wish);
                assertEquals(amount, taken(wish).total());
                taken++;
            }
        }
        assertEquals(taken, farEnd().taken().size());
        assertTrue(taken > 0, "some amount is taken");
    }

    @Test
    final void rule_14_words_of_any_shape_stay_words() {
        PaymentProvider provider = open();
        for (String words : List.of(
                "a&line_items[1][quantity]=5&amount=1",
                "\"},\"amount\":1,\"x\":{\"",
                "50 % + 1 = <b>#</b> \\ / ? ; ' {{name}} %s ${x}",
                "Reste d\u00fb 1\u202f234,56 \u20ac " + new String(Character.toChars(0x1F600)),
                "\u202Eright to left\u202C \u0627\u0644\u0641\u0627\u062a\u0648\u0631\u0629 \u540d\u524d")) {
            PaymentRequest wish = wish().toBuilder().description(words).build();
            PaymentRequestResult result = request(provider, wish);
            if (!(result instanceof Declined)) {
                assertTaken(result, wish);
                assertEquals(wish.total(), taken(wish).total());
                assertTrue(taken(wish).words().contains(words), taken(wish).words());
            }
        }
    }

    @Test
    final void rule_15_several_threads_request_at_once_and_nothing_is_mixed_up() throws Exception {
        PaymentProvider provider = open();
        List<PaymentRequest> all = IntStream.range(1, 25)
                .mapToObj(i -> wish(amount().multipliedBy(i)))
                .toList();
        List<Callable<PaymentRequestResult>> calls = new ArrayList<>();
        all.forEach(wish -> calls.add(() -> request(provider, wish)));

        List<PaymentRequestResult> results = atOnce(calls);
        for (int i = 0; i < all.size(); i++) {
            assertEquals(
                    taken(all.get(i)).id(),
                    assertTaken(results.get(i), all.get(i)),
                    all.get(i).toString());
            assertEquals(all.get(i).total(), taken(all.get(i)).total());
        }
        assertEquals(all.size(), farEnd().taken().size());
    }

    @Test
    final void rule_16_reasons_are_one_line_for_people_and_nothing_shows_a_secret() {
        PaymentProvider provider = open();
        assertShowsNoSecret(provider.toString());
        for (Manner manner : FAILURES) {
            if (farEnd().manners().contains(manner)) {
                PaymentRequest wish = wish();
                farEnd().behave(manner);
                String reason = reason(provider.request(wish, patience()));
                assertFalse(reason.isBlank(), manner + " has a reason");
                assertTrue(reason.length() <= 1_000, manner + ": a reason of " + reason.length() + " characters");
                assertTrue(reason.chars().noneMatch(Character::isISOControl), manner + ": " + reason);
                assertShowsNoSecret(reason);
                farEnd().behave(Manner.ACCEPTS);
            }
        }
        CallbackRefusedException refused = assertThrows(
                CallbackRefusedException.class, () -> provider.verify(new RawCallback(Map.of(), new byte[0], "")));
        assertShowsNoSecret(String.valueOf(refused.getMessage()));
    }

    @Test
    final void rule_17_the_same_key_collects_once_also_after_a_restart_and_with_other_words() {
        assumePromised(PaymentFeature.HONOURS_IDEMPOTENCY_KEY);
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        PaymentRequest other = wish();
        PaymentRequestResult first = request(provider, wish);

        assertTaken(first, wish);
        assertEquals(first, request(provider, wish), "again");
        assertEquals(
                first,
                request(provider, wish.toBuilder().description("other words").build()),
                "with other words");
        assertEquals(first, request(open(), wish), "by a program that was started again");
        assertTaken(request(provider, other), other);
        assertCollected(wish, other);
    }

    @Test
    final void rule_18_the_same_key_at_once_from_two_threads_collects_once() throws Exception {
        assumePromised(PaymentFeature.HONOURS_IDEMPOTENCY_KEY);
        PaymentProvider provider = open();
        for (int round = 0; round < 5; round++) {
            PaymentRequest wish = wish();
            List<PaymentRequestResult> results =
                    atOnce(List.of(() -> request(provider, wish), () -> request(provider, wish)));

            for (PaymentRequestResult result : results) {
                assertFalse(result instanceof Declined, "declined although it was taken: " + result);
            }
            assertTaken(request(provider, wish), wish);
            assertEquals(
                    1,
                    farEnd().taken().stream()
                            .filter(one -> one.key().equals(wish.key()))
                            .count());
        }
    }

    @Test
    final void rule_19_a_request_in_doubt_made_again_is_collected_once_and_answered() {
        assumePromised(PaymentFeature.HONOURS_IDEMPOTENCY_KEY);
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        behave(Manner.DROPS_AFTER_TAKING);
        request(provider, wish);
        farEnd().behave(Manner.ACCEPTS);

        assertEquals(taken(wish).id(), assertTaken(request(provider, wish), wish));
        assertCollected(wish);
    }

    @Test
    final void rule_20_a_provider_that_can_be_asked_knows_what_it_took_and_what_it_never_got() {
        assumePromised(PaymentFeature.ANSWERS_LOOKUP);
        PaymentProvider provider = open();
        PaymentRequest wish = wish();

        assertEquals(Optional.empty(), provider.lookup(wish.key(), LONG));
        PaymentRequestResult result = request(provider, wish);
        assertEquals(Optional.of(result), provider.lookup(wish.key(), LONG));
        assertEquals(Optional.of(result), open().lookup(wish.key(), LONG), "by a program that was started again");
        assertEquals(Optional.empty(), provider.lookup(wish().key(), LONG));
    }

    @Test
    final void rule_21_a_provider_that_can_be_asked_knows_of_what_was_taken_in_doubt_and_asking_collects_nothing() {
        assumePromised(PaymentFeature.ANSWERS_LOOKUP);
        PaymentProvider provider = open();
        for (Manner manner : List.of(Manner.DROPS_AFTER_TAKING, Manner.SILENT_AFTER_TAKING)) {
            if (farEnd().manners().contains(manner)) {
                PaymentRequest wish = wish();
                farEnd().behave(manner);
                provider.request(wish, patience());
                farEnd().behave(Manner.ACCEPTS);
                int before = farEnd().taken().size();
                for (int i = 0; i < 3; i++) {
                    assertEquals(
                            taken(wish).id(),
                            assertTaken(provider.lookup(wish.key(), LONG).orElseThrow(), wish));
                }
                assertEquals(before, farEnd().taken().size());
            }
        }
    }

    @Test
    final void rule_22_a_provider_that_cannot_be_asked_now_is_in_doubt_never_without_an_answer() {
        assumePromised(PaymentFeature.ANSWERS_LOOKUP);
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        request(provider, wish);
        behave(Manner.AWAY);

        assertInstanceOf(
                InDoubt.class,
                inTime(() -> provider.lookup(wish.key(), patience())).orElseThrow());
        assertInstanceOf(
                InDoubt.class,
                inTime(() -> provider.lookup(wish().key(), patience())).orElseThrow());
    }

    @Test
    final void rule_23_what_is_withdrawn_nobody_pays_and_withdrawing_twice_is_harmless() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        PaymentRequest other = wish();
        PaymentRequestId id = assertTaken(request(provider, wish), wish);
        PaymentRequestId otherId = assertTaken(request(provider, other), other);

        assertEquals(new CancelResult.Withdrawn(), provider.cancel(id, LONG));
        assertTrue(farEnd().isWithdrawn(id), "withdrawn");
        assertEquals(new CancelResult.Withdrawn(), provider.cancel(id, LONG), "again");
        assertEquals(new CancelResult.Withdrawn(), open().cancel(id, LONG), "by a program that was started again");
        assertTrue(farEnd().isWithdrawn(id), "withdrawn");
        assertFalse(farEnd().isWithdrawn(otherId), "the other one is not");
    }

    @Test
    final void rule_24_too_late_is_said_when_money_is_under_way() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        PaymentRequestId id = assertTaken(request(provider, wish), wish);
        farEnd().pay(id);

        CancelResult.TooLate late = assertInstanceOf(CancelResult.TooLate.class, provider.cancel(id, LONG));
        assertFalse(late.reason().isBlank(), "a reason");
        assertInstanceOf(CancelResult.TooLate.class, provider.cancel(id, LONG), "again");
        assertFalse(farEnd().isWithdrawn(id), "it stands");
    }

    @Test
    final void rule_25_what_the_provider_never_took_is_unknown_to_it() {
        PaymentProvider provider = open();
        for (String id : List.of("nothing-of-that-name", "../../x", "a?b=c&d#e", "%2e%2e%2f")) {
            assertEquals(new CancelResult.Unknown(), provider.cancel(new PaymentRequestId(id), LONG), id);
        }
    }

    @Test
    final void rule_26_a_withdrawal_that_fails_for_now_changes_nothing_and_one_in_doubt_may_be_repeated() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        PaymentRequestId id = assertTaken(request(provider, wish), wish);
        if (farEnd().manners().contains(Manner.AWAY)) {
            farEnd().behave(Manner.AWAY);
            CancelResult away = inTime(() -> provider.cancel(id, patience()));
            assertTrue(
                    away instanceof CancelResult.TemporaryFailure || away instanceof CancelResult.InDoubt,
                    away.toString());
            assertInstanceOf(
                    CancelResult.TemporaryFailure.class, inTime(() -> open().cancel(id, patience())), "by a new line");
            assertFalse(farEnd().isWithdrawn(id), "it stands");
        }
        behave(Manner.DROPS_AFTER_TAKING);
        assertInstanceOf(CancelResult.InDoubt.class, provider.cancel(id, patience()));
        farEnd().behave(Manner.ACCEPTS);
        assertEquals(new CancelResult.Withdrawn(), provider.cancel(id, LONG));
    }

    @Test
    final void rule_27_a_genuine_callback_says_what_happened_and_the_same_each_time_it_comes() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        request(provider, wish);
        Instant at = now();
        Set<String> ids = new HashSet<>();
        int told = 0;
        for (Change change : changes(wish)) {
            Optional<RawCallback> callback = farEnd().callback(taken(wish), at, change);
            if (callback.isPresent()) {
                told++;
                List<PaymentEvent> events = provider.verify(callback.get());
                OfRequest event = only(events);
                assertSays(change, event, wish);
                assertTrue(ids.add(event.id()), "an id of its own: " + event.id());
                assertEquals(at.getEpochSecond(), event.at().getEpochSecond());
                assertEquals(events, provider.verify(callback.get()), "again");
                assertEquals(events, open().verify(callback.get()), "by a program that was started again");
            }
        }
        assertTrue(told > 1, "the far end tells something");
    }

    @Test
    final void rule_28_a_callback_that_is_not_genuine_is_refused() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        request(provider, wish);
        List<RawCallback> forged = new ArrayList<>(List.of(
                new RawCallback(Map.of(), new byte[0], ""),
                new RawCallback(Map.of(), new byte[] {0, (byte) 0xff, 1}, "192.0.2.1"),
                new RawCallback(
                        Map.of("Content-Type", List.of("application/json"), "X-Signature", List.of("")),
                        "{\"status\":\"paid\"}".getBytes(StandardCharsets.UTF_8),
                        "192.0.2.1")));
        RawCallback genuine = confirmed(wish);
        byte[] longer = Arrays.copyOf(genuine.body(), genuine.body().length + 1);
        longer[longer.length - 1] = ' ';
        forged.add(new RawCallback(Map.of(), genuine.body(), ""));
        Map<String, List<String>> headers = headers(genuine);
        forged.add(new RawCallback(headers, longer, ""));
        forged.add(new RawCallback(headers, new byte[0], ""));
        for (RawCallback callback : forged) {
            assertThrows(CallbackRefusedException.class, () -> provider.verify(callback));
        }
        assertDoesNotThrow(() -> provider.verify(new RawCallback(headers, genuine.body(), "")), "but this one is");
    }

    @Test
    final void rule_29_a_callback_that_was_signed_long_ago_is_refused() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        request(provider, wish);
        Optional<RawCallback> stale = farEnd().staleCallback(taken(wish));
        assumeTrue(stale.isPresent(), "the far end's signatures don't age");

        assertThrows(CallbackRefusedException.class, () -> provider.verify(stale.orElseThrow()));
    }

    @Test
    final void rule_30_events_in_any_order_and_repeated_come_to_the_same() {
        PaymentProvider provider = open();
        PaymentRequest wish = wish();
        request(provider, wish);
        List<RawCallback> callbacks = new ArrayList<>();
        Instant at = now();
        int after = 0;
        for (Change change : List.of(
                new Change.Pending(Optional.of(wish.total())), new Change.Confirmed(Optional.of(wish.total())))) {
            farEnd().callback(taken(wish), at.plusSeconds(after++), change).ifPresent(callbacks::add);
        }
        assumeTrue(!callbacks.isEmpty(), "the far end tells of no payment");
        callbacks.add(callbacks.get(0));

        PaymentProgress forwards = progress(provider, wish, callbacks);
        Collections.reverse(callbacks);
        assertEquals(forwards, progress(provider, wish, callbacks));
        assertEquals(PaymentState.CONFIRMED, forwards.state());
        assertEquals(Optional.of(wish.total()), forwards.underWay());
    }

    @Test
    final void rule_31_a_callback_about_what_others_requested_tells_nothing() {
        Optional<RawCallback> foreign = farEnd().foreignCallback();
        assumeTrue(foreign.isPresent(), "the far end posts nothing else");

        assertEquals(List.of(), open().verify(foreign.orElseThrow()));
    }

    @Test
    final void rule_32_mandates_are_told_of_and_can_be_asked_for() {
        assumePromised(PaymentFeature.DIRECT_DEBIT);
        PaymentProvider provider = open();
        for (MandateState state : MandateState.values()) {
            farEnd().mandate(state).ifPresent(mandate -> assertEquals(state, provider.mandate(mandate, LONG)));
        }
        assertEquals(MandateState.UNKNOWN, provider.mandate(new MandateId("no-such-mandate"), LONG));
        Optional<MandateId> mandate = farEnd().mandate(MandateState.ACTIVE);
        assumeTrue(mandate.isPresent(), "the far end has no mandates");
        for (boolean active : new boolean[] {true, false}) {
            RawCallback callback =
                    farEnd().callback(mandate.orElseThrow(), now(), active).orElseThrow();
            List<PaymentEvent> events = provider.verify(callback);
            assertEquals(1, events.size(), events.toString());
            PaymentEvent.OfMandate event = assertInstanceOf(PaymentEvent.OfMandate.class, events.get(0));
            assertEquals(mandate.orElseThrow(), event.mandate());
            assertEquals(active, event.active());
            assertEquals(events, provider.verify(callback), "again");
        }
        if (farEnd().manners().contains(Manner.AWAY)) {
            farEnd().behave(Manner.AWAY);
            assertEquals(MandateState.NOT_TOLD, inTime(() -> provider.mandate(mandate.orElseThrow(), patience())));
        }
    }

    @Test
    final void rule_33_a_closed_provider_holds_no_line_and_no_thread_that_keeps_a_program_alive() throws Exception {
        PaymentRequest wish = wish();
        Set<Thread> before = lastingThreads();
        PaymentProvider provider = provider();
        assertTaken(request(provider, wish), wish);
        provider.close();
        assertDoesNotThrow(provider::close, "closed twice");

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
    final void rule_34_a_link_that_is_over_has_ended_by_itself_or_is_withdrawn() {
        assumePromised(PaymentFeature.LINKS);
        PaymentProvider provider = open();
        LinkCreated link = assertInstanceOf(LinkCreated.class, request(provider, wish()));
        boolean wasPayable = farEnd().isPayable(link.id());
        assumeTrue(turnTo(link.expires()), "the clock can't be turned to the end of a link");

        assertTrue(wasPayable, "before its end it can be paid");
        if (provider.features().contains(PaymentFeature.ENDS_LINKS)) {
            assertFalse(farEnd().isPayable(link.id()), "it has ended by itself");
        }
        assertEquals(new CancelResult.Withdrawn(), provider.cancel(link.id(), LONG));
        assertFalse(farEnd().isPayable(link.id()), "nobody pays what is withdrawn");
    }

    /** One of each kind; what is pending is a part. */
    private static List<Change> changes(PaymentRequest wish) {
        Money total = wish.total();
        Money part = Money.ofMinor(total.getCurrencyUnit(), 1);
        return List.of(
                new Change.Pending(Optional.of(total)),
                new Change.Confirmed(Optional.of(total)),
                new Change.Failed("insufficient funds"),
                new Change.Refunded(part),
                new Change.Disputed(Optional.of(total)),
                new Change.Expired());
    }

    /** An amount that an event leaves out is all that was asked for; the words of a failure are the provider's. */
    private static void assertSays(Change expected, OfRequest event, PaymentRequest wish) {
        assertEquals(expected.getClass(), event.change().getClass());
        assertEquals(told(expected, wish), told(event.change(), wish));
        assertTrue(event.key().isEmpty() || event.key().equals(Optional.of(wish.key())), event.toString());
        if (event.change() instanceof Change.Failed failed) {
            assertTrue(
                    failed.reason().length() <= 1_000 && failed.reason().chars().noneMatch(Character::isISOControl),
                    failed.reason());
        }
    }

    private static Optional<Money> told(Change change, PaymentRequest wish) {
        if (change instanceof Change.Pending pending) {
            return pending.amount().or(() -> Optional.of(wish.total()));
        }
        if (change instanceof Change.Confirmed confirmed) {
            return confirmed.amount().or(() -> Optional.of(wish.total()));
        }
        if (change instanceof Change.Disputed disputed) {
            return disputed.amount().or(() -> Optional.of(wish.total()));
        }
        return change instanceof Change.Refunded refunded ? Optional.of(refunded.amount()) : Optional.empty();
    }

    private PaymentProgress progress(PaymentProvider provider, PaymentRequest wish, List<RawCallback> callbacks) {
        PaymentProgress progress = PaymentProgress.of(wish.total());
        for (RawCallback callback : callbacks) {
            OfRequest event = only(provider.verify(callback));
            assertTrue(
                    event.request().equals(Optional.of(taken(wish).id()))
                            || event.key().equals(Optional.of(wish.key())),
                    event.toString());
            progress = progress.plus(event);
        }
        return progress;
    }

    private RawCallback confirmed(PaymentRequest wish) {
        Optional<RawCallback> callback =
                farEnd().callback(taken(wish), now(), new Change.Confirmed(Optional.of(wish.total())));
        assumeTrue(callback.isPresent(), "the far end tells of no payment");
        return callback.orElseThrow();
    }

    /** What the usual signatures stand in. */
    private static Map<String, List<String>> headers(RawCallback callback) {
        Map<String, List<String>> headers = new HashMap<>();
        callback.headerNames().forEach(name -> headers.put(name, callback.headers(name)));
        return headers;
    }

    private PaymentProvider open() {
        PaymentProvider provider = provider();
        opened.add(provider);
        return provider;
    }

    private void assumePromised(PaymentFeature feature) {
        assumeTrue(open().features().contains(feature), "the provider does not promise " + feature);
    }

    private void behave(Manner manner) {
        assumeTrue(farEnd().manners().contains(manner), "the far end is never " + manner);
        farEnd().behave(manner);
    }

    private static PaymentRequestResult request(PaymentProvider provider, PaymentRequest wish) {
        return provider.request(wish, LONG);
    }

    private PaymentRequest wish() {
        return wish(amount());
    }

    private PaymentRequest wish(Money amount) {
        if (makesLinks == null) {
            makesLinks = open().features().contains(PaymentFeature.LINKS);
        }
        PaymentMethod method;
        if (makesLinks) {
            method = new PaymentMethod.Link(now().plus(Duration.ofHours(12)));
        } else {
            method = new PaymentMethod.DirectDebit(
                    farEnd().mandate(MandateState.ACTIVE).orElseThrow(), Optional.empty());
        }
        return wish(amount, method);
    }

    /** Another wish under another key. */
    private PaymentRequest wish(Money amount, PaymentMethod method) {
        int number = requests++;
        return PaymentRequest.builder(new IdempotencyKey("key-" + number), AccountId.of("acme", "C-1"), method)
                .line(new ReceivableId("F-" + number), amount)
                .description("Invoice F-" + number)
                .reference("F-" + number)
                .language("en")
                .payerEmail("ann@example.com")
                .build();
    }

    private static PaymentRequestId assertTaken(PaymentRequestResult result, PaymentRequest wish) {
        if (wish.method() instanceof PaymentMethod.Link link) {
            LinkCreated created = assertInstanceOf(LinkCreated.class, result, result.toString());
            assertFalse(created.expires().isAfter(link.expires()), "expires no later than asked for: " + created);
            return created.id();
        }
        return assertInstanceOf(CollectionStarted.class, result, result.toString())
                .id();
    }

    private Taken taken(PaymentRequest wish) {
        List<Taken> found = farEnd().taken().stream()
                .filter(one -> one.key().equals(wish.key()))
                .toList();
        assertEquals(1, found.size(), () -> wish + " is collected " + found.size() + " times");
        return found.get(0);
    }

    private void assertCollected(PaymentRequest... wishes) {
        assertEquals(
                Stream.of(wishes).map(PaymentRequest::key).toList(),
                farEnd().taken().stream().map(Taken::key).toList(),
                "what is collected");
        for (PaymentRequest wish : wishes) {
            assertEquals(wish.total(), taken(wish).total());
        }
    }

    private <T> T inTime(ThrowingSupplier<T> call) {
        return assertTimeoutPreemptively(patience().plus(GRACE), call);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertShowsNoSecret(String text) {
        for (String secret : farEnd().secrets()) {
            assertFalse(text.contains(secret), "a secret is shown");
        }
    }

    private static String reason(PaymentRequestResult result) {
        if (result instanceof TemporaryFailure failure) {
            return failure.reason();
        }
        if (result instanceof Declined declined) {
            return declined.reason();
        }
        return assertInstanceOf(InDoubt.class, result).reason();
    }

    private static OfRequest only(List<PaymentEvent> events) {
        assertEquals(1, events.size(), events.toString());
        return assertInstanceOf(OfRequest.class, events.get(0));
    }

    private Set<Thread> lastingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon() && !farEnd().owns(thread))
                .collect(Collectors.toSet());
    }

    private Set<Thread> lastingThreadsSince(Set<Thread> before) {
        Set<Thread> since = lastingThreads();
        since.removeAll(before);
        return since;
    }
}
