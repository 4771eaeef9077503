package io.relance.payment;

import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A wish to be paid: one account's receivables, in one currency, in one payment.
 *
 * <p>Required: the key, the account, the method, at least one line, the description and the language. The words come from the
 * host's books: a provider escapes them for where it puts them. Immutable.
 */
public final class PaymentRequest {
    /** The most lines. */
    public static final int MAX_LINES = 100;
    /** The most characters of the description. */
    public static final int MAX_DESCRIPTION = 140;
    /** The most characters of the reference. */
    public static final int MAX_REFERENCE = 35;
    /** The most characters of an e-mail address. */
    public static final int MAX_EMAIL = 254;

    private final IdempotencyKey key;
    private final AccountId account;
    private final PaymentMethod method;
    private final List<PaymentLine> lines;
    private final Money total;
    private final String description;
    private final @Nullable String reference;
    private final String language;
    private final @Nullable String payerEmail;

    private PaymentRequest(Builder builder) {
        this.key = builder.key;
        this.account = builder.account;
        this.method = builder.method;
        this.lines = List.copyOf(builder.lines);
        this.total = totalOf(lines);
        this.description = required("description", builder.description);
        this.reference = builder.reference;
        this.language = required("language", builder.language);
        this.payerEmail = builder.payerEmail;
    }

    private static Money totalOf(List<PaymentLine> lines) {
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(
                    "a payment request has 1 to " + MAX_LINES + " lines, but this has " + lines.size());
        }
        Set<ReceivableId> seen = new HashSet<>();
        Money total = Money.zero(lines.get(0).amount().getCurrencyUnit());
        for (PaymentLine line : lines) {
            if (!seen.add(line.receivable())) {
                throw new IllegalArgumentException("a payment request asks for " + line.receivable() + " twice");
            }
            if (!line.amount().getCurrencyUnit().equals(total.getCurrencyUnit())) {
                throw new IllegalArgumentException("a payment request is of one currency, but has lines in "
                        + total.getCurrencyUnit() + " and " + line.amount().getCurrencyUnit());
            }
            total = total.plus(line.amount());
        }
        return total;
    }

    private static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a payment request needs its " + what);
        }
        return value;
    }

    /** A builder for a request that has no lines yet. */
    public static Builder builder(IdempotencyKey key, AccountId account, PaymentMethod method) {
        return new Builder(key, account, method);
    }

    /** A builder that begins as this request is. */
    public Builder toBuilder() {
        Builder builder = new Builder(key, account, method);
        builder.lines.addAll(lines);
        builder.description = description;
        builder.reference = reference;
        builder.language = language;
        builder.payerEmail = payerEmail;
        return builder;
    }

    /** What is collected once, however often it is requested. */
    public IdempotencyKey key() {
        return key;
    }

    /** Who is to pay, and whom. */
    public AccountId account() {
        return account;
    }

    /** How the money is to come. */
    public PaymentMethod method() {
        return method;
    }

    /** What is asked for; from 1, each of another receivable, all in one currency. */
    public List<PaymentLine> lines() {
        return lines;
    }

    /** The sum of the lines. */
    public Money total() {
        return total;
    }

    /** What the payer reads: one line of up to {@value #MAX_DESCRIPTION} characters. */
    public String description() {
        return description;
    }

    /** What is to stand on the payer's statement, as far as the provider has room for it. */
    public Optional<String> reference() {
        return Optional.ofNullable(reference);
    }

    /** The payer's language, an IETF tag such as {@code fr} or {@code pt-BR}. */
    public String language() {
        return language;
    }

    /** Where the provider may write to the payer. */
    public Optional<String> payerEmail() {
        return Optional.ofNullable(payerEmail);
    }

    /** For logs: the key, the account and the sum; no address and no words. */
    @Override
    public String toString() {
        return "payment request " + key + " of " + account + " for " + total;
    }

    /** Collects what a request needs; not for several threads. */
    public static final class Builder {
        private final IdempotencyKey key;
        private final AccountId account;
        private final PaymentMethod method;
        private final List<PaymentLine> lines = new ArrayList<>();
        private @Nullable String description;
        private @Nullable String reference;
        private @Nullable String language;
        private @Nullable String payerEmail;

        private Builder(IdempotencyKey key, AccountId account, PaymentMethod method) {
            this.key = key;
            this.account = account;
            this.method = method;
        }

        /**
         * One more line.
         *
         * @throws IllegalArgumentException when the amount is not above 0
         */
        public Builder line(ReceivableId receivable, Money amount) {
            lines.add(new PaymentLine(receivable, amount));
            return this;
        }

        /**
         * See {@link PaymentRequest#description}.
         *
         * @throws IllegalArgumentException when it is not one line, or too long
         */
        public Builder description(String text) {
            this.description = Texts.line("a payment's description", text, MAX_DESCRIPTION);
            return this;
        }

        /**
         * See {@link PaymentRequest#reference}.
         *
         * @throws IllegalArgumentException when it is not one line, or too long
         */
        public Builder reference(String text) {
            this.reference = Texts.line("a payment's reference", text, MAX_REFERENCE);
            return this;
        }

        /**
         * See {@link PaymentRequest#language}.
         *
         * @throws IllegalArgumentException when it has not the form of a language tag
         */
        public Builder language(String tag) {
            if (!tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) {
                throw new IllegalArgumentException("a language is an IETF tag like fr or pt-BR, but this has "
                        + tag.length() + " characters of another form");
            }
            this.language = tag;
            return this;
        }

        /**
         * See {@link PaymentRequest#payerEmail}.
         *
         * @throws IllegalArgumentException when it is not one line, or too long
         */
        public Builder payerEmail(String address) {
            this.payerEmail = Texts.line("a payer's e-mail address", address, MAX_EMAIL);
            return this;
        }

        /**
         * The request.
         *
         * @throws IllegalArgumentException when something required is missing, or its lines are none, too many, of several
         *     currencies, or two of one receivable
         */
        public PaymentRequest build() {
            return new PaymentRequest(this);
        }
    }
}
