package io.relance.reliability;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.Leased;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees every commit, every claim and every hand-over, and says which promise each of them broke. It goes by what is stored,
 * what the books say and what debtors got, never by what an engine says of itself.
 */
final class Witness {
    private static final Map<OutboxState, Set<OutboxState>> NEXT = new EnumMap<>(OutboxState.class);

    static {
        NEXT.put(
                OutboxState.AWAITING_APPROVAL,
                EnumSet.of(
                        OutboxState.AWAITING_APPROVAL, OutboxState.READY, OutboxState.CANCELLED, OutboxState.ACCEPTED));
        NEXT.put(
                OutboxState.READY,
                EnumSet.of(
                        OutboxState.READY,
                        OutboxState.AWAITING_APPROVAL,
                        OutboxState.SENDING,
                        OutboxState.CANCELLED,
                        OutboxState.DEAD,
                        OutboxState.ACCEPTED));
        NEXT.put(
                OutboxState.SENDING,
                EnumSet.of(
                        OutboxState.ACCEPTED,
                        OutboxState.READY,
                        OutboxState.REJECTED,
                        OutboxState.IN_DOUBT,
                        OutboxState.DEAD));
        NEXT.put(
                OutboxState.IN_DOUBT,
                EnumSet.of(
                        OutboxState.IN_DOUBT,
                        OutboxState.ACCEPTED,
                        OutboxState.READY,
                        OutboxState.REJECTED,
                        OutboxState.DEAD));
        NEXT.put(OutboxState.ACCEPTED, EnumSet.of(OutboxState.BOUNCED));
        // what was refused or given up may turn out to have arrived
        NEXT.put(OutboxState.REJECTED, EnumSet.of(OutboxState.ACCEPTED));
        NEXT.put(OutboxState.CANCELLED, EnumSet.noneOf(OutboxState.class));
        NEXT.put(OutboxState.DEAD, EnumSet.of(OutboxState.READY, OutboxState.ACCEPTED));
        NEXT.put(OutboxState.BOUNCED, EnumSet.noneOf(OutboxState.class));
    }

    private record Lease(String node, Instant until) {}

    /** Something that was seen, for those who look for the cause of something broken. */
    private record Seen(Instant at, String node, String account, Supplier<String> what) {
        @Override
        public String toString() {
            return at + " " + node + " " + account + " " + what.get();
        }
    }

    private final Office office;
    private final HandOvers handOvers;
    private final Bounds bounds;
    private final Map<MessageId, OutboxEntry> entries = new HashMap<>();
    private final Map<MessageId, Lease> leases = new HashMap<>();
    /** Who ever held the lease of a message, at the attempt that it is at. */
    private final Map<MessageId, Set<String>> holders = new HashMap<>();

    /** Who has marked a message as being sent, and has not handed it over since. */
    private final Map<MessageId, String> marked = new HashMap<>();

    /** Who has recorded that a message was taken. */
    private final Map<MessageId, String> settlers = new HashMap<>();

    private final List<String> broken = new ArrayList<>();
    private final List<Seen> story = new ArrayList<>();
    private int events;

    Witness(Office office) {
        this.office = office;
        this.handOvers = new HandOvers(office, this);
        this.bounds = new Bounds(office, this);
    }

    /** What was promised and not kept, in the order in which it was seen. */
    List<String> broken() {
        return broken;
    }

    /** How many commits, claims and hand-overs were looked at. */
    int events() {
        return events;
    }

    /** All that another has seen, too. */
    void putAll(Witness other) {
        entries.putAll(other.entries);
        leases.putAll(other.leases);
        other.holders.forEach((message, nodes) -> holders.put(message, new TreeSet<>(nodes)));
        settlers.putAll(other.settlers);
        handOvers.putAll(other.handOvers);
    }

    HandOvers handOvers() {
        return handOvers;
    }

    Bounds bounds() {
        return bounds;
    }

    void check(boolean kept, Supplier<String> otherwise) {
        if (!kept) {
            broken.add(office.clock.instant() + ": " + otherwise.get());
        }
    }

    /** What was seen of a customer, in order. */
    List<String> story(String customer) {
        return story.stream()
                .filter(seen -> seen.account().contains(customer))
                .map(Seen::toString)
                .toList();
    }

    private void tell(String node, AccountId account, Supplier<String> what) {
        story.add(new Seen(office.clock.instant(), node, account.toString(), what));
    }

    /** Told by a letter box: a debtor got this. */
    void taken(OutboundMessage message) {
        tell("debtor", message.account(), () -> "got " + message.delivery());
        handOvers.taken(message);
    }

    /** Told by whoever keeps the keys: that of an account was destroyed. */
    void shredded(AccountId account) {
        tell("keys", account, () -> "its key is destroyed");
    }

    /** Told by a letter box: what it had taken did not reach the debtor. */
    void cameBack(OutboundMessage message) {
        tell("debtor", message.account(), () -> "never got " + message.delivery() + ", which came back");
        handOvers.cameBack(message);
    }

    /** Sees what an engine's channels are handed. */
    Between ofChannel(String node) {
        return call -> {
            if (call.is("deliver") && call.arguments() != null) {
                events++;
                OutboundMessage message = (OutboundMessage) call.arguments()[0];
                OutboxEntry entry = entries.get(message.delivery().message());
                check(
                        entry != null && (entry.state() == OutboxState.SENDING || isTakenOver(node, call, entry)),
                        () -> node + " hands over " + message + ", and what is stored is "
                                + (entry == null ? "nothing" : entry.state()));
                tell(node, message.account(), () -> "hands over " + message.delivery());
                MessageId id = message.delivery().message();
                bounds.begun(node, message, node.equals(marked.remove(id)));
                handOvers.begun(node, message);
            }
            return call.proceed();
        };
    }

