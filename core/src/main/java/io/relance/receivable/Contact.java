package io.relance.receivable;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A person or an address at a customer. Addresses are as the books give them: whether a channel can deliver to one is for
 * {@link #address} to say.
 *
 * <p>Defaults: role {@link ContactRole#BILLING}, no address, no objection. Immutable.
 */
public final class Contact {
    private final String id;
    private final @Nullable String name;
    private final Set<ContactRole> roles;
    private final @Nullable String email;
    private final @Nullable String phone;
    private final @Nullable String postalAddress;
    private final @Nullable String preferredChannel;
    private final Set<String> objections;

    private Contact(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.roles = builder.roles.isEmpty() ? Set.of(ContactRole.BILLING) : Set.copyOf(builder.roles);
        this.email = builder.email;
        this.phone = builder.phone;
        this.postalAddress = builder.postalAddress;
        this.preferredChannel = builder.preferredChannel;
        this.objections = Set.copyOf(builder.objections);
    }

    /** A builder for the contact {@code id}, unique within its customer. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** A contact for invoices with an e-mail address. */
    public static Contact billing(String email) {
        return builder("billing").email(email).build();
    }

    /** Unique within the customer. */
    public String id() {
        return id;
    }

    /** The person's or the department's name. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** What the contact is there for; at least one. */
    public Set<ContactRole> roles() {
        return roles;
    }

    /** The e-mail address. */
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /** The telephone number, E.164 where SMS are to reach it. */
    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    /** The postal address, lines separated by line feeds. */
    public Optional<String> postalAddress() {
        return Optional.ofNullable(postalAddress);
    }

    /** The channel that the contact prefers, by id. */
    public Optional<String> preferredChannel() {
        return Optional.ofNullable(preferredChannel);
    }

    /** The channels, by id, over which the contact does not want to be reached; honoured before any preference. */
    public Set<String> objections() {
        return objections;
    }

    /**
     * Where {@code channel} would deliver to this contact; empty when it has no such address or objects to the channel. An
     * e-mail address for channels whose id starts with {@code email}, a telephone number for {@code sms}, a postal address
     * for {@code letter}; any other channel takes the contact's id.
     */
    public Optional<String> address(String channel) {
        if (objections.contains(channel)) {
            return Optional.empty();
        }
        if (channel.startsWith("email")) {
            return email();
        }
        if (channel.startsWith("sms")) {
            return phone();
        }
        if (channel.startsWith("letter")) {
            return postalAddress();
        }
        return Optional.of(id);
    }

    /** A builder that starts from this contact. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.name = name;
        builder.roles.addAll(roles);
        builder.email = email;
        builder.phone = phone;
        builder.postalAddress = postalAddress;
        builder.preferredChannel = preferredChannel;
        builder.objections.addAll(objections);
        return builder;
    }

    /** Collects a contact; not for several threads. */
    public static final class Builder {
        private final String id;
        private @Nullable String name;
        private final Set<ContactRole> roles = EnumSet.noneOf(ContactRole.class);
        private @Nullable String email;
        private @Nullable String phone;
        private @Nullable String postalAddress;
        private @Nullable String preferredChannel;
        private final Set<String> objections = new TreeSet<>();

        private Builder(String id) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("a contact's id is blank");
            }
            this.id = id;
        }

        /** See {@link Contact#name}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Adds a role; the first one given replaces the default. */
        public Builder role(ContactRole role) {
            roles.add(role);
            return this;
        }

        /** See {@link Contact#email}. */
        public Builder email(String email) {
            this.email = email;
            return this;
        }

        /** See {@link Contact#phone}. */
        public Builder phone(String phone) {
            this.phone = phone;
            return this;
        }

        /** See {@link Contact#postalAddress}. */
        public Builder postalAddress(String postalAddress) {
            this.postalAddress = postalAddress;
            return this;
        }

        /** See {@link Contact#preferredChannel}. */
        public Builder preferredChannel(String channel) {
            this.preferredChannel = channel;
            return this;
        }

        /** Adds a channel to {@link Contact#objections}. */
        public Builder objectsTo(String channel) {
            objections.add(channel);
            return this;
        }

        /** The contact. */
        public Contact build() {
            return new Contact(this);
        }
    }
}
