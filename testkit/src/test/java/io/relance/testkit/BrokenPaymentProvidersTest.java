package io.relance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.callback.CallbackRefusedException;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.payment.PaymentRequestResult.Declined;
import io.relance.payment.PaymentRequestResult.LinkCreated;
import io.relance.payment.PaymentRequestResult.TemporaryFailure;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A payment provider that breaks one promise fails the test of that promise. */
class BrokenPaymentProvidersTest {
    private static final Instant NOW = Instant.parse("2026-03-02T06:00:00Z");

    @ParameterizedTest(name = "rule {0}: {1}")
    @MethodSource("broken")
    void a_provider_that_breaks_a_rule_fails_its_test(
            int rule, String name, Function<FakePaymentService, PaymentProvider> providers) throws Exception {
        assertThat(Contracts.outcome(PaymentProviderContract.class, rule, contract(providers)))
                .isEqualTo(Contracts.Outcome.FAILED);
    }

    @Test
    void a_provider_that_breaks_none_fails_none_and_none_is_skipped() throws Exception {
        for (int rule : Contracts.rules(PaymentProviderContract.class).keySet()) {
            assertThat(Contracts.outcome(PaymentProviderContract.class, rule, contract(InMemoryPaymentProvider::new)))
                    .as("rule %d", rule)
                    .isEqualTo(Contracts.Outcome.PASSED);
        }
    }

    @Test
    void there_is_a_broken_provider_for_every_rule() {
        assertThat(broken().map(arguments -> (Integer) arguments.get()[0]).toList())
                .containsAll(Contracts.rules(PaymentProviderContract.class).keySet());
    }

    @Test
    void without_a_clock_to_turn_the_end_of_links_is_not_tested() throws Exception {
        assertThat(Contracts.outcome(PaymentProviderContract.class, 34, contract(HasNoPages::new, false)))
                .isEqualTo(Contracts.Outcome.SKIPPED);
    }

    private static PaymentProviderContract contract(Function<FakePaymentService, PaymentProvider> providers) {
        return contract(providers, true);
    }

    private static PaymentProviderContract contract(
            Function<FakePaymentService, PaymentProvider> providers, boolean clockTurns) {
        HandTurnedClock clock = HandTurnedClock.at(NOW);
        FakePaymentService service = new FakePaymentService(clock);
        return new PaymentProviderContract() {
            @Override
            protected PaymentProvider provider() {
                return providers.apply(service);
            }

            @Override
            protected PaymentFarEnd farEnd() {
                return service;
            }

            @Override
            protected Instant now() {
                return NOW;
            }

            @Override
            protected boolean turnTo(Instant instant) {
                if (clockTurns) {
                    clock.turn(Duration.between(clock.instant(), instant));
                }
                return clockTurns;
            }

            @Override
            protected Duration patience() {
                return Duration.ofMillis(50);
            }
        };
    }

