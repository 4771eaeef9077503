package io.relance.json;

import io.relance.action.DunningAction;
import io.relance.action.DunningAction.Route;
import io.relance.action.Tone;
import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.util.List;

/** Scenarios as trees. */
final class ScenarioTree {
    private ScenarioTree() {}

    static Node.Mapping of(Scenario scenario) {
        MappingBuilder m = new MappingBuilder()
                .text("id", scenario.id())
                .number("version", scenario.ref().version());
        if (!scenario.name().equals(scenario.id())) {
            m.text("name", scenario.name());
        }
        m.constant("entry", scenario.entry());
        if (scenario.allowColdEscalation()) {
            m.bool("allowColdEscalation", true);
        }
        m.constant("grouping", scenario.grouping());
        scenario.thankYou().ifPresent(route -> m.node("thankYou", route(route)));
        return m.list("steps", scenario.steps().stream().map(ScenarioTree::step).toList())
                .build();
    }

    private static Node.Mapping step(Step step) {
        MappingBuilder m = new MappingBuilder()
                .text("id", step.id())
                .constant("stage", step.stage())
                .mapping("when", when -> TimingReading.write(step.timing(), when));
        step.condition().ifPresent(condition -> m.node("if", ConditionTree.of(condition)));
        if (!step.minimum().isEmpty()) {
            Amounts.write("minimum", step.minimum().sums(), m);
        }
        step.namedApproval().ifPresent(approval -> m.bool("approval", approval));
        step.namedAudience()
                .ifPresent(roles ->
                        m.texts("audience", roles.stream().map(Enum::name).toList()));
        step.namedProofOfDispatch().ifPresent(proof -> m.constant("proofOfDispatch", proof));
        step.ownGrouping().ifPresent(grouping -> m.constant("grouping", grouping));
        if (step.tone() != Tone.NEUTRAL) {
            m.constant("tone", step.tone());
        }
        step.message()
                .ifPresent(message -> m.list(
                        "send",
                        message.routes().stream().map(ScenarioTree::route).toList()));
        step.task()
                .ifPresent(task ->
                        m.mapping("task", t -> t.text("team", task.team()).text("text", task.text())));
        List<Node.Mapping> notes = step.actions().stream()
                .filter(DunningAction.Notify.class::isInstance)
                .map(DunningAction.Notify.class::cast)
                .map(note -> new MappingBuilder()
                        .text("to", note.recipient())
                        .text("text", note.text())
                        .build())
                .toList();
        if (!notes.isEmpty()) {
            m.list("notify", notes);
        }
        for (DunningAction action : step.actions()) {
            if (action instanceof DunningAction.Escalate escalate) {
                m.mapping("escalate", e -> e.text("to", escalate.to()));
            } else if (action instanceof DunningAction.RequestDeliveryStop stop) {
                m.text("deliveryStop", stop.text());
            }
        }
        return m.build();
    }

    private static Node.Mapping route(Route route) {
        return new MappingBuilder()
                .text("channel", route.channel().value())
                .text("template", route.template())
                .build();
    }
}
