package io.relance.adapter.paymentstripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/**
 * Amounts as Stripe counts them (docs.stripe.com/currencies): in hundredths, but some currencies whole, some in thousandths of
 * which the last digit must be 0, and ISK in hundredths of which it has none. UGX is refused: the documentation lists it as
 * counted whole and, among the special cases, in hundredths; a factor of 100 is not to be guessed.
 */
final class StripeAmounts {
    private static final Set<String> WHOLE = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");
    private static final Set<String> REFUSED = Set.of("UGX");

    private StripeAmounts() {}

    /** How Stripe counts it; empty when it can't be paid there to its last decimal. */
    static Optional<Long> count(Money amount) {
        return decimals(amount.getCurrencyUnit()).flatMap(decimals -> {
            try {
                long counted = amount.getAmount().movePointRight(decimals).longValueExact();
                boolean paid = decimals != 3 || counted % 10 == 0;
                boolean whole = !amount.getCurrencyUnit().getCode().equals("ISK") || counted % 100 == 0;
                return paid && whole ? Optional.of(counted) : Optional.empty();
            } catch (ArithmeticException e) {
                return Optional.empty();
            }
        });
    }

    /** The amount that Stripe counts so; empty when the currency has no such amount. */
    static Optional<Money> amount(long count, String currency) {
        try {
            CurrencyUnit unit = CurrencyUnit.of(currency.toUpperCase(Locale.ROOT));
            return decimals(unit)
                    .map(decimals -> BigDecimal.valueOf(count, decimals)
                            .setScale(unit.getDecimalPlaces(), RoundingMode.UNNECESSARY))
                    .map(amount -> Money.of(unit, amount));
        } catch (IllegalCurrencyException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The decimals of Stripe's count. */
    private static Optional<Integer> decimals(CurrencyUnit unit) {
        String code = unit.getCode();
        if (WHOLE.contains(code)) {
            return Optional.of(0);
        }
        if (THOUSANDTHS.contains(code)) {
            return Optional.of(3);
        }
        boolean hundredths = (unit.getDecimalPlaces() == 2 || code.equals("ISK")) && !REFUSED.contains(code);
        return hundredths ? Optional.of(2) : Optional.empty();
    }
}