    private static Stream<Arguments> broken() {
        return Stream.of(
                rule(1, "ForgetsItsFeatures", ForgetsItsFeatures::new),
                rule(2, "CollectsTwice", CollectsTwice::new),
                rule(3, "IsHasty", IsHasty::new),
                rule(4, "GivesUpAtOnce", GivesUpAtOnce::new),
                rule(5, "NeverGivesUp", NeverGivesUp::new),
                rule(6, "BlamesTheRequest", BlamesTheRequest::new),
                rule(7, "WaitsForEver", WaitsForEver::new),
                rule(8, "TakesSilenceForRefusal", TakesSilenceForRefusal::new),
                rule(9, "TakesADroppedLineForRefusal", TakesADroppedLineForRefusal::new),
                rule(10, "TriesAgainByItself", TriesAgainByItself::new),
                rule(11, "StaysBroken", StaysBroken::new),
                rule(12, "ThrowsWithoutAMandate", ThrowsWithoutAMandate::new),
                rule(12, "CollectsWithoutAMandate", CollectsWithoutAMandate::new),
                rule(13, "KnowsCentsAlone", KnowsCentsAlone::new),
                rule(14, "CutsWords", CutsWords::new),
                rule(15, "KeepsOneRequest", KeepsOneRequest::new),
                rule(16, "ShowsItsKey", ShowsItsKey::new),
                rule(16, "ShowsItselfWhole", ShowsItselfWhole::new),
                rule(17, "CollectsAgain", CollectsAgain::new),
                rule(18, "LooksBeforeItLeaps", LooksBeforeItLeaps::new),
                rule(19, "StaysInDoubt", StaysInDoubt::new),
                rule(20, "KnowsNothing", KnowsNothing::new),
                rule(21, "RemembersItsDoubts", RemembersItsDoubts::new),
                rule(22, "TakesSilenceForNothing", TakesSilenceForNothing::new),
                rule(23, "OnlySaysItWithdraws", OnlySaysItWithdraws::new),
                rule(23, "MindsASecondTime", MindsASecondTime::new),
                rule(24, "ForgetsThatMoneyCame", ForgetsThatMoneyCame::new),
                rule(25, "ThrowsAtUnknownNames", ThrowsAtUnknownNames::new),
                rule(26, "TakesADropForAWithdrawal", TakesADropForAWithdrawal::new),
                rule(26, "TakesAbsenceForAWithdrawal", TakesAbsenceForAWithdrawal::new),
                rule(27, "CallsAllConfirmed", CallsAllConfirmed::new),
                rule(27, "NumbersCallbacks", NumbersCallbacks::new),
                rule(27, "NamesEventsByRequest", NamesEventsByRequest::new),
                rule(28, "BelievesEverybody", BelievesEverybody::new),
                rule(29, "BelievesOldSignatures", BelievesOldSignatures::new),
                rule(30, "DatesEventsByArrival", DatesEventsByArrival::new),
                rule(31, "ThrowsAtWhatIsNotItsOwn", ThrowsAtWhatIsNotItsOwn::new),
                rule(32, "TakesEveryMandateForLive", TakesEveryMandateForLive::new),
                rule(32, "TellsOfNoEnd", TellsOfNoEnd::new),
                rule(33, "LeavesAThread", LeavesAThread::new),
                rule(33, "KeepsItsLine", KeepsItsLine::new),
                rule(34, "HasNoPages", HasNoPages::new),
                rule(34, "NeverEndsItsLinks", NeverEndsItsLinks::new),
                rule(34, "ForgetsLinksThatAreOver", ForgetsLinksThatAreOver::new));
    }

    private static Arguments rule(int number, String name, Function<FakePaymentService, PaymentProvider> providers) {
        return Arguments.of(number, name, providers);
    }

    private static final class ForgetsItsFeatures extends InMemoryPaymentProvider {
        private int asked;

        ForgetsItsFeatures(FakePaymentService service) {
            super(service);
        }

        @Override
        public Set<PaymentFeature> features() {
            return asked++ == 0 ? super.features() : Set.of();
        }
    }

    private static final class CollectsTwice extends InMemoryPaymentProvider {
        CollectsTwice(FakePaymentService service) {
            super(service);
        }

        @Override
        Taken take(PaymentRequest request) {
            service.takeAlways(request);
            return service.takeAlways(request);
        }
    }

    private static final class IsHasty extends InMemoryPaymentProvider {
        IsHasty(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult late(PaymentRequest request) {
            return new TemporaryFailure("too slow");
        }
    }

    private static final class GivesUpAtOnce extends InMemoryPaymentProvider {
        GivesUpAtOnce(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult refusedForNow(PaymentRequest request) {
            return new Declined("busy");
        }
    }

    private static final class NeverGivesUp extends InMemoryPaymentProvider {
        NeverGivesUp(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult refusedForGood() {
            return new TemporaryFailure("perhaps later");
        }
    }

