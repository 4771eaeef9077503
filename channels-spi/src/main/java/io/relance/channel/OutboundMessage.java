package io.relance.channel;

import io.relance.delivery.CreditTransfer;
import io.relance.delivery.DeliveryId;
import io.relance.receivable.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rendered message for one recipient, as a channel gets it: texts and addresses, no domain.
 *
 * <p>Required: the delivery id, the account, the recipient's address, the text, the language, the business date and the
 * planned instant. Everything else is absent unless given. Names and addresses come from the host's books: a channel
 * checks them before use. Immutable.
 */
public final class OutboundMessage {
    private final DeliveryId delivery;
    private final AccountId account;
    private final String recipientAddress;
    private final @Nullable String recipientName;
    private final @Nullable String senderAddress;
    private final @Nullable String senderName;
    private final @Nullable String replyTo;
    private final @Nullable String subject;
    private final String text;
    private final @Nullable String html;
    private final List<Attachment> attachments;
    private final @Nullable CreditTransfer creditTransfer;
    private final boolean needsProofOfDispatch;
    private final String language;
    private final LocalDate businessDate;
    private final Instant plannedAt;

    private OutboundMessage(Builder builder) {
        this.delivery = builder.delivery;
        this.account = builder.account;
        this.recipientAddress = required("recipientAddress", builder.recipientAddress);
        this.recipientName = builder.recipientName;
        this.senderAddress = builder.senderAddress;
        this.senderName = builder.senderName;
        this.replyTo = builder.replyTo;
        this.subject = builder.subject;
        this.text = required("text", builder.text);
        this.html = builder.html;
        this.attachments = List.copyOf(builder.attachments);
        this.creditTransfer = builder.creditTransfer;
        this.needsProofOfDispatch = builder.needsProofOfDispatch;
        this.language = required("language", builder.language);
        this.businessDate = required("businessDate", builder.businessDate);
        this.plannedAt = required("plannedAt", builder.plannedAt);
    }

