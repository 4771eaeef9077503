package io.relance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A channel that breaks one promise fails the test of that promise. */
class BrokenChannelsTest {
    @ParameterizedTest(name = "rule {0}")
    @MethodSource("broken")
    void a_channel_that_breaks_a_rule_fails_its_test(int rule, Function<FakeCarrier, Channel> channels)
            throws Exception {
        assertThat(Contracts.outcome(ChannelContract.class, rule, contract(channels)))
                .isEqualTo(Contracts.Outcome.FAILED);
    }

    @ParameterizedTest(name = "rule {0}")
    @MethodSource("broken")
    void a_channel_that_breaks_none_fails_none(int rule, Function<FakeCarrier, Channel> broken) throws Exception {
        boolean isWithoutLateReceipts = rule == 29;
        assertThat(Contracts.outcome(
                        ChannelContract.class,
                        rule,
                        contract(isWithoutLateReceipts ? WithoutLateReceipts::new : PassingChannel::new)))
                .isEqualTo(Contracts.Outcome.PASSED);
    }

    @Test
    void there_is_a_broken_channel_for_every_rule() {
        assertThat(broken().map(arguments -> (Integer) arguments.get()[0]).toList())
                .hasSameElementsAs(Contracts.rules(ChannelContract.class).keySet());
    }

    private static ChannelContract contract(Function<FakeCarrier, Channel> channels) {
        FakeCarrier carrier = new FakeCarrier();
        return new ChannelContract() {
            @Override
            protected Channel channel() {
                return channels.apply(carrier);
            }

            @Override
            protected FarEnd farEnd() {
                return carrier;
            }

            @Override
            protected Duration patience() {
                return Duration.ofMillis(50);
            }
        };
    }

    private static Stream<Arguments> broken() {
        return Stream.of(
                rule(1, ForgetsItsFeatures::new),
                rule(2, SendsTwice::new),
                rule(3, IsHasty::new),
                rule(4, GivesUpAtOnce::new),
                rule(5, NeverGivesUp::new),
                rule(6, BlamesTheRecipient::new),
                rule(7, WaitsForEver::new),
                rule(8, TakesSilenceForRefusal::new),
                rule(9, TakesADroppedLineForRefusal::new),
                rule(10, StaysBroken::new),
                rule(11, ThrowsAtAddresses::new),
                rule(12, ShowsItsKey::new),
                rule(13, KeepsOneMessage::new),
                rule(14, SendsAgain::new),
                rule(15, KnowsNothing::new),
                rule(16, KnowsWhatItAnswered::new),
                rule(17, HasNoEvidence::new),
                rule(18, BelievesNames::new),
                rule(19, EndsAtADot::new),
                rule(20, LeavesAttachmentsOut::new),
                rule(21, CutsTexts::new),
                rule(22, CallsAllDelivered::new),
                rule(23, TellsOnce::new),
                rule(24, TellsTheNewestFirst::new),
                rule(25, NamesReportsByMessage::new),
                rule(26, ThrowsWhenCutOff::new),
                rule(27, NumbersCallbacks::new),
                rule(28, BelievesEverybody::new),
                rule(29, TellsUnasked::new),
                rule(30, LeavesAThread::new),
                rule(31, SendsWhatItShows::new),
                rule(31, NumbersWhatItShows::new),
                rule(31, RingsToShow::new),
                rule(32, ShowsWhatItRefuses::new));
    }

    private static Arguments rule(int number, Function<FakeCarrier, Channel> channels) {
        return Arguments.of(number, channels);
    }

    private static final class ForgetsItsFeatures extends PassingChannel {
        private int asked;

        ForgetsItsFeatures(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public Set<ChannelFeature> features() {
            return asked++ == 0 ? super.features() : Set.of();
        }
    }

    private static final class SendsTwice extends PassingChannel {
        SendsTwice(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt take(OutboundMessage message) {
            super.take(message);
            return super.take(message);
        }
    }

    private static final class IsHasty extends PassingChannel {
        IsHasty(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt late(OutboundMessage message) {
            return new DeliveryReceipt.TemporaryFailure("too slow");
        }
    }

