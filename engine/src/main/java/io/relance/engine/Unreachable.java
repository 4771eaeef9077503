package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Addresses that a channel refused for good. Each failed message raises a task; as long as it is open the addresses count as if
 * the contact objected to the channel, so that the next contact is tried, and nobody is written to in vain every day. It ends
 * when the task is completed, or the books have another address.
 */
final class Unreachable {
    private static final String CAUSE = "undeliverable/";

    private Unreachable() {}

    /**
     * The work for a person when no channel took a message.
     *
     * @param refused the channels by the contact over whom they were tried, in the order tried
     */
    static TaskState task(
            MessageState message,
            Customer customer,
            String team,
            LocalDate day,
            Map<String, List<ChannelId>> refused,
            String why) {
        Set<String> addresses = new TreeSet<>();
        refused.forEach((id, channels) -> contact(customer, id)
                .ifPresent(contact -> channels.forEach(channel -> contact.address(channel.value())
                        .ifPresent(address -> addresses.add(key(channel.value(), address))))));
        return new TaskState(
                taskOf(message.id()),
                CAUSE + String.join(",", addresses),
                Optional.empty(),
                message.lines().stream().map(line -> line.receivable()).toList(),
                team,
                "message " + message.id().shortForm() + " to "
                        + (refused.size() == 1 ? "contact" : "contacts") + " \""
                        + String.join("\", \"", refused.keySet()) + "\" could not be handed over (" + why
                        + "): correct the address, then complete this task",
                day,
                Optional.empty(),
                Optional.empty());
    }

    /** The work for a person when a note to a team was refused: no address of the customer's counts as refused. */
    static TaskState taskOfTeam(MessageState note, String team, LocalDate day, String why) {
        return new TaskState(
                taskOf(note.id()),
                "team/" + note.contact(),
                Optional.empty(),
                note.lines().stream().map(line -> line.receivable()).toList(),
                team,
                "note " + note.id().shortForm() + " to team \"" + note.contact() + "\" could not be handed over (" + why
                        + "): correct the team's address in the policy, then complete this task",
                day,
                Optional.empty(),
                Optional.empty());
    }

    /** The id of the task of a message that nobody could be reached with. */
    static String taskOf(MessageId message) {
        return new Sha256().add("undeliverable").add(message).hex();
    }

    static Optional<Contact> contact(Customer customer, String id) {
        return customer.contacts().stream()
                .filter(contact -> contact.id().equals(id))
                .findFirst();
    }

    /** The ledger, its customer's contacts objecting to channels that refused their addresses. */
    static AccountLedger without(AccountLedger ledger, DunningCase memory) {
        Set<String> refused = new TreeSet<>();
        for (TaskState task : memory.tasks()) {
            if (task.isOpen() && task.cause().startsWith(CAUSE)) {
                refused.addAll(List.of(task.cause().substring(CAUSE.length()).split(",")));
            }
        }
        if (refused.isEmpty()) {
            return ledger;
        }
        List<Contact> contacts = new ArrayList<>();
        ledger.customer().contacts().forEach(contact -> contacts.add(objecting(contact, refused)));
        return contacts.equals(ledger.customer().contacts()) ? ledger : with(ledger, contacts);
    }

    private static Contact objecting(Contact contact, Set<String> refused) {
        Contact.Builder builder = null;
        for (String key : refused) {
            String channel = key.substring(0, Math.max(0, key.indexOf(':')));
            Optional<String> address = contact.address(channel);
            if (address.isPresent() && key.equals(key(channel, address.get()))) {
                builder = (builder == null ? contact.toBuilder() : builder).objectsTo(channel);
            }
        }
        return builder == null ? contact : builder.build();
    }

    private static String key(String channel, String address) {
        return channel + ":" + new Sha256().add(address).hex().substring(0, 16);
    }

    private static AccountLedger with(AccountLedger ledger, List<Contact> contacts) {
        return ledger.withCustomer(
                ledger.customer().toBuilder().contacts(contacts).build());
    }
}
