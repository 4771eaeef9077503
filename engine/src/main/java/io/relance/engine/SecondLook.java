package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.decision.CaseUpdates;
import io.relance.decision.Recheck;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.storage.OutboxEntry;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a message again before it leaves, on a fresh ledger, and renders it. */
final class SecondLook {
    private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);

    private final EngineSettings settings;
    private final Outcomes outcomes;

    SecondLook(EngineSettings settings) {
        this.settings = settings;
        this.outcomes = new Outcomes(settings);
    }

    /**
     * The change that sends a message, or keeps it back; empty when that waits for fresh books: it may leave at any time then, and
     * what else there is to decide is for the next run.
     *
     * @param lessee who must hold its lease
     */
    Optional<Change> at(LoadedAccount loaded, OutboxEntry now, AccountLedger ledger, LocalDate date, String lessee) {
        Policy policy = settings.policy(now.account().creditor());
        Recheck recheck = Recheck.of(Ledgers.snapshot(ledger, loaded.memory()), policy, date, now.message());
        Change change = Decisions.of(loaded, recheck.decision());
        Optional<String> owner = Optional.of(lessee);
        MessageState was = Outcomes.message(loaded.memory(), now.message());
        OutboxEntry entry = Change.follow(now, was, recheck.message());
        LOG.debug("message {} of {}: {}", now.message().shortForm(), now.account(), recheck.verdict());
        return switch (recheck.verdict()) {
            case GO ->
                Optional.of(
                        entry.channel().equals(now.channel())
                                ? go(loaded, change, recheck, entry, now, ledger, lessee)
                                // that one has hours and a limit of its own: it is claimed for it
                                : change.entry(Outcomes.expecting(entry, now, owner)));
            case WAIT ->
                Optional.of(
                        change.entry(Outcomes.expecting(entry.readyOn(date.plusDays(1), Optional.empty()), now, owner))
                                .count(Tally.Of.WAITING));
            case STALE_LEDGER -> Optional.empty();
            case AWAIT_APPROVAL, CANCELLED -> Optional.of(change.entry(Outcomes.expecting(entry, now, owner)));
        };
    }

    private Change go(
            LoadedAccount loaded,
            Change change,
            Recheck recheck,
            OutboxEntry entry,
            OutboxEntry now,
            AccountLedger ledger,
            String lessee) {
        Policy policy = settings.policy(now.account().creditor());
        LocalDate date = recheck.decision().date();
        Rendering.Written written;
        try {
            written = Rendering.render(
                    recheck.message(),
                    entry.route(),
                    entry.rendered().map(body -> settings.bodies().rendered(entry)),
                    ledger,
                    policy,
                    recheck.decision(),
                    settings);
        } catch (Rendering.StaleWordsException e) {
            return wordsVoid(loaded, recheck, now);
        } catch (IllegalArgumentException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            Change given = outcomes.unwritable(loaded, recheck.decision().memory(), entry, lessee, ledger, date, why)
                    .events(Happenings.of(loaded.memory(), recheck.decision()));
            Happenings.count(recheck.decision(), given);
            return given;
        }
        OutboxEntry sending = entry.sending(settings.bodies().handOver(now.account(), written.what(), loaded.key()));
        return change.entry(Outcomes.expecting(sending, now, Optional.of(lessee)))
                .sending(sending, written.attachments());
    }

    /** What a person wrote would say what is no longer so: it awaits approval again. */
    private static Change wordsVoid(LoadedAccount loaded, Recheck recheck, OutboxEntry now) {
        LocalDate date = recheck.decision().date();
        DunningCase after = CaseUpdates.wordsVoid(recheck.decision().memory(), now.message(), date);
        MessageState message = Outcomes.message(after, now.message());
        return Decisions.of(loaded, recheck.decision(), after).event(new AccountEvent.MessageChanged(date, message));
    }
}
