package io.relance.adapter.paymentstripe;

import io.relance.payment.PaymentLine;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** What is posted to make a Checkout Session; the same for the same request, since Stripe compares it under one key. */
final class SessionForm {
    /** The field of an object's metadata that holds the key. */
    static final String KEY = "relance_key";

    private static final Set<String> LOCALES = Set.of(
            "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu",
            "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl",
            "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW");
    /** The most characters of a value of metadata. */
    private static final int METADATA = 500;

    private SessionForm() {}

    /** The form; empty when an amount can't be paid at Stripe to its last decimal. */
    static Optional<String> of(PaymentRequest request, PaymentMethod.Link link, StripeSettings settings) {
        StringJoiner form = new StringJoiner("&");
        add(form, "mode", "payment");
        add(form, "client_reference_id", request.key().value());
        add(form, "success_url", settings.successUrl().toASCIIString());
        settings.cancelUrl().ifPresent(url -> add(form, "cancel_url", url.toASCIIString()));
        add(form, "expires_at", Long.toString(link.expires().getEpochSecond()));
        add(form, "locale", locale(request.language()));
        // an address that is none would have the whole request refused
        request.payerEmail()
                .filter(address -> address.matches("[^\\s@,;<>]+@[^\\s@,;<>]+\\.[^\\s@,;<>]+"))
                .ifPresent(address -> add(form, "customer_email", address));
        // prices in the payer's own currency would be paid in another than was asked for
        add(form, "adaptive_pricing[enabled]", "false");
        add(form, "custom_text[submit][message]", request.description());
        add(form, "payment_intent_data[description]", request.description());
        for (String object : new String[] {"metadata", "payment_intent_data[metadata]"}) {
            add(form, object + "[" + KEY + "]", request.key().value());
            add(form, object + "[relance_account]", cut(request.account().toString()));
            request.reference().ifPresent(reference -> add(form, object + "[reference]", cut(reference)));
        }
        int number = 0;
        for (PaymentLine line : request.lines()) {
            Optional<Long> count = StripeAmounts.count(line.amount());
            if (count.isEmpty()) {
                return Optional.empty();
            }
            String item = "line_items[" + number++ + "]";
            add(form, item + "[quantity]", "1");
            add(
                    form,
                    item + "[price_data][currency]",
                    line.amount().getCurrencyUnit().getCode().toLowerCase(Locale.ROOT));
            add(form, item + "[price_data][unit_amount]", Long.toString(count.get()));
            add(
                    form,
                    item + "[price_data][product_data][name]",
                    line.receivable().value());
        }
        return Optional.of(form.toString());
    }

    private static void add(StringJoiner form, String name, String value) {
        form.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static String cut(String text) {
        return text.length() > METADATA ? text.substring(0, METADATA) : text;
    }

    /** One that Stripe has words in; {@code auto} is the payer's browser's. */
    static String locale(String language) {
        String primary = language.replaceFirst("-.*", "").toLowerCase(Locale.ROOT);
        return LOCALES.contains(language) ? language : LOCALES.contains(primary) ? primary : "auto";
    }
}
