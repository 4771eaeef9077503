package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.action.DunningAction.Route;
import io.relance.action.Stage;
import io.relance.action.Tone;
import io.relance.delivery.MessageId;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.ContactRole;
import io.relance.receivable.OpenItem;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The message with which a statement of account that a person asked for leaves: one a day for the same time. */
public final class StatementRequest {
    private StatementRequest() {}

    /** The id of the message: the same for the same statement asked for on the same day. */
    public static MessageId id(AccountId account, Occasion.StatementAsked asked, LocalDate day) {
        return new MessageId(
                Ids.of(account, "statement", asked.from().toString(), asked.to().toString(), day.toString()));
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
        return new MessageState(
                        id(account, asked, day),
                        MessageState.Kind.STATEMENT,
                        Stage.AMICABLE,
                        Optional.empty(),
                        newest.id(),
                        Optional.empty(),
                        recipient.routes(),
                        recipient.contact().id(),
                        Tone.FRIENDLY,
                        false,
                        MessageState.Status.READY,
                        day,
                        day,
                        1,
                        List.of(new MessageLine(
                                newest.id(), Optional.empty(), 0, MessageLine.Role.NAMED, newest.open(), day)))
                .about(asked);
    }
}
