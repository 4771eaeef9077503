package io.relance;

import io.relance.engine.EngineSettings;
import io.relance.engine.PolicyShelf;
import io.relance.engine.Tally;
import io.relance.receivable.CreditorId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does work as long as the engine is not closed, and reports of it: to the caller, and to listeners. For several threads. */
final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final EngineSettings settings;
    private final PolicyShelf shelf;

    Runs(EngineSettings settings) {
        this.settings = settings;
        this.shelf = new PolicyShelf(settings.store());
    }

    /** Work under a creditor's policy, which is kept first; listeners are told when it is over. */
    RunReport run(CreditorId creditor, LocalDate date, Consumer<RunReport> progress, Consumer<Tally> work) {
        return report(new Tally(soFar -> tell(progress, soFar)), tally -> {
            Instant began = settings.clock().instant();
            shelf.keep(creditor, settings.policy(creditor));
            work.accept(tally);
            tell(creditor, date, tally, Duration.between(began, settings.clock().instant()));
        });
    }

    /** Work that is nobody's run. */
    RunReport report(Consumer<Tally> work) {
        return report(new Tally(), work);
    }

    private RunReport report(Tally tally, Consumer<Tally> work) {
        settings.lifecycle().begin();
        try {
            work.accept(tally);
            return report(tally);
        } finally {
            settings.lifecycle().end();
        }
    }

    private static void tell(Consumer<RunReport> progress, Tally soFar) {
        try {
            progress.accept(report(soFar));
        } catch (RuntimeException e) {
            LOG.warn("who is told of the progress of a run failed", e);
            soFar.listenersFailed(1);
        }
    }

    private void tell(CreditorId creditor, LocalDate date, Tally tally, Duration took) {
        RunReport report = report(tally);
        tally.listenersFailed(
                settings.listeners().tell(listener -> listener.ran(creditor, date, report, took), creditor));
    }

    private static RunReport report(Tally tally) {
        return new RunReport(
                tally.count(Tally.Of.ACCOUNTS),
                tally.count(Tally.Of.DECIDED),
                tally.count(Tally.Of.BUSY),
                tally.count(Tally.Of.AHEAD),
                tally.count(Tally.Of.PLANNED),
                tally.count(Tally.Of.PROPOSED),
                tally.count(Tally.Of.CANCELLED),
                tally.count(Tally.Of.TASKS),
                tally.count(Tally.Of.ACCEPTED),
                tally.count(Tally.Of.WAITING),
                tally.count(Tally.Of.HELD),
                tally.count(Tally.Of.DEFERRED),
                tally.count(Tally.Of.FAILED),
                tally.count(Tally.Of.DEAD),
                tally.count(Tally.Of.IN_DOUBT),
                tally.count(Tally.Of.REPORTED),
                tally.count(Tally.Of.BOUNCED),
                tally.count(Tally.Of.UNKNOWN),
                tally.count(Tally.Of.LISTENER_FAILED),
                tally.broken().size(),
                BrokenAccount.of(tally).limit(RunReport.MAX_LISTED).toList());
    }
}
