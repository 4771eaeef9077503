package io.relance.json;

import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Value;
import io.relance.scenario.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Timings: {@code { daysAfterDue: 5 }}. */
final class TimingReading {
    private static final String AFTER_DELIVERY = "daysAfterDelivery";
    private static final Map<String, IntFunction<Timing>> SIMPLE = simple();

    private TimingReading() {}

    private static Map<String, IntFunction<Timing>> simple() {
        Map<String, IntFunction<Timing>> timings = new LinkedHashMap<>();
        timings.put("daysBeforeDue", Timing.DaysBeforeDue::new);
        timings.put("daysAfterDue", Timing.DaysAfterDue::new);
        timings.put("daysAfterIssue", Timing.DaysAfterIssue::new);
        timings.put("daysAfterPrevious", Timing.DaysAfterPrevious::new);
        timings.put("daysAfterBrokenPromise", Timing.DaysAfterBrokenPromise::new);
        return timings;
    }

    static Optional<Timing> read(ObjectReader o) {
        List<String> written = new ArrayList<>();
        List<Timing> timings = new ArrayList<>();
        SIMPLE.forEach((key, timing) -> {
            Value<Integer> days = o.integer(key, 1, Timing.MAX_DAYS);
            if (days.written()) {
                written.add(key);
            }
            days.as(timing::apply).ifPresent(timings::add);
        });
        Value<ObjectReader> delivery = o.object(AFTER_DELIVERY);
        if (delivery.written()) {
            written.add(AFTER_DELIVERY);
        }
        delivery.ifPresent(d -> {
            Optional<String> step = d.text("step").required();
            Optional<Integer> days = d.integer("days", 1, Timing.MAX_DAYS).required();
            d.finish();
            if (step.isPresent() && days.isPresent()) {
                timings.add(new Timing.DaysAfterDelivery(step.get(), days.get()));
            }
        });
        if (written.size() > 1) {
            o.error(
                    "CONTRADICTION",
                    "a step is due \"" + String.join("\" and \"", written) + "\" at once",
                    "keep one of them");
        } else if (written.isEmpty() && o.entries().isEmpty()) {
            o.error("MISSING_TIMING", "the timing is empty", "write, for example, daysAfterDue: 5");
        }
        o.finish();
        return written.size() == 1 && timings.size() == 1 ? Optional.of(timings.get(0)) : Optional.empty();
    }

    static void write(Timing timing, MappingBuilder into) {
        if (timing instanceof Timing.DaysAfterDelivery delivery) {
            into.mapping(AFTER_DELIVERY, m -> m.text("step", delivery.step()).number("days", delivery.days()));
            return;
        }
        SIMPLE.forEach((key, kind) -> {
            if (kind.apply(timing.days()).equals(timing)) {
                into.number(key, timing.days());
            }
        });
    }
}
