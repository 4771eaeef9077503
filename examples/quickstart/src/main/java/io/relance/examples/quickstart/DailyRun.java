package io.relance.examples.quickstart;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.decision.CaseUpdates;
import io.relance.decision.DunningDecider;
import io.relance.delivery.DeliveryReceipt;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Decides day by day, remembers in between, and hands over what leaves: approvals stay pending, tasks open.
 *
 * <p>An account is decided on the first day, whenever people changed its case or it is due for review,
 * and on the last day.
 */
final class DailyRun {
    private final ImportedBooks books;
    private final Policy policy;
    private final HandOver channel;
    private final Office office;

    DailyRun(ImportedBooks books, Policy policy, HandOver channel, Office office) {
        this.books = books;
        this.policy = policy;
        this.channel = channel;
        this.office = office;
    }

    /** Runs every account from {@code from} to the books' day, both included; the accounts by id. */
    List<AccountDay> run(LocalDate from) {
        return books.ledgers().map(ledger -> account(ledger, from)).toList();
    }

    /** Runs one account; empty when the books don't know it. */
    Optional<AccountDay> run(AccountId account, LocalDate from) {
        return books.ledger(account).map(ledger -> account(ledger, from));
    }

    private AccountDay account(AccountLedger ledger, LocalDate from) {
        Progress progress = new Progress(ledger);
        for (LocalDate day = from; day.isBefore(books.asOf()); day = day.plusDays(1)) {
            if (progress.morning(day) || day.equals(from) || isDue(progress.memory, day)) {
                progress.decide(day);
            }
        }
        progress.morning(books.asOf());
        return progress.lastDay(books.asOf());
    }

    private static boolean isDue(DunningCase memory, LocalDate day) {
        return memory.nextReview().filter(review -> !review.isAfter(day)).isPresent();
    }

    /** One account on its way through the days. */
    private final class Progress {
        private final AccountLedger ledger;
        private DunningCase memory;
        private int tasksOfTheDay;
        private int unsent;

        Progress(AccountLedger ledger) {
            this.ledger = ledger;
            this.memory = DunningCase.empty(ledger.account());
        }

        /** Lets people work; whether that changed the case. */
        boolean morning(LocalDate day) {
            DunningCase before = memory;
            memory = office.morning(before, day);
            return !memory.equals(before);
        }

        AccountDay lastDay(LocalDate day) {
            Decision decision = decide(day);
            return new AccountDay(ledger, decision, memory, tasksOfTheDay, unsent);
        }

        Decision decide(LocalDate day) {
            DunningCase before = memory;
            Decision decision = DunningDecider.decide(new AccountSnapshot(ledger, before), policy, day);
            memory = decision.memory();
            tasksOfTheDay = newTasks(decision.actions(), before);
            for (MessageState message : decision.memory().messages()) {
                if (leaves(decision, message)) {
                    handOver(decision, message);
                }
            }
            if (!memory.equals(decision.memory())) {
                // a hand-over is a change: what comes next, and when to look again, follows from it
                memory = DunningDecider.decide(new AccountSnapshot(ledger, memory), policy, day)
                        .memory();
            }
            return decision;
        }

        private void handOver(Decision decision, MessageState message) {
            LocalDate day = decision.date();
            DeliveryReceipt receipt = channel.handOver(ledger, decision, message);
            if (receipt instanceof DeliveryReceipt.Accepted) {
                CaseUpdates.Applied applied =
                        CaseUpdates.handedOver(new AccountSnapshot(ledger, memory), policy, message.id(), day);
                tasksOfTheDay = Math.addExact(tasksOfTheDay, newTasks(applied.actions(), memory));
                memory = applied.memory();
            } else if (receipt instanceof DeliveryReceipt.InDoubt doubt) {
                unsent++;
                memory = CaseUpdates.inDoubt(memory, message.id(), day, doubt.reason());
            } else if (receipt instanceof DeliveryReceipt.PermanentFailure failure) {
                unsent++;
                memory = CaseUpdates.failed(memory, message.id(), day, failure.reason());
            } else if (receipt instanceof DeliveryReceipt.TemporaryFailure failure) {
                throw new OutputException(failure.reason());
            }
        }

        private int newTasks(List<PlannedAction> actions, DunningCase before) {
            return (int) actions.stream()
                    .filter(PlannedAction.RaisedTask.class::isInstance)
                    .map(PlannedAction::id)
                    .distinct()
                    .filter(id -> before.task(id).isEmpty())
                    .count();
        }
    }

    private static boolean leaves(Decision decision, MessageState message) {
        return message.status() == MessageState.Status.READY
                && (message.kind() != MessageState.Kind.DUNNING
                        || decision.items().stream()
                                .anyMatch(item -> item.kind() == ItemOutcome.Kind.MESSAGE
                                        && item.message().equals(Optional.of(message.id()))));
    }
}
