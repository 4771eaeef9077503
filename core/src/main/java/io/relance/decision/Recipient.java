package io.relance.decision;

import io.relance.account.MessageEdit;
import io.relance.action.DunningAction.Route;
import io.relance.delivery.ChannelId;
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

    /**
     * The contact that a person chose, over the channel that a person chose first; without such a choice, or when the contact
     * can't be reached any more, as {@link #of(Customer, Step)}.
     *
     * @param refused contacts that are left out
     */
    static Optional<Recipient> of(Customer customer, Step step, MessageEdit choice, List<String> refused) {
        List<Route> routes = step.message().map(message -> message.routes()).orElse(List.of());
        return choice.contact()
                .flatMap(id -> customer.contacts().stream()
                        .filter(contact -> contact.id().equals(id) && !refused.contains(id))
                        .findFirst())
                .map(contact -> new Recipient(contact, reaching(contact, routes)))
                .filter(recipient -> !recipient.routes().isEmpty())
                .or(() -> of(refused.isEmpty() ? customer : without(customer, refused), step))
                .map(recipient -> recipient.first(choice.channel()));
    }

    private static Customer without(Customer customer, List<String> refused) {
        return customer.toBuilder()
                .contacts(customer.contacts().stream()
                        .filter(contact -> !refused.contains(contact.id()))
                        .toList())
                .build();
    }

    private Recipient first(Optional<ChannelId> channel) {
        List<Route> sorted = new ArrayList<>(routes);
        sorted.sort(Comparator.comparing((Route route) -> !channel.equals(Optional.of(route.channel()))));
        return new Recipient(contact, sorted);
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
