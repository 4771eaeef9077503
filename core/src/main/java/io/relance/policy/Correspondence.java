package io.relance.policy;

import io.relance.action.DunningAction.Route;
import io.relance.delivery.ChannelId;
import io.relance.receivable.Contact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written beside reminders: what was agreed is confirmed to customers, statements are sent to those who ask, and teams
 * of the creditor's are told. Of what has no route here nothing is written. Immutable; by default there is nothing.
 */
public final class Correspondence {
    /** Nothing is written. */
    public static final Correspondence NONE = builder().build();

    /** In the address of a case this stands for the customer's id. */
    public static final String CUSTOMER = "{customer}";

    /** In the address of a case this stands for the creditor's id: customers' ids are unique for each creditor only. */
    public static final String CREDITOR = "{creditor}";

    private static final Pattern WEB = Pattern.compile(
            "(?i)https?://[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?(?::[0-9]{1,5})?(?:[/?#](?:[a-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9a-f]{2})*)?");

    /**
     * Whom a notification by its recipient's name reaches.
     *
     * @param name the recipient that steps and rules notify
     * @param address as the channel of notes takes it: of e-mail, an e-mail address
     * @param language of the notes, IETF BCP 47; empty: the creditor's
     */
    public record Team(String name, String address, Optional<String> language) {
        /** The team as somebody to write to. */
        public Contact contact() {
            return Contact.builder(name)
                    .name(name)
                    .email(address)
                    .phone(address)
                    .postalAddress(address)
                    .build();
        }
    }

    private final @Nullable Route promise;
    private final @Nullable Route plan;
    private final @Nullable Route statement;
    private final @Nullable Route notes;
    private final List<Team> teams;
    private final @Nullable String caseLink;

    private Correspondence(Builder builder) {
        this.promise = builder.promise;
        this.plan = builder.plan;
        this.statement = builder.statement;
        this.notes = builder.notes;
        this.teams = List.copyOf(builder.teams);
        this.caseLink = builder.caseLink;
    }

    /** A builder of nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** How a promise to pay is confirmed. */
    public Optional<Route> promise() {
        return Optional.ofNullable(promise);
    }

    /** How a plan of instalments is confirmed. */
    public Optional<Route> plan() {
        return Optional.ofNullable(plan);
    }

    /** How statements of account are sent. */
    public Optional<Route> statement() {
        return Optional.ofNullable(statement);
    }

    /** How teams are told. */
    public Optional<Route> notes() {
        return Optional.ofNullable(notes);
    }

    /** The teams that are told; a notification to anybody else stays an event. */
    public List<Team> teams() {
        return teams;
    }

    /** The team of that name. */
    public Optional<Team> team(String name) {
        return teams.stream().filter(team -> team.name().equals(name)).findFirst();
    }

    /** Where a host shows a case: a web address in which <code>{customer}</code> stands for the customer's id, <code>{creditor}</code> for the creditor's. */
    public Optional<String> caseLink() {
        return Optional.ofNullable(caseLink);
    }

    /** Whether a text can be the address of cases: http or https, a host, and an address whatever the customer's id. */
    static boolean isWebAddress(String link) {
        return WEB.matcher(link.replace(CUSTOMER, "1").replace(CREDITOR, "1")).matches();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Correspondence that
                && promise().equals(that.promise())
                && plan().equals(that.plan())
                && statement().equals(that.statement())
                && notes().equals(that.notes())
                && teams.equals(that.teams)
                && caseLink().equals(that.caseLink());
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(promise, plan, statement, notes, teams, caseLink);
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.promise = promise;
        builder.plan = plan;
        builder.statement = statement;
        builder.notes = notes;
        builder.teams.addAll(teams);
        builder.caseLink = caseLink;
        return builder;
    }

    /** Collects what is written; not for several threads. */
    public static final class Builder {
        private @Nullable Route promise;
        private @Nullable Route plan;
        private @Nullable Route statement;
        private @Nullable Route notes;
        private final List<Team> teams = new ArrayList<>();
        private @Nullable String caseLink;

        private Builder() {}

        /** See {@link Correspondence#promise}. */
        public Builder promise(ChannelId channel, String template) {
            this.promise = new Route(channel, template);
            return this;
        }

        /** See {@link Correspondence#plan}. */
        public Builder plan(ChannelId channel, String template) {
            this.plan = new Route(channel, template);
            return this;
        }

        /** See {@link Correspondence#statement}. */
        public Builder statement(ChannelId channel, String template) {
            this.statement = new Route(channel, template);
            return this;
        }

        /** See {@link Correspondence#notes}. */
        public Builder notes(ChannelId channel, String template) {
            this.notes = new Route(channel, template);
            return this;
        }

        /** Adds a team that is told in the creditor's language. */
        public Builder team(String name, String address) {
            return team(new Team(name, address, Optional.empty()));
        }

        /** Adds a team. */
        public Builder team(Team team) {
            teams.add(team);
            return this;
        }

        /** See {@link Correspondence#caseLink}. */
        public Builder caseLink(String address) {
            this.caseLink = address;
            return this;
        }

        /** What was collected; the policy that it is for says what is wrong with it. */
        public Correspondence build() {
            return new Correspondence(this);
        }
    }
}
