package io.relance.adapter.paymentgocardless;

import io.relance.http.JsonText;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentRequest;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** What is posted to have a payment collected. */
final class PaymentBody {
    /** The field of a payment's metadata that holds the key. */
    static final String KEY = "relance_key";

    /** The currencies of its schemes; all have hundredths. */
    private static final Set<String> CURRENCIES = Set.of("AUD", "CAD", "DKK", "EUR", "GBP", "NZD", "SEK", "USD");
    /** The most characters of a value of metadata, of which there are at most three. */
    private static final int METADATA = 500;

    private PaymentBody() {}

    /** Whether GoCardless collects such an amount. */
    static boolean takes(Money amount) {
        return CURRENCIES.contains(amount.getCurrencyUnit().getCode())
                && amount.getAmountMinor().toBigInteger().bitLength() < Integer.SIZE;
    }

    static String of(PaymentRequest request, PaymentMethod.DirectDebit debit, boolean sendsReferences) {
        JsonText payment = new JsonText()
                .put("amount", request.total().getAmountMinorLong())
                .put("currency", request.total().getCurrencyUnit().getCode())
                .put("description", request.description());
        debit.on().ifPresent(day -> payment.put("charge_date", day.toString()));
        Optional<String> reference = request.reference();
        reference.filter(given -> sendsReferences).ifPresent(given -> payment.put("reference", given));
        JsonText metadata = new JsonText()
                .put(KEY, request.key().value())
                .put("relance_account", cut(request.account().toString()));
        reference.ifPresent(given -> metadata.put("reference", given));
        payment.put("metadata", metadata)
                .put("links", new JsonText().put("mandate", debit.mandate().value()));
        return new JsonText().put("payments", payment).toString();
    }

    private static String cut(String text) {
        return text.length() > METADATA ? text.substring(0, METADATA) : text;
    }
}
