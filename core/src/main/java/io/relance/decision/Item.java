package io.relance.decision;

import io.relance.account.InstalmentPlan;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.delivery.MessageId;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.plan.Trace;
import io.relance.receivable.ItemState;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Grouping;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** One receivable while it is being decided: what was found out about it so far. Lives for one decision. */
final class Item {
    final OpenItem books;
    /** What is open in the books, in minor units. */
    final long open;

    final Optional<InstalmentPlan> instalmentOf;
    final LocalDate due;
    final long daysLate;
    final boolean overdue;
    /** The progress before this decision, when there is one. */
    final ReceivableProgress remembered;

    ReceivableProgress progress;

    long disputed;
    long promised;
    long pending;
    long cover;
    long dunnable;
    /** Why nothing may be asked for, in order of precedence. */
    final List<Reason> forbids = new ArrayList<>();

    @Nullable
    Scenario scenario;
    /** Why no scenario applies. */
    String noScenario = "no scenario is set for the invoice, its customer or the policy";

    @Nullable
    Schedule schedule;
    /** The step to execute, its condition TRUE. */
    Schedule.@Nullable Slot dueSlot;
    /** The first step whose date has come and whose condition is not TRUE, if it stands before the due step. */
    Schedule.@Nullable Slot held;

    Trace trace = Trace.EMPTY;
    boolean belowMinimum;
    /** A step was executed or came back today: nothing more before tomorrow. */
    boolean resting;
    /** The date of a formal step that nothing amicable went before. */
    @Nullable
    LocalDate escalationBlockedSince;

    /** How the decision ends for it. */
    ItemOutcome.Kind outcome = ItemOutcome.Kind.LEFT_ALONE;

    @Nullable
    MessageId message;

    Item(
            OpenItem books,
            Optional<InstalmentPlan> instalmentOf,
            LocalDate due,
            LocalDate today,
            ReceivableProgress progress) {
        this.books = books;
        this.open = books.open().getAmountMinorLong();
        this.instalmentOf = instalmentOf;
        this.due = due;
        this.daysLate = today.toEpochDay() - due.toEpochDay();
        this.overdue = today.isAfter(due);
        this.remembered = progress;
        this.progress = progress;
    }

    /** A new cycle has begun since it was remembered. */
    Item inNewCycle(int reopenings) {
        progress = remembered.toBuilder().newCycle(reopenings).build();
        return this;
    }

    ReceivableId id() {
        return books.id();
    }

    CurrencyUnit unit() {
        return books.open().getCurrencyUnit();
    }

    Money money(long minor) {
        return Money.ofMinor(unit(), minor);
    }

    Money dunnableMoney() {
        return dunnable == open ? books.open() : money(dunnable);
    }

    boolean isOpen() {
        return books.state() == ItemState.OPEN;
    }

    /** Whether it may be asked for. */
    boolean isDunnable() {
        return isOpen() && forbids.isEmpty();
    }

    Optional<StepExecution> blocking() {
        return progress.blocking();
    }

    /** Whether it is grouped by customer when it is only claimed, or by its own step when one is due. */
    Grouping grouping() {
        Scenario follows = scenario;
        if (follows == null) {
            return Grouping.CUSTOMER;
        }
        return dueSlot != null ? follows.groupingOf(dueSlot.step()) : follows.grouping();
    }
}
