package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.adapter.paymentgocardless.GoCardlessPayments;
import io.relance.adapter.paymentgocardless.GoCardlessSettings;
import io.relance.adapter.paymentstripe.StripePayments;
import io.relance.adapter.paymentstripe.StripeSettings;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The programs of the page about payments. */
class PaymentAdaptersTest {
    @Test
    void stripe_makes_links_and_shows_no_key() {
        String secretKey = "sk_test_51AbcSecretKey";
        String signingSecret = "whsec_SigningSecret42";
        // shown in docs/guide/payments.md
        StripeSettings settings = StripeSettings.builder(secretKey, URI.create("https://vendor.example/thank-you"))
                .webhookSecret(signingSecret) // several while they are being changed
                .pendingDays(14) // debits of bank accounts may take two weeks
                .build();
        PaymentProvider stripe = StripePayments.create(settings);
        // until here
        assertThat(stripe.features()).contains(PaymentFeature.LINKS);
        assertThat(stripe).hasToString("payments by stripe at https://api.stripe.com");
        stripe.close();
    }

    @Test
    void gocardless_collects_and_shows_no_token() {
        String accessToken = "sandbox_AccessToken-42";
        String signingSecret = "SigningSecret-42";
        // shown in docs/guide/payments.md
        GoCardlessSettings settings = GoCardlessSettings.builder(accessToken)
                .webhookSecret(signingSecret)
                .apiBase(GoCardlessSettings.SANDBOX) // no money moves
                .build();
        PaymentProvider gocardless = GoCardlessPayments.create(settings);
        // until here
        assertThat(gocardless.features()).contains(PaymentFeature.DIRECT_DEBIT);
        assertThat(gocardless).hasToString("payments by gocardless at https://api-sandbox.gocardless.com");
        gocardless.close();
    }
}
