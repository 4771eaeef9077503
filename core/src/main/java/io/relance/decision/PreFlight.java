package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.delivery.ChannelId;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.policy.Policy;
import io.relance.receivable.ContactRole;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks ahead for messages that nobody could get: so that addresses are completed before they are needed. */
public final class PreFlight {
    /**
     * An invoice whose next step sends a message, and no contact that can be reached.
     *
     * @param step the step's id
     * @param on the day of the step; not after it, when it is due already
     * @param audience the roles whose contacts it may go to, in order
     * @param channels over which it may go, in order
     */
    public record Undeliverable(
            ReceivableId receivable, String step, LocalDate on, List<ContactRole> audience, List<ChannelId> channels) {
        /** Copies the lists. */
        public Undeliverable {
            audience = List.copyOf(audience);
            channels = List.copyOf(channels);
        }
    }

    private PreFlight() {}

    /**
     * The invoices of an account whose next step, as the decision knows it, is a message due by a day, and none of whose step's
     * contacts has an address for one of its channels, or all object. Addresses that a channel refused count as none, when the
     * snapshot leaves them out.
     *
     * @param decision of that snapshot
     * @param until the last day that counts
     */
    public static List<Undeliverable> of(AccountSnapshot snapshot, Policy policy, Decision decision, LocalDate until) {
        List<Undeliverable> found = new ArrayList<>();
        for (ItemOutcome item : decision.items()) {
            Optional<LocalDate> on = item.stepDate().filter(date -> !date.isAfter(until));
            if (on.isEmpty() || item.message().isPresent() || !item.dunnable().isPositive()) {
                continue;
            }
            item.step()
                    .flatMap(ref -> policy.scenario(ref.scenario()).flatMap(scenario -> scenario.step(ref.step())))
                    .filter(step -> step.message().isPresent())
                    .filter(step ->
                            Recipient.of(snapshot.ledger().customer(), step).isEmpty())
                    .map(step -> undeliverable(item, step, on.get()))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Undeliverable undeliverable(ItemOutcome item, Step step, LocalDate on) {
        return new Undeliverable(
                item.receivable(),
                step.id(),
                on,
                step.audience(),
                step.message().orElseThrow().routes().stream()
                        .map(route -> route.channel())
                        .distinct()
                        .toList());
    }
}
