package io.relance.decision.laws;

import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import java.util.stream.Stream;
import net.jqwik.api.statistics.Statistics;

/** Which hard cases a history really met. Every property declares the least share of each, and fails below it. */
final class HardCases {
    private static final double LEAST_SHARE = 5.0;

    private HardCases() {}

    /** Two currencies, a day off that kept something back, late arrival, credit, partial dispute, promise, approval, page, debit, mandate. */
    static void cover(World world, History history) {
        coverCore(world, history);
        cover(
                "credit",
                history.decisions.stream()
                        .anyMatch(made -> !made.snapshot()
                                .ledger()
                                .asOf(World.date(made.day()), history.scene.policy.tolerance())
                                .unallocated()
                                .isEmpty()));
        cover("promise", !lastEvening(history).promises().isEmpty());
        cover("page", !lastEvening(history).paymentLinks().isEmpty());
        cover("direct debit", !lastEvening(history).directDebits().isEmpty());
        cover("mandate", isReason(history, ReasonCode.AUTO_COLLECTED.name()));
    }

    /** The same without credit, promises, and what providers are asked for. */
    static void coverCore(World world, History history) {
        cover(
                "two currencies",
                world.invoices().stream()
                                .map(World.InvoiceOf::currency)
                                .distinct()
                                .count()
                        > 1);
        cover("day off", meetsDayOff(history));
        cover(
                "late arrival",
                world.invoices().stream().anyMatch(i -> i.lateBy() > 0 || i.issued() + i.terms() < -10)
                        && world.moneys().stream().anyMatch(m -> m.recordedAfter() > 0));
        cover(
                "partial dispute",
                lastEvening(history).disputes().stream().map(Dispute::amount).anyMatch(amount -> amount.isPresent()));
        cover("approval", isAwaited(history));
    }

    static boolean isRecorded(World world, World.Kind kind) {
        return world.incidents().stream().anyMatch(incident -> incident.kind() == kind);
    }

    private static DunningCase lastEvening(History history) {
        return history.evenings.get(history.evenings.size() - 1);
    }

    static boolean isAwaited(History history) {
        return history.decisions.stream()
                .flatMap(made -> made.decision().memory().messages().stream())
                .anyMatch(message -> message.status() == MessageState.Status.AWAITING_APPROVAL);
    }

    static boolean meetsDayOff(History history) {
        return isReason(history, ReasonCode.NOT_A_SENDING_DAY.name());
    }

    static boolean isReason(History history, String code) {
        return history.decisions.stream()
                .flatMap(made -> made.decision().items().stream())
                .flatMap(HardCases::reasons)
                .anyMatch(reason -> reason.code().name().equals(code));
    }

    private static Stream<Reason> reasons(ItemOutcome item) {
        return Stream.concat(item.reason().stream(), item.alsoReasons().stream());
    }

    static void cover(String label, boolean holds) {
        Statistics.label(label).collect(holds);
        Statistics.label(label).coverage(coverage -> coverage.check(true).percentage(share -> share >= LEAST_SHARE));
    }
}