    private static final class GivesUpAtOnce extends PassingChannel {
        GivesUpAtOnce(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt refusedForNow() {
            return new DeliveryReceipt.PermanentFailure("busy");
        }
    }

    private static final class NeverGivesUp extends PassingChannel {
        NeverGivesUp(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt refusedForGood() {
            return new DeliveryReceipt.TemporaryFailure("perhaps later");
        }
    }

    private static final class BlamesTheRecipient extends PassingChannel {
        BlamesTheRecipient(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt away() {
            return new DeliveryReceipt.PermanentFailure("nobody there");
        }
    }

    private static final class WaitsForEver extends PassingChannel {
        WaitsForEver(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt silentBefore(Duration timeout) {
            return super.silentBefore(Duration.ofMinutes(10));
        }
    }

    private static final class TakesSilenceForRefusal extends PassingChannel {
        TakesSilenceForRefusal(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt silentAfter() {
            return new DeliveryReceipt.TemporaryFailure("no answer");
        }
    }

    private static final class TakesADroppedLineForRefusal extends PassingChannel {
        TakesADroppedLineForRefusal(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt dropped() {
            return new DeliveryReceipt.TemporaryFailure("the line dropped");
        }
    }

    private static final class StaysBroken extends PassingChannel {
        private boolean broken;

        StaysBroken(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            DeliveryReceipt receipt = broken ? away() : super.deliver(message, timeout);
            broken = !(receipt instanceof DeliveryReceipt.Accepted);
            return receipt;
        }
    }

    private static final class ThrowsAtAddresses extends PassingChannel {
        ThrowsAtAddresses(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt noAddress(OutboundMessage message) {
            throw new IllegalArgumentException("no address");
        }
    }

    private static final class ShowsItsKey extends PassingChannel {
        ShowsItsKey(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt refusedForNow() {
            return new DeliveryReceipt.TemporaryFailure("refused with the key " + FakeCarrier.KEY);
        }
    }

    private static final class KeepsOneMessage extends PassingChannel {
        private volatile Optional<OutboundMessage> current = Optional.empty();

        KeepsOneMessage(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            current = Optional.of(message);
            sleep(Duration.ofMillis(5));
            return super.deliver(current.orElseThrow(), timeout);
        }
    }

    private static final class SendsAgain extends PassingChannel {
        SendsAgain(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt tookBefore(OutboundMessage message) {
            return take(message);
        }
    }

    private static final class KnowsNothing extends PassingChannel {
        KnowsNothing(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
            return Optional.empty();
        }
    }

    private static final class KnowsWhatItAnswered extends PassingChannel {
        KnowsWhatItAnswered(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
            return super.lookup(id, timeout).map(taken -> dropped());
        }
    }

    private static final class HasNoEvidence extends PassingChannel {
        HasNoEvidence(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt receipt(DeliveryId delivery) {
            return new DeliveryReceipt.Accepted(Instant.EPOCH, Optional.empty());
        }
    }

    /** As a mail does whose headers are put together without a look at what is in them. */
    private static final class BelievesNames extends PassingChannel {
        BelievesNames(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt take(OutboundMessage message) {
            Set<String> fields = new HashSet<>(Set.of("to", "subject"));
            message.recipientName()
                    .orElse("")
                    .lines()
                    .skip(1)
                    .filter(line -> line.contains(":"))
                    .forEach(line ->
                            fields.add(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)));
            carrier.take(message, fields);
            return receipt(message.delivery());
        }
    }

    private static final class EndsAtADot extends PassingChannel {
        EndsAtADot(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt take(OutboundMessage message) {
            String text = message.text();
            int end = text.startsWith(".\n") ? 0 : text.indexOf("\n.\n");
            return super.take(
                    end < 0
                            ? message
                            : message.toBuilder().text(text.substring(0, end)).build());
        }
    }

    private static final class LeavesAttachmentsOut extends PassingChannel {
        LeavesAttachmentsOut(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt take(OutboundMessage message) {
            OutboundMessage.Builder without = OutboundMessage.builder(message.delivery(), message.account())
                    .recipientAddress(message.recipientAddress())
                    .text(message.text())
                    .language(message.language())
                    .businessDate(message.businessDate())
                    .plannedAt(message.plannedAt());
            message.subject().ifPresent(without::subject);
            return super.take(without.build());
        }
    }

