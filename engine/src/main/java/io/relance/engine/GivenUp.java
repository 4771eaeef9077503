package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.delivery.MessageId;
import io.relance.policy.Policy;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.template.TemplateCatalogue;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Messages that were given up: tried too often, or impossible to write. Each raises one task, and the steps that it carried wait
 * for it: they are due again when a person has completed it, or when what the message was made of has changed, its contact in
 * the books, the policy's version, or the templates.
 */
final class GivenUp {
    private static final String CAUSE = "given-up/";

    private GivenUp() {}

    /** The work for a person when {@code message} was given up. */
    static TaskState task(
            MessageState message, Customer customer, String version, String team, LocalDate day, String why) {
        return new TaskState(
                taskOf(message.id()),
                CAUSE + message.contact() + "/" + madeOf(customer, message.contact(), version),
                Optional.empty(),
                message.lines().stream().map(MessageLine::receivable).toList(),
                team,
                "message " + message.id().shortForm() + " to contact \"" + message.contact() + "\" was given up (" + why
                        + "): see to the cause, then complete this task, and it is tried again",
                day,
                Optional.empty(),
                Optional.empty());
    }

    /** The id of the task of a message that was given up. */
    static String taskOf(MessageId message) {
        return new Sha256().add("given up").add(message).hex();
    }

    /** What messages are made of besides books and contacts: policy and templates by their versions. */
    static String version(Policy policy, TemplateCatalogue templates) {
        return policy.version() + "/" + templates.version();
    }

    /** The case with the task, and with the steps that came back from {@code message} waiting for it. */
    static DunningCase waiting(DunningCase failed, MessageState message, TaskState task) {
        DunningCase.Builder builder = failed.toBuilder().task(task);
        for (MessageLine line : message.lines()) {
            ReceivableProgress progress = failed.progressOf(line.receivable());
            line.stepKey()
                    .flatMap(progress::step)
                    .filter(step ->
                            step.state() == StepState.RETURNED && step.message().equals(Optional.of(message.id())))
                    .ifPresent(step -> builder.progress(
                            progress.toBuilder().put(step.waitingFor(task.id())).build()));
        }
        return builder.build();
    }

    /** The case with those tasks completed whose message would be made of something else by now. */
    static DunningCase looked(DunningCase memory, Customer customer, String version, LocalDate day) {
        DunningCase.Builder builder = memory.toBuilder();
        boolean changed = false;
        for (TaskState task : memory.tasks()) {
            if (isWaitedFor(task) && !task.cause().equals(CAUSE + now(task, customer, version))) {
                builder.task(task.completedOn(day, "the contact, the policy or the templates are others now"));
                changed = true;
            }
        }
        return changed ? builder.build() : memory;
    }

    /** Whether steps wait for a task since their message was given up. */
    static boolean isWaitedFor(TaskState task) {
        return task.isOpen() && task.cause().startsWith(CAUSE);
    }

    private static String now(TaskState task, Customer customer, String version) {
        String contact = task.cause().substring(CAUSE.length(), task.cause().lastIndexOf('/'));
        return contact + "/" + madeOf(customer, contact, version);
    }

    private static String madeOf(Customer customer, String contactId, String version) {
        Sha256 hash = new Sha256().add(version);
        Unreachable.contact(customer, contactId).ifPresent(contact -> add(contact, hash));
        return hash.hex().substring(0, 16);
    }

    private static void add(Contact contact, Sha256 hash) {
        hash.add(contact.name())
                .add(new TreeSet<>(contact.roles()))
                .add(contact.email())
                .add(contact.phone())
                .add(contact.postalAddress())
                .add(contact.preferredChannel())
                .add(new TreeSet<>(contact.objections()));
    }
}
