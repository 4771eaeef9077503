package io.relance.engine;

import io.relance.account.InstalmentPlan;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.account.PromiseToPay;
import io.relance.action.DunningAction.Route;
import io.relance.decision.Promises;
import io.relance.plan.Decision;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.template.InternalNote;
import io.relance.template.MessageKind;
import io.relance.template.MessageModel;
import io.relance.template.MessageSender;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** What a template is told of a message that is no reminder: of what was agreed, asked for, or is to be known inside. */
final class OccasionModels {
    private final AccountLedger ledger;
    private final Policy policy;
    private final Decision decision;

    OccasionModels(AccountLedger ledger, Policy policy, Decision decision) {
        this.ledger = ledger;
        this.policy = policy;
        this.decision = decision;
    }

    static MessageKind kind(Occasion occasion) {
        if (occasion instanceof Occasion.PromiseMade) {
            return MessageKind.PROMISE;
        }
        if (occasion instanceof Occasion.PlanAgreed) {
            return MessageKind.PLAN;
        }
        return occasion instanceof Occasion.StatementAsked ? MessageKind.STATEMENT : MessageKind.INTERNAL;
    }

    /** Whom a message is for: of a note the team, by the policy of the day. */
    static Optional<Contact> contact(MessageState message, AccountLedger ledger, Policy policy) {
        return message.isForCustomer()
                ? Unreachable.contact(ledger.customer(), message.contact())
                : policy.correspondence().team(message.contact()).map(Correspondence.Team::contact);
    }

    /** Where a channel reaches whom a message is for: a team at the address that the policy gives. */
    static Optional<String> address(MessageState message, Contact contact, Route route, Policy policy) {
        return message.isForCustomer()
                ? contact.address(route.channel().value())
                : policy.correspondence().team(message.contact()).map(Correspondence.Team::address);
    }

    /**
     * The model of a message about {@code occasion}, as it leaves on the day of the decision.
     *
     * @throws IllegalArgumentException when it is about what is not there any more
     */
    MessageModel of(MessageState message, Occasion occasion, MessageSender sender, Contact contact) {
        MessageModel.Builder model =
                MessageModel.builder(kind(occasion), sender, ledger.customer().name(), decision.date());
        model.language(language(message).orElse(sender.language()));
        contact.name().ifPresent(model::contactName);
        contact.postalAddress()
                .filter(address -> message.isForCustomer())
                .ifPresent(address -> MessageModels.addressLines(address).forEach(model::customerAddressLine));
        MessageModels lines = new MessageModels(ledger, policy, decision);
        if (occasion instanceof Occasion.PromiseMade made) {
            promise(promise(made.promise()), lines, model);
        } else if (occasion instanceof Occasion.PlanAgreed agreed) {
            plan(plan(agreed.plan()), lines, model);
        } else if (occasion instanceof Occasion.StatementAsked asked) {
            Statements.requireWhole(asked.from(), decision.date());
            Statements.requirePayable(decision);
            model.statement(Statements.of(ledger, asked.from(), asked.to()));
        } else {
            String text = ((Occasion.TeamTold) occasion).text();
            note(message, text, lines, model);
        }
        return model.build();
    }

    private Optional<String> language(MessageState message) {
        return message.isForCustomer()
                ? ledger.customer().language()
                : policy.correspondence().team(message.contact()).flatMap(Correspondence.Team::language);
    }

    /** What is still to come of each part. */
    private void promise(PromiseToPay promise, MessageModels lines, MessageModel.Builder model) {
        for (PromiseToPay.Share share : promise.shares()) {
            Money left = Promises.left(promise, share, ledger, decision.date());
            if (left.isPositive()) {
                lines.named(share.receivable(), Optional.of(left)).ifPresent(model::line);
            }
        }
        model.promiseDate(promise.date());
    }

    private static void plan(InstalmentPlan plan, MessageModels lines, MessageModel.Builder model) {
        plan.receivables().forEach(id -> lines.named(id, Optional.empty()).ifPresent(model::line));
        plan.instalments().forEach(part -> model.instalment(part.due(), part.amount()));
    }

    private void note(MessageState message, String text, MessageModels lines, MessageModel.Builder model) {
        message.lines().stream()
                .map(MessageLine::receivable)
                .forEach(id -> lines.named(id, Optional.empty()).ifPresent(model::line));
        model.internalNote(new InternalNote(
                message.contact(),
                text,
                List.of(),
                policy.correspondence().caseLink().map(this::caseOf)));
    }

    private URI caseOf(String link) {
        return URI.create(link.replace(
                        Correspondence.CUSTOMER, encoded(ledger.customer().id().value()))
                .replace(
                        Correspondence.CREDITOR,
                        encoded(ledger.account().creditor().value())));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private PromiseToPay promise(String id) {
        return decision.memory().promises().stream()
                .filter(promise -> promise.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no promise \"" + id + "\""));
    }

    private InstalmentPlan plan(String id) {
        return decision.memory().plans().stream()
                .filter(plan -> plan.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no plan \"" + id + "\""));
    }
}