    private static final class BlamesTheRequest extends InMemoryPaymentProvider {
        BlamesTheRequest(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult away() {
            return new Declined("nobody there");
        }
    }

    private static final class WaitsForEver extends InMemoryPaymentProvider {
        WaitsForEver(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult silentBefore(Duration timeout) {
            return super.silentBefore(Duration.ofMinutes(10));
        }
    }

    private static final class TakesSilenceForRefusal extends InMemoryPaymentProvider {
        TakesSilenceForRefusal(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult silentAfter() {
            return new TemporaryFailure("no answer");
        }
    }

    private static final class TakesADroppedLineForRefusal extends InMemoryPaymentProvider {
        TakesADroppedLineForRefusal(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult dropped(PaymentRequest request) {
            return new TemporaryFailure("the line dropped");
        }
    }

    private static final class TriesAgainByItself extends InMemoryPaymentProvider {
        TriesAgainByItself(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult dropped(PaymentRequest request) {
            service.ask();
            take(request);
            return super.dropped(request);
        }
    }

    private static final class StaysBroken extends InMemoryPaymentProvider {
        private boolean broken;

        StaysBroken(FakePaymentService service) {
            super(service);
        }

        @Override
        public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
            PaymentRequestResult result = broken ? away() : super.request(request, timeout);
            broken = !(result instanceof PaymentRequestResult.LinkCreated);
            return result;
        }
    }

    private static final class ThrowsWithoutAMandate extends InMemoryPaymentProvider {
        ThrowsWithoutAMandate(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult noMandate(PaymentRequest request) {
            throw new IllegalArgumentException("no mandate");
        }
    }

    private static final class CollectsWithoutAMandate extends InMemoryPaymentProvider {
        CollectsWithoutAMandate(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult noMandate(PaymentRequest request) {
            return answer(take(request));
        }
    }

    private static final class KnowsCentsAlone extends InMemoryPaymentProvider {
        KnowsCentsAlone(FakePaymentService service) {
            super(service);
        }

        @Override
        Taken take(PaymentRequest request) {
            Money cents = Money.of(
                    request.total().getCurrencyUnit(),
                    request.total().getAmount().setScale(2, RoundingMode.DOWN),
                    RoundingMode.DOWN);
            return super.take(PaymentRequest.builder(request.key(), request.account(), request.method())
                    .line(request.lines().get(0).receivable(), cents)
                    .description(request.description())
                    .language(request.language())
                    .build());
        }
    }

    private static final class CutsWords extends InMemoryPaymentProvider {
        CutsWords(FakePaymentService service) {
            super(service);
        }

        @Override
        Taken take(PaymentRequest request) {
            return super.take(request.toBuilder()
                    .description(request.description().replaceAll("[&<\"].*", "-"))
                    .build());
        }
    }

    private static final class KeepsOneRequest extends InMemoryPaymentProvider {
        private volatile Optional<PaymentRequest> current = Optional.empty();

        KeepsOneRequest(FakePaymentService service) {
            super(service);
        }

        @Override
        public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
            current = Optional.of(request);
            sleep(Duration.ofMillis(5));
            return super.request(current.orElseThrow(), timeout);
        }
    }

    private static final class ShowsItsKey extends InMemoryPaymentProvider {
        ShowsItsKey(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult refusedForNow(PaymentRequest request) {
            return new TemporaryFailure("refused with the key " + FakePaymentService.KEY);
        }
    }

    private static final class ShowsItselfWhole extends InMemoryPaymentProvider {
        ShowsItselfWhole(FakePaymentService service) {
            super(service);
        }

        @Override
        public String toString() {
            return super.toString() + " with the key " + FakePaymentService.KEY;
        }
    }

    private static final class CollectsAgain extends InMemoryPaymentProvider {
        CollectsAgain(FakePaymentService service) {
            super(service);
        }

        @Override
        Taken take(PaymentRequest request) {
            return service.takeAlways(request);
        }
    }

