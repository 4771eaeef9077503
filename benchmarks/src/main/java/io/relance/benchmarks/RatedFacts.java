package io.relance.benchmarks;

import io.relance.rule.Fact;
import io.relance.rule.FactSource;
import io.relance.rule.KnownAmounts;
import java.math.BigDecimal;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A rated account as a source of facts: a plain object with a field per fact, as a host would write one. */
final class RatedFacts implements FactSource {
    private final KnownAmounts overdue;
    private final KnownAmounts open;
    private final Long oldestDaysLate;
    private final Long overdueCount;
    private final Long openCount;
    private final Long promisesBroken;
    private final Long messages;
    private final Set<String> tags;
    private final String segment;
    private final String riskLevel;
    private final @Nullable String country;
    private final @Nullable String kind;
    private final @Nullable Long paymentScore;
    private final @Nullable Long daysSinceLastMessage;
    private final @Nullable BigDecimal onTimeShare;
    private final @Nullable BigDecimal meanDelay;
    private final @Nullable BigDecimal creditUsage;

    RatedFacts(RatedAccount account) {
        overdue = KnownAmounts.of(Money.of(CurrencyUnit.EUR, account.getOverdue()));
        open = KnownAmounts.of(Money.of(CurrencyUnit.EUR, account.getOpen()));
        oldestDaysLate = account.getOldestDaysLate();
        overdueCount = account.getOverdueCount();
        openCount = account.getOpenCount();
        promisesBroken = account.getPromisesBroken();
        messages = account.getMessages();
        tags = account.getTags();
        segment = account.getSegment();
        riskLevel = account.getRiskLevel();
        country = account.getCountry();
        kind = account.getKind();
        paymentScore = account.getPaymentScore();
        daysSinceLastMessage = account.getDaysSinceLastMessage();
        onTimeShare = account.getOnTimeShare();
        meanDelay = account.getMeanDelay();
        creditUsage = account.getCreditUsage();
    }

    @Override
    public @Nullable Object value(Fact<?> fact) {
        return switch (fact.name()) {
            case "account.overdue" -> overdue;
            case "account.open" -> open;
            case "account.oldestDaysLate" -> oldestDaysLate;
            case "account.overdueCount" -> overdueCount;
            case "account.openCount" -> openCount;
            case "account.promisesBroken" -> promisesBroken;
            case "account.messages" -> messages;
            case "account.tag" -> tags;
            case "account.segment" -> segment;
            case "account.riskLevel" -> riskLevel;
            case "customer.country" -> country;
            case "customer.kind" -> kind;
            case "account.paymentScore" -> paymentScore;
            case "account.daysSinceLastMessage" -> daysSinceLastMessage;
            case "account.onTimeShare" -> onTimeShare;
            case "account.meanDelay" -> meanDelay;
            case "account.creditUsage" -> creditUsage;
            default -> null;
        };
    }
}
