package io.relance.adapter.channelwebhook;

import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.CreditTransfer;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A message as JSON, in the form that {@code docs/guide/webhooks.md} describes; what it has not is left out. */
final class MessageBody {
    /** Of the form. */
    static final int VERSION = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    private MessageBody() {}

    static byte[] of(OutboundMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("version", VERSION);
            out.writeStringProperty("type", "message");
            out.writeStringProperty("delivery", message.delivery().toString());
            out.writeStringProperty("creditor", message.account().creditor().value());
            out.writeStringProperty("customer", message.account().customer().value());
            out.writeStringProperty("recipientAddress", message.recipientAddress());
            text(out, "recipientName", message.recipientName());
            text(out, "senderAddress", message.senderAddress());
            text(out, "senderName", message.senderName());
            text(out, "replyTo", message.replyTo());
            text(out, "subject", message.subject());
            out.writeStringProperty("text", message.text());
            text(out, "html", message.html());
            out.writeStringProperty("language", message.language());
            out.writeStringProperty("businessDate", message.businessDate().toString());
            out.writeStringProperty("plannedAt", message.plannedAt().toString());
            out.writeBooleanProperty("needsProofOfDispatch", message.needsProofOfDispatch());
            message.creditTransfer().ifPresent(transfer -> write(out, transfer));
            out.writeArrayPropertyStart("attachments");
            message.attachments().forEach(attachment -> write(out, attachment));
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void text(JsonGenerator out, String name, Optional<String> value) {
        value.ifPresent(text -> out.writeStringProperty(name, text));
    }

    private static void write(JsonGenerator out, CreditTransfer transfer) {
        out.writeObjectPropertyStart("creditTransfer");
        out.writeStringProperty("holder", transfer.holder());
        out.writeStringProperty("iban", transfer.iban());
        text(out, "bic", transfer.bic());
        out.writeStringProperty("currency", transfer.amount().getCurrencyUnit().getCode());
        out.writeStringProperty("amount", transfer.amount().getAmount().toPlainString());
        text(out, "reference", transfer.reference().map(reference -> reference.value()));
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Attachment attachment) {
        out.writeStartObject();
        out.writeStringProperty("name", attachment.name());
        out.writeStringProperty("mediaType", attachment.mediaType());
        out.writeName("content");
        out.writeBinary(attachment.bytes());
        out.writeEndObject();
    }
}
