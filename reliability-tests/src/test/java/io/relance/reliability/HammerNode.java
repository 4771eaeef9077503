package io.relance.reliability;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.storagejdbc.StorageException;
import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.Leased;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxState;
import io.relance.storage.ReceivablesSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of several engines that run at the same time, on a thread and a connection of its own; its calls go wrong now and then. */
final class HammerNode {
    private static final int MOST_STARTS = 1000;

    private final String name;
    private final Hammer hammer;
    private final Random random;
    private final FragileConnections connections;
    private final DunningStore store;
    /** Until when this node holds a message: a lease from the moment on at which it asked for it. */
    private final Map<MessageId, Instant> leases = new HashMap<>();

    private Relance relance;
    private int lives;
    private double faults;
    /** What is being handed over, and what was marked together with it. */
    private final Set<MessageId> inHand = new HashSet<>();

    HammerNode(String name, Hammer hammer, Random random) {
        this.name = name;
        this.hammer = hammer;
        this.random = random;
        this.connections = new FragileConnections(hammer.database(), () -> happens(0.5));
        this.store = hammer.store(connections.source());
        this.relance = start();
    }

    private Relance start() {
        lives++;
        leases.clear();
        inHand.clear();
        Breaking breaking = hammer.breaking();
        Between between = this::around;
        Relance.Builder builder = hammer.builder()
                .node(name + "." + lives)
                .store(breaking.store(between.through(DunningStore.class, store)))
                .books(breaking.books(between.through(ReceivablesSource.class, hammer.books())));
        hammer.channels()
                .forEach(channel -> builder.channel(breaking.channel(between.through(Channel.class, channel))));
        return builder.build();
    }

    /** How likely each call goes wrong from now on, in each of the ways that there are. */
    void faults(double share) {
        faults = share;
    }

    void close() {
        connections.close();
    }

    /** Runs for a day, as often as it takes to come to the end of it. */
    void run(LocalDate day) {
        for (int i = 0; i < MOST_STARTS && !isThrough(day); i++) {
            // its host starts it again
        }
    }

    private boolean isThrough(LocalDate day) {
        try {
            RunReport report = relance.run(Office.ACME, day);
            hammer.broken(report);
            return true;
        } catch (Outage | StorageException e) {
            hammer.count("calls that failed");
            wrong();
            return false;
        } catch (Death e) {
            hammer.count("processes that stopped");
            wrong();
            relance = start();
            return false;
        }
    }

    /** What is being handed over may be left in doubt. */
    private void wrong() {
        inHand.forEach(hammer::mayBeInDoubt);
    }

    private @Nullable Object around(Call call) {
        boolean deliver = call.is("deliver");
        if (deliver) {
            begins((OutboundMessage) first(call));
        } else {
            maybeStops("before ", call);
            maybeFreezes();
        }
        if (call.is("commit")) {
            if (happens(1)) {
                return Collections.nCopies(((List<?>) first(call)).size(), CommitOutcome.CONFLICT);
            }
            marked((List<?>) first(call));
        }
        if (call.is("release")) {
            ((List<?>) first(call))
                    .forEach(
                            each -> hammer.holdsNoLonger(((Leased) each).entry().message()));
        }
        Instant asked = hammer.clock().instant();
        Object told = deliver ? answer() : null;
        if (told != null) {
            return told;
        }
        Object answer = call.proceed();
        if (call.is("claim")) {
            Instant until = asked.plus(Relance.DEFAULT_LEASE);
            ((List<?>) answer).forEach(each -> {
                MessageId message = ((Leased) each).entry().message();
                leases.put(message, until);
                hammer.holds(name + "." + lives, message, until);
            });
        }
        maybeFreezes();
        maybeStops("after ", call);
        if (deliver && happens(5)) {
            wrong();
            return new DeliveryReceipt.InDoubt("the line dropped");
        }
        return answer;
    }

    private static Object first(Call call) {
        @Nullable Object[] arguments = call.arguments();
        Object first = arguments == null ? null : arguments[0];
        if (first == null) {
            throw new AssertionError("no argument: " + call);
        }
        return first;
    }

    /** Under a lease that outlasts it, and for something that is still owed. */
    private void begins(OutboundMessage message) {
        MessageId id = message.delivery().message();
        inHand.add(id);
        Instant until = leases.get(id);
        Instant now = hammer.clock().instant();
        hammer.check(
                until != null && !now.plus(Relance.DEFAULT_TIMEOUT).isAfter(until),
                () -> name + " hands over at " + now + " what is leased until " + until + ": " + id);
        hammer.check(!hammer.isPaid(message.account()), () -> name + " asks although it is paid: " + message.account());
    }

    private void marked(List<?> commits) {
        Set<MessageId> sending = new HashSet<>();
        for (Object commit : commits) {
            for (OutboxChange change : ((AccountCommit) commit).changed()) {
                MessageId message = change.entry().message();
                if (change.entry().state() == OutboxState.SENDING) {
                    sending.add(message);
                } else {
                    hammer.holdsNoLonger(message);
                }
            }
        }
        if (!sending.isEmpty()) {
            inHand.clear();
            inHand.addAll(sending);
        }
    }

    /** What a channel says before it takes a message; null: it takes it. */
    private @Nullable DeliveryReceipt answer() {
        if (happens(60)) {
            return new DeliveryReceipt.TemporaryFailure("busy");
        }
        if (happens(5)) {
            wrong();
            return new DeliveryReceipt.InDoubt("who knows");
        }
        return null;
    }

    private void maybeFreezes() {
        if (happens(0.5)) {
            wrong();
            hammer.freeze();
        }
    }

    private void maybeStops(String when, Call call) {
        double much = call.is("deliver") ? 5 : 1;
        if (happens(much)) {
            wrong();
            throw new Outage(when + call.method().getName());
        }
        if (happens(much)) {
            wrong();
            throw new Death(when + call.method().getName());
        }
    }

    private boolean happens(double times) {
        return faults > 0 && random.nextDouble() < faults * times;
    }
}
