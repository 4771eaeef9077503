package io.relance.decision.laws;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.delivery.MessageId;
import io.relance.plan.Decision;
import io.relance.plan.PlannedAction;
import io.relance.receivable.AccountLedger;
import java.util.ArrayList;
import java.util.List;

/** What happened, day by day. */
final class History {
    /**
     * A message that left.
     *
     * @param message as it was handed over
     * @param books as they were known then
     * @param before the case just before
     * @param after the case just after
     */
    record Sent(int day, MessageState message, AccountLedger books, DunningCase before, DunningCase after) {
        MessageId id() {
            return message.id();
        }

        boolean isDunning() {
            return message.kind() == MessageState.Kind.DUNNING;
        }
    }

    /**
     * A decision, and what it saw.
     *
     * @param changed whether books or case had changed since the decision before
     * @param again whether it was the second look at the day, after the hand-overs
     */
    record Made(int day, AccountSnapshot snapshot, Decision decision, boolean changed, boolean again) {}

    /** Something done on a day, in words that can be compared. */
    record Done(int day, String what) {
        @Override
        public String toString() {
            return World.date(day) + " " + what;
        }
    }

    final Scene scene;
    final List<Made> decisions = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final List<Done> done = new ArrayList<>();
    /** The case at the end of every day. */
    final List<DunningCase> evenings = new ArrayList<>();

    History(Scene scene) {
        this.scene = scene;
    }

    void note(int day, PlannedAction action) {
        done.add(new Done(day, action.toString()));
    }

    /** The messages that count in the cap. */
    List<Sent> dunning() {
        return sent.stream().filter(Sent::isDunning).toList();
    }
}
