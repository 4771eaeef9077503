package io.relance.action;

import io.relance.delivery.ChannelId;
import java.util.List;

/** Something that a step of a scenario, or a rule, has done. */
public sealed interface DunningAction {
    /**
     * A message to the customer.
     *
     * @param routes the channels to try, in order, each with the template to use; at least one
     */
    record SendMessage(List<Route> routes) implements DunningAction {
        /** @throws IllegalArgumentException when there is no route */
        public SendMessage {
            routes = List.copyOf(routes);
            if (routes.isEmpty()) {
                throw new IllegalArgumentException("a message needs at least one channel");
            }
        }
    }

    /**
     * A channel and the template to fill for it.
     *
     * @param template the template's id
     */
    record Route(ChannelId channel, String template) {}

    /**
     * Work for a person.
     *
     * @param team who is to do it
     * @param text what is to be done
     */
    record CreateTask(String team, String text) implements DunningAction {}

    /**
     * A word to somebody inside.
     *
     * @param recipient a person, a team or a role, as the host knows it
     */
    record Notify(String recipient, String text) implements DunningAction {}

    /**
     * The receivable is handed over: from its day on it is in litigation.
     *
     * @param to who takes it: a court, a lawyer, an agency
     */
    record Escalate(String to) implements DunningAction {}

    /** An event that asks the host to deliver nothing more on credit. */
    record RequestDeliveryStop(String text) implements DunningAction {}
}
