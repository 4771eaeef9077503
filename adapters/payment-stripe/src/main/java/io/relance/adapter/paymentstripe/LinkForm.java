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
import org.joda.money.Money;

/**
 * What is posted to make a Payment Link, with its prices inline; the same for the same request, since Stripe compares it under
 * one key.
 */
final class LinkForm {
    /** The field of an object's metadata that holds the key. */
    static final String KEY = "relance_key";
    /** That of a link's metadata that says until when it was asked for: Stripe's links have no end. */
    static final String UNTIL = "relance_until";
    /** That of a link's metadata that says the language of its page, which its address alone can name. */
    static final String LOCALE = "relance_locale";

    /** The most lines of a link. */
    private static final int MAX_ITEMS = 20;
    /** The most characters of a value of metadata. */
    private static final int METADATA = 500;

    private static final Set<String> LOCALES = Set.of(
            "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu",
            "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl",
            "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW");

    private final StringJoiner pairs = new StringJoiner("&");
    private int items;

    private LinkForm() {}

    /** The form; empty when an amount can't be paid at Stripe to its last decimal. */
    static Optional<String> of(PaymentRequest request, PaymentMethod.Link link, StripeSettings settings) {
        LinkForm form = new LinkForm();
        // a session that is complete counts, also one whose debit the bank has still to make
        form.add("restrictions[completed_sessions][limit]", "1");
        form.add("after_completion[type]", "redirect");
        form.add("after_completion[redirect][url]", settings.successUrl().toASCIIString());
        form.add("custom_text[submit][message]", request.description());
        form.add("payment_intent_data[description]", request.description());
        // Stripe copies a link's metadata to its sessions, and those of payment_intent_data to payments and charges
        for (String object : new String[] {"", "payment_intent_data"}) {
            form.addMetadata(object, KEY, request.key().value());
            form.addMetadata(object, "relance_account", request.account().toString());
            request.reference().ifPresent(reference -> form.addMetadata(object, "reference", reference));
        }
        form.addMetadata("", UNTIL, link.expires().toString());
        form.addMetadata("", LOCALE, locale(request.language()));
        return form.addItems(request) ? Optional.of(form.pairs.toString()) : Optional.empty();
    }

    /** A line for each receivable, or one for all of them when there are more than a link may have. */
    private boolean addItems(PaymentRequest request) {
        if (request.lines().size() > MAX_ITEMS) {
            return addItem(request.description(), request.total());
        }
        boolean fit = true;
        for (PaymentLine line : request.lines()) {
            fit &= addItem(line.receivable().value(), line.amount());
        }
        return fit;
    }

    /** Whether Stripe counts such an amount. */
    private boolean addItem(String name, Money amount) {
        Optional<Long> count = StripeAmounts.count(amount);
        String item = "line_items[" + items++ + "]";
        String price = item + "[price_data]";
        add(item + "[quantity]", "1");
        add(price + "[currency]", amount.getCurrencyUnit().getCode().toLowerCase(Locale.ROOT));
        count.ifPresent(unit -> add(price + "[unit_amount]", Long.toString(unit)));
        add(price + "[product_data][name]", name);
        return count.isPresent();
    }

    private void addMetadata(String object, String name, String value) {
        String field = object.isEmpty() ? "metadata" : object + "[metadata]";
        add(field + "[" + name + "]", value.length() > METADATA ? value.substring(0, METADATA) : value);
    }

    private void add(String name, String value) {
        pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** One that Stripe has words in; {@code auto} is the payer's browser's. */
    static String locale(String language) {
        String primary = language.replaceFirst("-.*", "").toLowerCase(Locale.ROOT);
        return LOCALES.contains(language) ? language : LOCALES.contains(primary) ? primary : "auto";
    }
}
