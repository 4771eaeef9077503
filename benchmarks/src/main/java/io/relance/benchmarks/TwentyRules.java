package io.relance.benchmarks;

import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.any;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.open;
import static io.relance.rule.Conditions.overdue;

import io.relance.rule.Condition;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** Twenty rules of three comparisons, as a creditor might have them; the peers have the same in their own words. */
final class TwentyRules {
    private TwentyRules() {}

    static List<Condition> conditions() {
        return List.of(
                all(
                        fact(Facts.ACCOUNT_SEGMENT).in("CHRONICALLY_LATE", "DETERIORATING"),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(15),
                        overdue("EUR").atLeast("500.00")),
                all(
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(30),
                        fact(Facts.ACCOUNT_OVERDUE_COUNT).atLeast(3),
                        overdue("EUR").atLeast("5000.00")),
                all(
                        fact(Facts.ACCOUNT_TAG).is("key-account"),
                        fact(Facts.ACCOUNT_PAYMENT_SCORE).below(50),
                        overdue("EUR").above("10000.00")),
                any(
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(90),
                        fact(Facts.ACCOUNT_OVERDUE_COUNT).atLeast(10),
                        overdue("EUR").atLeast("20000.00")),
                all(
                        fact(Facts.ACCOUNT_SEGMENT).is("CHRONICALLY_LATE"),
                        fact(Facts.ACCOUNT_ON_TIME_SHARE).below("0.50"),
                        open("EUR").atLeast("7000.00")),
                all(
                        fact(Facts.ACCOUNT_PROMISES_BROKEN).atLeast(1),
                        fact(Facts.ACCOUNT_MEAN_DELAY).atLeast("15.0"),
                        overdue("EUR").above("0.00")),
                all(
                        fact(Facts.CUSTOMER_COUNTRY).in("FR", "BE"),
                        fact(Facts.CUSTOMER_KIND).is("BUSINESS"),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(45)),
                all(
                        fact(Facts.CUSTOMER_KIND).is("CONSUMER"),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).below(60),
                        overdue("EUR").below("100.00")),
                all(
                        fact(Facts.ACCOUNT_RISK_LEVEL).in("HIGH", "CRITICAL"),
                        fact(Facts.ACCOUNT_CREDIT_USAGE).atLeast("0.80"),
                        open("EUR").atLeast("1000.00")),
                all(
                        fact(Facts.ACCOUNT_MESSAGES).atLeast(3),
                        fact(Facts.ACCOUNT_DAYS_SINCE_LAST_MESSAGE).atLeast(10),
                        overdue("EUR").atLeast("250.00")),
                all(
                        fact(Facts.ACCOUNT_PROMISES_BROKEN).atLeast(2),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).above(10),
                        not(fact(Facts.ACCOUNT_TAG).is("vip"))),
                all(
                        fact(Facts.ACCOUNT_SEGMENT).is("NEW"),
                        fact(Facts.ACCOUNT_CREDIT_USAGE).above("1.00"),
                        open("EUR").atLeast("2000.00")),
                all(
                        any(
                                fact(Facts.ACCOUNT_PAYMENT_SCORE).atMost(20),
                                fact(Facts.ACCOUNT_RISK_LEVEL).is("CRITICAL")),
                        overdue("EUR").atLeast("1000.00")),
                all(
                        fact(Facts.CUSTOMER_COUNTRY).is("DE"),
                        fact(Facts.CUSTOMER_KIND).is("PUBLIC_BODY"),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(60)),
                all(
                        fact(Facts.ACCOUNT_OVERDUE_COUNT).is(1),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atMost(5),
                        fact(Facts.ACCOUNT_ON_TIME_SHARE).atLeast("0.90")),
                all(
                        fact(Facts.ACCOUNT_RISK_LEVEL).is("LOW"),
                        fact(Facts.ACCOUNT_MEAN_DELAY).below("0.0"),
                        fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(1)),
                all(
                        any(
                                fact(Facts.CUSTOMER_COUNTRY).is("ES"),
                                fact(Facts.CUSTOMER_COUNTRY).is("IT")),
                        overdue("EUR").atLeast("100.00")),
                all(
                        fact(Facts.ACCOUNT_MESSAGES).below(2),
                        fact(Facts.ACCOUNT_DAYS_SINCE_LAST_MESSAGE).above(20),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).above(30)),
                all(
                        fact(Facts.ACCOUNT_OVERDUE_COUNT).atLeast(2),
                        fact(Facts.ACCOUNT_PAYMENT_SCORE).below(70),
                        fact(Facts.ACCOUNT_CREDIT_USAGE).above("0.50")),
                all(
                        fact(Facts.ACCOUNT_TAG).is("insured"),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(50),
                        overdue("EUR").atLeast("1500.00")));
    }

    /** The same as rules with an effect each, lasting ones and such as happen once in turn. */
    static RuleSet ruleSet() {
        List<Rule> rules = new ArrayList<>();
        for (Condition condition : conditions()) {
            int i = rules.size();
            Effect effect = i % 2 == 0 ? new Effect.Tag("tag-" + i) : new Effect.Notify("sales", "see rule " + i);
            rules.add(Rule.builder("rule-" + i).when(condition).then(effect).build());
        }
        return RuleSet.of(rules);
    }
}
