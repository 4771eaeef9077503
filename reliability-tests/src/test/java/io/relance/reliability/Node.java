package io.relance.reliability;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.delivery.DeliveryReceipt;
import io.relance.storage.CommitOutcome;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A process with an engine, whose calls fail now and then, which stops now and then, and is started again. */
final class Node {
    /** The channels to which a hand-over may come long after its lease: others get the same id, or nothing, till then. */
    private static final Set<ChannelFeature> OUTLIVES_TIME = Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);

    private final String name;
    private final Office office;
    private final Stepper.Worker worker;
    private final Random random;
    private final Function<Office, Breaking> breaking;
    private Relance relance;
    private int lives;
    private double faults;
    private boolean frozen;
    private boolean delivering;
    private long calls;
    private long trace;

    Node(String name, Office office, Stepper.Worker worker, Random random, Function<Office, Breaking> breaking) {
        this.name = name;
        this.office = office;
        this.worker = worker;
        this.random = random;
        this.breaking = breaking;
        this.relance = start();
    }

    private Relance start() {
        lives++;
        return office.engine(name + "." + lives, this::around, breaking.apply(office));
    }

    Stepper.Worker worker() {
        return worker;
    }

    boolean isBusy() {
        return worker.isBusy();
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Stands still from now on, or no longer. */
    void freeze(boolean still) {
        frozen = still;
    }

    /** Whether it is inside of a hand-over that must not be cut off by time: the channel keeps to its timeout. */
    boolean isDelivering() {
        return delivering;
    }

    /** How likely each call goes wrong from now on, in each of the ways that there are. */
    void faults(double share) {
        faults = share;
    }

    long calls() {
        return calls;
    }

    /** Sums up all that was called: the same for the same seed. */
    long trace() {
        return trace;
    }

    /** Runs for a day, or only hands over. */
    void run(LocalDate day, boolean all) {
        worker.give(() -> alive(engine -> {
            office.witness.handOvers().runs(name + "." + lives, day);
            RunReport report = all ? engine.run(Office.ACME, day) : engine.dispatch(Office.ACME, day);
            report.brokenAccounts().stream()
                    .filter(account -> !account.toString().contains("Outage"))
                    .forEach(account -> office.witness.check(false, () -> "a broken account: " + account));
        }));
    }

    /** Does what a person wants; given again when it fails, at most twice. */
    void command(Consumer<Relance> what) {
        worker.give(() -> {
            for (int i = 0; i < 3 && !alive(what); i++) {
                // given again
            }
        });
    }

    /** Whether it was through; false when it has to be done again. */
    private boolean alive(Consumer<Relance> what) {
        try {
            what.accept(relance);
            return true;
        } catch (Outage e) {
            return false;
        } catch (Death e) {
            relance = start();
            return false;
        } catch (IllegalStateException | IllegalArgumentException e) {
            // a command that came too late, or twice
            return true;
        } finally {
            delivering = false;
        }
    }

    private @Nullable Object around(Call call) {
        calls++;
        trace = trace * 31 + (name + call.method().getName()).hashCode();
        boolean deliver = call.is("deliver");
        delivering = deliver && !((Channel) call.target()).features().equals(OUTLIVES_TIME);
        worker.pause();
        if (happens()) {
            throw new Outage("before " + call.method().getName());
        }
        if (happens()) {
            throw new Death("before " + call.method().getName());
        }
        if (call.is("commit") && call.arguments() != null && random.nextDouble() < faults) {
            int commits = ((List<?>) call.arguments()[0]).size();
            return Collections.nCopies(commits, CommitOutcome.CONFLICT);
        }
        Object answer = call.proceed();
        delivering = false;
        if (call.changes()) {
            worker.pause();
        }
        if (happens() || (deliver && happens())) {
            throw new Outage("after " + call.method().getName());
        }
        if (happens() || (deliver && happens())) {
            throw new Death("after " + call.method().getName());
        }
        return deliver && happens() ? new DeliveryReceipt.InDoubt("the line dropped") : answer;
    }

    private boolean happens() {
        return random.nextDouble() < faults;
    }
}
