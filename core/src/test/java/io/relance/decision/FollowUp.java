package io.relance.decision;

import io.relance.Books;
import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.delivery.MessageId;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.PlannedAction;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.time.BusinessCalendar;
import io.relance.time.BusinessCalendars;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The follow-up of one account, as an engine would run it: every decision is remembered, and what may leave is checked
 * again, handed over and taken by its channel. What left and what was asked of people can be read as lines of text.
 */
final class FollowUp {
    /** The public holidays of France in 2026. */
    static final BusinessCalendar FRANCE = BusinessCalendar.of(Set.of(
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 4, 6),
            LocalDate.of(2026, 5, 1),
            LocalDate.of(2026, 5, 8),
            LocalDate.of(2026, 5, 14),
            LocalDate.of(2026, 5, 25),
            LocalDate.of(2026, 7, 14),
            LocalDate.of(2026, 8, 15),
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2026, 11, 11),
            LocalDate.of(2026, 12, 25)));

    private Books books;
    private Policy policy;
    private DunningCase memory;
    private final List<String> sent = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private FollowUp(Books books, Policy policy) {
        this.books = books;
        this.policy = policy;
        this.memory = DunningCase.empty(books.ledger().account());
    }

    static FollowUp of(Books books, Policy policy) {
        return new FollowUp(books, policy);
    }

    /** One invoice of 1000 EUR, F1, issued on 2026-04-01 and due on {@code due}, of a French company. */
    static FollowUp oneInvoice(String due, Scenario scenario) {
        return of(Books.of(company()).invoice("F1", "2026-04-01", due, "EUR 1000"), policy(scenario));
    }

    /** A French company that can be reached by mail, and by letter at its seat. */
    static Customer company() {
        return companyWithContacts(
                Contact.billing("billing@customer.example"),
                Contact.builder("seat")
                        .role(ContactRole.LEGAL_SEAT)
                        .postalAddress("1 rue du Port, 44000 Nantes")
                        .build());
    }

    static Customer companyWithContacts(Contact... contacts) {
        Customer.Builder customer = Customer.builder("C1")
                .name("Dupont SARL")
                .kind(DebtorKind.BUSINESS)
                .naturalPerson(NaturalPerson.NO)
                .country("FR");
        for (Contact contact : contacts) {
            customer.contact(contact);
        }
        return customer.build();
    }

    /** A policy of a French creditor with these scenarios, the first of them the default. */
    static Policy policy(Scenario... scenarios) {
        return policyOf(scenarios).build();
    }

    static Policy.Builder policyOf(Scenario... scenarios) {
        Policy.Builder policy = Policy.named("test")
                .country("FR")
                .calendars(BusinessCalendars.of(Map.of("FR", FRANCE)))
                .defaultScenario(scenarios[0].id());
        for (Scenario scenario : scenarios) {
            policy.scenario(scenario);
        }
        return policy;
    }

    /** Changes what the books say. */
    FollowUp books(UnaryOperator<Books> change) {
        books = change.apply(books);
        return this;
    }

    /** Changes what is remembered, as a person's command does. */
    FollowUp remember(UnaryOperator<DunningCase.Builder> change) {
        memory = change.apply(memory.toBuilder()).build();
        return this;
    }

    FollowUp memory(DunningCase changed) {
        memory = changed;
        return this;
    }

    FollowUp policy(Policy other) {
        policy = other;
        return this;
    }

    Policy policy() {
        return policy;
    }

    DunningCase memory() {
        return memory;
    }

    ReceivableProgress progress(String invoice) {
        return memory.progressOf(new ReceivableId(invoice));
    }

    AccountSnapshot snapshot() {
        return new AccountSnapshot(books.ledger(), memory);
    }

    /** Decides and forgets it. */
    Decision look(String day) {
        return DunningDecider.decide(snapshot(), policy, LocalDate.parse(day));
    }

    /** Decides and remembers, but hands nothing over. */
    Decision decide(String day) {
        Decision decision = look(day);
        memory = decision.memory();
        note(decision);
        return decision;
    }

    /** Decides, remembers, and hands over what may leave. */
    Decision run(String day) {
        Decision decision = decide(day);
        LocalDate date = LocalDate.parse(day);
        for (MessageState planned : memory.messages()) {
            if (planned.status() == MessageState.Status.READY) {
                Recheck recheck = Recheck.of(snapshot(), policy, date, planned.id());
                memory = recheck.decision().memory();
                if (recheck.verdict() == Recheck.Verdict.GO) {
                    sent.add(day + " " + words(recheck.message()));
                    CaseUpdates.Applied applied = CaseUpdates.handedOver(snapshot(), policy, planned.id(), date);
                    memory = applied.memory();
                    note(date, applied.actions());
                }
            }
        }
        return decision;
    }

    /** Runs every day from the first to the last, both included. */
    FollowUp daily(String from, String to) {
        for (LocalDate day = LocalDate.parse(from); !day.isAfter(LocalDate.parse(to)); day = day.plusDays(1)) {
            run(day.toString());
        }
        return this;
    }

    /** Runs on the days on which a review is due only. */
    FollowUp onReviewDays(String from, String to) {
        LocalDate day = LocalDate.parse(from);
        while (!day.isAfter(LocalDate.parse(to))) {
            Optional<LocalDate> next = run(day.toString()).nextReview();
            Optional<LocalDate> afterwards = look(day.toString()).nextReview();
            if (afterwards.isEmpty()) {
                return this;
            }
            day = next.filter(review -> review.isBefore(afterwards.get())).orElse(afterwards.get());
        }
        return this;
    }

    /** Somebody approves every proposal. */
    FollowUp approve(String day) {
        for (MessageState message : memory.messages()) {
            memory = CaseUpdates.approved(memory, message.id(), LocalDate.parse(day));
        }
        return this;
    }

    /** Somebody completes every open task. */
    FollowUp complete(String day, String result) {
        for (var task : memory.tasks()) {
            memory = CaseUpdates.taskCompleted(memory, task.id(), LocalDate.parse(day), result);
        }
        return this;
    }

    /** What left, in order: the day, the lead's step, what its step was executed for, what else was claimed or listed. */
    List<String> sent() {
        return sent;
    }

    /** What people were asked to do, in order. */
    List<String> tasks() {
        return tasks;
    }

    /** Notifications, hand-overs and the like, in order. */
    List<String> notes() {
        return notes;
    }

    /** The newest message. */
    MessageState lastMessage() {
        return memory.messages().get(memory.messages().size() - 1);
    }

    MessageState message(MessageId id) {
        return memory.message(id).orElseThrow();
    }

    private void note(Decision decision) {
        note(decision.date(), decision.actions());
    }

    private void note(LocalDate day, List<PlannedAction> actions) {
        for (PlannedAction action : actions) {
            if (action instanceof PlannedAction.RaisedTask raised) {
                tasks.add(day + " " + raised.task().team() + ": "
                        + raised.task().text() + " " + raised.task().receivables());
            } else if (action instanceof PlannedAction.ExtendedTask extended) {
                tasks.add(day + " " + extended.task().team() + ": "
                        + extended.task().text() + " also " + extended.joined());
            } else if (action instanceof PlannedAction.Notification told) {
                notes.add(day + " tell " + told.recipient() + ": " + told.text());
            } else if (action instanceof PlannedAction.HandedOver handed) {
                notes.add(day + " " + handed.receivable() + " goes to " + handed.to());
            } else if (action instanceof PlannedAction.DeliveryStop stop) {
                notes.add(day + " deliver nothing more: " + stop.text());
            } else if (action instanceof PlannedAction.PlanBroken broken) {
                notes.add(day + " plan " + broken.plan() + " is broken");
            }
        }
    }

    /** A message in words: {@code reminder: F1 F2, also F3, soon F4}. */
    static String words(MessageState message) {
        String step = message.step()
                .map(ref -> ref.step())
                .orElse(message.routes().get(0).template());
        String carried = numbers(message, line -> line.carried().isPresent() && !isSoon(line));
        String also = numbers(message, line -> line.carried().isEmpty());
        String soon = numbers(message, FollowUp::isSoon);
        String text = step + ":";
        text += carried.isEmpty() ? "" : " " + carried;
        text += also.isEmpty() || message.step().isEmpty() ? also.isEmpty() ? "" : " " + also : ", also " + also;
        text += soon.isEmpty() ? "" : (carried.isEmpty() ? " soon " : ", soon ") + soon;
        return text;
    }

    private static boolean isSoon(MessageLine line) {
        return line.role() == MessageLine.Role.SOON_DUE;
    }

    private static String numbers(MessageState message, java.util.function.Predicate<MessageLine> which) {
        return message.lines().stream()
                .filter(which)
                .map(line -> line.receivable().value())
                .collect(Collectors.joining(" "));
    }

    static ItemOutcome item(Decision decision, String invoice) {
        return decision.item(new ReceivableId(invoice)).orElseThrow();
    }

    static ReasonCode reason(Decision decision, String invoice) {
        return item(decision, invoice).reason().map(Reason::code).orElseThrow();
    }
}
