package io.relance.engine;

import io.relance.account.MessageState;
import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.decision.Recheck;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.Enclosure;
import io.relance.json.HandOver;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Settles what somebody was handing over who is gone: the channel is asked, or gets it again where that does no harm; else
 * nobody knows.
 */
final class Resumption {
    /** Days on which a channel may be open again and nothing leaves: a weekend between two holidays. */
    private static final int LONGEST_BREAK = 4;

    private final EngineSettings settings;
    private final CaseFile file;
    private final ChannelCalls calls;
    private final Receipts receipts;
    private final Limits limits;

    Resumption(EngineSettings settings, Limits limits) {
        this.limits = limits;
        this.settings = settings;
        this.file = new CaseFile(settings);
        this.calls = new ChannelCalls(settings);
        this.receipts = new Receipts(settings);
    }

    /**
     * Settles one.
     *
     * @param readAt when the ledger was read
     * @return whether it is settled; else it waits for another day, or for a lease that lasts
     */
    boolean resume(Leased leased, AccountLedger ledger, Instant readAt, LocalDate date, Tally tally) {
        OutboxEntry sending = leased.entry();
        LoadedAccount loaded = file.loadWhole(sending.account());
        OutboxEntry now = loaded.entry(sending.message());
        if (now.state() != OutboxState.SENDING || now.attempt() != sending.attempt()) {
            // its receipt came after all
            return true;
        }
        if (loaded.isDecidedAfter(date)) {
            // the books of a day before it was begun say nothing of it
            return false;
        }
        Optional<DeliveryReceipt> known =
                BrokenAccountException.guard(sending.account(), () -> known(leased, loaded, ledger, readAt, date));
        known.ifPresent(receipt -> receipts.record(
                List.of(new Receipts.Answer(
                        sending, leased.owner(), ledger, receipts.day(sending, receipt, date), receipt)),
                tally));
        return known.isPresent();
    }

    /**
     * What is known of it now, or that nobody knows.
     *
     * @throws BrokenAccountException when its documents can't be had now: as long as it is being sent nothing else is decided about
     *     its account, and the run says so
     */
    private Optional<DeliveryReceipt> known(
            Leased leased, LoadedAccount loaded, AccountLedger ledger, Instant readAt, LocalDate date) {
        OutboxEntry sending = leased.entry();
        try {
            return receipt(leased, loaded, ledger, readAt, date).or(() -> overdue(sending, date));
        } catch (DocumentsException e) {
            if (e.isForGood()) {
                return Optional.of(new DeliveryReceipt.InDoubt("the hand-over was interrupted, and by now " + e.why()));
            }
            Optional<DeliveryReceipt> overdue = overdue(sending, date);
            if (overdue.isEmpty()) {
                throw new BrokenAccountException(
                        sending.account(), "message " + sending.message().shortForm() + ": " + e.why());
            }
            return overdue;
        }
    }

    /**
     * In doubt when it could not be settled for long: as long as it is being sent nothing else is decided about its account, and
     * a channel does not honour an id for ever.
     */
    private Optional<DeliveryReceipt> overdue(OutboxEntry sending, LocalDate date) {
        LocalDate begun = settings.bodies().rendered(sending).businessDate();
        long days = settings.rules().retry().span().toDays() + LONGEST_BREAK;
        return date.isAfter(begun.plusDays(days))
                ? Optional.of(new DeliveryReceipt.InDoubt(
                        "the hand-over was interrupted on " + begun + ", and could not be made again since"))
                : Optional.empty();
    }

