package io.relance.decision;

import io.relance.action.DunningAction.Route;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.Customer;
import io.relance.scenario.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who gets a message, and over which of its channels.
 *
 * @param routes those that reach the contact, in the order to try: the contact's preferred channel first
 */
record Recipient(Contact contact, List<Route> routes) {
    /** The first contact of the step's audience, role by role, that one of its channels reaches. */
    static Optional<Recipient> of(Customer customer, Step step) {
        List<Route> routes = step.message().map(message -> message.routes()).orElse(List.of());
        return of(customer, step.audience(), routes);
    }

    static Optional<Recipient> of(Customer customer, List<ContactRole> audience, List<Route> routes) {
        for (ContactRole role : audience) {
            for (Contact contact : customer.contacts()) {
                if (contact.roles().contains(role)) {
                    List<Route> reaching = reaching(contact, routes);
                    if (!reaching.isEmpty()) {
                        return Optional.of(new Recipient(contact, reaching));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Route> reaching(Contact contact, List<Route> routes) {
        List<Route> reaching = new ArrayList<>();
        for (Route route : routes) {
            if (contact.address(route.channel().value()).isPresent()) {
                reaching.add(route);
            }
        }
        // a stable sort: the preferred channel first, the others as written
        reaching.sort(Comparator.comparing((Route route) ->
                !contact.preferredChannel().equals(Optional.of(route.channel().value()))));
        return reaching;
    }
}