    private static final class CutsTexts extends PassingChannel {
        CutsTexts(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt take(OutboundMessage message) {
            String text = message.text();
            return super.take(message.toBuilder()
                    .text(text.substring(0, Math.min(text.length(), 65_536)))
                    .build());
        }
    }

    private static final class CallsAllDelivered extends PassingChannel {
        CallsAllDelivered(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public List<LateReceipt> poll(int limit, Duration timeout) {
            return super.poll(limit, timeout).stream()
                    .map(late -> new LateReceipt(
                            late.id(),
                            late.delivery(),
                            late.reference(),
                            LateReceipt.Outcome.DELIVERED,
                            late.at(),
                            late.detail()))
                    .toList();
        }
    }

    private static final class TellsOnce extends PassingChannel {
        TellsOnce(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public List<LateReceipt> poll(int limit, Duration timeout) {
            List<LateReceipt> told = super.poll(limit, timeout);
            acknowledge(told);
            return told;
        }
    }

    private static final class TellsTheNewestFirst extends PassingChannel {
        TellsTheNewestFirst(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public List<LateReceipt> poll(int limit, Duration timeout) {
            List<LateReceipt> all = new ArrayList<>(super.poll(1_000, timeout));
            Collections.reverse(all);
            return all.stream().limit(limit).toList();
        }
    }

    private static final class NamesReportsByMessage extends PassingChannel {
        NamesReportsByMessage(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public List<LateReceipt> poll(int limit, Duration timeout) {
            return super.poll(limit, timeout).stream()
                    .map(late -> new LateReceipt(
                            "report-" + late.delivery().orElseThrow(),
                            late.delivery(),
                            late.reference(),
                            late.outcome(),
                            late.at(),
                            late.detail()))
                    .toList();
        }
    }

    private static final class ThrowsWhenCutOff extends PassingChannel {
        ThrowsWhenCutOff(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public List<LateReceipt> poll(int limit, Duration timeout) {
            if (!carrier.isReachable()) {
                throw new IllegalStateException("cut off");
            }
            return super.poll(limit, timeout);
        }
    }

    private static final class NumbersCallbacks extends PassingChannel {
        private int number;

        NumbersCallbacks(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        LateReceipt read(String body) {
            return super.read(++number + body.substring(body.indexOf(' ')));
        }
    }

    private static final class BelievesEverybody extends PassingChannel {
        BelievesEverybody(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        List<LateReceipt> forged(String body) {
            return List.of();
        }
    }

    private static class WithoutLateReceipts extends PassingChannel {
        WithoutLateReceipts(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public Set<ChannelFeature> features() {
            return Set.of();
        }
    }

    private static final class TellsUnasked extends WithoutLateReceipts {
        TellsUnasked(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt take(OutboundMessage message) {
            carrier.report(message.delivery(), LateReceipt.Outcome.DELIVERED);
            return super.take(message);
        }
    }

    private static final class LeavesAThread extends PassingChannel {
        LeavesAThread(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        DeliveryReceipt take(OutboundMessage message) {
            Thread left = new Thread(() -> sleep(Duration.ofSeconds(8)), "left behind");
            left.setDaemon(false);
            left.start();
            return super.take(message);
        }
    }

    private static final class SendsWhatItShows extends PassingChannel {
        SendsWhatItShows(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        Attachment document(OutboundMessage message) {
            take(message);
            return super.document(message);
        }
    }

    private static final class NumbersWhatItShows extends PassingChannel {
        private int shown;

        NumbersWhatItShows(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        Attachment document(OutboundMessage message) {
            return super.document(
                    message.toBuilder().text(message.text() + ++shown + "\n").build());
        }
    }

    private static final class RingsToShow extends PassingChannel {
        RingsToShow(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        Attachment document(OutboundMessage message) {
            carrier.openLine(1);
            return super.document(message);
        }
    }

    private static final class ShowsWhatItRefuses extends PassingChannel {
        ShowsWhatItRefuses(FakeCarrier carrier) {
            super(carrier);
        }

        @Override
        public Optional<Attachment> preview(OutboundMessage message) {
            return Optional.of(document(message));
        }
    }
}
