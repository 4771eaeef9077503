package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.adapter.paymentgocardless.GoCardlessPayments;
import io.relance.adapter.paymentgocardless.GoCardlessSettings;
import io.relance.adapter.paymentsepa.SepaAccount;
import io.relance.adapter.paymentsepa.SepaCode;
import io.relance.adapter.paymentstripe.StripePayments;
import io.relance.adapter.paymentstripe.StripeSettings;
import io.relance.delivery.CreditTransfer;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.receivable.ReceivableId;
import java.net.URI;
import org.joda.money.Money;
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

    @Test
    void a_code_starts_a_transfer_with_a_reference() {
        // shown in docs/guide/payments.md
        SepaAccount account = SepaAccount.of("Atelier Martin", "BE68 5390 0754 7034");
        CreditTransfer transfer = account.transfer(new ReceivableId("F-2026-17"), Money.parse("EUR 1250.00"));
        SepaCode code = SepaCode.of(transfer).orElseThrow(); // none in another currency than the euro
        byte[] picture = code.png(6); // for a mail: six pixels a module
        String drawing = code.svg(); // for a page, or print
        String reference = transfer.reference().orElseThrow().grouped(); // to quote: RF74 F202 617
        // until here
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        assertThat(drawing).startsWith("<svg");
        assertThat(reference).matches("RF\\d\\d F202 617");
        assertThat(Page.named("docs/guide/payments.md").text()).contains("to quote: " + reference);
    }
}
