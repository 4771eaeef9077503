package io.relance.examples.quickstart;

import io.relance.adapter.paymentstripe.StripeSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An account at Stripe, out of the environment. */
final class Stripe {
    static final String KEY = "RELANCE_STRIPE_KEY";
    static final String WEBHOOK_SECRET = "RELANCE_STRIPE_WEBHOOK_SECRET";
    static final String URL = "RELANCE_STRIPE_URL";

    private static final String OPTION = "--pay-by stripe";
    /** For an engine that asks for no pages. */
    private static final URI NO_PAGE = URI.create("https://paid.invalid");

    private final Environment environment;
    private final CommandSpec spec;

    Stripe(Environment environment, CommandSpec spec) {
        this.environment = environment;
        this.spec = spec;
    }

    /**
     * The settings of one that makes pages.
     *
     * @param paid the page that payers see after they have paid
     * @throws ParameterException when something is missing, or is nothing of the kind
     */
    StripeSettings.Builder pages(@Nullable URI paid) {
        StripeSettings.Builder settings = account(paid == null ? NO_PAGE : paid);
        if (paid == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    OPTION + " needs --paid-page: what payers see after they have paid, https://...");
        }
        return settings;
    }

    /**
     * The settings of one that reads what Stripe posts.
     *
     * @throws ParameterException when something is missing, or is nothing of the kind
     */
    StripeSettings.Builder callbacks() {
        StripeSettings.Builder settings = account(NO_PAGE);
        String secret = environment.require(WEBHOOK_SECRET, OPTION, "the signing secret of the webhook endpoint", spec);
        return checked(WEBHOOK_SECRET, () -> settings.webhookSecret(secret));
    }

    private StripeSettings.Builder account(URI paid) {
        String key = environment.require(KEY, OPTION, "the account's secret key", spec);
        StripeSettings.Builder settings = checked(KEY, () -> StripeSettings.builder(key, paid));
        environment.find(URL).ifPresent(url -> checked(URL, () -> settings.apiBase(address(url))));
        return settings;
    }

    /** What Java says of a text that is none repeats the text, which may have a password in it. */
    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is no address such as http://127.0.0.1:12111");
        }
    }

    /** What is wrong with a value is said without the value. */
    private <T> T checked(String name, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), name + " can't be used: " + e.getMessage());
        }
    }
}
