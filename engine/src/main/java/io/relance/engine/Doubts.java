package io.relance.engine;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountOrder;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks channels that can be asked what became of messages in doubt; the others wait for a person. */
final class Doubts {
    private static final int PAGE = 100;

    /** The order in which the outbox gives its entries. */
    private static final Comparator<OutboxEntry> ORDER = Comparator.comparing(
                    OutboxEntry::account, AccountOrder.BY_BYTES)
            .thenComparing(entry -> entry.message().value());

    private final EngineSettings settings;
    private final Ledgers ledgers;
    private final ChannelCalls calls;
    private final Receipts receipts;
    /** Where a call that took too long left off, by creditor: the next one goes on there. */
    private final Map<CreditorId, Place> left = new ConcurrentHashMap<>();

    /**
     * A place in the outbox.
     *
     * @param page asks for the page
     * @param last the last of it that was asked about
     */
    private record Place(Optional<String> page, OutboxEntry last) {}

    Doubts(EngineSettings settings, Receipts receipts) {
        this.settings = settings;
        this.ledgers = new Ledgers(settings.books());
        this.calls = new ChannelCalls(settings);
        this.receipts = receipts;
    }

    /**
     * Settles what the channels know by now; the rest stays in doubt, and is asked about again in the next run. Takes hardly
     * longer than one hand-over may: when answers are slow, the next run goes on where this one stopped.
     */
    void settle(CreditorId creditor, LocalDate date, Tally tally) {
        Set<ChannelId> asked = settings.channels().values().stream()
                .filter(channel -> channel.features().contains(ChannelFeature.ANSWERS_LOOKUP))
                .map(Channel::id)
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return;
        }
        Instant end = settings.clock().instant().plus(settings.timeout());
        Optional<Place> place = Optional.ofNullable(left.remove(creditor));
        Optional<String> after = place.flatMap(Place::page);
        do {
            Page<OutboxEntry> page = settings.store()
                    .outbox(new OutboxQuery(creditor, Set.of(), Set.of(OutboxState.IN_DOUBT), after, PAGE));
            Optional<OutboxEntry> last = place.map(Place::last);
            List<OutboxEntry> doubtful = page.items().stream()
                    .filter(entry -> asked.contains(entry.channel()))
                    .filter(this::isOld)
                    .filter(entry -> last.filter(known -> ORDER.compare(known, entry) >= 0)
                            .isEmpty())
                    .toList();
            Optional<OutboxEntry> stopped = settle(doubtful, end, date, tally);
            if (stopped.isPresent()) {
                left.put(creditor, new Place(after, stopped.get()));
                return;
            }
            place = Optional.empty();
            after = page.next();
        } while (after.isPresent());
    }

    /** Whether even a node that stood still before it called the channel has come back by now. */
    private boolean isOld(OutboxEntry entry) {
        return entry.retryAt().filter(settings.clock().instant()::isBefore).isEmpty();
    }

    /** Returns the last that was asked about when it took too long, or the engine is closed; else empty. */
    private Optional<OutboxEntry> settle(List<OutboxEntry> doubtful, Instant end, LocalDate date, Tally tally) {
        List<Receipts.Answer> answers = new ArrayList<>();
        Optional<OutboxEntry> stopped = Optional.empty();
        for (OutboxEntry entry : doubtful) {
            try {
                BrokenAccountException.guard(entry.account(), () -> ask(entry, date))
                        .ifPresent(answers::add);
            } catch (BrokenAccountException e) {
                tally.add(e);
            }
            if (settings.lifecycle().isClosing() || settings.clock().instant().isAfter(end)) {
                stopped = Optional.of(entry);
                break;
            }
        }
        receipts.record(answers, tally);
        return stopped;
    }

    /** What the channel knows; empty: it does not know either. */
    private Optional<Receipts.Answer> ask(OutboxEntry entry, LocalDate date) {
        Channel channel = calls.channel(entry).orElseThrow();
        DeliveryReceipt receipt =
                calls.lookup(channel, settings.bodies().rendered(entry).delivery());
        // in doubt until today: its steps are done on the day on which that is settled (SEMANTICS 6)
        return receipt instanceof DeliveryReceipt.InDoubt
                ? Optional.empty()
                : Optional.of(new Receipts.Answer(
                        entry, settings.owner(), ledgers.read(entry.account(), date), date, receipt));
    }
}