    /**
     * Whether an engine hands over again what it claimed as being sent from one that stood still, which has recorded since that
     * it was taken, or that nobody knows: a channel that honours ids drops the second. What an engine itself has recorded so it
     * never hands over again.
     */
    private boolean isTakenOver(String node, Call call, OutboxEntry entry) {
        return (entry.state() == OutboxState.ACCEPTED || entry.state() == OutboxState.IN_DOUBT)
                && ((Channel) call.target()).features().contains(ChannelFeature.HONOURS_IDEMPOTENCY_KEY)
                && holders.getOrDefault(entry.message(), Set.of()).contains(node)
                && !node.equals(settlers.get(entry.message()));
    }

    /** Sees what an engine does to the store, as the store does it. */
    Between ofStore(String node) {
        return call -> {
            @Nullable Object[] arguments = call.arguments();
            Object answer = call.proceed();
            if (arguments != null && answer != null && call.is("commit")) {
                committed(node, (List<?>) arguments[0], (List<?>) answer);
            } else if (arguments != null && answer != null && call.is("claim")) {
                claimed(node, (List<?>) answer);
            } else if (arguments != null && call.is("release")) {
                ((List<?>) arguments[0])
                        .forEach(lease -> leases.computeIfPresent(
                                ((Leased) lease).entry().message(),
                                (id, held) -> held.node().equals(node) ? null : held));
            }
            return answer;
        };
    }

    private void claimed(String node, List<?> answer) {
        Instant now = office.clock.instant();
        for (Object each : answer) {
            events++;
            MessageId message = ((Leased) each).entry().message();
            Lease held = leases.get(message);
            check(
                    held == null || held.node().equals(node) || !held.until().isAfter(now),
                    () -> node + " got " + message.shortForm() + ", which is leased to " + held);
            leases.put(message, new Lease(node, ((Leased) each).until()));
            holders.computeIfAbsent(message, id -> new TreeSet<>()).add(node);
        }
    }

    private void committed(String node, List<?> commits, List<?> outcomes) {
        for (int i = 0; i < commits.size(); i++) {
            if (outcomes.get(i) == CommitOutcome.STORED) {
                events++;
                stored(node, (AccountCommit) commits.get(i));
            }
        }
    }

    private void stored(String node, AccountCommit commit) {
        tell(
                node,
                commit.account(),
                () -> "stores revision " + commit.head().revision() + ": "
                        + commit.added().stream().map(Witness::line).toList()
                        + commit.changed().stream()
                                .map(change -> change.expectedState() + " -> " + line(change.entry()))
                                .toList()
                        + commit.events().stream()
                                .map(event -> event.type() + " " + event.day())
                                .toList());
        bounds.stored(commit);
        for (OutboxEntry added : commit.added()) {
            check(!entries.containsKey(added.message()), () -> "there were two " + added.message());
            check(
                    added.attempt() == 0
                            && (added.state() == OutboxState.READY || added.state() == OutboxState.AWAITING_APPROVAL),
                    () -> "a message began as " + added);
            entries.put(added.message(), added);
        }
        for (OutboxChange change : commit.changed()) {
            changed(node, commit, change.entry());
        }
    }

    private static String line(OutboxEntry entry) {
        return entry.message().shortForm() + " " + entry.state() + " " + entry.channel() + " attempt "
                + entry.attempt();
    }

    private void changed(String node, AccountCommit commit, OutboxEntry now) {
        OutboxEntry was = entries.put(now.message(), now);
        if (was == null) {
            check(false, () -> "an entry was changed that was never added: " + now);
            return;
        }
        check(NEXT.getOrDefault(was.state(), Set.of()).contains(now.state()), () -> "from " + was + " to " + now);
        if (now.state() == OutboxState.ACCEPTED || now.state() == OutboxState.IN_DOUBT) {
            settlers.put(now.message(), node);
        }
        if (now.state() == OutboxState.ACCEPTED) {
            boolean ended = was.state() == OutboxState.REJECTED || was.state() == OutboxState.DEAD;
            check(
                    !ended || office.isReported(now.message()),
                    () -> "from " + was + " to " + now + ", and its channel told nothing of it");
        }
        Lease lease = leases.get(now.message());
        if (now.state() == OutboxState.SENDING) {
            check(
                    lease != null && lease.node().equals(node),
                    () -> node + " begins to hand over what is leased to " + lease);
            // what came back in between may have closed the way that it was to go
            boolean otherWay = now.attempt() == 1 && !now.channel().equals(was.channel());
            check(
                    otherWay || now.attempt() == was.attempt() + 1,
                    () -> now.account() + ": attempt " + now.attempt() + " after " + was.attempt());
            holders.put(now.message(), new TreeSet<>(Set.of(node)));
            check(
                    now.channel().equals(was.channel()),
                    () -> node + " sends over " + now.channel() + " what it claimed for " + was.channel()
                            + ", by whose hours and limits it went");
            marked.put(now.message(), node);
            handOvers.marked(commit, now);
        } else if (was.state() == OutboxState.SENDING) {
            boolean ended = lease == null || !lease.until().isAfter(office.clock.instant());
            check(
                    // a receipt that comes late still counts for its attempt
                    ended
                            || holders.getOrDefault(now.message(), Set.of()).contains(node)
                            || office.isReported(now.message()),
                    () -> node + " settles what is leased to " + lease);
        }
        if (now.state() != OutboxState.SENDING) {
            leases.remove(now.message());
        }
    }
}
