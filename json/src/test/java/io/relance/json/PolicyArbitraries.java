package io.relance.json;

import io.relance.action.Stage;
import io.relance.action.Tone;
import io.relance.aging.AgingBasis;
import io.relance.aging.AgingBuckets;
import io.relance.claim.ClaimSettings;
import io.relance.claim.ClaimsAfterPrincipal;
import io.relance.claim.CollectingFor;
import io.relance.claim.Fixing;
import io.relance.claim.FlatSum;
import io.relance.claim.InterestRate;
import io.relance.claim.InterestRounding;
import io.relance.claim.LatePaymentLaw;
import io.relance.claim.RateRounding;
import io.relance.claim.RateSeries;
import io.relance.claim.ReferenceRates;
import io.relance.claim.StatutoryTerms;
import io.relance.delivery.ChannelId;
import io.relance.money.Tolerance;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.receivable.ContactRole;
import io.relance.receivable.DebtorKind;
import io.relance.risk.PortfolioMeans;
import io.relance.risk.SegmentThresholds;
import io.relance.rule.Condition;
import io.relance.rule.Effect;
import io.relance.rule.Expected;
import io.relance.rule.Fact;
import io.relance.rule.FactType;
import io.relance.rule.Facts;
import io.relance.rule.Operator;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.rule.Scope;
import io.relance.scenario.Entry;
import io.relance.scenario.Grouping;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.scenario.ScenarioBuilder;
import io.relance.scenario.Step;
import io.relance.time.DayCount;
import io.relance.time.DayRoll;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Valid policies that use every setting, timing, action, effect and fact; made from a seed. */
final class PolicyArbitraries {
    private static final List<String> TEXTS = List.of(
            "call them", "a: b", "- x", "\"quoted\" \\", "été ☂", "true", "12", "two\nlines", "# no comment", "null");
    private static final List<CurrencyUnit> CURRENCIES =
            List.of(CurrencyUnit.EUR, CurrencyUnit.USD, CurrencyUnit.JPY, CurrencyUnit.of("BHD"));
    private static final List<Fact<?>> FIELDS = List.of(
            Facts.field(Scope.ACCOUNT, "region", FactType.TEXT),
            Facts.field(Scope.ACCOUNT, "no. of seats", FactType.DECIMAL),
            Facts.field(Scope.INVOICE, "delivered.on", FactType.DATE));

    private final Random random;

    private PolicyArbitraries(long seed) {
        this.random = new Random(seed);
    }

    static Arbitrary<Policy> policies() {
        return Arbitraries.longs().map(PolicyArbitraries::policy);
    }

    static Policy policy(long seed) {
        return new PolicyArbitraries(seed).policy();
    }

