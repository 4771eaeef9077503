package io.relance.engine;

import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.action.Stage;
import io.relance.claim.ClaimsAfterPrincipal;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.ItemState;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import io.relance.template.OpenClaimLine;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The claims of late payment that a message lists beside what it claims: those that were raised before and are still open, of
 * invoices that are paid; and when the file is handed over, those of the invoices that it claims. They raise nothing, and are
 * never the cause of a message.
 */
final class OpenClaims {
    /** What is no longer the creditor's to ask for, or not now, though the invoice is paid. */
    private static final Set<ReasonCode> SILENT =
            EnumSet.of(ReasonCode.ASSIGNED, ReasonCode.INSOLVENCY, ReasonCode.IN_LITIGATION, ReasonCode.ON_HOLD);

    private final MessageState message;
    private final boolean asksForClaims;
    private final Policy policy;
    private final Decision decision;

    private OpenClaims(MessageState message, boolean asksForClaims, Policy policy, Decision decision) {
        this.message = message;
        this.asksForClaims = asksForClaims;
        this.policy = policy;
        this.decision = decision;
    }

    /**
     * Their lines, by due date and number of the invoice; none in a message that claims nothing, or when the policy grants no claims.
     *
     * @param asksForClaims whether the message asks by itself for the claims of the invoices that it claims
     */
    static List<OpenClaimLine> of(
            MessageState message, boolean asksForClaims, AccountLedger ledger, Policy policy, Decision decision) {
        boolean claims = message.kind() == MessageState.Kind.DUNNING && message.stage() != Stage.PREVENTIVE;
        boolean any = decision.memory().progress().values().stream().anyMatch(OpenClaims::hasOpen);
        return claims && any && policy.claims().isPresent()
                ? new OpenClaims(message, asksForClaims, policy, decision).lines(ledger)
                : List.of();
    }

    private static boolean hasOpen(ReceivableProgress progress) {
        return progress.claims().stream().anyMatch(claim -> claim.open().isPositive());
    }

    private List<OpenClaimLine> lines(AccountLedger ledger) {
        Map<ReceivableId, ItemOutcome> outcomes =
                decision.items().stream().collect(Collectors.toMap(ItemOutcome::receivable, Function.identity()));
        return ledger.asOf(decision.date(), policy.tolerance()).items().stream()
                .filter(item -> item.state() == ItemState.OPEN
                        ? isHandedOver(item.id())
                        : isListedWhenPaid(item, outcomes.get(item.id())))
                .flatMap(item -> decision.memory().progressOf(item.id()).claims().stream())
                .filter(claim -> claim.open().isPositive())
                .map(OpenClaimLine::of)
                .toList();
    }

    /** Whether its file is handed over with this message, and the message does not ask for its claims anyway. */
    private boolean isHandedOver(ReceivableId id) {
        return message.stage() == Stage.LITIGATION
                && !asksForClaims
                && message.lines().stream()
                        .anyMatch(line -> line.role() == MessageLine.Role.CLAIMED
                                && line.receivable().equals(id));
    }

    private boolean isListedWhenPaid(OpenItem item, @Nullable ItemOutcome outcome) {
        return item.state() == ItemState.SETTLED
                && outcome != null
                && decision.memory().progressOf(item.id()).writtenOffFrom().isEmpty()
                && policy.claims().orElseThrow().claimsAfterPrincipal() == ClaimsAfterPrincipal.NEXT_MESSAGE
                && Stream.concat(outcome.reason().stream(), outcome.alsoReasons().stream())
                        .map(Reason::code)
                        .noneMatch(SILENT::contains);
    }
}
