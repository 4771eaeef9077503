package io.relance.json;

import io.relance.delivery.ChannelId;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.Enclosure;
import io.relance.delivery.MessageId;
import io.relance.receivable.CreditorReference;

/** The stored body of a message that is being handed over. Canonical JSON, the format with its version first. */
public final class HandOverCodec {
    /** The version in which bodies are written; older ones stay readable. */
    public static final int VERSION = 1;

    private static final String FORMAT = "handOver";

    private HandOverCodec() {}

    /** The body. */
    public static byte[] encode(HandOver what) {
        return StoredOut.body(FORMAT, VERSION)
                .text("message", what.delivery().message())
                .text("channel", what.delivery().channel())
                .number("recipient", what.delivery().recipient())
                .text("contact", what.contact())
                .text("recipientAddress", what.recipientAddress())
                .text("recipientName", what.recipientName())
                .text("senderAddress", what.senderAddress())
                .text("senderName", what.senderName())
                .text("subject", what.subject())
                .text("text", what.text())
                .text("html", what.html())
                .text("language", what.language())
                .text("businessDate", what.businessDate())
                .text("plannedAt", what.plannedAt())
                .flag("needsProofOfDispatch", what.needsProofOfDispatch())
                .optionalMapping("creditTransfer", what.creditTransfer(), HandOverCodec::transfer)
                .list("claims", what.claims(), RecordedForms::claim)
                .list("enclosures", what.enclosures(), HandOverCodec::enclosure)
                .bytes();
    }

    /**
     * What a body says.
     *
     * @throws StoredBodyException when it is something else, or of a version that is not known here
     */
    public static HandOver decode(byte[] body) {
        return StoredIn.body(body, FORMAT, VERSION, HandOverCodec::read);
    }

    private static HandOver read(StoredIn in) {
        return new HandOver(
                new DeliveryId(
                        in.text("message", MessageId::new),
                        in.text("channel", ChannelId::new),
                        in.integer("recipient")),
                in.text("contact"),
                in.text("recipientAddress"),
                in.optional("recipientName"),
                in.optional("senderAddress"),
                in.optional("senderName"),
                in.optional("subject"),
                in.text("text"),
                in.optional("html"),
                in.text("language"),
                in.date("businessDate"),
                in.instant("plannedAt"),
                in.flag("needsProofOfDispatch"),
                in.optionalMapping("creditTransfer", HandOverCodec::transfer),
                in.list("claims", RecordedForms::claim),
                in.list("enclosures", HandOverCodec::enclosure));
    }

    static StoredOut enclosure(Enclosure enclosure) {
        return new StoredOut()
                .text("name", enclosure.name())
                .text("mediaType", enclosure.mediaType())
                .text("size", enclosure.size())
                .text("sha256", enclosure.sha256());
    }

    static Enclosure enclosure(StoredIn in) {
        return new Enclosure(
                in.text("name"), in.text("mediaType"), in.text("size", Long::parseLong), in.text("sha256"));
    }

    private static StoredOut transfer(CreditTransfer transfer) {
        return new StoredOut()
                .text("holder", transfer.holder())
                .text("iban", transfer.iban())
                .text("bic", transfer.bic())
                .text("amount", transfer.amount())
                .text("reference", transfer.reference());
    }

    private static CreditTransfer transfer(StoredIn in) {
        return new CreditTransfer(
                in.text("holder"),
                in.text("iban"),
                in.optional("bic"),
                in.money("amount"),
                in.optional("reference", CreditorReference::new));
    }
}
