package io.relance.examples.quickstart;

import io.relance.account.MessageState;
import io.relance.action.DunningAction.Route;
import io.relance.adapter.channelmailfile.MailFileChannel;
import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.template.MessageSender;
import io.relance.template.RenderedMessage;
import io.relance.template.TemplateCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Optional;

/** Renders messages and writes them as mail files. */
final class MailHandOver implements HandOver {
    private static final LocalTime PLANNED = LocalTime.of(9, 0);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Policy policy;
    private final MessageSender sender;
    private final MailText texts;
    private final TemplateCatalogue templates = TemplateCatalogue.builtIn();
    private final OutputDirectory directory;

    /** @param language of customers whose language the books don't tell */
    MailHandOver(Policy policy, MessageSender sender, String language, OutputDirectory directory) {
        this.policy = policy;
        this.sender = sender;
        this.texts = new MailText(policy, sender, language);
        this.directory = directory;
    }

    @Override
    public DeliveryReceipt handOver(AccountLedger ledger, Decision decision, MessageState message) {
        Route route = message.routes().get(0);
        RenderedMessage rendered = templates.render(route.template(), texts.model(ledger, decision, message));
        Contact contact = ledger.customer().contacts().stream()
                .filter(one -> one.id().equals(message.contact()))
                .findFirst()
                .orElseThrow();
        Optional<String> address = contact.address(route.channel().value());
        if (address.isEmpty()) {
            return new DeliveryReceipt.PermanentFailure("contact " + contact.id() + " has no address");
        }
        Instant planned =
                decision.date().atTime(PLANNED).atZone(policy.timeZone()).toInstant();
        OutboundMessage.Builder mail = OutboundMessage.builder(
                        new DeliveryId(message.id(), route.channel(), 0), ledger.account())
                .recipientAddress(address.get())
                .recipientName(contact.name().orElse(ledger.customer().name()))
                .senderName(sender.name())
                .subject(rendered.subject())
                .text(rendered.text())
                .language(rendered.language())
                .businessDate(decision.date())
                .plannedAt(planned);
        rendered.html().ifPresent(mail::html);
        sender.email().ifPresent(mail::senderAddress);
        return deliver(mail.build(), planned);
    }

    private DeliveryReceipt deliver(OutboundMessage mail, Instant at) {
        try (Channel channel = MailFileChannel.into(directory.path(), InstantSource.fixed(at))) {
            DeliveryReceipt receipt = channel.deliver(mail, TIMEOUT);
            if (receipt instanceof DeliveryReceipt.Accepted accepted) {
                accepted.reference()
                        .ifPresent(name -> directory.written(
                                directory.path().resolve("outbox").resolve(name)));
            }
            return receipt;
        }
    }
}
