package io.relance.json;

import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Problems;
import io.relance.json.tree.Value;
import io.relance.rule.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.Money;

/** What rules do: {@code { tag: big }}. */
final class EffectReading {
    private static final Map<String, Function<String, Effect>> WITH_TEXT = withText();
    private static final String NOTIFY = "notify";
    private static final String TASK = "task";
    private static final String REQUIRE_APPROVAL = "requireApproval";
    private static final String CREDIT_LIMIT = "setCreditLimit";
    private static final int KINDS = 10;

    private final Problems problems;

    EffectReading(Problems problems) {
        this.problems = problems;
    }

    private static Map<String, Function<String, Effect>> withText() {
        Map<String, Function<String, Effect>> effects = new LinkedHashMap<>();
        effects.put("assignScenario", Effect.AssignScenario::new);
        effects.put("setSegment", Effect.SetSegment::new);
        effects.put("hold", Effect.Hold::new);
        effects.put("recommendTerms", Effect.RecommendTerms::new);
        effects.put("deliveryStop", Effect.RequestDeliveryStop::new);
        effects.put("tag", Effect.Tag::new);
        return effects;
    }

    Optional<Effect> read(Node node) {
        return ObjectReader.of(node, "the effect", problems).flatMap(this::read);
    }

    private Optional<Effect> read(ObjectReader o) {
        Map<String, Optional<Effect>> found = new LinkedHashMap<>(KINDS);
        WITH_TEXT.forEach((key, effect) -> {
            Value<String> text = o.text(key);
            note(key, text, text.as(effect).optional(), found);
        });
        Value<ObjectReader> notify = o.object(NOTIFY);
        note(NOTIFY, notify, pair(notify, "to", texts -> new Effect.Notify(texts.get(0), texts.get(1))), found);
        Value<ObjectReader> task = o.object(TASK);
        note(TASK, task, pair(task, "team", texts -> new Effect.CreateTask(texts.get(0), texts.get(1))), found);
        Value<Boolean> approval = o.bool(REQUIRE_APPROVAL);
        note(
                REQUIRE_APPROVAL,
                approval,
                approval.as(EffectReading::requireApproval).optional(),
                found);
        Value<ObjectReader> limit = o.object(CREDIT_LIMIT);
        note(CREDIT_LIMIT, limit, limit.optional().flatMap(l -> limit(l, limit)), found);
        if (found.size() > 1) {
            o.error(
                    "CONTRADICTION",
                    "one effect is \"" + String.join("\" and \"", found.keySet()) + "\" at once",
                    "make them two items of \"then\"");
        } else if (found.isEmpty() && o.entries().isEmpty()) {
            o.error("MISSING_EFFECT", "the effect is empty", "write, for example, tag: big");
        }
        o.finish();
        return found.values().stream().flatMap(Optional::stream).findFirst();
    }

    private static void note(String key, Value<?> value, Optional<Effect> effect, Map<String, Optional<Effect>> found) {
        if (value.written()) {
            found.put(key, effect);
        }
    }

    private static Optional<Effect> pair(
            Value<ObjectReader> value, String first, Function<List<String>, Effect> effect) {
        return value.as(o -> StepReading.pair(o, first, "text").map(effect))
                .optional()
                .flatMap(e -> e);
    }

    private static Effect requireApproval(boolean on) {
        if (!on) {
            throw new IllegalArgumentException("only true has a meaning; leave the effect out instead of false");
        }
        return new Effect.RequireApproval();
    }

    private Optional<Effect> limit(ObjectReader o, Value<ObjectReader> value) {
        int written = o.entries().size();
        List<Money> amounts = Amounts.read(o, problems);
        if (written != 1) {
            o.error("ONE_CURRENCY", "a credit limit is in one currency, but " + written + " are given", "keep one");
        }
        return amounts.size() == 1
                ? value.as(any -> (Effect) new Effect.SetCreditLimit(amounts.get(0)))
                        .optional()
                : Optional.empty();
    }

    static Node write(Effect effect) {
        MappingBuilder m = new MappingBuilder();
        if (effect instanceof Effect.AssignScenario assign) {
            m.text("assignScenario", assign.scenarioId());
        } else if (effect instanceof Effect.SetSegment set) {
            m.text("setSegment", set.segment());
        } else if (effect instanceof Effect.Notify notify) {
            m.mapping(NOTIFY, n -> n.text("to", notify.recipient()).text("text", notify.text()));
        } else if (effect instanceof Effect.Hold hold) {
            m.text("hold", hold.reason());
        } else if (effect instanceof Effect.RequireApproval) {
            m.bool(REQUIRE_APPROVAL, true);
        } else if (effect instanceof Effect.CreateTask task) {
            m.mapping(TASK, t -> t.text("team", task.team()).text("text", task.text()));
        } else if (effect instanceof Effect.SetCreditLimit limit) {
            Amounts.write(CREDIT_LIMIT, List.of(limit.limit()), m);
        } else if (effect instanceof Effect.RecommendTerms recommend) {
            m.text("recommendTerms", recommend.terms());
        } else if (effect instanceof Effect.RequestDeliveryStop stop) {
            m.text("deliveryStop", stop.text());
        } else {
            m.text("tag", ((Effect.Tag) effect).tag());
        }
        return m.build();
    }
}
