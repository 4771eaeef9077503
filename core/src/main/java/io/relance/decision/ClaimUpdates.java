package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.account.ReceivableProgress;
import io.relance.receivable.ReceivableId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What messages that ask for claims of late payment make of a case: claims are raised, and fall with what comes back. */
public final class ClaimUpdates {
    private ClaimUpdates() {}

    /** Claims were raised. What is {@linkplain #isNew not new} stays as it is: no day bears interest in two claims. */
    public static DunningCase raised(DunningCase memory, List<RaisedClaim> claims) {
        Map<ReceivableId, ReceivableProgress.Builder> changed = new LinkedHashMap<>();
        for (RaisedClaim claim : claims) {
            if (isNew(memory, claim)) {
                changed.computeIfAbsent(claim.receivable(), receivable -> memory.progressOf(receivable).toBuilder())
                        .claim(claim);
            }
        }
        DunningCase.Builder after = memory.toBuilder();
        changed.values().forEach(progress -> after.progress(progress.build()));
        return after.build();
    }

    /** Whether nothing of a claim was raised before: no flat sum, or no interest for any of its days. */
    public static boolean isNew(DunningCase memory, RaisedClaim claim) {
        return memory.progressOf(claim.receivable()).claims().stream()
                .filter(known -> known.kind() == claim.kind())
                .noneMatch(known -> claim.kind() == RaisedClaim.Kind.FLAT_SUM || overlap(known, claim));
    }

    private static boolean overlap(RaisedClaim one, RaisedClaim other) {
        return one.accruals().stream()
                .anyMatch(days -> other.accruals().stream()
                        .anyMatch(others -> !others.from().isAfter(days.to())
                                && !days.from().isAfter(others.to())));
    }

    /**
     * The claims that a message raised, as far as nothing was paid or waived of them: asked for in vain if it comes back. Not those
     * that a later notice has asked for again.
     */
    public static List<RaisedClaim> fallingWith(DunningCase memory, MessageState message) {
        return message.lines().stream()
                .map(MessageLine::receivable)
                .distinct()
                .flatMap(id -> memory.progressOf(id).claims().stream())
                .filter(claim -> claim.message().equals(Optional.of(message.id())))
                .filter(claim -> claim.open().isEqual(claim.amount()))
                .filter(claim -> memory.progressOf(claim.receivable()).claims().stream()
                        .noneMatch(other -> other.raisedOn().isAfter(claim.raisedOn())))
                .toList();
    }

    /** What is remembered of an invoice without the claims that fall with a message. */
    static ReceivableProgress without(DunningCase memory, MessageState message, ReceivableId receivable) {
        ReceivableProgress.Builder progress = memory.progressOf(receivable).toBuilder();
        fallingWith(memory, message).stream()
                .filter(claim -> claim.receivable().equals(receivable))
                .forEach(claim -> progress.withoutClaim(claim.id()));
        return progress.build();
    }
}
