package io.relance.reliability;

import io.relance.channel.ChannelLimits;
import io.relance.channel.OutboundMessage;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.Customer;
import io.relance.storage.AccountCommit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Nothing leaves out of hours or above a limit, from an engine that is closed, or to a customer who was erased. */
final class Bounds {
    /** Where customers of a country live. */
    static final Map<String, ZoneId> ZONES = Map.of("DE", ZoneId.of("Europe/Berlin"), "GB", ZoneId.of("Europe/London"));

    /** How long a message that was looked at may take until it is handed over. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Office office;
    private final Witness witness;
    private final Map<String, Deque<Instant>> begun = new HashMap<>();
    private final Map<String, Integer> sinceClosed = new HashMap<>();
    private final Set<AccountId> erased = new HashSet<>();

    Bounds(Office office, Witness witness) {
        this.office = office;
        this.witness = witness;
    }

    /** An engine is closed from now on. */
    void closed(String node) {
        sinceClosed.put(node, 0);
    }

    /** Whether an account was erased. */
    boolean isErased(AccountId account) {
        return erased.contains(account);
    }

    Set<AccountId> erased() {
        return erased;
    }

    /** Something was stored. */
    void stored(AccountCommit commit) {
        AccountId account = commit.account();
        boolean erasure =
                commit.events().stream().anyMatch(event -> event.type().equals("PersonalDataErased"));
        if (erased.contains(account) && !erasure) {
            // as long as the books have the account, the engine sees why it leaves it alone
            witness.check(
                    commit.added().isEmpty()
                            && commit.changed().isEmpty()
                            && commit.tasks().isEmpty()
                            && commit.events().stream()
                                    .allMatch(event -> event.type().equals("ReasonChanged")),
                    () -> account + " was erased, and something happens to it: " + commit);
        }
        if (erasure) {
            erased.add(account);
        }
    }

    /**
     * An engine calls a channel.
     *
     * @param first whether it has marked it as being sent itself, and not handed it over since
     */
    void begun(String node, OutboundMessage message, boolean first) {
        witness.check(
                !erased.contains(message.account()), () -> message.account() + " was erased, and gets " + message);
        Integer late = sinceClosed.computeIfPresent(node, (id, count) -> count + 1);
        witness.check(late == null || late == 1, () -> node + " is closed, and begins to hand over " + message);
        inHours(message);
        if (first) {
            inLimits(node, message);
        }
    }

    private void inHours(OutboundMessage message) {
        Customer customer = office.ledger(message.account()).customer();
        ChannelId channel = message.delivery().channel();
        Letterbox box = Objects.requireNonNull(office.letterboxes.get(channel));
        Optional<SendingHours.Window> window =
                office.means.hours().getOrDefault(channel, box.sendingHours()).of(customer.naturalPerson());
        ZoneId zone = customer.country().map(ZONES::get).orElse(ZoneOffset.UTC);
        Instant now = office.clock.instant();
        boolean open = window.isEmpty()
                || window.get().contains(time(now, zone))
                || window.get().contains(time(now.minus(FRESH), zone));
        witness.check(open, () -> message + " is handed over at " + time(now, zone) + ", and the hours are " + window);
    }

    private static LocalTime time(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalTime();
    }

    private void inLimits(String node, OutboundMessage message) {
        ChannelId channel = message.delivery().channel();
        ChannelLimits limit = office.means.limits().get(channel);
        if (limit == null) {
            return;
        }
        Instant now = office.clock.instant();
        Instant since = now.minus(limit.period()).plus(FRESH);
        Deque<Instant> all = begun.computeIfAbsent(node + " " + channel, id -> new ArrayDeque<>());
        while (!all.isEmpty() && !all.getFirst().isAfter(since)) {
            all.removeFirst();
        }
        all.addLast(now);
        witness.check(
                all.size() <= limit.messages(),
                () -> node + " hands over " + message.account() + " to " + channel + " at " + all
                        + ", and the limit is " + limit);
    }
}