    private static final class LooksBeforeItLeaps extends InMemoryPaymentProvider {
        LooksBeforeItLeaps(FakePaymentService service) {
            super(service);
        }

        @Override
        Taken take(PaymentRequest request) {
            Optional<Taken> before = service.find(request.key());
            sleep(Duration.ofMillis(20));
            return before.orElseGet(() -> service.takeAlways(request));
        }
    }

    private static final class StaysInDoubt extends InMemoryPaymentProvider {
        private final Set<IdempotencyKey> doubts = new HashSet<>();

        StaysInDoubt(FakePaymentService service) {
            super(service);
        }

        @Override
        public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
            return doubts.contains(request.key()) ? silentAfter() : super.request(request, timeout);
        }

        @Override
        PaymentRequestResult dropped(PaymentRequest request) {
            doubts.add(request.key());
            return super.dropped(request);
        }
    }

    private static final class KnowsNothing extends InMemoryPaymentProvider {
        KnowsNothing(FakePaymentService service) {
            super(service);
        }

        @Override
        public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
            return Optional.empty();
        }
    }

    private static final class RemembersItsDoubts extends InMemoryPaymentProvider {
        RemembersItsDoubts(FakePaymentService service) {
            super(service);
        }

        @Override
        public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
            return super.lookup(key, timeout).map(taken -> silentAfter());
        }
    }

    private static final class TakesSilenceForNothing extends InMemoryPaymentProvider {
        TakesSilenceForNothing(FakePaymentService service) {
            super(service);
        }

        @Override
        Optional<PaymentRequestResult> notAsked() {
            return Optional.empty();
        }
    }

    private static final class OnlySaysItWithdraws extends InMemoryPaymentProvider {
        OnlySaysItWithdraws(FakePaymentService service) {
            super(service);
        }

        @Override
        CancelResult withdraw(PaymentRequestId id) {
            return new CancelResult.Withdrawn();
        }
    }

    private static final class MindsASecondTime extends InMemoryPaymentProvider {
        MindsASecondTime(FakePaymentService service) {
            super(service);
        }

        @Override
        CancelResult withdraw(PaymentRequestId id) {
            return service.isWithdrawn(id) ? new CancelResult.TooLate("withdrawn before") : super.withdraw(id);
        }
    }

    private static final class ForgetsThatMoneyCame extends InMemoryPaymentProvider {
        ForgetsThatMoneyCame(FakePaymentService service) {
            super(service);
        }

        @Override
        CancelResult tooLate(PaymentRequestId id) {
            return withdraw(id);
        }
    }

    private static final class ThrowsAtUnknownNames extends InMemoryPaymentProvider {
        ThrowsAtUnknownNames(FakePaymentService service) {
            super(service);
        }

        @Override
        CancelResult unknown() {
            throw new IllegalArgumentException("no such request");
        }
    }

    private static final class TakesADropForAWithdrawal extends InMemoryPaymentProvider {
        TakesADropForAWithdrawal(FakePaymentService service) {
            super(service);
        }

        @Override
        CancelResult cancelDropped() {
            return new CancelResult.Withdrawn();
        }
    }

    private static final class TakesAbsenceForAWithdrawal extends InMemoryPaymentProvider {
        TakesAbsenceForAWithdrawal(FakePaymentService service) {
            super(service);
        }

        @Override
        CancelResult cancelAway() {
            return new CancelResult.Withdrawn();
        }
    }

    private static final class CallsAllConfirmed extends InMemoryPaymentProvider {
        CallsAllConfirmed(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentEvent event(String event, Instant at, PaymentRequestId request, Change change) {
            return super.event(event, at, request, new Change.Confirmed(Optional.empty()));
        }
    }

    private static final class NumbersCallbacks extends InMemoryPaymentProvider {
        private int number;

        NumbersCallbacks(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentEvent event(String event, Instant at, PaymentRequestId request, Change change) {
            return super.event("n-" + ++number, at, request, change);
        }
    }

