package io.relance.adapter.paymentgocardless;

import io.relance.http.HttpLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * How direct debits are asked for at GoCardless.
 *
 * <p>Unless said otherwise: the live API, the name {@code gocardless}, {@value #PENDING_DAYS} pending days, references kept
 * with the payment and not on the payer's statement, and no signing secret: callbacks are then refused. Tokens and secrets are
 * not shown. Immutable.
 */
public final class GoCardlessSettings {
    /** How long money may be under way, in days: some schemes take a week before the charge date, and one after it. */
    public static final int PENDING_DAYS = 14;
    /** The live API. */
    public static final URI LIVE = URI.create("https://api.gocardless.com");
    /** The API for trials, in which no money moves. */
    public static final URI SANDBOX = URI.create("https://api-sandbox.gocardless.com");

    private final String accessToken;
    private final List<String> webhookSecrets;
    private final URI apiBase;
    private final String id;
    private final int pendingDays;
    private final boolean sendsReferences;

    private GoCardlessSettings(Builder builder) {
        this.accessToken = builder.accessToken;
        this.webhookSecrets = List.copyOf(builder.webhookSecrets);
        this.apiBase = builder.apiBase;
        this.id = builder.id;
        this.pendingDays = builder.pendingDays;
        this.sendsReferences = builder.sendsReferences;
    }

    /**
     * A builder.
     *
     * @param accessToken one that may read and write
     * @throws IllegalArgumentException when it has other characters than a token's
     */
    public static Builder builder(String accessToken) {
        return new Builder(accessToken);
    }

    String accessToken() {
        return accessToken;
    }

    List<String> webhookSecrets() {
        return webhookSecrets;
    }

    URI apiBase() {
        return apiBase;
    }

    String id() {
        return id;
    }

    int pendingDays() {
        return pendingDays;
    }

    boolean sendsReferences() {
        return sendsReferences;
    }

    /** Where it leads; no token. */
    @Override
    public String toString() {
        return id + " at " + apiBase;
    }

    /** Collects settings; not for several threads. */
    public static final class Builder {
        private final String accessToken;
        private final List<String> webhookSecrets = new ArrayList<>();
        private URI apiBase = LIVE;
        private String id = "gocardless";
        private int pendingDays = PENDING_DAYS;
        private boolean sendsReferences;

        private Builder(String accessToken) {
            this.accessToken = secret("an access token", accessToken);
        }

        /**
         * One more signing secret: of another webhook endpoint, or while it is being changed; any of them will do.
         *
         * @throws IllegalArgumentException when it has other characters than a secret's
         */
        public Builder webhookSecret(String secret) {
            webhookSecrets.add(secret("a signing secret", secret));
            return this;
        }

        /**
         * {@link #SANDBOX}, or the address of a proxy or of a test's server on the same machine.
         *
         * @throws IllegalArgumentException when tokens must not be sent there; see {@link HttpLine#to}
         */
        public Builder apiBase(URI base) {
            this.apiBase = HttpLine.checked(base);
            return this;
        }

        /**
         * Another name within the host, when there are several accounts.
         *
         * @throws IllegalArgumentException when it is not of lower-case letters, digits and single hyphens
         */
        public Builder id(String name) {
            if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new IllegalArgumentException(
                        "a payment provider's name is lower-case letters, digits and single hyphens");
            }
            this.id = name;
            return this;
        }

        /**
         * How many days a payment under way counts, from 1.
         *
         * @throws IllegalArgumentException when it is less
         */
        public Builder pendingDays(int days) {
            if (days < 1) {
                throw new IllegalArgumentException("pending days are from 1, but were " + days);
            }
            this.pendingDays = days;
            return this;
        }

        /**
         * References go onto payers' statements: with packages and schemes that allow it. A reference longer than the scheme
         * takes (10 characters for Bacs, 140 for SEPA) is declined by GoCardless.
         */
        public Builder sendsReferences() {
            this.sendsReferences = true;
            return this;
        }

        /** The settings. */
        public GoCardlessSettings build() {
            return new GoCardlessSettings(this);
        }

        private static String secret(String what, String text) {
            if (!text.matches("[A-Za-z0-9_.+/=-]{8,255}")) {
                throw new IllegalArgumentException(what + " is 8 to 255 letters, digits and underscores, but this has "
                        + text.length() + " characters of another form");
            }
            return text;
        }
    }
}
