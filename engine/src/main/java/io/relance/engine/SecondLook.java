package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.PaymentLink;
import io.relance.decision.CaseUpdates;
import io.relance.decision.Recheck;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.storage.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a message again before it leaves, on a fresh ledger, and renders it. */
final class SecondLook {
    private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);

    private final EngineSettings settings;
    private final Outcomes outcomes;
    private final LinkRequests links;

    SecondLook(EngineSettings settings, RestingProviders rest) {
        this.settings = settings;
        this.outcomes = new Outcomes(settings);
        this.links = new LinkRequests(settings, rest);
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
        LinkRequests.Answer page = links.ask(
                recheck.message(),
                recheck.message().routes().get(entry.route()),
                entry.attempt(),
                ledger,
                recheck.decision().memory(),
                policy,
                recheck.decision().date());
        boolean last = entry.attempt() + 1 >= settings.rules().retry().attempts();
        if (page instanceof LinkRequests.Answer.Missing missing && missing.forNow() && !last) {
            String why = "its payment link can't be had now from " + missing.provider() + ": " + missing.why();
            DeliveryId delivery = new DeliveryId(now.message(), entry.channel(), 0);
            return without(
                    loaded, change, recheck, entry, now, ledger, lessee, new DocumentsException(delivery, why, false));
        }
        Decision decision = recheck.decision();
        if (page instanceof LinkRequests.Answer.Made made) {
            decision = decision.with(LinkRequests.remember(decision.memory(), made.link()));
        }
        Instant began = settings.clock().instant();
        Rendering.Written written;
        try {
            written = Rendering.render(
                    recheck.message(),
                    entry.route(),
                    entry.rendered().map(body -> settings.bodies().rendered(entry)),
                    ledger,
                    policy,
                    decision,
                    settings);
        } catch (Rendering.StaleWordsException e) {
            return wordsVoid(loaded, recheck, now);
        } catch (IllegalArgumentException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            return givenUp(loaded, recheck, entry, ledger, lessee, why);
        } catch (DocumentsException e) {
            return without(loaded, change, recheck, entry, now, ledger, lessee, e);
        }
        Duration took = Duration.between(began, settings.clock().instant());
        if (took.compareTo(settings.timeout()) > 0) {
            // else it would never leave: each time the look at the books is too old by then, or the lease too short
            String late = "its documents took " + took + ", longer than the " + settings.timeout() + " of a hand-over";
            DocumentsException e = new DocumentsException(written.what().delivery(), late, false);
            return without(loaded, change, recheck, entry, now, ledger, lessee, e);
        }
        OutboxEntry sending = entry.sending(settings.bodies().handOver(now.account(), written.what(), loaded.key()));
        Change leaves = page instanceof LinkRequests.Answer.Made ? Decisions.of(loaded, decision) : change;
        event(page, now.message(), decision.date()).ifPresent(leaves::event);
        return leaves.entry(Outcomes.expecting(sending, now, Optional.of(lessee)))
                .sending(sending, written.attachments());
    }

    private static Optional<AccountEvent> event(LinkRequests.Answer page, MessageId message, LocalDate day) {
        if (page instanceof LinkRequests.Answer.Made made) {
            PaymentLink link = made.link();
            return Optional.of(new AccountEvent.PaymentLinkMade(
                    day, message, link.provider(), link.key(), link.lines(), link.lastDay()));
        }
        return page instanceof LinkRequests.Answer.Missing missing
                ? Optional.of(new AccountEvent.PaymentLinkMissing(day, message, missing.provider(), missing.why()))
                : Optional.empty();
    }

    /** Its documents can't be had: as if a channel had not taken it for now, or given up. */
    private Change without(
            LoadedAccount loaded,
            Change change,
            Recheck recheck,
            OutboxEntry entry,
            OutboxEntry now,
            AccountLedger ledger,
            String lessee,
            DocumentsException missing) {
        LocalDate date = recheck.decision().date();
        OutboxEntry tried = entry.failedBefore();
        AccountEvent.DeliveryFailed failed =
                new AccountEvent.DeliveryFailed(date, missing.delivery(), missing.isForGood(), missing.why());
        if (missing.isForGood()) {
            return givenUp(loaded, recheck, tried, ledger, lessee, missing.why())
                    .event(failed);
        }
        if (tried.attempt() >= settings.rules().retry().attempts()) {
            return givenUp(loaded, recheck, tried, ledger, lessee, tried.attempt() + " times: " + missing.why())
                    .event(failed);
        }
        Instant retry = settings.clock().instant().plus(settings.rules().pause(now.message(), tried.attempt()));
        return change.entry(Outcomes.expecting(tried.readyOn(date, Optional.of(retry)), now, Optional.of(lessee)))
                .event(failed)
                .count(Tally.Of.DEFERRED);
    }

    private Change givenUp(
            LoadedAccount loaded, Recheck recheck, OutboxEntry entry, AccountLedger ledger, String lessee, String why) {
        Change given = outcomes.unwritable(
                        loaded,
                        recheck.decision().memory(),
                        entry,
                        lessee,
                        ledger,
                        recheck.decision().date(),
                        why)
                .events(Happenings.of(loaded.memory(), recheck.decision()));
        Happenings.count(recheck.decision(), given);
        return given;
    }

    /** What a person wrote would say what is no longer so: it awaits approval again. */
    private static Change wordsVoid(LoadedAccount loaded, Recheck recheck, OutboxEntry now) {
        LocalDate date = recheck.decision().date();
        DunningCase after = CaseUpdates.wordsVoid(recheck.decision().memory(), now.message(), date);
        MessageState message = Outcomes.message(after, now.message());
        return Decisions.of(loaded, recheck.decision(), after).event(new AccountEvent.MessageChanged(date, message));
    }
}
