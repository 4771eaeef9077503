package io.relance.engine;

import io.relance.channel.ChannelLimits;
import io.relance.channel.RetryPolicy;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.Customer;
import io.relance.receivable.NaturalPerson;
import io.relance.template.ContentLevel;
import java.time.Duration;
import java.util.Map;

/**
 * How messages are handed over.
 *
 * @param limits of channels that have one
 * @param hours of channels for which the host said them; the others have their own
 * @param content how much is said over channels for which the host said it
 */
public record DeliveryRules(
        RetryPolicy retry,
        Map<ChannelId, ChannelLimits> limits,
        Map<ChannelId, SendingHours> hours,
        Map<ChannelId, Content> content) {
    /** Tried again as by default, no limit, the channels' own hours. */
    public static final DeliveryRules DEFAULT = new DeliveryRules(RetryPolicy.DEFAULT, Map.of(), Map.of(), Map.of());

    private static final int SHARE = 8;

    /**
     * How much is said over a channel.
     *
     * @param persons to natural persons, and where nobody knows whether the customer is one
     */
    public record Content(ContentLevel companies, ContentLevel persons) {}

    /** Copies the maps. */
    public DeliveryRules {
        limits = Map.copyOf(limits);
        hours = Map.copyOf(hours);
        content = Map.copyOf(content);
    }

    /** How much is said over a channel to a customer known to be no natural person. */
    ContentLevel toCompanies(ChannelId channel) {
        Content said = content.get(channel);
        return said == null ? ContentLevel.FULL : said.companies();
    }

    /** How much is said to a customer over a channel; text messages say no amounts to persons unless the host wants it. */
    ContentLevel content(ChannelId channel, Customer customer) {
        if (customer.naturalPerson() == NaturalPerson.NO) {
            return toCompanies(channel);
        }
        Content said = content.get(channel);
        if (said != null) {
            return said.persons();
        }
        return channel.value().startsWith("sms") ? ContentLevel.NO_AMOUNTS : ContentLevel.FULL;
    }

    /** The pause after a failed attempt, up to an eighth shorter or longer, which differs by message. */
    Duration pause(MessageId message, int attempt) {
        Duration pause = retry.pauseAfter(attempt);
        Duration eighth = pause.dividedBy(SHARE);
        return pause.minus(eighth).plus(Jitter.upTo(eighth.multipliedBy(2), message, attempt));
    }
}
