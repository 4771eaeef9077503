package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.action.DunningAction.Route;
import io.relance.delivery.MessageId;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.ContactRole;
import io.relance.receivable.OpenItem;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The message with which a statement of account that a person asked for leaves. */
public final class StatementRequest {
    private StatementRequest() {}

    /** The newest message of a statement that was asked for. */
    public static Optional<MessageState> newest(DunningCase memory, Occasion.StatementAsked asked) {
        return memory.messages().stream()
                .filter(message -> message.occasion().equals(Optional.of(asked)))
                .reduce((one, later) -> later);
    }

    /** The message of a statement that was asked for on {@code day}, or that has not left yet: asked for again it is the same one. */
    public static Optional<MessageState> underWay(DunningCase memory, Occasion.StatementAsked asked, LocalDate day) {
        return newest(memory, asked)
                .filter(message -> message.isOutstanding()
                        || (message.wasHandedOver() && message.plannedOn().equals(day)));
    }

    private static MessageId id(DunningCase memory, Occasion.StatementAsked asked) {
        long before = memory.messages().stream()
                .filter(message -> message.occasion().equals(Optional.of(asked)))
                .count();
        return new MessageId(Ids.of(
                memory.account(),
                "statement",
                asked.from().toString(),
                asked.to().toString(),
                Long.toString(before + 1)));
    }

    /**
     * The message, ready to leave on the next sending day.
     *
     * @throws IllegalArgumentException when nobody is there to get it, or the books know no invoice of the customer's
     * @throws IllegalStateException when the policy does not say how statements are sent
     */
    public static MessageState of(
            AccountSnapshot snapshot, Policy policy, Occasion.StatementAsked asked, LocalDate day) {
        AccountId account = snapshot.account();
        Route route = policy.correspondence()
                .statement()
                .orElseThrow(() -> new IllegalStateException(
                        "policy \"" + policy.name() + "\" does not say how statements are sent: give it"
                                + " \"correspondence\" with a channel and a template for \"statement\""));
        Recipient recipient = Recipient.of(snapshot.ledger().customer(), List.of(ContactRole.BILLING), List.of(route))
                .orElseThrow(() -> new IllegalArgumentException(
                        account + " has no contact for bills whom channel " + route.channel() + " reaches"));
        OpenItem newest = snapshot.ledger().asOf(day, policy.tolerance()).items().stream()
                .max(Comparator.comparing((OpenItem item) -> item.receivable().issued())
                        .thenComparing(OpenItem::id))
                .orElseThrow(
                        () -> new IllegalArgumentException("the books have no invoice of " + account + " to state"));
        return MessageState.ofNoStep(
                id(snapshot.memory(), asked),
                MessageState.Kind.STATEMENT,
                newest.id(),
                recipient.routes(),
                recipient.contact().id(),
                day,
                List.of(new MessageLine(newest.id(), Optional.empty(), 0, MessageLine.Role.NAMED, newest.open(), day)),
                Optional.of(asked));
    }
}
