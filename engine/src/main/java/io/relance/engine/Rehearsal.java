package io.relance.engine;

import io.relance.PreFlightFinding;
import io.relance.PreFlightFinding.Code;
import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.action.DunningAction.Route;
import io.relance.action.StepRef;
import io.relance.channel.Channel;
import io.relance.claim.MissingReferenceRateException;
import io.relance.decision.CaseUpdates;
import io.relance.decision.DunningDecider;
import io.relance.decision.PreFlight;
import io.relance.json.HandOver;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.template.MissingMentionException;
import io.relance.template.TemplateUnavailableException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes through the days to come of one account as if nothing changed in the books and all that is due left on its day, and writes
 * each message as it would be written then: what fails is found by the very checks that would refuse it. Stores and sends nothing;
 * documents that would go with a message are not asked for.
 */
final class Rehearsal {
    private final EngineSettings settings;
    private final Policy policy;
    private final AccountLedger ledger;
    private final List<PreFlightFinding> findings = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();

    private Rehearsal(EngineSettings settings, Policy policy, AccountLedger ledger) {
        this.settings = settings;
        this.policy = policy;
        this.ledger = ledger;
    }

    /**
     * What would not leave, in the order of the days.
     *
     * @param today what is decided on the first day
     * @param until the last day
     */
    static List<PreFlightFinding> of(
            EngineSettings settings, Policy policy, AccountLedger ledger, Decision today, LocalDate until) {
        Rehearsal rehearsal = new Rehearsal(settings, policy, ledger);
        Optional<Decision> day = Optional.of(today);
        while (day.isPresent()) {
            day = rehearsal.day(day.get(), until);
        }
        return rehearsal.findings;
    }

    /** Looks at one day; returns the decision of the next on which there is anything to look at. */
    private Optional<Decision> day(Decision decision, LocalDate until) {
        LocalDate day = decision.date();
        nobody(decision, until);
        DunningCase memory = decision.memory();
        boolean left = false;
        for (MessageState message : decision.memory().messages()) {
            if (message.isOutstanding()) {
                message(message, decision);
                memory = CaseUpdates.handedOver(Ledgers.snapshot(ledger, memory), policy, message.id(), day)
                        .memory();
                left = true;
            }
        }
        Optional<LocalDate> next = left ? Optional.of(day.plusDays(1)) : after(day, memory);
        DunningCase then = memory;
        return next.filter(date -> !date.isAfter(until))
                .map(date -> DunningDecider.decide(Ledgers.snapshot(freshOn(date), then), policy, date));
    }

    /** The next day on which anything may be due. */
    private static Optional<LocalDate> after(LocalDate day, DunningCase memory) {
        return memory.nextReview().map(review -> review.isAfter(day) ? review : day.plusDays(1));
    }

    /** The books as of today, taken for those of a later day: else books that must be fresh would hold back everything. */
    private AccountLedger freshOn(LocalDate date) {
        return ledger.completeUntil().isEmpty()
                ? ledger
                : ledger.toBuilder()
                        .completeUntil(
                                date.plusDays(1).atStartOfDay(policy.timeZone()).toInstant())
                        .build();
    }

    /** Steps that no contact could get. */
    private void nobody(Decision decision, LocalDate until) {
        for (PreFlight.Undeliverable step :
                PreFlight.of(Ledgers.snapshot(ledger, decision.memory()), policy, decision, until)) {
            if (seen.add(List.of(step.receivable(), step.step()))) {
                String roles = step.audience().stream().map(Enum::name).collect(Collectors.joining(", "));
                String channels =
                        step.channels().stream().map(channel -> channel.value()).collect(Collectors.joining(", "));
                findings.add(new PreFlightFinding(
                        ledger.account(),
                        ledger.customer().name(),
                        List.of(step.receivable()),
                        Optional.of(step.step()),
                        step.on().isBefore(decision.date()) ? decision.date() : step.on(),
                        Code.NO_CONTACT,
                        "no contact of role " + roles + " can be reached over " + channels,
                        "give one an address for it, or the step another channel"));
            }
        }
    }

    private void message(MessageState message, Decision decision) {
        if (!seen.add(List.of(message.id()))) {
            return;
        }
        List<String> refusals = new ArrayList<>();
        for (int route = 0; route < message.routes().size(); route++) {
            Optional<PreFlightFinding> failure = failure(message, route, decision, refusals);
            if (failure.isPresent()) {
                // it would be given up here, or wait: no other channel is tried
                findings.add(failure.get());
                return;
            }
            if (refusals.size() <= route) {
                return;
            }
        }
        findings.add(finding(
                message,
                decision,
                Code.REFUSED,
                String.join("; ", refusals),
                "correct that, or give the step another channel"));
    }

    /** What keeps the message from being handed over; the channel's own refusal is added to {@code refusals}. */
    private Optional<PreFlightFinding> failure(
            MessageState message, int index, Decision decision, List<String> refusals) {
        Route route = message.routes().get(index);
        Channel channel = settings.channels().get(route.channel());
        if (channel == null) {
            return Optional.of(finding(
                    message,
                    decision,
                    Code.NO_CHANNEL,
                    "there is no channel \"" + route.channel() + "\" over which it would go",
                    "give the engine one"));
        }
        if (OccasionModels.contact(message, ledger, policy)
                .flatMap(contact -> OccasionModels.address(message, contact, route, policy))
                .isEmpty()) {
            return Optional.of(finding(
                    message,
                    decision,
                    Code.NO_CONTACT,
                    "contact \"" + message.contact() + "\" has no address for " + route.channel() + " any more",
                    "give it one, or edit the message"));
        }
        HandOver what;
        try {
            what = Rendering.dry(message, index, ledger, policy, decision, settings);
        } catch (IllegalArgumentException e) {
            return Optional.of(unwritable(message, decision, e));
        }
        try {
            channel.preview(Rendering.outbound(ledger.account(), what, List.of()));
        } catch (IllegalArgumentException e) {
            refusals.add(route.channel() + " would refuse it: " + e.getMessage());
        }
        return Optional.empty();
    }

    private PreFlightFinding unwritable(MessageState message, Decision decision, IllegalArgumentException why) {
        String what = String.valueOf(why.getMessage());
        if (why.getCause() instanceof MissingReferenceRateException) {
            return finding(
                    message,
                    decision,
                    Code.MISSING_RATE,
                    what,
                    "give the rate, with its source, under \"claims\" in the policy");
        }
        if (why instanceof MissingMentionException) {
            return finding(
                    message,
                    decision,
                    Code.MISSING_MENTION,
                    what,
                    "give what is missing (books, sender, \"claims\" of the policy), or name a template of your own");
        }
        if (why instanceof TemplateUnavailableException) {
            return finding(
                    message, decision, Code.NO_TEMPLATE, what, "give its words, or name another template in the step");
        }
        return finding(message, decision, Code.NOT_WRITABLE, what, "see to the cause: else the message is given up");
    }

    private PreFlightFinding finding(MessageState message, Decision decision, Code code, String what, String remedy) {
        return new PreFlightFinding(
                ledger.account(),
                ledger.customer().name(),
                message.lines().stream().map(MessageLine::receivable).distinct().toList(),
                message.step().map(StepRef::step),
                message.postponed().filter(decision.date()::isBefore).orElse(decision.date()),
                code,
                what,
                remedy);
    }
}
