package io.relance;

import io.micrometer.core.instrument.MeterRegistry;
import io.relance.account.MessageState;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Counts and times what engines tell, in Micrometer's meters: given to the builder as a listener. Micrometer is not needed by
 * who does not use this class.
 *
 * <p>Counters: {@code relance.messages} by {@code outcome} ({@code planned, proposed, cancelled, accepted, deferred, refused,
 * failed, in_doubt, bounced}) and {@code channel} ({@value #NO_CHANNEL} where the event names none); {@code relance.accounts}
 * that runs looked at, {@code relance.decisions}, and {@code relance.accounts.left} by {@code why} ({@code busy, ahead,
 * broken}); {@code relance.commands} that changed something; {@code relance.conflicts}; {@code relance.receipts.unknown}; {@code
 * relance.listener.failures} of runs. Timers, by the engine's clock: {@code relance.run}, and {@code relance.handover} by {@code
 * channel} and {@code outcome}. No meter is by creditor, account or message: their number would have no bound.
 */
public final class RelanceMeters implements RelanceListener {
    /** The channel of what happened to a message by no channel. */
    public static final String NO_CHANNEL = "none";

    private final MeterRegistry registry;

    private RelanceMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Meters in a registry; one for all engines of a program, or one each. */
    public static RelanceMeters to(MeterRegistry registry) {
        return new RelanceMeters(registry);
    }

    @Override
    public void happened(AccountId account, List<AccountEvent> events) {
        if (events.stream().anyMatch(event -> !event.actor().equals(AccountEvent.ENGINE))) {
            registry.counter("relance.commands").increment();
        }
        for (AccountEvent event : events) {
            if (event instanceof AccountEvent.MessagePlanned planned) {
                MessageState message = planned.message();
                boolean proposed = message.status() == MessageState.Status.AWAITING_APPROVAL;
                message(
                        proposed ? "proposed" : "planned",
                        message.routes().get(0).channel().value());
            } else if (event instanceof AccountEvent.MessageCancelled) {
                message("cancelled", NO_CHANNEL);
            } else if (event instanceof AccountEvent.MessageAccepted accepted) {
                message(
                        "accepted",
                        accepted.delivery().map(by -> by.channel().value()).orElse(NO_CHANNEL));
            } else if (event instanceof AccountEvent.DeliveryFailed failed) {
                message(
                        failed.forGood() ? "refused" : "deferred",
                        failed.delivery().channel().value());
            } else if (event instanceof AccountEvent.MessageFailed failed) {
                message("failed", channelOf(failed.message(), events));
            } else if (event instanceof AccountEvent.MessageInDoubt doubt) {
                message("in_doubt", doubt.delivery().channel().value());
            } else if (event instanceof AccountEvent.MessageBounced) {
                message("bounced", NO_CHANNEL);
            }
        }
    }

    /** The channel by whose answer a message failed, which is told in the same commit. */
    private static String channelOf(MessageId message, List<AccountEvent> events) {
        return events.stream()
                .filter(AccountEvent.DeliveryFailed.class::isInstance)
                .map(event -> ((AccountEvent.DeliveryFailed) event).delivery())
                .filter(delivery -> delivery.message().equals(message))
                .map(delivery -> delivery.channel().value())
                .findFirst()
                .orElse(NO_CHANNEL);
    }

    private void message(String outcome, String channel) {
        registry.counter("relance.messages", "outcome", outcome, "channel", channel)
                .increment();
    }

    @Override
    public void handedOver(AccountId account, ChannelId channel, DeliveryReceipt receipt, Duration took) {
        registry.timer("relance.handover", "channel", channel.value(), "outcome", outcome(receipt))
                .record(took);
    }

    private static String outcome(DeliveryReceipt receipt) {
        if (receipt instanceof DeliveryReceipt.Accepted) {
            return "accepted";
        }
        if (receipt instanceof DeliveryReceipt.TemporaryFailure) {
            return "temporary_failure";
        }
        return receipt instanceof DeliveryReceipt.InDoubt ? "in_doubt" : "permanent_failure";
    }

    @Override
    public void conflicted(AccountId account) {
        registry.counter("relance.conflicts").increment();
    }

    @Override
    public void ran(CreditorId creditor, LocalDate date, RunReport report, Duration took) {
        registry.timer("relance.run").record(took);
        registry.counter("relance.accounts").increment(report.accounts());
        registry.counter("relance.decisions").increment(report.decided());
        left("busy", report.busy());
        left("ahead", report.ahead());
        left("broken", report.broken());
        registry.counter("relance.receipts.unknown").increment(report.unknown());
        registry.counter("relance.listener.failures").increment(report.listenerFailures());
    }

    private void left(String why, int accounts) {
        registry.counter("relance.accounts.left", "why", why).increment(accounts);
    }
}
