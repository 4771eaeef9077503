package io.relance.json;

import io.relance.action.DunningAction;
import io.relance.action.Stage;
import io.relance.action.Tone;
import io.relance.delivery.ChannelId;
import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Problems;
import io.relance.json.tree.Value;
import io.relance.receivable.ContactRole;
import io.relance.rule.Scope;
import io.relance.scenario.Grouping;
import io.relance.scenario.Problem;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Step;
import io.relance.scenario.Timing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The steps of one scenario out of a document, read in their order. */
final class StepReading {
    private static final Set<String> ACTIONS = Set.of("send", "task", "notify", "escalate", "deliveryStop");
    private static final Pattern STEP = Pattern.compile("steps\\[(\\d+)].*");

    private final ConditionReading conditions;
    private final Problems problems;
    private final List<Optional<String>> ids = new ArrayList<>();
    private final Set<Integer> withoutStage = new HashSet<>();
    private @Nullable Stage lastStage;

    StepReading(ConditionReading conditions, Problems problems) {
        this.conditions = conditions;
        this.problems = problems;
    }

    /** The step at {@code node}; of what can't be read nothing, and {@code problems} says why. */
    Step read(Node node) {
        int index = ids.size();
        Optional<ObjectReader> reader = ObjectReader.of(node, "the step", problems);
        if (reader.isEmpty()) {
            ids.add(Optional.empty());
            withoutStage.add(index);
            return neutral(Step.builder(ScenarioDraft.unnamed(node.place()))).build();
        }
        ObjectReader o = reader.get();
        Optional<String> id = o.text("id").required();
        ids.add(id);
        Step.Builder step = Step.builder(id.orElse(ScenarioDraft.unnamed(node.place())));
        Value<Stage> stage = o.constant("stage", Stage.class);
        Value<ObjectReader> when = o.object("when");
        Optional<Timing> timing = when.optional().flatMap(w -> TimingReading.read(w));
        timing.ifPresent(step::at);
        o.node("if").optional().flatMap(c -> conditions.read(c, Scope.INVOICE)).ifPresent(step::when);
        o.object("minimum").ifPresent(m -> Amounts.read(m, problems).forEach(step::minimum));
        o.bool("approval").ifPresent(step::approval);
        o.constants("audience", ContactRole.class).ifPresent(roles -> step.audience(roles.toArray(ContactRole[]::new)));
        o.constant("proofOfDispatch", ProofOfDispatch.class).ifPresent(step::proofOfDispatch);
        o.constant("grouping", Grouping.class).ifPresent(step::grouping);
        o.constant("tone", Tone.class).ifPresent(step::tone);
        actions(o, step);
        boolean misspelt = o.entries().stream().anyMatch(entry -> !o.asked(entry.key()));
        o.finish();

        boolean staged = stage.optional().isPresent() || (!stage.written() && timing.isPresent() && !misspelt);
        if (!staged) {
            withoutStage.add(index);
            return neutral(step).build();
        }
        stage.ifPresent(step::stage);
        Step built = step.build();
        lastStage = built.stage();
        return built;
    }

    /** A step of unknown stage takes that of the step before: it decreases nothing. */
    private Step.Builder neutral(Step.Builder step) {
        return lastStage == null ? step : step.stage(lastStage);
    }

    private void actions(ObjectReader o, Step.Builder step) {
        o.objects("send")
                .ifPresent(routes -> routes.forEach(route -> {
                    Optional<ChannelId> channel =
                            route.text("channel").as(ChannelId::new).required();
                    Optional<String> template = route.text("template").required();
                    route.finish();
                    if (channel.isPresent() && template.isPresent()) {
                        step.send(channel.get(), template.get());
                    }
                }));
        o.object("task").ifPresent(task -> pair(task, "team", "text").ifPresent(p -> step.task(p.get(0), p.get(1))));
        o.objects("notify")
                .ifPresent(notes -> notes.forEach(
                        note -> pair(note, "to", "text").ifPresent(p -> step.notifyInside(p.get(0), p.get(1)))));
        o.object("escalate").ifPresent(escalation -> {
            escalation.text("to").required().ifPresent(step::escalate);
            escalation.finish();
        });
        o.text("deliveryStop").ifPresent(text -> step.action(new DunningAction.RequestDeliveryStop(text)));
    }

    /** Two texts that belong together; empty when one can't be read. */
    static Optional<List<String>> pair(ObjectReader o, String first, String second) {
        Optional<String> one = o.text(first).required();
        Optional<String> other = o.text(second).required();
        o.finish();
        return one.flatMap(a -> other.map(b -> List.of(a, b)));
    }

    /** Whether a problem at {@code path} is about an action of the step at {@code step}. */
    static boolean isAction(String path, String step) {
        if (!path.startsWith(step + ".")) {
            return false;
        }
        String key = path.substring(step.length() + 1).split("[.\\[]", 2)[0];
        return ACTIONS.contains(key);
    }

    /** Whether an error of the definition only follows from a stage or an id that could not be read. */
    boolean explains(Problem error) {
        Matcher matcher = STEP.matcher(error.path());
        if (!matcher.matches()) {
            return false;
        }
        int index = Integer.parseInt(matcher.group(1));
        return switch (error.code()) {
            case "TIMING_AND_STAGE" -> withoutStage.contains(index);
            case "UNKNOWN_STEP" -> ids.subList(0, index).stream().anyMatch(Optional::isEmpty);
            default -> false;
        };
    }

    /** The ids of the steps before the one that {@code path} is about. */
    List<String> idsBefore(String path) {
        Matcher matcher = STEP.matcher(path);
        int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return ids.subList(0, index).stream().flatMap(Optional::stream).toList();
    }
}
