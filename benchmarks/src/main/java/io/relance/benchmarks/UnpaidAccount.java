package io.relance.benchmarks;

import io.relance.rule.Fact;
import io.relance.rule.FactSource;
import io.relance.rule.KnownAmounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.jspecify.annotations.Nullable;
import org.killbill.billing.ObjectType;
import org.killbill.billing.overdue.config.api.BillingState;
import org.killbill.billing.payment.api.PaymentResponse;
import org.killbill.billing.util.tag.ControlTagType;
import org.killbill.billing.util.tag.DefaultControlTag;
import org.killbill.billing.util.tag.Tag;

/**
 * What is unpaid on one account, as Kill Bill sees it and as facts of ours. A fifth of the accounts has paid everything, so
 * there is no oldest unpaid invoice; of half of them no payment ever failed.
 *
 * @param billing for Kill Bill
 * @param facts for Relance; the age of the oldest invoice is computed whenever it is asked, as Kill Bill does
 */
record UnpaidAccount(BillingState billing, FactSource facts) {
    private static final List<PaymentResponse> RESPONSES = List.of(PaymentResponse.values());

    static final LocalDate TODAY = LocalDate.of(2026, 6, 17);

    /** {@code count} accounts, the same each time. */
    static List<UnpaidAccount> portfolio(int count) {
        Random random = new Random(20260617L);
        List<UnpaidAccount> accounts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            accounts.add(account(new UUID(20260617L, i), random));
        }
        return accounts;
    }

    private static UnpaidAccount account(UUID id, Random random) {
        boolean unpaid = random.nextInt(5) > 0;
        int count = unpaid ? 1 + random.nextInt(8) : 0;
        BigDecimal balance =
                BigDecimal.valueOf(unpaid ? 1 + (long) (1_200_000 * Math.pow(random.nextDouble(), 2)) : 0, 2);
        LocalDate earliest = unpaid ? TODAY.minusDays(random.nextInt(110)) : null;
        PaymentResponse response = random.nextBoolean() ? RESPONSES.get(random.nextInt(RESPONSES.size())) : null;
        List<ControlTagType> tags = random.nextInt(4) > 0
                ? List.of()
                : List.of(random.nextBoolean() ? ControlTagType.MANUAL_PAY : ControlTagType.OVERDUE_ENFORCEMENT_OFF);
        return new UnpaidAccount(
                new BillingState(
                        id,
                        count,
                        balance,
                        earliest == null ? null : org.joda.time.LocalDate.parse(earliest.toString()),
                        unpaid ? id : null,
                        response,
                        tags.stream()
                                .map(type -> new DefaultControlTag(
                                        type, ObjectType.ACCOUNT, id, new DateTime(0L, DateTimeZone.UTC)))
                                .toArray(Tag[]::new)),
                new Unpaid(
                        (long) count,
                        KnownAmounts.of(Money.of(CurrencyUnit.EUR, balance)),
                        earliest,
                        response == null ? null : response.name(),
                        tags.isEmpty() ? Set.of() : Set.of(tags.get(0).name())));
    }

    private record Unpaid(
            Long count,
            KnownAmounts balance,
            @Nullable LocalDate earliest,
            @Nullable String response,
            Set<String> tags) implements FactSource {
        @Override
        public @Nullable Object value(Fact<?> fact) {
            return switch (fact.name()) {
                case "account.openCount" -> count;
                case "account.open" -> balance;
                case "account.oldestDaysLate" -> earliest == null ? null : ChronoUnit.DAYS.between(earliest, TODAY);
                case "customer.field.lastPaymentResponse" -> response;
                case "account.tag" -> tags;
                default -> null;
            };
        }
    }
}
