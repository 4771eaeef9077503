package io.relance.template;

import io.relance.receivable.CreditorId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The creditor as a message shows it, and how it wants to be paid.
 *
 * <p>Required: id and name. Defaults: language {@code en}; both colours {@value #DEFAULT_COLOUR}; everything else is absent
 * unless given. Immutable.
 */
public final class MessageSender {
    /** The colour of a creditor that has none of its own. */
    public static final String DEFAULT_COLOUR = "#1f4e79";

    private static final Pattern CONTENT_ID = Pattern.compile("cid:[A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]{1,200}");

    private final CreditorId id;
    private final String name;
    private final List<String> address;
    private final @Nullable String email;
    private final @Nullable String phone;
    private final @Nullable String accountHolder;
    private final @Nullable String iban;
    private final @Nullable String bic;
    private final @Nullable URI paymentUrl;
    private final List<String> paymentInstructions;
    private final String language;
    private final @Nullable String logo;
    private final String mainColour;
    private final String accentColour;

    private MessageSender(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.address = List.copyOf(builder.address);
        this.email = builder.email;
        this.phone = builder.phone;
        this.accountHolder = builder.accountHolder;
        this.iban = builder.iban;
        this.bic = builder.bic;
        this.paymentUrl = builder.paymentUrl;
        this.paymentInstructions = List.copyOf(builder.paymentInstructions);
        this.language = builder.language;
        this.logo = builder.logo;
        this.mainColour = builder.mainColour;
        this.accentColour = builder.accentColour;
    }

    /**
     * A builder for the creditor.
     *
     * @throws IllegalArgumentException when the name is blank: a debtor must see who writes
     */
    public static Builder builder(CreditorId id, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of creditor " + id + " is blank");
        }
        return new Builder(id, name);
    }

    /** Chooses the creditor's own templates, where it has any. */
    public CreditorId id() {
        return id;
    }

    /** The name under which it writes. */
    public String name() {
        return name;
    }

    /** The lines of its postal address; may be empty. */
    public List<String> address() {
        return address;
    }

    /** Where questions go by e-mail. */
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /** Where questions go by telephone. */
    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    /** In whose name the bank account is, when not the creditor's. */
    public Optional<String> accountHolder() {
        return Optional.ofNullable(accountHolder);
    }

    /** The account to pay to; shown in groups of four. */
    public Optional<String> iban() {
        return Optional.ofNullable(iban);
    }

    /** The bank of the account. */
    public Optional<String> bic() {
        return Optional.ofNullable(bic);
    }

    /** A web page on which to pay; always https. */
    public Optional<URI> paymentUrl() {
        return Optional.ofNullable(paymentUrl);
    }

    /** Other ways to pay, a line each; may be empty. */
    public List<String> paymentInstructions() {
        return paymentInstructions;
    }

    /** How it writes to customers whose language the books don't tell: a BCP 47 tag; without templates reads English. */
    public String language() {
        return language;
    }

    /** Its logo at the top of HTML: an https address, or {@code cid:} and the content id of a part of the mail. */
    public Optional<String> logo() {
        return Optional.ofNullable(logo);
    }

    /** The colour of headings and rules in HTML: {@code #rrggbb}. */
    public String mainColour() {
        return mainColour;
    }

    /** The colour of what is to be pressed in HTML, and of the edge of the payment details: {@code #rrggbb}. */
    public String accentColour() {
        return accentColour;
    }

    /** Whether anything says how to pay. */
    public boolean hasPaymentDetails() {
        return iban != null || paymentUrl != null || !paymentInstructions.isEmpty();
    }

    /** A builder that starts from this sender. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, name);
        builder.address.addAll(address);
        builder.email = email;
        builder.phone = phone;
        builder.accountHolder = accountHolder;
        builder.iban = iban;
        builder.bic = bic;
        builder.paymentUrl = paymentUrl;
        builder.paymentInstructions.addAll(paymentInstructions);
        builder.language = language;
        builder.logo = logo;
        builder.mainColour = mainColour;
        builder.accentColour = accentColour;
        return builder;
    }

    /** Collects a sender; not for several threads. */
    public static final class Builder {
        private final CreditorId id;
        private final String name;
        private final List<String> address = new ArrayList<>();
        private @Nullable String email;
        private @Nullable String phone;
        private @Nullable String accountHolder;
        private @Nullable String iban;
        private @Nullable String bic;
        private @Nullable URI paymentUrl;
        private final List<String> paymentInstructions = new ArrayList<>();
        private String language = "en";
        private @Nullable String logo;
        private String mainColour = DEFAULT_COLOUR;
        private String accentColour = DEFAULT_COLOUR;

        private Builder(CreditorId id, String name) {
            this.id = id;
            this.name = name;
        }

        /** Adds a line to {@link MessageSender#address}. */
        public Builder addressLine(String line) {
            address.add(line);
            return this;
        }

        /** See {@link MessageSender#email}. */
        public Builder email(String email) {
            this.email = email;
            return this;
        }

        /** See {@link MessageSender#phone}. */
        public Builder phone(String phone) {
            this.phone = phone;
            return this;
        }

        /** See {@link MessageSender#accountHolder}. */
        public Builder accountHolder(String accountHolder) {
            this.accountHolder = accountHolder;
            return this;
        }

        /** See {@link MessageSender#iban}. */
        public Builder iban(String iban) {
            this.iban = iban;
            return this;
        }

        /** See {@link MessageSender#bic}. */
        public Builder bic(String bic) {
            this.bic = bic;
            return this;
        }

        /**
         * See {@link MessageSender#paymentUrl}.
         *
         * @throws IllegalArgumentException when it is not an absolute https address
         */
        public Builder paymentUrl(String url) {
            this.paymentUrl = https("a payment page's address", url);
            return this;
        }

        /**
         * See {@link MessageSender#logo}.
         *
         * @throws IllegalArgumentException when it is neither an absolute https address nor {@code cid:} and a content id
         */
        public Builder logo(String logo) {
            this.logo = CONTENT_ID.matcher(logo).matches()
                    ? logo
                    : https("a logo's address", logo).toASCIIString();
            return this;
        }

        /**
         * See {@link MessageSender#mainColour}. Words are written in it only where they can be read on white.
         *
         * @throws IllegalArgumentException when it is not written as {@code #rrggbb}
         */
        public Builder mainColour(String colour) {
            this.mainColour = Colour.checked(colour);
            return this;
        }

        /**
         * See {@link MessageSender#accentColour}.
         *
         * @throws IllegalArgumentException when it is not written as {@code #rrggbb}
         */
        public Builder accentColour(String colour) {
            this.accentColour = Colour.checked(colour);
            return this;
        }

        private static URI https(String what, String url) {
            try {
                URI uri = new URI(url);
                if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                    throw new IllegalArgumentException(
                            what + " begins with https:// and names a host, but was \"" + url + "\"");
                }
                return uri;
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(what + " can't be read: \"" + url + "\"", e);
            }
        }

        /** Adds a line to {@link MessageSender#paymentInstructions}. */
        public Builder paymentInstruction(String line) {
            paymentInstructions.add(line);
            return this;
        }

        /** See {@link MessageSender#language}. */
        public Builder language(String language) {
            this.language = language;
            return this;
        }

        /** The sender. */
        public MessageSender build() {
            return new MessageSender(this);
        }
    }
}
