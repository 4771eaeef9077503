package io.relance.channel;

import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.util.List;

/** The documents that go with messages: the invoices that they ask for. A host gives one to the engine; called by several threads. */
@FunctionalInterface
public interface AttachmentSource {
    /** No documents. */
    AttachmentSource NONE = (account, channel, receivables) -> List.of();

    /**
     * The documents that go with one message. Asked when it is written, with no database transaction open, and again before a hand-over
     * that was interrupted is made once more: under the same delivery id go the very same bytes, or nothing.
     *
     * @param channel over which it goes: not every one carries documents, and a message whose documents it can't carry is refused
     * @param receivables that the reminder or notice claims or announces, in the order of its lines; other messages have no documents
     * @return the documents in the order in which they are shown; may be empty
     * <p>A document that can't be had now keeps its message back, and no other: that counts as a hand-over that failed for now. It is
     * tried again after the pauses of a {@link RetryPolicy}; at its end the message is given up, and a person gets the work. So does
     * an answer that comes later than a whole hand-over may take.
     *
     * @throws NoSuchDocumentException when one does not exist: the message is given up at once
     * @throws RuntimeException when they can't be had now
     */
    List<Attachment> attachments(AccountId account, ChannelId channel, List<ReceivableId> receivables);
}
