package io.relance.engine;

import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.history.AccountEvent;
import java.time.LocalDate;
import java.util.Optional;

/** What people do to stops, disputes and instalment plans. */
public final class AgreementCommands {
    private final Commands commands;
    private final Command command;

    /** One command about a stop, a dispute or a plan. */
    public AgreementCommands(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /** Orders a stop. */
    public void hold(Hold hold) {
        AccountEvent event = new AccountEvent.HoldOrdered(command.day(), command.actor(), hold);
        if (hold.receivable().isEmpty()) {
            // an account can be stopped while its books can't be read
            commands.checkedByCase(command, checks -> checks.hold(hold), builder -> builder.hold(hold), event);
        } else {
            commands.checked(command, checks -> checks.hold(hold), builder -> builder.hold(hold), event);
        }
    }

    /** Lifts a stop: the day before is its last. */
    public void liftHold(String hold) {
        commands.change(
                command,
                memory -> {
                    Hold known = Commands.find(memory, memory.holds().stream(), h -> h.id().equals(hold), "hold", hold);
                    LocalDate last = command.day().minusDays(1);
                    LocalDate from = known.from().isAfter(last) ? last : known.from();
                    boolean over =
                            known.until().filter(until -> !until.isAfter(last)).isPresent();
                    Hold lifted =
                            new Hold(hold, known.receivable(), from, Optional.of(last), known.reason(), known.actor());
                    return over ? memory : memory.toBuilder().hold(lifted).build();
                },
                new AccountEvent.HoldLifted(command.day(), command.actor(), hold));
    }

    /** Closes a dispute. */
    public void closeDispute(String dispute) {
        commands.change(
                command,
                memory -> {
                    Dispute known = Commands.find(
                            memory, memory.disputes().stream(), d -> d.id().equals(dispute), "dispute", dispute);
                    Dispute closed = new Dispute(
                            dispute,
                            known.receivable(),
                            known.category(),
                            known.amount(),
                            known.owner(),
                            known.opened(),
                            known.due(),
                            Optional.of(command.day()));
                    return known.closed().isPresent()
                            ? memory
                            : memory.toBuilder().dispute(closed).build();
                },
                new AccountEvent.DisputeClosed(command.day(), command.actor(), dispute));
    }

    /** Declares a plan broken. */
    public void breakPlan(String plan) {
        commands.change(
                command,
                memory -> {
                    InstalmentPlan known = plan(memory, plan);
                    return known.broken().isPresent()
                            ? memory
                            : memory.toBuilder()
                                    .plan(known.brokenOn(command.day()))
                                    .build();
                },
                new AccountEvent.PlanBroken(command.day(), command.actor(), plan, Optional.empty()));
    }

    /** Ends a plan. */
    public void endPlan(String plan) {
        commands.change(
                command,
                memory -> {
                    InstalmentPlan known = plan(memory, plan);
                    InstalmentPlan ended = new InstalmentPlan(
                            plan,
                            known.receivables(),
                            known.instalments(),
                            known.breaking(),
                            known.agreedOn(),
                            known.recordedAt(),
                            known.broken(),
                            Optional.of(command.day()));
                    return known.ended().isPresent()
                            ? memory
                            : memory.toBuilder().plan(ended).build();
                },
                new AccountEvent.PlanEnded(command.day(), command.actor(), plan));
    }

    private static InstalmentPlan plan(DunningCase memory, String id) {
        return Commands.find(memory, memory.plans().stream(), p -> p.id().equals(id), "plan", id);
    }
}
