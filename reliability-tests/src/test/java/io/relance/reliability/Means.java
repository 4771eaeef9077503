package io.relance.reliability;

import io.relance.Relance;
import io.relance.channel.ChannelLimits;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What engines are built with beyond their ports.
 *
 * @param keys under which all that is stored of an account is encrypted; empty: nothing is
 * @param limits how much each engine hands over at most
 * @param hours when channels reach people; of the others their own hold
 * @param silentBooks whether the books never say that anything has changed: the host does, by hints
 */
record Means(
        Optional<ShreddedKeys> keys,
        Map<ChannelId, ChannelLimits> limits,
        Map<ChannelId, SendingHours> hours,
        boolean silentBooks) {
    private static final List<SendingHours> HOURS = List.of(hours(9, 18), hours(10, 18), hours(8, 20));

    /** Those of a world: each of them in some. */
    static Means drawn(Random random, long seed) {
        boolean limited = random.nextInt(3) == 0;
        return new Means(
                random.nextInt(3) == 0 ? Optional.of(new ShreddedKeys(seed)) : Optional.empty(),
                limited ? Map.of(ChannelId.EMAIL, limits(random), ChannelId.SMS, limits(random)) : Map.of(),
                random.nextInt(3) == 0 ? Map.of(ChannelId.EMAIL, HOURS.get(random.nextInt(HOURS.size()))) : Map.of(),
                random.nextInt(5) == 0);
    }

    private static ChannelLimits limits(Random random) {
        return new ChannelLimits(2 + random.nextInt(3), Duration.ofMinutes(5L + random.nextInt(120)));
    }

    private static SendingHours hours(int from, int to) {
        return new SendingHours(Optional.of(SendingHours.Window.of(from, to)), Optional.empty());
    }

    /** None of it. */
    static final Means NONE = new Means(Optional.empty(), Map.of(), Map.of(), false);

    /** Limits and hours; keys are a port and given apart. */
    void into(Relance.Builder builder) {
        limits.forEach(builder::limits);
        hours.forEach(builder::sendingHours);
    }
}
