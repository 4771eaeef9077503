package io.relance.receivable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who owes: what the host's books know of a customer.
 *
 * <p>Defaults: the id as the name, {@link DebtorKind#UNKNOWN}, {@link NaturalPerson#UNKNOWN} (a {@code CONSUMER} is a
 * natural person, a {@code PUBLIC_BODY} is not), no country, no language, no contact, no field, no tag, no scenario of its
 * own. Immutable.
 */
public final class Customer {
    private final CustomerId id;
    private final String name;
    private final DebtorKind kind;
    private final NaturalPerson naturalPerson;
    private final @Nullable String country;
    private final @Nullable String language;
    private final List<Contact> contacts;
    private final Map<String, FieldValue> fields;
    private final Set<String> tags;
    private final @Nullable String scenario;

    private Customer(Builder builder) {
        this.id = builder.id;
        this.name = builder.name == null ? builder.id.value() : builder.name;
        this.kind = builder.kind;
        this.naturalPerson = builder.naturalPerson != NaturalPerson.UNKNOWN
                ? builder.naturalPerson
                : switch (builder.kind) {
                    case CONSUMER -> NaturalPerson.YES;
                    case PUBLIC_BODY -> NaturalPerson.NO;
                    case BUSINESS, UNKNOWN -> NaturalPerson.UNKNOWN;
                };
        this.country = builder.country;
        this.language = builder.language;
        this.contacts = builder.contacts.stream()
                .sorted(Comparator.comparing(Contact::id))
                .toList();
        this.fields = Collections.unmodifiableMap(new TreeMap<>(builder.fields));
        this.tags = Collections.unmodifiableSet(new TreeSet<>(builder.tags));
        this.scenario = builder.scenario;
    }

    /** A builder for the customer {@code id}. */
    public static Builder builder(CustomerId id) {
        return new Builder(id);
    }

    /** A builder for the customer {@code id}. */
    public static Builder builder(String id) {
        return new Builder(new CustomerId(id));
    }

    /** The customer's id with its creditor. */
    public CustomerId id() {
        return id;
    }

    /** The name to print; the id when the books have none. */
    public String name() {
        return name;
    }

    /** What the customer is before the law. */
    public DebtorKind kind() {
        return kind;
    }

    /** Whether the customer is a human being. */
    public NaturalPerson naturalPerson() {
        return naturalPerson;
    }

    /** ISO 3166 alpha-2 code of the country, upper case. */
    public Optional<String> country() {
        return Optional.ofNullable(country);
    }

    /** ISO 639 code of the language to write in. */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    /** The contacts, by id: the order in which those of one role are tried. */
    public List<Contact> contacts() {
        return contacts;
    }

    /** The host's own fields, by name. */
    public Map<String, FieldValue> fields() {
        return fields;
    }

    /** The host's tags: commercial segments and the like. */
    public Set<String> tags() {
        return tags;
    }

    /** The scenario that the host chose for this customer, by id. */
    public Optional<String> scenario() {
        return Optional.ofNullable(scenario);
    }

    /** A builder that starts from this customer. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.name = name;
        builder.kind = kind;
        builder.naturalPerson = naturalPerson;
        builder.country = country;
        builder.language = language;
        builder.contacts.addAll(contacts);
        builder.fields.putAll(fields);
        builder.tags.addAll(tags);
        builder.scenario = scenario;
        return builder;
    }

    @Override
    public String toString() {
        return name.equals(id.value()) ? name : name + " (" + id + ")";
    }

    /** Collects a customer; not for several threads. */
    public static final class Builder {
        private final CustomerId id;
        private @Nullable String name;
        private DebtorKind kind = DebtorKind.UNKNOWN;
        private NaturalPerson naturalPerson = NaturalPerson.UNKNOWN;
        private @Nullable String country;
        private @Nullable String language;
        private final List<Contact> contacts = new ArrayList<>();
        private final Map<String, FieldValue> fields = new TreeMap<>();
        private final Set<String> tags = new TreeSet<>();
        private @Nullable String scenario;

        private Builder(CustomerId id) {
            this.id = id;
        }

        /** See {@link Customer#name}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** See {@link Customer#kind}. */
        public Builder kind(DebtorKind kind) {
            this.kind = kind;
            return this;
        }

        /** See {@link Customer#naturalPerson}. */
        public Builder naturalPerson(NaturalPerson naturalPerson) {
            this.naturalPerson = naturalPerson;
            return this;
        }

        /**
         * See {@link Customer#country}.
         *
         * @throws IllegalArgumentException when it is not two capital letters
         */
        public Builder country(String country) {
            if (country.length() != 2 || !country.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
                throw new IllegalArgumentException(
                        "a country is two capital letters (ISO 3166 alpha-2), but was \"" + country + "\"");
            }
            this.country = country;
            return this;
        }

        /** See {@link Customer#language}. */
        public Builder language(String language) {
            this.language = language;
            return this;
        }

        /**
         * Adds a contact.
         *
         * @throws IllegalArgumentException when one with this id was added before
         */
        public Builder contact(Contact contact) {
            if (contacts.stream().anyMatch(c -> c.id().equals(contact.id()))) {
                throw new IllegalArgumentException("customer " + id + " has two contacts \"" + contact.id() + "\"");
            }
            contacts.add(contact);
            return this;
        }

        /**
         * Has these contacts in place of those added so far.
         *
         * @throws IllegalArgumentException when two have the same id
         */
        public Builder contacts(Collection<Contact> all) {
            contacts.clear();
            all.forEach(this::contact);
            return this;
        }

        /** Sets a field of the host's own. */
        public Builder field(String name, FieldValue value) {
            fields.put(name, value);
            return this;
        }

        /** Adds a tag. */
        public Builder tag(String tag) {
            tags.add(tag);
            return this;
        }

        /** See {@link Customer#scenario}. */
        public Builder scenario(String scenarioId) {
            this.scenario = scenarioId;
            return this;
        }

        /** The customer. */
        public Customer build() {
            return new Customer(this);
        }
    }
}
