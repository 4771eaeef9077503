package io.relance.json;

import io.relance.delivery.ChannelId;
import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Problems;
import io.relance.json.tree.Value;
import io.relance.scenario.Entry;
import io.relance.scenario.Grouping;
import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import io.relance.scenario.ScenarioBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scenarios out of a document: the reader's problems and the builder's together, none of them twice. */
final class ScenarioReading {
    private final ConditionReading conditions;
    private final Problems problems;

    ScenarioReading(ConditionReading conditions, Problems problems) {
        this.conditions = conditions;
        this.problems = problems;
    }

    ScenarioDraft read(Node node) {
        return ObjectReader.of(node, "the scenario", problems)
                .map(o -> read(node, o))
                .orElseGet(() -> ScenarioDraft.unreadable(node));
    }

    /** Reads and finishes {@code o}, which reads {@code node}. */
    ScenarioDraft read(Node node, ObjectReader o) {
        Value<String> id = o.text("id");
        Value<Integer> version = o.integer("version", 1, Integer.MAX_VALUE);
        ScenarioBuilder builder = Scenario.named(id.requiredOr(ScenarioDraft.unnamed(node.place())))
                .version(version.orElse(1));
        o.text("name").ifPresent(builder::name);
        o.constant("entry", Entry.class).ifPresent(builder::entry);
        o.bool("allowColdEscalation").ifPresent(builder::allowColdEscalation);
        o.constant("grouping", Grouping.class).ifPresent(builder::grouping);
        o.object("thankYou").ifPresent(route -> thankYou(route, builder));
        StepReading steps = new StepReading(conditions, problems);
        o.list("steps", step -> Optional.of(steps.read(step))).ifPresent(drafts -> drafts.forEach(builder::step));
        o.finish();

        boolean clean = check(node, builder, steps);
        return clean
                ? new ScenarioDraft(builder.build(), true, true)
                : ScenarioDraft.standIn(
                        id.orElse(ScenarioDraft.unnamed(node.place())),
                        version.orElse(1),
                        id.optional().isPresent());
    }

    private static void thankYou(ObjectReader o, ScenarioBuilder builder) {
        Optional<ChannelId> channel = o.text("channel").as(ChannelId::new).required();
        Optional<String> template = o.text("template").required();
        o.finish();
        if (channel.isPresent() && template.isPresent()) {
            builder.thankYou(channel.get(), template.get());
        }
    }

    private boolean check(Node node, ScenarioBuilder builder, StepReading steps) {
        Consequences consequences = new Consequences(node, problems);
        List<Problem> errors = new ArrayList<>(
                builder.problems().stream().filter(Problem::isError).toList());
        errors.removeIf(error -> consequences.explain(error) || steps.explains(error));
        Located located = new Located(node);
        for (Problem error : errors) {
            List<String> near = error.code().equals("UNKNOWN_STEP") ? steps.idsBefore(error.path()) : List.of();
            located.report(error, Nearest.remedy(error, located, near), problems);
        }
        return errors.isEmpty() && !consequences.any();
    }
}
