package io.relance.json;

import io.relance.aging.AgingBasis;
import io.relance.aging.AgingBuckets;
import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Problems;
import io.relance.json.tree.Value;
import io.relance.money.Tolerance;
import io.relance.policy.Policy;
import io.relance.policy.PolicyAnalysis;
import io.relance.rule.RuleSet;
import io.relance.scenario.Problem;
import io.relance.time.DayRoll;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A policy out of its document. */
final class PolicyDocument {
    private static final int MOST = Integer.MAX_VALUE;

    private final Node root;
    private final Problems problems;

    PolicyDocument(Node root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    Optional<Policy> read() {
        return ObjectReader.of(root, "the policy", problems).flatMap(this::read);
    }

    private Optional<Policy> read(ObjectReader o) {
        Policy.Builder policy = Policy.named(o.text("policy").requiredOr("?"));
        o.text("timeZone").as(PolicyDocument::zone).ifPresent(policy::timeZone);
        o.text("country").as(PolicyDocument::country).ifPresent(policy::country);
        o.object("aging").ifPresent(aging -> aging(aging, policy));
        limits(o, policy);
        new FigureReading(o).read(policy);
        o.object("claims").ifPresent(claims -> new ClaimReading(claims).read().ifPresent(policy::claims));
        o.object("correspondence").ifPresent(all -> policy.correspondence(CorrespondenceReading.read(all)));
        ConditionReading conditions = new ConditionReading(HostFields.read(o, problems), problems);
        o.text("defaultScenario").ifPresent(policy::defaultScenario);
        ScenarioReading scenarios = new ScenarioReading(conditions, problems);
        List<ScenarioDraft> drafts =
                o.list("scenarios", node -> Optional.of(scenarios.read(node))).requiredOr(List.of());
        drafts.forEach(draft -> policy.scenario(draft.scenario()));
        RuleReading reading = new RuleReading(conditions, problems);
        List<RuleReading.Draft> rules =
                o.list("rules", node -> Optional.of(reading.read(node))).orElse(List.of());
        o.finish();

        RuleSet ruleSet = reading.together(rules);
        policy.rules(ruleSet);
        RulePaths paths = new RulePaths(ruleSet, rules);
        Set<String> ids = new TreeSet<>();
        drafts.forEach(draft -> ids.add(draft.scenario().id()));
        boolean allNamed = o.node("scenarios").optional().orElse(null) instanceof Node.Items
                && drafts.stream().allMatch(ScenarioDraft::named);
        Located located = new Located(root);
        for (Problem problem : policy.problems()) {
            if (problem.code().equals("UNKNOWN_SCENARIO") && !allNamed) {
                continue;
            }
            Problem placed = paths.asWritten(problem);
            located.report(placed, Nearest.remedy(placed, located, ids), problems);
        }
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        Policy read = PolicyWriter.versioned(policy.build());
        for (Problem finding : PolicyAnalysis.of(read)) {
            located.report(paths.asWritten(finding), problems);
        }
        return Optional.of(read);
    }

    /** All names of UTC are one zone, so that the default is one. */
    private static ZoneId zone(String name) {
        ZoneId zone = ZoneId.of(name);
        return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
    }

    private static String country(String code) {
        Policy.named("?").country(code);
        return code;
    }

    private void aging(ObjectReader o, Policy.Builder policy) {
        AgingBasis basis = o.constant("basis", AgingBasis.class).orElse(AgingBasis.DUE_DATE);
        Value<List<Integer>> bounds = o.integers("bounds", 1, MOST);
        boolean whole = o.node("bounds").optional().orElse(null) instanceof Node.Items items
                && items.values().size() == bounds.orElse(List.of()).size();
        AgingBuckets buckets = whole
                ? bounds.as(list -> AgingBuckets.of(
                                list.stream().mapToInt(Integer::intValue).toArray()))
                        .orElse(AgingBuckets.standard())
                : AgingBuckets.standard();
        o.finish();
        policy.aging(basis, buckets);
    }

    private static void limits(ObjectReader o, Policy.Builder policy) {
        o.object("contactCap").ifPresent(cap -> {
            cap.integer("days", 0, MOST).required().ifPresent(policy::contactCapDays);
            cap.finish();
        });
        o.object("naturalPersonCeiling").ifPresent(ceiling -> {
            ceiling.integer("messages", 0, MOST).required().ifPresent(policy::personCeiling);
            ceiling.finish();
        });
        o.decimal("tolerance").as(Tolerance::new).ifPresent(policy::tolerance);
        o.constant("dueDateRoll", DayRoll.class).ifPresent(policy::dueDateRoll);
        o.integer("approvalPatience", 0, MOST).ifPresent(policy::approvalPatience);
        o.object("promises").ifPresent(promises -> {
            promises.integer("grace", 0, MOST).ifPresent(policy::promiseGrace);
            promises.integer("max", 0, MOST).ifPresent(policy::maxPromises);
            promises.integer("maxDays", 0, MOST).ifPresent(policy::maxPromiseDays);
            promises.finish();
        });
        o.object("instalments").ifPresent(instalments -> {
            instalments.integer("grace", 0, MOST).required().ifPresent(policy::instalmentGrace);
            instalments.finish();
        });
        o.integer("rebindCooldown", 0, MOST).ifPresent(policy::rebindCooldown);
        o.integer("thankYouWithin", 0, MOST).ifPresent(policy::thanksWithin);
        o.integer("maxLedgerAgeDays", 0, MOST).ifPresent(policy::maxLedgerAgeDays);
        o.bool("automatedEffects").ifPresent(policy::automatedEffects);
    }
}
