package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.action.DunningAction.Route;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.LateClaims;
import io.relance.decision.CaseUpdates;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.template.TemplateCatalogue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The claims of late payment that messages ask for, and that become items of their own when these are handed over. */
final class ClaimItems {
    private ClaimItems() {}

    /** Whether a message that goes that way is one that asks for claims: its template shows them, and the policy grants them. */
    static boolean asksForClaims(MessageState message, Route route, Policy policy, TemplateCatalogue templates) {
        return message.kind() == MessageState.Kind.DUNNING
                && templates.needsFormalNotice(route.template())
                && policy.claims().isPresent();
    }

    /**
     * What the law grants on a day for the invoices that a message claims, in the order of its lines; nothing when it asks for no
     * claims.
     *
     * @throws io.relance.claim.MissingReferenceRateException when a rate is not known
     */
    static List<InvoiceClaims> of(
            MessageState message,
            Route route,
            AccountSnapshot snapshot,
            Policy policy,
            LocalDate day,
            TemplateCatalogue templates) {
        if (!asksForClaims(message, route, policy, templates)) {
            return List.of();
        }
        Set<ReceivableId> claimed = message.lines().stream()
                .filter(line -> line.role() == MessageLine.Role.CLAIMED)
                .map(MessageLine::receivable)
                .collect(Collectors.toUnmodifiableSet());
        Map<ReceivableId, InvoiceClaims> granted =
                LateClaims.of(claimed, snapshot, policy.claims().orElseThrow(), day).stream()
                        .collect(Collectors.toMap(claims -> claims.receivable().id(), Function.identity()));
        return message.lines().stream()
                .map(MessageLine::receivable)
                .distinct()
                .flatMap(id -> Optional.ofNullable(granted.get(id)).stream())
                .toList();
    }

    /**
     * What a message claims that bears no claims of its own: instalments of a plan. Interest runs on the invoices of the plan, by
     * their own due dates, and is claimed with these once the plan is over.
     */
    static List<ReceivableId> reserved(MessageState message, AccountLedger ledger) {
        Set<ReceivableId> books =
                ledger.receivables().stream().map(Receivable::id).collect(Collectors.toUnmodifiableSet());
        return message.lines().stream()
                .filter(line -> line.role() == MessageLine.Role.CLAIMED)
                .map(MessageLine::receivable)
                .filter(id -> !books.contains(id))
                .toList();
    }

    /** What a person should know before a message leaves: what it claims less of than may be owed, and why. */
    static List<String> cautions(MessageState message, List<InvoiceClaims> claims, AccountLedger ledger) {
        return Stream.concat(
                        claims.stream()
                                .flatMap(claim -> claim.caution().stream()
                                        .map(why ->
                                                "invoice " + claim.receivable().id() + ": " + why)),
                        reserved(message, ledger).stream()
                                .map(
                                        id -> "instalment " + id
                                                + ": no interest and no flat sum is claimed of an instalment;"
                                                + " they stay reserved, and are claimed with the invoices once the plan is over"))
                .toList();
    }

    /** The items that a message raises when it leaves on a day. */
    static List<RaisedClaim> toRaise(List<InvoiceClaims> claims, MessageId message, LocalDate day) {
        return claims.stream()
                .flatMap(claim -> claim.toRaise(day, Optional.of(message)).stream())
                .toList();
    }

    /** What was raised, as far as it is not known yet, as an event. */
    static List<AccountEvent> raised(
            DunningCase before, List<RaisedClaim> claims, MessageId message, LocalDate day, String actor) {
        List<RaisedClaim> news = claims.stream()
                .filter(claim -> CaseUpdates.isNew(before, claim))
                .toList();
        return news.isEmpty() ? List.of() : List.of(new AccountEvent.ClaimsRaised(day, actor, message, news));
    }

    /** What falls with a message that comes back, as an event. */
    static List<AccountEvent> dropped(DunningCase before, MessageId id, LocalDate day, String actor) {
        MessageState message = Outcomes.message(before, id);
        List<RaisedClaim> fallen = message.status() == MessageState.Status.ACCEPTED
                ? CaseUpdates.claimsFallingWith(before, message)
                : List.of();
        return fallen.isEmpty() ? List.of() : List.of(new AccountEvent.ClaimsDropped(day, actor, id, fallen));
    }
}