    private static final class NamesEventsByRequest extends InMemoryPaymentProvider {
        NamesEventsByRequest(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentEvent event(String event, Instant at, PaymentRequestId request, Change change) {
            return super.event("of-" + request, at, request, change);
        }
    }

    private static final class BelievesEverybody extends InMemoryPaymentProvider {
        BelievesEverybody(FakePaymentService service) {
            super(service);
        }

        @Override
        List<PaymentEvent> forged(String body) {
            return List.of();
        }
    }

    private static final class BelievesOldSignatures extends InMemoryPaymentProvider {
        BelievesOldSignatures(FakePaymentService service) {
            super(service);
        }

        @Override
        List<PaymentEvent> stale(String body) {
            return read(body);
        }
    }

    private static final class DatesEventsByArrival extends InMemoryPaymentProvider {
        private int arrived;

        DatesEventsByArrival(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentEvent event(String event, Instant at, PaymentRequestId request, Change change) {
            return super.event(event, at.plusSeconds(60L * ++arrived), request, change);
        }
    }

    private static final class ThrowsAtWhatIsNotItsOwn extends InMemoryPaymentProvider {
        ThrowsAtWhatIsNotItsOwn(FakePaymentService service) {
            super(service);
        }

        @Override
        List<PaymentEvent> foreign(String event) {
            throw new CallbackRefusedException("what is " + event);
        }
    }

    private static final class TakesEveryMandateForLive extends InMemoryPaymentProvider {
        TakesEveryMandateForLive(FakePaymentService service) {
            super(service);
        }

        @Override
        public MandateState mandate(MandateId mandate, Duration timeout) {
            return MandateState.ACTIVE;
        }
    }

    private static final class TellsOfNoEnd extends InMemoryPaymentProvider {
        TellsOfNoEnd(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentEvent mandateEvent(String event, Instant at, String mandate, String words) {
            return super.mandateEvent(event, at, mandate, "active");
        }
    }

    private static final class LeavesAThread extends InMemoryPaymentProvider {
        LeavesAThread(FakePaymentService service) {
            super(service);
        }

        @Override
        Taken take(PaymentRequest request) {
            Thread left = new Thread(() -> sleep(Duration.ofSeconds(8)), "left behind");
            left.setDaemon(false);
            left.start();
            return super.take(request);
        }
    }

    private static final class KeepsItsLine extends InMemoryPaymentProvider {
        KeepsItsLine(FakePaymentService service) {
            super(service);
        }

        @Override
        public void close() {}
    }

    private static final class NeverEndsItsLinks extends InMemoryPaymentProvider {
        NeverEndsItsLinks(FakePaymentService service) {
            super(service);
        }

        @Override
        Taken take(PaymentRequest request) {
            PaymentRequest.Builder lasting = PaymentRequest.builder(
                            request.key(), request.account(), new PaymentMethod.Link(NOW.plus(Duration.ofDays(3_650))))
                    .description(request.description())
                    .language(request.language());
            request.lines().forEach(line -> lasting.line(line.receivable(), line.amount()));
            return super.take(lasting.build());
        }

        @Override
        PaymentRequestResult answer(Taken taken) {
            LinkCreated link = (LinkCreated) super.answer(taken);
            return new LinkCreated(link.id(), link.url(), NOW.plus(Duration.ofHours(1)));
        }
    }

    private static final class HasNoPages extends InMemoryPaymentProvider {
        HasNoPages(FakePaymentService service) {
            super(service);
        }

        @Override
        PaymentRequestResult answer(Taken taken) {
            service.withdraw(taken.id());
            return super.answer(taken);
        }
    }

    private static final class ForgetsLinksThatAreOver extends InMemoryPaymentProvider {
        ForgetsLinksThatAreOver(FakePaymentService service) {
            super(service);
        }

        @Override
        CancelResult withdraw(PaymentRequestId id) {
            return service.isPayable(id) ? super.withdraw(id) : new CancelResult.Unknown();
        }
    }
}
