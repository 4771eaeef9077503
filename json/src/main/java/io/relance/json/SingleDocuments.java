package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Problems;
import io.relance.rule.RuleSet;
import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/** Documents that hold one part of a policy. */
final class SingleDocuments {
    private SingleDocuments() {}

    static Optional<Scenario> scenario(Node node, Problems problems) {
        return ObjectReader.of(node, "the scenario", problems).flatMap(o -> {
            ScenarioDraft draft = new ScenarioReading(
                            new ConditionReading(HostFields.read(o, problems), problems), problems)
                    .read(node, o);
            if (draft.sound()) {
                Located located = new Located(node);
                for (Problem warning : draft.scenario().toBuilder().problems()) {
                    located.report(warning, problems);
                }
            }
            return draft.sound() ? Optional.of(draft.scenario()) : Optional.empty();
        });
    }

    static Optional<RuleSet> rules(Node node, Problems problems) {
        return ObjectReader.of(node, "the rules", problems).flatMap(o -> {
            RuleReading reading =
                    new RuleReading(new ConditionReading(HostFields.read(o, problems), problems), problems);
            List<RuleReading.Draft> drafts =
                    o.list("rules", item -> Optional.of(reading.read(item))).requiredOr(List.of());
            o.finish();
            return Optional.of(reading.together(drafts));
        });
    }
}
