package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.MessageEdit;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.action.DunningAction.Route;
import io.relance.action.Stage;
import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.MissingReferenceRateException;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.Enclosure;
import io.relance.json.HandOver;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.scenario.ProofOfDispatch;
import io.relance.template.ContentLevel;
import io.relance.template.MessageModel;
import io.relance.template.MessageSender;
import io.relance.template.RenderedMessage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Writes messages. */
final class Rendering {
    /** The hour that a message bears, in the creditor's zone: the same however often and whenever in the day it is tried. */
    private static final LocalTime HOUR = LocalTime.of(8, 0);

    private Rendering() {}

    /** A person's words would no longer say what is so. */
    static final class StaleWordsException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        StaleWordsException(String message) {
            super(message);
        }
    }

    /**
     * A message written for one contact and channel.
     *
     * @param claims of late payment that it raises
     * @param cautions what a person should know of them
     * @param level how much it may say
     * @param rendered in the words of the template
     * @param details lists that have no room in it and go with it
     */
    record Draft(
            Route route,
            Contact contact,
            String address,
            MessageModel model,
            List<RaisedClaim> claims,
            List<String> cautions,
            ContentLevel level,
            RenderedMessage rendered,
            List<Attachment> details) {}

    /**
     * A message as it is handed over.
     *
     * @param attachments the documents that the hand-over names
     * @param cautions what a person should know of its claims
     */
    record Written(HandOver what, List<Attachment> attachments, List<String> cautions) {}

    /**
     * The message in the words of its template.
     *
     * @throws IllegalArgumentException when it can't be written: no such template, no such contact
     */
    static Draft draft(
            MessageState message,
            int routeIndex,
            AccountLedger ledger,
            Policy policy,
            Decision decision,
            EngineSettings settings) {
        Route route = message.routes().get(routeIndex);
        Contact contact = OccasionModels.contact(message, ledger, policy)
                .orElseThrow(() -> new IllegalArgumentException("there is no contact \"" + message.contact() + "\""));
        String address = OccasionModels.address(message, contact, route, policy)
                .orElseThrow(() -> new IllegalArgumentException(
                        "contact \"" + contact.id() + "\" has no address for channel " + route.channel()));
        MessageSender sender = sender(message, route, ledger, decision, settings);
        ContentLevel level = message.isForCustomer()
                ? settings.rules().content(route.channel(), ledger.customer())
                : ContentLevel.FULL;
        boolean asksForClaims = ClaimItems.asksForClaims(message, route, policy, settings.templates());
        List<InvoiceClaims> claims = claims(message, route, ledger, policy, decision, settings);
        MessageModel bare = message.occasion()
                .map(occasion -> new OccasionModels(ledger, policy, decision).of(message, occasion, sender, contact))
                .orElseGet(() -> new MessageModels(ledger, policy, decision)
                        .of(message, asksForClaims ? Optional.of(claims) : Optional.empty(), sender, contact));
        String template = template(message, route, bare, level, settings);
        List<Attachment> details = level == ContentLevel.FULL && settings.carriesFiles(route.channel())
                ? Enclosures.of(settings.templates().details(template, bare))
                : List.of();
        MessageModel model = bare.toBuilder().listAttached(!details.isEmpty()).build();
        return new Draft(
                route,
                contact,
                address,
                model,
                ClaimItems.toRaise(claims, message.id(), decision.date()),
                asksForClaims ? ClaimItems.cautions(message, claims, ledger) : List.of(),
                level,
                settings.templates().render(template, model, settings.medium(route.channel())),
                details);
    }

    /** Who writes; with the page on which this message can be paid, when there is one. */
    private static MessageSender sender(
            MessageState message, Route route, AccountLedger ledger, Decision decision, EngineSettings settings) {
        MessageSender sender = settings.sender(ledger.account().creditor());
        return PayPages.open(
                        PayPages.lines(message, route, ledger, decision.memory(), settings),
                        decision.memory(),
                        decision.date())
                .map(link -> sender.toBuilder().paymentUrl(link.url()).build())
                .orElse(sender);
    }

    /** The one that the route names, or the one that says as little as the channel may. */
    private static String template(
            MessageState message, Route route, MessageModel model, ContentLevel level, EngineSettings settings) {
        if (level != ContentLevel.FULL && settings.templates().needsFormalNotice(route.template())) {
            throw new IllegalArgumentException("\"" + route.template() + "\" must show what is claimed, and channel "
                    + route.channel() + " shows " + level + " to this customer");
        }
        if (level == ContentLevel.NO_AMOUNTS && !settings.templates().showsAmounts(route.template(), model)) {
            return route.template();
        }
        boolean formal =
                message.kind() == MessageState.Kind.DUNNING && !message.stage().isBelow(Stage.FORMAL_NOTICE);
        ContentLevel least = formal && level != ContentLevel.FULL ? ContentLevel.CALL_US : level;
        return least.template(model.kind()).orElse(route.template());
    }

    private static List<InvoiceClaims> claims(
            MessageState message,
            Route route,
            AccountLedger ledger,
            Policy policy,
            Decision decision,
            EngineSettings settings) {
        try {
            return ClaimItems.of(
                    message,
                    route,
                    new AccountSnapshot(ledger, decision.memory()),
                    policy,
                    decision.date(),
                    settings.templates());
        } catch (MissingReferenceRateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The message as it is handed over on the day of the decision: in a person's words, if somebody wrote them for this channel.
     *
     * @param last what was handed over before, or tried to
     * @throws IllegalArgumentException when it can't be written: no such template, no such contact
     * @throws DocumentsException when the host can't give its documents
     * @throws StaleWordsException when its figures are no longer those for which a person wrote the words
     */
    static Written render(
            MessageState message,
            int routeIndex,
            Optional<HandOver> last,
            AccountLedger ledger,
            Policy policy,
            Decision decision,
            EngineSettings settings) {
        Draft draft = draft(message, routeIndex, ledger, policy, decision, settings);
        RenderedMessage rendered = words(message, draft);
        DeliveryId delivery = new DeliveryId(
                message.id(),
                draft.route().channel(),
                last.map(before -> recipient(before, draft)).orElse(0));
        // a document shows all
        List<Attachment> documents = draft.level() == ContentLevel.FULL
                ? Enclosures.of(message, ledger.account(), delivery, settings)
                : List.of();
        List<Attachment> attachments = Enclosures.and(documents, draft.details());
        HandOver what = handOver(
                message, draft, rendered, delivery, Enclosures.named(attachments), ledger.customer(), policy, decision);
        return new Written(what, attachments, draft.cautions());
    }

    /**
     * As {@link #render}, for a look: in the words of its template, and without its documents.
     *
     * @throws IllegalArgumentException when it can't be written
     */
    static HandOver dry(
            MessageState message,
            int routeIndex,
            AccountLedger ledger,
            Policy policy,
            Decision decision,
            EngineSettings settings) {
        Draft draft = draft(message, routeIndex, ledger, policy, decision, settings);
        DeliveryId delivery = new DeliveryId(message.id(), draft.route().channel(), 0);
        return handOver(message, draft, draft.rendered(), delivery, List.of(), ledger.customer(), policy, decision);
    }

    private static HandOver handOver(
            MessageState message,
            Draft draft,
            RenderedMessage rendered,
            DeliveryId delivery,
            List<Enclosure> enclosures,
            Customer customer,
            Policy policy,
            Decision decision) {
        MessageSender sender = draft.model().sender();
        LocalDate day = decision.date();
        return new HandOver(
                delivery,
                draft.contact().id(),
                draft.address(),
                Optional.of(draft.contact().name().orElse(customer.name())),
                sender.email(),
                Optional.of(sender.name()),
                Optional.of(rendered.subject()),
                rendered.text(),
                rendered.html(),
                rendered.language(),
                day,
                day.atTime(HOUR).atZone(policy.timeZone()).toInstant(),
                needsProofOfDispatch(message, policy),
                draft.level() == ContentLevel.FULL
                        ? CreditTransfers.of(draft.model(), customer.id())
                        : Optional.empty(),
                draft.claims(),
                enclosures);
    }

    /** As the step says, by the version that the invoice is bound to; when there is none any more, as its stage does. */
    private static boolean needsProofOfDispatch(MessageState message, Policy policy) {
        return message.step()
                .map(ref -> policy.scenario(ref.scenario())
                        .flatMap(scenario -> scenario.step(ref.step()))
                        .map(step -> step.proofOfDispatch() == ProofOfDispatch.REQUIRED)
                        .orElse(ref.stage() == Stage.FORMAL_NOTICE))
                .orElse(false);
    }

    private static RenderedMessage words(MessageState message, Draft draft) {
        Optional<MessageEdit.Words> words = message.edit()
                .words()
                .filter(written -> written.channel().equals(draft.route().channel()));
        if (words.isEmpty()) {
            return draft.rendered();
        }
        if (!words.get().figures().equals(PersonsWords.figures(draft.model()))) {
            throw new StaleWordsException("its figures are no longer those for which its words were written");
        }
        return CarriedWords.to(words.get(), draft.rendered())
                .orElseThrow(() -> new StaleWordsException("its template no longer says what it did in as many lines"));
    }

    /** The ordinal of whom it goes to now: one more than before when that is somebody else, or another address of theirs. */
    private static int recipient(HandOver last, Draft draft) {
        boolean sameAddress = !last.delivery().channel().equals(draft.route().channel())
                || last.recipientAddress().equals(draft.address());
        int ordinal = last.delivery().recipient();
        return last.contact().equals(draft.contact().id()) && sameAddress ? ordinal : ordinal + 1;
    }

    static OutboundMessage outbound(AccountId account, HandOver what, List<Attachment> attachments) {
        OutboundMessage.Builder message = OutboundMessage.builder(what.delivery(), account)
                .recipientAddress(what.recipientAddress())
                .text(what.text())
                .language(what.language())
                .businessDate(what.businessDate())
                .plannedAt(what.plannedAt())
                .needsProofOfDispatch(what.needsProofOfDispatch());
        what.creditTransfer().ifPresent(message::creditTransfer);
        what.recipientName().ifPresent(message::recipientName);
        what.senderAddress().ifPresent(message::senderAddress);
        what.senderName().ifPresent(message::senderName);
        what.subject().ifPresent(message::subject);
        what.html().ifPresent(message::html);
        attachments.forEach(message::attachment);
        return message.build();
    }
}
