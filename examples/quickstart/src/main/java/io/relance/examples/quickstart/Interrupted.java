package io.relance.examples.quickstart;

import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.ClaimRequest;
import io.relance.storage.DunningStore;
import io.relance.storage.Leased;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What a program that was killed had begun, messages that it was handing over and had claimed, and what could not be handed over. */
final class Interrupted {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final DunningStore store;
    private final CreditorId creditor;
    private final List<OutboxEntry> entries = new ArrayList<>();

    /** What there is of a creditor's to hand over; after a run that ended by itself that is next to nothing. */
    Interrupted(DunningStore store, CreditorId creditor) {
        this.store = store;
        this.creditor = creditor;
        Pages.each(
                after -> store.outbox(new OutboxQuery(
                        creditor, Set.of(), Set.of(OutboxState.READY, OutboxState.SENDING), after, Pages.SIZE)),
                entries::add);
    }

    /**
     * The business date on which messages were being handed over, the last when there are several; empty when none was.
     *
     * @param decided when an account was decided last: a hand-over is begun together with a decision, and nothing is decided
     *     until it is settled
     */
    Optional<LocalDate> day(Function<AccountId, Optional<LocalDate>> decided) {
        return entries.stream()
                .filter(entry -> entry.state() == OutboxState.SENDING)
                .map(entry -> decided.apply(entry.account()).orElse(entry.dueOn()))
                .max(Comparator.naturalOrder());
    }

    /**
     * When the last of what could not be handed over for now may be tried again on a day; empty when nothing is to be. Who gives
     * a command again wants it tried, at whatever hour the day's run begins.
     */
    Optional<Instant> triedAgain(LocalDate day, ZoneId zone) {
        return entries.stream()
                .flatMap(entry -> entry.retryAt().stream())
                .filter(at -> at.atZone(zone).toLocalDate().equals(day))
                .max(Comparator.naturalOrder());
    }

    /**
     * Waits until everything that is to leave by a day can be claimed: until the leases of a program that was killed have ended.
     * When another one is at work it waits in vain, and no longer than that.
     *
     * @param now the instant by which claims go
     */
    void awaitLeases(LocalDate last, Instant now, Duration lease) {
        long wanted = entries.stream()
                .filter(entry -> entry.state() == OutboxState.SENDING
                        || (!entry.dueOn().isAfter(last) && entry.retryAt().isEmpty()))
                .count();
        String owner = "look-" + UUID.randomUUID();
        long end = System.nanoTime() + lease.plusSeconds(1).toNanos();
        boolean waiting = wanted > 0;
        while (waiting) {
            List<Leased> free = store.claim(new ClaimRequest(
                    Set.of(creditor),
                    Set.of(ChannelId.EMAIL, ChannelId.LETTER, ChannelId.SMS),
                    last,
                    now,
                    lease,
                    owner,
                    entries.size()));
            store.release(free);
            waiting = free.size() < wanted && System.nanoTime() < end;
            if (waiting) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