    private Policy policy() {
        Policy.Builder policy = Policy.named(text());
        List<Scenario> scenarios = new ArrayList<>();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            scenarios.add(scenario("scenario-" + (i / 2), 1 + i % 2));
        }
        scenarios.forEach(policy::scenario);
        if (!scenarios.isEmpty() && random.nextBoolean()) {
            policy.defaultScenario(scenarios.get(0).id());
        }
        List<Rule> rules = new ArrayList<>();
        int ruleCount = random.nextInt(4);
        for (int i = 0; i < ruleCount; i++) {
            rules.add(rule("rule." + i, scenarios));
        }
        policy.rules(RuleSet.of(rules));
        settings(policy);
        return policy.build();
    }

    private void settings(Policy.Builder policy) {
        sometimes(() -> policy.timeZone(ZoneId.of(pick(List.of("Europe/Paris", "America/Guadeloupe", "+02:00")))));
        sometimes(() -> policy.country(pick(List.of("FR", "NO", "DE"))));
        sometimes(() ->
                policy.aging(pick(List.of(AgingBasis.values())), AgingBuckets.of(1 + random.nextInt(30), 60, 61)));
        sometimes(() -> policy.contactCapDays(random.nextInt(9)));
        sometimes(() -> policy.personCeiling(random.nextInt(9)));
        sometimes(() -> policy.tolerance(new Tolerance(BigDecimal.valueOf(random.nextInt(500), random.nextInt(4)))));
        sometimes(() -> policy.dueDateRoll(pick(List.of(DayRoll.values()))));
        sometimes(() -> policy.approvalPatience(random.nextInt(9)));
        sometimes(() -> policy.promiseGrace(random.nextInt(9)));
        sometimes(() -> policy.instalmentGrace(random.nextInt(9)));
        sometimes(() -> policy.maxPromises(random.nextInt(9)));
        sometimes(() -> policy.maxPromiseDays(random.nextInt(90)));
        sometimes(() -> policy.rebindCooldown(random.nextInt(90)));
        sometimes(() -> policy.thanksWithin(random.nextInt(9)));
        sometimes(() -> policy.maxLedgerAgeDays(random.nextInt(9)));
        sometimes(() -> policy.automatedEffects(true));
        sometimes(() -> policy.segmentThresholds(new SegmentThresholds(
                random.nextInt(9), tenths(-50, 50), tenths(-50, 50), tenths(0, 10), tenths(1, 10), tenths(-50, 50))));
        sometimes(() -> policy.portfolioMeans(new PortfolioMeans(
                random.nextBoolean() ? Optional.of(date()) : Optional.empty(),
                tenths(-50, 50),
                tenths(-50, 50),
                tenths(-50, 50),
                tenths(0, 10),
                tenths(0, 10))));
        sometimes(() -> policy.claims(claims()));
        sometimes(() -> policy.correspondence(correspondence()));
    }

    private Correspondence correspondence() {
        Correspondence.Builder correspondence = Correspondence.builder();
        sometimes(() -> correspondence.promise(channel(), text()));
        sometimes(() -> correspondence.plan(channel(), text()));
        sometimes(() -> correspondence.statement(channel(), text()));
        sometimes(() -> {
            correspondence.notes(channel(), text()).team("credit", "credit@example.com");
            sometimes(() ->
                    correspondence.team(new Correspondence.Team("sales", "sales@example.com", Optional.of("fr"))));
            sometimes(() -> correspondence.caseLink("https://a.example/{customer}"));
        });
        return correspondence.build();
    }

    private ClaimSettings claims() {
        ClaimSettings.Builder claims = ClaimSettings.underLawOf(pick(List.of("FR", "EU", "DE", "GB")));
        sometimes(() -> claims.agreedRate(tenths(0, 200).toPlainString()));
        sometimes(() -> claims.atLeastFloor(true));
        sometimes(() -> claims.flatSums(false));
        sometimes(() -> claims.collectingFor(CollectingFor.OTHERS));
        sometimes(() -> claims.deadlineDays(15));
        sometimes(() -> claims.claimsAfterPrincipal(ClaimsAfterPrincipal.NEVER));
        sometimes(() -> claims.rounding(new InterestRounding(
                pick(List.of(InterestRounding.When.values())),
                pick(List.of(RoundingMode.HALF_UP, RoundingMode.DOWN, RoundingMode.HALF_EVEN)))));
        RateSeries own = new RateSeries("own", "our own: " + text());
        ReferenceRates.Builder rates = ReferenceRates.standard().toBuilder();
        LatePaymentLaw.Builder law = LatePaymentLaw.standard().toBuilder();
        sometimes(() -> rates.semester(RateSeries.ECB_REFINANCING, 2030, 1, tenths(-20, 90), text()));
        if (random.nextBoolean()) {
            rates.semester(own, 2030, 1 + random.nextInt(2), tenths(-20, 90), text());
            law.terms(StatutoryTerms.of(
                            pick(List.of("FR", "CH")),
                            DebtorKind.BUSINESS,
                            date(),
                            new InterestRate.Reference(
                                    pick(List.of(own, RateSeries.GERMAN_BASE)),
                                    tenths(-20, 90),
                                    pick(List.of(Fixing.values())),
                                    pick(List.of(RateRounding.values()))),
                            text())
                    .floor(own, "2.5")
                    .dayCount(pick(List.of(DayCount.values())))
                    .build());
        }
        sometimes(() -> law.terms(
                StatutoryTerms.of("FR", DebtorKind.CONSUMER, date(), new InterestRate.Agreed(tenths(0, 90)), text())
                        .start(StatutoryTerms.Start.FORMAL_NOTICE)
                        .build()));
        sometimes(() -> {
            CurrencyUnit unit = pick(CURRENCIES);
            law.terms(StatutoryTerms.of(
                            "CH", DebtorKind.PUBLIC_BODY, date(), new InterestRate.Agreed(tenths(0, 90)), text())
                    .flatSum(new FlatSum(List.of(
                            new FlatSum.Tier(Optional.of(money(unit)), money(unit)),
                            new FlatSum.Tier(Optional.empty(), money(unit)))))
                    .build());
        });
        return claims.rates(rates.build()).law(law.build()).build();
    }

    private Scenario scenario(String id, int version) {
        ScenarioBuilder scenario = Scenario.named(id).version(version);
        sometimes(() -> scenario.name(text()));
        sometimes(() -> scenario.entry(Entry.AT_AGE));
        sometimes(() -> scenario.allowColdEscalation(true));
        sometimes(() -> scenario.grouping(Grouping.INVOICE));
        sometimes(() -> scenario.thankYou(channel(), text()));
        int day = 1 + random.nextInt(9);
        if (random.nextBoolean()) {
            scenario.step(step("before", Step.builder("before").daysBeforeDue(day)));
        }
        Stage stage = Stage.AMICABLE;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String stepId = "step " + i;
            Step.Builder step = Step.builder(stepId);
            day += random.nextInt(20);
            int kind = random.nextInt(i == 0 ? 3 : 5);
            switch (kind) {
                case 0 -> step.daysAfterDue(day);
                case 1 -> step.daysAfterIssue(100 + day);
                case 2 -> step.daysAfterBrokenPromise(100 + day);
                case 3 -> step.daysAfterPrevious(1 + random.nextInt(20));
                default -> step.daysAfterDelivery("step 0", 100 + day);
            }
            if (random.nextInt(3) == 0 && stage != Stage.LITIGATION) {
                stage = Stage.values()[stage.ordinal() + 1];
            }
            scenario.step(step(stepId, step.stage(stage)));
        }
        return scenario.build();
    }

    private Step step(String id, Step.Builder step) {
        sometimes(() -> step.when(condition(3, Scope.INVOICE)));
        sometimes(() -> CURRENCIES.subList(0, 1 + random.nextInt(4)).forEach(unit -> step.minimum(money(unit))));
        sometimes(() -> step.audience(pick(List.of(ContactRole.values())), pick(List.of(ContactRole.values()))));
        sometimes(() -> step.approval(random.nextBoolean()));
        sometimes(() -> step.proofOfDispatch(pick(List.of(ProofOfDispatch.values()))));
        sometimes(() -> step.grouping(pick(List.of(Grouping.values()))));
        sometimes(() -> step.tone(pick(List.of(Tone.values()))));
        sometimes(() -> step.send(channel(), text()));
        sometimes(() -> step.send(channel(), text()));
        sometimes(() -> step.task(text(), text()));
        sometimes(() -> step.action(new io.relance.action.DunningAction.RequestDeliveryStop(text())));
        sometimes(() -> step.escalate(text()));
        sometimes(() -> step.notifyInside(text(), text()));
        step.notifyInside(text(), id);
        return step.build();
    }

    private Rule rule(String id, List<Scenario> scenarios) {
        Rule.Builder rule = Rule.builder(id).when(condition(3, Scope.ACCOUNT));
        sometimes(() -> rule.priority(random.nextInt(5) - 2));
        List<Effect> effects = new ArrayList<>(List.of(
                new Effect.SetSegment(text()),
                new Effect.Notify(text(), text()),
                new Effect.Hold(text()),
                new Effect.RequireApproval(),
                new Effect.CreateTask(text(), text()),
                new Effect.SetCreditLimit(money(pick(CURRENCIES))),
                new Effect.RecommendTerms(text()),
                new Effect.RequestDeliveryStop(text()),
                new Effect.Tag(text())));
        if (!scenarios.isEmpty()) {
            effects.add(new Effect.AssignScenario(pick(scenarios).id()));
        }
        java.util.Collections.shuffle(effects, random);
        List<Effect> some = effects.subList(0, 1 + random.nextInt(effects.size()));
        rule.then(some.toArray(Effect[]::new));
        if (some.stream().anyMatch(Effect::edgeTriggered)) {
            sometimes(() -> rule.cooldownDays(1 + random.nextInt(90)));
            sometimes(() -> rule.fireOnStart(true));
        }
        return rule.build();
    }

    private Condition condition(int depth, Scope scope) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        return switch (kind) {
            case 0, 1 -> new Condition.All(conditions(depth - 1, scope));
            case 2, 3 -> new Condition.Any(conditions(depth - 1, scope));
            case 4 -> new Condition.Not(condition(depth - 1, scope));
            case 5 -> new Condition.Known(fact(scope));
            default -> comparison(fact(scope));
        };
    }

    private List<Condition> conditions(int depth, Scope scope) {
        List<Condition> conditions = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            conditions.add(condition(depth, scope));
        }
        return conditions;
    }

    private Fact<?> fact(Scope scope) {
        Map<String, Fact<?>> facts = new LinkedHashMap<>();
        Facts.all().forEach(fact -> facts.put(fact.name(), fact));
        FIELDS.forEach(fact -> facts.put(fact.name(), fact));
        return pick(facts.values().stream()
                .filter(fact -> scope == Scope.INVOICE || fact.scope() == Scope.ACCOUNT)
                .toList());
    }

    private Condition comparison(Fact<?> fact) {
        Operator operator = pick(Operator.serving(fact.type()));
        Expected expected = switch (fact.type()) {
            case AMOUNT -> new Expected.Amount(money(pick(CURRENCIES)));
            case DAYS, COUNT -> new Expected.Numeric(BigDecimal.valueOf(random.nextInt(200) - 50));
            case RATE -> new Expected.Numeric(tenths(0, 10));
            case DECIMAL -> new Expected.Numeric(tenths(-50, 50));
            case DATE -> new Expected.Date(date());
            case FLAG -> new Expected.Flag(random.nextBoolean());
            case TEXT, TAGS ->
                operator == Operator.IN
                        ? Expected.Texts.of(List.of(word(fact), word(fact)))
                        : new Expected.Text(word(fact));
        };
        return new Condition.Comparison(fact, operator, expected);
    }

    private String word(Fact<?> fact) {
        return fact.values().isEmpty() ? text() : pick(List.copyOf(fact.values()));
    }

    private Money money(CurrencyUnit unit) {
        return Money.ofMinor(unit, 1 + random.nextInt(1_000_000));
    }

    private BigDecimal tenths(int from, int to) {
        return BigDecimal.valueOf(from + random.nextInt(to - from + 1), 1);
    }

    private LocalDate date() {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
    }

    private ChannelId channel() {
        return pick(List.of(ChannelId.EMAIL, ChannelId.SMS, ChannelId.LETTER, new ChannelId("email-legal")));
    }

    private String text() {
        return pick(TEXTS);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void sometimes(Runnable what) {
        if (random.nextInt(3) == 0) {
            what.run();
        }
    }
}
