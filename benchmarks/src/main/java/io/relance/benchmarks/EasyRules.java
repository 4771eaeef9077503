package io.relance.benchmarks;

import java.math.BigDecimal;
import java.util.function.Predicate;
import org.jeasy.rules.api.Facts;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.core.RuleBuilder;

/**
 * {@link TwentyRules} for Easy Rules, in the fastest of its notations: conditions and actions are lambdas (the others are
 * proxies by reflection and interpreted expressions). The engine has no listeners; one fact is the whole account, since
 * asking one fact by name is a search through all of them, by a stream. Conditions can do without that search: they look at
 * the only fact there is.
 */
final class EasyRules {
    private final DefaultRulesEngine engine = new DefaultRulesEngine();
    private final Rules rules = new Rules();
    private int count;
    private long fired;

    private final boolean byName;

    /** @param byName whether conditions ask for the fact by its name, as the documentation does */
    EasyRules(boolean byName) {
        this.byName = byName;
        euros();
        others();
    }

    /** The rules that hold for this account, a bit each. */
    long evaluate(RatedAccount account) {
        fired = 0;
        Facts facts = new Facts();
        facts.put("account", account);
        engine.fire(rules, facts);
        return fired;
    }

    private void euros() {
        BigDecimal zero = new BigDecimal("0.00");
        BigDecimal cents50 = new BigDecimal("0.50");
        BigDecimal euros100 = new BigDecimal("100.00");
        BigDecimal euros250 = new BigDecimal("250.00");
        BigDecimal euros500 = new BigDecimal("500.00");
        BigDecimal euros1000 = new BigDecimal("1000.00");
        BigDecimal euros5000 = new BigDecimal("5000.00");
        BigDecimal euros7000 = new BigDecimal("7000.00");
        BigDecimal euros10000 = new BigDecimal("10000.00");
        BigDecimal euros20000 = new BigDecimal("20000.00");
        BigDecimal fifteen = new BigDecimal("15.0");
        BigDecimal most = new BigDecimal("0.80");
        rule(a -> (a.getSegment().equals("CHRONICALLY_LATE") || a.getSegment().equals("DETERIORATING"))
                && a.getOldestDaysLate() >= 15
                && a.getOverdue().compareTo(euros500) >= 0);
        rule(a -> a.getOldestDaysLate() >= 30
                && a.getOverdueCount() >= 3
                && a.getOverdue().compareTo(euros5000) >= 0);
        rule(a -> a.getTags().contains("key-account")
                && a.getPaymentScore() != null
                && a.getPaymentScore() < 50
                && a.getOverdue().compareTo(euros10000) > 0);
        rule(a -> a.getOldestDaysLate() >= 90
                || a.getOverdueCount() >= 10
                || a.getOverdue().compareTo(euros20000) >= 0);
        rule(a -> a.getSegment().equals("CHRONICALLY_LATE")
                && a.getOnTimeShare() != null
                && a.getOnTimeShare().compareTo(cents50) < 0
                && a.getOpen().compareTo(euros7000) >= 0);
        rule(a -> a.getPromisesBroken() >= 1
                && a.getMeanDelay() != null
                && a.getMeanDelay().compareTo(fifteen) >= 0
                && a.getOverdue().compareTo(zero) > 0);
        rule(a -> ("FR".equals(a.getCountry()) || "BE".equals(a.getCountry()))
                && "BUSINESS".equals(a.getKind())
                && a.getOldestDaysLate() >= 45);
        rule(a -> "CONSUMER".equals(a.getKind())
                && a.getOldestDaysLate() < 60
                && a.getOverdue().compareTo(euros100) < 0);
        rule(a -> (a.getRiskLevel().equals("HIGH") || a.getRiskLevel().equals("CRITICAL"))
                && a.getCreditUsage() != null
                && a.getCreditUsage().compareTo(most) >= 0
                && a.getOpen().compareTo(euros1000) >= 0);
        rule(a -> a.getMessages() >= 3
                && a.getDaysSinceLastMessage() != null
                && a.getDaysSinceLastMessage() >= 10
                && a.getOverdue().compareTo(euros250) >= 0);
    }

    private void others() {
        BigDecimal zero = new BigDecimal("0.0");
        BigDecimal half = new BigDecimal("0.50");
        BigDecimal most = new BigDecimal("0.90");
        BigDecimal all = new BigDecimal("1.00");
        BigDecimal euros100 = new BigDecimal("100.00");
        BigDecimal euros1000 = new BigDecimal("1000.00");
        BigDecimal euros1500 = new BigDecimal("1500.00");
        BigDecimal euros2000 = new BigDecimal("2000.00");
        rule(a -> a.getPromisesBroken() >= 2
                && a.getOldestDaysLate() > 10
                && !a.getTags().contains("vip"));
        rule(a -> a.getSegment().equals("NEW")
                && a.getCreditUsage() != null
                && a.getCreditUsage().compareTo(all) > 0
                && a.getOpen().compareTo(euros2000) >= 0);
        rule(a -> ((a.getPaymentScore() != null && a.getPaymentScore() <= 20)
                        || a.getRiskLevel().equals("CRITICAL"))
                && a.getOverdue().compareTo(euros1000) >= 0);
        rule(a -> "DE".equals(a.getCountry()) && "PUBLIC_BODY".equals(a.getKind()) && a.getOldestDaysLate() >= 60);
        rule(a -> a.getOverdueCount() == 1
                && a.getOldestDaysLate() <= 5
                && a.getOnTimeShare() != null
                && a.getOnTimeShare().compareTo(most) >= 0);
        rule(a -> a.getRiskLevel().equals("LOW")
                && a.getMeanDelay() != null
                && a.getMeanDelay().compareTo(zero) < 0
                && a.getOpenCount() >= 1);
        rule(a -> ("ES".equals(a.getCountry()) || "IT".equals(a.getCountry()))
                && a.getOverdue().compareTo(euros100) >= 0);
        rule(a -> a.getMessages() < 2
                && a.getDaysSinceLastMessage() != null
                && a.getDaysSinceLastMessage() > 20
                && a.getOldestDaysLate() > 30);
        rule(a -> a.getOverdueCount() >= 2
                && a.getPaymentScore() != null
                && a.getPaymentScore() < 70
                && a.getCreditUsage() != null
                && a.getCreditUsage().compareTo(half) > 0);
        rule(a -> a.getTags().contains("insured")
                && a.getOldestDaysLate() >= 50
                && a.getOverdue().compareTo(euros1500) >= 0);
    }

    private void rule(Predicate<RatedAccount> holds) {
        long bit = 1L << count;
        rules.register(new RuleBuilder()
                .name("rule-" + count)
                .when(byName ? facts -> holds.test(facts.get("account")) : facts -> holds.test(only(facts)))
                .then(facts -> fired |= bit)
                .build());
        count++;
    }

    private static RatedAccount only(Facts facts) {
        return (RatedAccount) facts.iterator().next().getValue();
    }
}
