package io.relance.reliability;

import io.relance.BrokenAccount;
import io.relance.Relance;
import io.relance.RelanceListener;
import io.relance.RunReport;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.delivery.DeliveryReceipt;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.CommitOutcome;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A process with an engine, whose calls fail now and then, which stops now and then, and is started again. */
final class Node {
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(5);

    private final String name;
    private final Office office;
    private final Stepper.Worker worker;
    private final Random random;
    private final Function<Office, Breaking> breaking;
    /** Whether the engine runs by itself, as its executor lets it. */
    private final boolean started;

    private HandExecutor executor = new HandExecutor();
    private Relance relance;
    private int lives;
    private boolean closed;
    private double faults;
    private boolean frozen;
    private boolean delivering;
    private Set<AccountId> erasedBefore = Set.of();
    private long calls;
    private long trace;

    Node(
            String name,
            Office office,
            Stepper.Worker worker,
            Random random,
            Function<Office, Breaking> breaking,
            boolean started) {
        this.started = started;
        this.name = name;
        this.office = office;
        this.worker = worker;
        this.random = random;
        this.breaking = breaking;
        this.relance = start();
    }

    private Relance start() {
        lives++;
        closed = false;
        Relance engine = office.engine(life(), this::around, breaking.apply(office), new RelanceListener() {
            @Override
            public void ran(CreditorId creditor, LocalDate date, RunReport report, Duration took) {
                report.brokenAccounts().forEach(account -> broken(account));
            }
        });
        executor = new HandExecutor();
        if (started) {
            engine.start(executor.executor(), BETWEEN_ROUNDS, List.of(Office.ACME));
        }
        return engine;
    }

    private String life() {
        return name + "." + lives;
    }

    private boolean keyIsGone(AccountId account) {
        return office.means.keys().filter(keys -> keys.wasDestroyed(account)).isPresent();
    }

    private void broken(BrokenAccount account) {
        office.witness.check(
                account.toString().contains("Outage")
                        // whoever reads an account while it is being erased finds it broken
                        || office.isBeingErased(account.account())
                        || (keyIsGone(account.account()) && !erasedBefore.contains(account.account())),
                () -> "a broken account: " + account);
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

    /** Runs for a day, or only hands over; one that was started does what it does by itself. */
    void run(LocalDate day, boolean all) {
        worker.give(() -> {
            erasedBefore = Set.copyOf(office.erased);
            alive(engine -> {
                if (started) {
                    LocalDate today = LocalDate.ofInstant(office.clock.instant(), ZoneOffset.UTC);
                    office.witness.handOvers().runs(life(), today);
                    if (!executor.isCancelled()) {
                        executor.round();
                    }
                    return;
                }
                office.witness.handOvers().runs(life(), day);
                if (all) {
                    engine.run(Office.ACME, day);
                } else {
                    engine.dispatch(Office.ACME, day);
                }
            });
            if (closed) {
                // its host starts it again
                relance = start();
            }
        });
    }

    /** Closes the engine without waiting for what is under way; its process goes on until that is through. */
    void close() {
        boolean idle = relance.close(Duration.ZERO);
        closed = true;
        office.witness.bounds().closed(life());
        office.witness.check(idle || worker.isBusy(), () -> life() + " said that it was idle: " + idle);
        office.witness.check(!started || executor.isCancelled(), () -> life() + " is closed, and would run again");
        if (!worker.isBusy()) {
            relance = start();
        }
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
        if (call.is("poll") && ((Letterbox) call.target()).reports().waiting(1).isEmpty()) {
            // tells nothing, and is asked in every run
            return call.proceed();
        }
        calls++;
        boolean claims = closed && call.is("claim");
        office.witness.check(!claims, () -> life() + " claims, and is closed");
        trace = trace * 31 + (name + call.method().getName()).hashCode();
        boolean deliver = call.is("deliver");
        delivering = deliver && !outlivesTime(((Channel) call.target()).features());
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

    /** Whether a hand-over may come long after its lease: others get the same id, or nothing, till then. */
    private static boolean outlivesTime(Set<ChannelFeature> features) {
        return features.contains(ChannelFeature.HONOURS_IDEMPOTENCY_KEY)
                && !features.contains(ChannelFeature.ANSWERS_LOOKUP);
    }

    private boolean happens() {
        return random.nextDouble() < faults;
    }
}
