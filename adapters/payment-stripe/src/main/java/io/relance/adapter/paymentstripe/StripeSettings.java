package io.relance.adapter.paymentstripe;

import io.relance.http.HttpLine;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * How payments are asked for at Stripe.
 *
 * <p>Unless said otherwise: Stripe's own address, the name {@code stripe}, {@value #PENDING_DAYS} pending days, the system's
 * clock, and no signing secret: callbacks are then refused. Keys and secrets are not shown. Immutable.
 */
public final class StripeSettings {
    /** How long money may be under way, in days: debits of bank accounts may take two weeks. */
    public static final int PENDING_DAYS = 14;

    private final String secretKey;
    private final URI successUrl;
    private final List<String> webhookSecrets;
    private final URI apiBase;
    private final String id;
    private final int pendingDays;
    private final InstantSource clock;

    private StripeSettings(Builder builder) {
        this.secretKey = builder.secretKey;
        this.successUrl = builder.successUrl;
        this.webhookSecrets = List.copyOf(builder.webhookSecrets);
        this.apiBase = builder.apiBase;
        this.id = builder.id;
        this.pendingDays = builder.pendingDays;
        this.clock = builder.clock;
    }

    /**
     * A builder.
     *
     * @param secretKey the account's secret key ({@code sk_...}), or a restricted one ({@code rk_...}) that may write payment
     *     links and checkout sessions and read payment intents
     * @param successUrl the page that payers see after they have paid
     * @throws IllegalArgumentException when the key has other characters than a key's, or the page's address does not begin
     *     with https
     */
    public static Builder builder(String secretKey, URI successUrl) {
        return new Builder(secretKey, successUrl);
    }

    String secretKey() {
        return secretKey;
    }

    URI successUrl() {
        return successUrl;
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

    InstantSource clock() {
        return clock;
    }

    /** Where it leads; no key. */
    @Override
    public String toString() {
        return id + " at " + apiBase;
    }

    /** Collects settings; not for several threads. */
    public static final class Builder {
        private final String secretKey;
        private final URI successUrl;
        private final List<String> webhookSecrets = new ArrayList<>();
        private URI apiBase = URI.create("https://api.stripe.com");
        private String id = "stripe";
        private int pendingDays = PENDING_DAYS;
        private InstantSource clock = InstantSource.system();

        private Builder(String secretKey, URI successUrl) {
            this.secretKey = secret("a secret key", secretKey);
            this.successUrl = page(successUrl);
        }

        /**
         * One more signing secret of the webhook endpoint ({@code whsec_...}): while secrets are being changed there are
         * several, and any of them will do.
         *
         * @throws IllegalArgumentException when it has other characters than a secret's
         */
        public Builder webhookSecret(String secret) {
            webhookSecrets.add(secret("a signing secret", secret));
            return this;
        }

        /**
         * Another address than Stripe's: of a proxy, or of a test's server on the same machine.
         *
         * @throws IllegalArgumentException when keys must not be sent there; see {@link HttpLine#to}
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

        /** What time it is, for the age of signatures. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** The settings. */
        public StripeSettings build() {
            return new StripeSettings(this);
        }

        private static String secret(String what, String text) {
            if (!text.matches("[A-Za-z0-9_.+/=-]{8,255}")) {
                throw new IllegalArgumentException(what + " is 8 to 255 letters, digits and underscores, but this has "
                        + text.length() + " characters of another form");
            }
            return text;
        }

        private static URI page(URI url) {
            if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException("a page for payers begins with https:// and names a host");
            }
            return url;
        }
    }
}
