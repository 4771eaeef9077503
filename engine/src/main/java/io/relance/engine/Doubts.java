package io.relance.engine;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks channels that can be asked what became of messages in doubt; the others wait for a person. */
final class Doubts {
    /** Few, for each may take as long as a channel may take. */
    private static final int PAGE = 10;

    private final EngineSettings settings;
    private final Ledgers ledgers;
    private final ChannelCalls calls;
    private final Receipts receipts;
    /** Where a call that took too long left off, by creditor: the next one goes on there. */
    private final Map<CreditorId, String> left = new ConcurrentHashMap<>();

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
        Instant began = settings.clock().instant();
        Optional<String> after = Optional.ofNullable(left.remove(creditor));
        do {
            Page<OutboxEntry> page = settings.store()
                    .outbox(new OutboxQuery(creditor, Set.of(), Set.of(OutboxState.IN_DOUBT), after, PAGE));
            List<OutboxEntry> doubtful = page.items().stream()
                    .filter(entry -> asked.contains(entry.channel()))
                    .toList();
            settle(doubtful, date, tally);
            after = page.next();
            boolean late =
                    began.plus(settings.timeout()).isBefore(settings.clock().instant());
            if (late && after.isPresent()) {
                left.put(creditor, after.get());
                return;
            }
        } while (after.isPresent());
    }

    private void settle(List<OutboxEntry> doubtful, LocalDate date, Tally tally) {
        Map<OutboxEntry, DeliveryReceipt> known = new LinkedHashMap<>();
        for (OutboxEntry entry : doubtful) {
            if (settings.lifecycle().isClosing()) {
                break;
            }
            try {
                ask(entry).ifPresent(receipt -> known.put(entry, receipt));
            } catch (BrokenAccountException e) {
                tally.add(e);
            }
        }
        if (known.isEmpty()) {
            return;
        }
        Map<AccountId, AccountLedger> read = ledgers.read(
                known.keySet().stream().map(OutboxEntry::account).distinct().toList(), date);
        List<Receipts.Answer> answers = new ArrayList<>();
        known.forEach((entry, receipt) -> {
            AccountLedger ledger = read.get(entry.account());
            if (ledger != null) {
                answers.add(new Receipts.Answer(entry, ledger, receipts.day(entry, receipt, date), receipt));
            }
        });
        receipts.record(answers, tally);
    }

    /** What the channel knows; empty: it does not know either. */
    private Optional<DeliveryReceipt> ask(OutboxEntry entry) {
        Channel channel = calls.channel(entry).orElseThrow();
        DeliveryReceipt receipt = BrokenAccountException.guard(
                entry.account(),
                () -> calls.lookup(channel, settings.bodies().rendered(entry).delivery()));
        return Optional.of(receipt).filter(answer -> !(answer instanceof DeliveryReceipt.InDoubt));
    }
}
