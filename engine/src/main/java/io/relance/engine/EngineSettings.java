package io.relance.engine;

import io.relance.channel.AttachmentSource;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.policy.Policy;
import io.relance.receivable.CreditorId;
import io.relance.storage.DunningStore;
import io.relance.storage.Leased;
import io.relance.storage.ReceivablesSource;
import io.relance.template.Medium;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine was built with.
 *
 * @param policies by creditor
 * @param bodies writes and reads what the store keeps
 * @param anyPolicy of creditors without one of their own
 * @param owner names this engine among those that share the store
 */
public record EngineSettings(
        ReceivablesSource books,
        DunningStore store,
        Map<ChannelId, Channel> channels,
        Map<CreditorId, Policy> policies,
        Optional<Policy> anyPolicy,
        Map<CreditorId, MessageSender> senders,
        TemplateCatalogue templates,
        AttachmentSource attachments,
        StoredBodies bodies,
        InstantSource clock,
        String owner,
        Duration lease,
        Duration timeout,
        DeliveryRules rules,
        PaymentProviders providers,
        Listeners listeners,
        Lifecycle lifecycle) {
    /** How old the look at the books may be when a hand-over begins (SEMANTICS 7). */
    private static final Duration FRESH = Duration.ofSeconds(60);

    /** Copies the maps; the clock is read to the microsecond, which is what stores keep. */
    public EngineSettings {
        clock = toTheMicrosecond(clock);
        // in the order in which they were given: the same calls every time
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        policies = Map.copyOf(policies);
        senders = Map.copyOf(senders);
    }

    /** The same on a store that is in a transaction of the host: listeners are told nothing that may be rolled back. */
    public EngineSettings joined(DunningStore joined) {
        return new EngineSettings(
                books,
                joined,
                channels,
                policies,
                anyPolicy,
                senders,
                templates,
                attachments,
                bodies,
                clock,
                owner,
                lease,
                timeout,
                rules,
                providers,
                Listeners.NONE,
                lifecycle);
    }

    private static InstantSource toTheMicrosecond(InstantSource clock) {
        return () -> clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The policy of a creditor.
     *
     * @throws IllegalArgumentException when it has none
     */
    public Policy policy(CreditorId creditor) {
        return Optional.ofNullable(policies.get(creditor))
                .or(() -> anyPolicy)
                .orElseThrow(() -> new IllegalArgumentException("there is no policy for creditor " + creditor
                        + ": give the engine one, or one for every creditor"));
    }

    /** Whether a hand-over that begins now is over before the lease: nobody else may take up what is still under way. */
    boolean isLongEnough(Leased leased) {
        return isLongEnough(leased, Duration.ZERO);
    }

    /** As {@link #isLongEnough(Leased)} of a hand-over that begins after {@code before}. */
    boolean isLongEnough(Leased leased, Duration before) {
        return !clock.instant().plus(before).plus(timeout).isAfter(leased.until());
    }

    /** Whether a hand-over may still begin by what was read then; else it is looked at again. */
    boolean isFresh(Instant readAt) {
        return Duration.between(readAt, clock.instant()).compareTo(FRESH) <= 0;
    }

    /** In which layout a channel gets messages; for one that this engine does not have, as mails have it. */
    Medium medium(ChannelId channel) {
        Channel known = channels.get(channel);
        return known != null && known.features().contains(ChannelFeature.PRINTED) ? Medium.PAPER : Medium.MAIL;
    }

    /** Whether files of any type go with what a channel hands over; not with what is printed, which has further pages. */
    boolean carriesFiles(ChannelId channel) {
        Channel known = channels.get(channel);
        return known != null
                && known.features().contains(ChannelFeature.CARRIES_FILES)
                && medium(channel) != Medium.PAPER;
    }

    /** The hours of a channel. */
    SendingHours hours(Channel channel) {
        SendingHours said = rules.hours().get(channel.id());
        return said == null ? channel.sendingHours() : said;
    }

    /** Who writes. */
    MessageSender sender(CreditorId creditor) {
        MessageSender sender = senders.get(creditor);
        return sender == null
                ? MessageSender.builder(creditor, creditor.value()).build()
                : sender;
    }

    /**
     * Closes the channels, the payment providers and the store; every one of them, whatever the others throw.
     *
     * @throws IllegalStateException when something could not be closed
     */
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(channels.values());
        all.addAll(providers.all());
        all.add(store);
        IllegalStateException failed = null;
        for (AutoCloseable each : all) {
            try {
                each.close();
            } catch (Exception e) {
                if (failed == null) {
                    failed = new IllegalStateException("not everything could be closed", e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
