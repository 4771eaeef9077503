package io.relance.decision;

import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.action.DunningAction.Route;
import io.relance.delivery.MessageId;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** Notes to teams of the creditor's: what a step or a rule notifies them of, written to those whose address the policy knows. */
final class TeamNotes {
    private TeamNotes() {}

    /** One receivable that a note names. */
    static MessageLine line(ReceivableId id, Money open, LocalDate day) {
        return new MessageLine(id, Optional.empty(), 0, MessageLine.Role.NAMED, open, day);
    }

    /**
     * The note that goes with a notification; empty when its recipient is no team.
     *
     * @param lead the receivable that it is filed under
     * @param about what it names; perhaps nothing
     */
    static Optional<MessageState> of(
            AccountId account,
            Policy policy,
            PlannedAction.Notification notification,
            ReceivableId lead,
            List<MessageLine> about,
            LocalDate day) {
        Optional<Route> route = policy.correspondence().notes();
        boolean told = policy.correspondence().team(notification.recipient()).isPresent();
        if (route.isEmpty() || !told) {
            return Optional.empty();
        }
        return Optional.of(MessageState.ofNoStep(
                new MessageId(Ids.of(account, "note", notification.id())),
                MessageState.Kind.INTERNAL,
                lead,
                List.of(route.get()),
                notification.recipient(),
                day,
                about,
                Optional.of(new Occasion.TeamTold(notification.text()))));
    }
}