    private static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("an outbound message needs its " + what);
        }
        return value;
    }

    /** A builder for the hand-over {@code delivery} to a customer. */
    public static Builder builder(DeliveryId delivery, AccountId account) {
        return new Builder(delivery, account);
    }

    /** The idempotency key of this hand-over. */
    public DeliveryId delivery() {
        return delivery;
    }

    /** The creditor who writes and the customer who is written to. */
    public AccountId account() {
        return account;
    }

    /**
     * Where to deliver, in the form of the channel (an e-mail address, a telephone number); as the books have
     * it, unchecked.
     */
    public String recipientAddress() {
        return recipientAddress;
    }

    /** Who is written to, for people. */
    public Optional<String> recipientName() {
        return Optional.ofNullable(recipientName);
    }

    /** From where the message comes, in the form of the channel; a channel may need it. */
    public Optional<String> senderAddress() {
        return Optional.ofNullable(senderAddress);
    }

    /** Who writes, for people. */
    public Optional<String> senderName() {
        return Optional.ofNullable(senderName);
    }

    /** Where answers go, when not to the sender's address. */
    public Optional<String> replyTo() {
        return Optional.ofNullable(replyTo);
    }

    /** The subject line, for channels that have one; one line. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /** The body as plain text; lines end with a line feed. */
    public String text() {
        return text;
    }

    /** The body as an HTML document, for channels that show one; says the same as the text. */
    public Optional<String> html() {
        return Optional.ofNullable(html);
    }

    /** What goes with it, in the order in which it is shown. A channel that can't carry it refuses the message for good. */
    public List<Attachment> attachments() {
        return attachments;
    }

    /** How to pay by credit transfer what it asks for, when that is one amount. */
    public Optional<CreditTransfer> creditTransfer() {
        return Optional.ofNullable(creditTransfer);
    }

    /** Whether it must leave with evidence of its dispatch, as a registered letter does. */
    public boolean needsProofOfDispatch() {
        return needsProofOfDispatch;
    }

    /** The language of the texts, as a BCP 47 tag ({@code fr}). */
    public String language() {
        return language;
    }

    /** The creditor's business date for which the message was planned. */
    public LocalDate businessDate() {
        return businessDate;
    }

    /** The instant that the message bears as its date; the same for every attempt. */
    public Instant plannedAt() {
        return plannedAt;
    }

    /** A builder that starts from this message. */
    public Builder toBuilder() {
        Builder builder = new Builder(delivery, account);
        builder.recipientAddress = recipientAddress;
        builder.recipientName = recipientName;
        builder.senderAddress = senderAddress;
        builder.senderName = senderName;
        builder.replyTo = replyTo;
        builder.subject = subject;
        builder.text = text;
        builder.html = html;
        builder.attachments.addAll(attachments);
        builder.creditTransfer = creditTransfer;
        builder.needsProofOfDispatch = needsProofOfDispatch;
        builder.language = language;
        builder.businessDate = businessDate;
        builder.plannedAt = plannedAt;
        return builder;
    }

    /** For logs: the delivery and the account; no address and no text. */
    @Override
    public String toString() {
        return "message " + delivery + " to " + account;
    }

    /** Collects a message; not for several threads. */
    public static final class Builder {
        private final DeliveryId delivery;
        private final AccountId account;
        private @Nullable String recipientAddress;
        private @Nullable String recipientName;
        private @Nullable String senderAddress;
        private @Nullable String senderName;
        private @Nullable String replyTo;
        private @Nullable String subject;
        private @Nullable String text;
        private @Nullable String html;
        private final List<Attachment> attachments = new ArrayList<>();
        private @Nullable CreditTransfer creditTransfer;
        private boolean needsProofOfDispatch;
        private @Nullable String language;
        private @Nullable LocalDate businessDate;
        private @Nullable Instant plannedAt;

        private Builder(DeliveryId delivery, AccountId account) {
            this.delivery = delivery;
            this.account = account;
        }

        /** See {@link OutboundMessage#recipientAddress}. */
        public Builder recipientAddress(String recipientAddress) {
            this.recipientAddress = recipientAddress;
            return this;
        }

        /** See {@link OutboundMessage#recipientName}. */
        public Builder recipientName(String recipientName) {
            this.recipientName = recipientName;
            return this;
        }

        /** See {@link OutboundMessage#senderAddress}. */
        public Builder senderAddress(String senderAddress) {
            this.senderAddress = senderAddress;
            return this;
        }

        /** See {@link OutboundMessage#senderName}. */
        public Builder senderName(String senderName) {
            this.senderName = senderName;
            return this;
        }

        /** See {@link OutboundMessage#replyTo}. */
        public Builder replyTo(String replyTo) {
            this.replyTo = replyTo;
            return this;
        }

        /** See {@link OutboundMessage#subject}. */
        public Builder subject(String subject) {
            this.subject = subject;
            return this;
        }

        /** See {@link OutboundMessage#text}. */
        public Builder text(String text) {
            this.text = text;
            return this;
        }

        /** See {@link OutboundMessage#html}. */
        public Builder html(String html) {
            this.html = html;
            return this;
        }

        /** One more of {@link OutboundMessage#attachments}. */
        public Builder attachment(Attachment attachment) {
            attachments.add(attachment);
            return this;
        }

        /** See {@link OutboundMessage#creditTransfer}. */
        public Builder creditTransfer(CreditTransfer creditTransfer) {
            this.creditTransfer = creditTransfer;
            return this;
        }

        /** See {@link OutboundMessage#needsProofOfDispatch}; false when it is not called. */
        public Builder needsProofOfDispatch(boolean needed) {
            this.needsProofOfDispatch = needed;
            return this;
        }

        /** See {@link OutboundMessage#language}. */
        public Builder language(String language) {
            this.language = language;
            return this;
        }

        /** See {@link OutboundMessage#businessDate}. */
        public Builder businessDate(LocalDate businessDate) {
            this.businessDate = businessDate;
            return this;
        }

        /** See {@link OutboundMessage#plannedAt}. */
        public Builder plannedAt(Instant plannedAt) {
            this.plannedAt = plannedAt;
            return this;
        }

        /**
         * The message.
         *
         * @throws IllegalArgumentException when something required was not given
         */
        public OutboundMessage build() {
            return new OutboundMessage(this);
        }
    }
}