    /** What is known of it now; empty when it waits for another day, or for a lease that lasts. */
    private Optional<DeliveryReceipt> receipt(
            Leased leased, LoadedAccount loaded, AccountLedger ledger, Instant readAt, LocalDate date) {
        OutboxEntry sending = leased.entry();
        Optional<Channel> channel = calls.channel(sending);
        if (channel.isEmpty()) {
            return Optional.of(new DeliveryReceipt.InDoubt(
                    "the hand-over was interrupted, and there is no channel " + sending.channel() + " any more"));
        }
        if (channel.get().features().contains(ChannelFeature.ANSWERS_LOOKUP)) {
            return Optional.of(calls.lookup(
                    channel.get(), settings.bodies().rendered(sending).delivery()));
        }
        if (!channel.get().features().contains(ChannelFeature.HONOURS_IDEMPOTENCY_KEY)) {
            return Optional.of(new DeliveryReceipt.InDoubt("the hand-over was interrupted"));
        }
        Policy policy = settings.policy(sending.account().creditor());
        Recheck recheck = Recheck.of(Ledgers.snapshot(ledger, loaded.memory()), policy, date, sending.message());
        return switch (recheck.verdict()) {
            case GO ->
                calls.closedUntil(sending, ledger.customer()).isPresent()
                        ? Optional.empty()
                        : again(
                                leased,
                                Outcomes.message(loaded.memory(), sending.message()),
                                recheck.message(),
                                details(sending, recheck, ledger, policy),
                                readAt);
            // stays where it is, and is looked at again when the lease has ended
            case WAIT, STALE_LEDGER -> Optional.empty();
            case AWAIT_APPROVAL, CANCELLED ->
                Optional.of(new DeliveryReceipt.InDoubt("the hand-over was interrupted, and it may no longer leave"
                        + recheck.why().map(why -> ": " + why).orElse("")));
        };
    }

    /**
     * What was rendered then is handed over again as long as it still says what is so; else a person looks at it. When it took
     * too long to find that out, or the channel has no room, it is looked at again when the lease has ended.
     */
    private Optional<DeliveryReceipt> again(
            Leased leased, MessageState rendered, MessageState now, List<Attachment> details, Instant readAt) {
        if (!rendered.lines().equals(now.lines())) {
            return Optional.of(new DeliveryReceipt.InDoubt(
                    "the hand-over was interrupted, and not all that it asks for is owed any more"));
        }
        OutboxEntry sending = leased.entry();
        // fetched before the clock is looked at: it may take long
        HandOver written = settings.bodies().rendered(sending);
        Optional<List<Enclosure>> before = Enclosures.before(details, written);
        if (before.isEmpty()) {
            return Optional.of(new DeliveryReceipt.InDoubt(
                    "the hand-over was interrupted, and the list that goes with it is another by now"));
        }
        Optional<List<Attachment>> attachments =
                Enclosures.again(rendered, sending.account(), written, before.get(), settings);
        if (attachments.isEmpty()) {
            return Optional.empty();
        }
        Instant began = settings.clock().instant();
        if (!settings.isLongEnough(leased)
                || !settings.isFresh(readAt)
                || !limits.take(sending.channel(), began).room()) {
            return Optional.empty();
        }
        limits.begin(sending.channel(), began);
        return saidOfBoth(calls.deliver(sending, Enclosures.and(attachments.get(), details)));
    }

    /** The lists that would go with it now, if it was written with any; none when it could not be written any more. */
    private List<Attachment> details(OutboxEntry sending, Recheck recheck, AccountLedger ledger, Policy policy) {
        if (!Enclosures.mayHaveLists(settings.bodies().rendered(sending))) {
            return List.of();
        }
        try {
            return Rendering.draft(recheck.message(), sending.route(), ledger, policy, recheck.decision(), settings)
                    .details();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /**
     * What the answer to the second call says of both: the first may have been taken, so that it failed now proves nothing. What
     * fails for now is tried again when the lease has ended; what is refused is in doubt.
     */
    private static Optional<DeliveryReceipt> saidOfBoth(DeliveryReceipt second) {
        if (second instanceof DeliveryReceipt.TemporaryFailure) {
            return Optional.empty();
        }
        if (second instanceof DeliveryReceipt.PermanentFailure refused) {
            return Optional.of(new DeliveryReceipt.InDoubt(
                    "the hand-over was interrupted, and refused when it was made again: " + refused.reason()));
        }
        return Optional.of(second);
    }
}
