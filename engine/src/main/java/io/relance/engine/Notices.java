package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.InstalmentPlan;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.action.DunningAction.Route;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.template.TemplateCatalogue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What people may say of formal notices: that they may leave, when they can; that they were sent, and what they asked for then. */
final class Notices {
    private final Commands commands;
    private final Command command;

    Notices(Commands commands, Command command) {
        this.commands = commands;
        this.command = command;
    }

    /**
     * The claims that a message raises which a person sent on the command's day: what it would have asked for.
     *
     * @throws IllegalStateException when it asks for claims, and the books at hand have none of its invoices
     * @throws io.relance.claim.MissingReferenceRateException when a rate is not known
     */
    List<RaisedClaim> claims(MessageState message, AccountSnapshot snapshot) {
        Policy policy = commands.policy(command);
        TemplateCatalogue templates = commands.settings().templates();
        Route route = message.routes().get(0);
        if (ClaimItems.asksForClaims(message, route, policy, templates)
                && !knows(snapshot.ledger(), snapshot.memory(), message)) {
            throw new IllegalStateException(
                    "message " + message.id() + " asks for claims of late payment, and the books"
                            + " at hand have none of its invoices: what it has claimed can't be reckoned without them");
        }
        return ClaimItems.toRaise(
                ClaimItems.of(message, route, snapshot, policy, command.day(), templates), message.id(), command.day());
    }

    /**
     * A formal notice that could not be handed over is no use approved. Where the books know none of its invoices (a desk that has no
     * books at hand) what they must give is looked at before the hand-over alone.
     */
    void requireWritable(LoadedAccount loaded, MessageState planned, Once<AccountLedger> ledger) {
        EngineSettings settings = commands.settings();
        Policy policy = commands.policy(command);
        for (Route route : planned.routes()) {
            if (!planned.isOutstanding() || !settings.templates().needsFormalNotice(route.template())) {
                continue;
            }
            if (policy.claims().isEmpty()) {
                throw notWritable(
                        planned,
                        route,
                        "\"" + route.template() + "\" must show the claims of late payment, and the"
                                + " policy grants none",
                        null);
            }
            if (!knows(ledger.get(), loaded.memory(), planned)) {
                continue;
            }
            Decision decision = commands.decision(command, loaded, ledger.get());
            MessageState message = Commands.message(decision.memory(), planned.id());
            int index = message.routes().indexOf(route);
            if (!message.isOutstanding() || index < 0) {
                continue;
            }
            try {
                Rendering.draft(message, index, ledger.get(), policy, decision, settings);
            } catch (IllegalArgumentException e) {
                throw notWritable(planned, route, String.valueOf(e.getMessage()), e);
            }
        }
    }

    /** Whether books have an invoice that the message names, or one that an instalment which it names is for. */
    private static boolean knows(AccountLedger ledger, DunningCase memory, MessageState message) {
        Set<ReceivableId> named =
                message.lines().stream().map(MessageLine::receivable).collect(Collectors.toSet());
        for (InstalmentPlan plan : memory.plans()) {
            boolean instalment = IntStream.range(0, plan.instalments().size())
                    .mapToObj(plan::instalmentId)
                    .anyMatch(named::contains);
            if (instalment) {
                named.addAll(plan.receivables());
            }
        }
        return ledger.receivables().stream().map(Receivable::id).anyMatch(named::contains);
    }

    private static IllegalStateException notWritable(
            MessageState message, Route route, String why, @Nullable Exception cause) {
        return new IllegalStateException(
                "message " + message.id() + " can't be handed over over \"" + route.channel() + "\": " + why
                        + ". It stays a proposal: add what is missing, send it by other means and say so, or reject it",
                cause);
    }
}
