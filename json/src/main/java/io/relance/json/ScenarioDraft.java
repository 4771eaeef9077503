package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.Place;
import io.relance.scenario.Scenario;

/**
 * A scenario as far as it could be read.
 *
 * @param scenario the scenario, or when it is not {@code sound} one of the same id and version that stands in for it, so that
 *     what names it is not called wrong too
 * @param named whether its id could be read
 */
record ScenarioDraft(Scenario scenario, boolean sound, boolean named) {
    static ScenarioDraft standIn(String id, int version, boolean named) {
        Scenario scenario = Scenario.named(id.isBlank() ? "?" : id)
                .version(Math.max(1, version))
                .step("?", s -> s.daysAfterDue(1).task("?", "?"))
                .build();
        return new ScenarioDraft(scenario, false, named && !id.isBlank());
    }

    /** For an item that is no mapping. */
    static ScenarioDraft unreadable(Node node) {
        return standIn(unnamed(node.place()), 1, false);
    }

    /** An id that no document can hold by chance. */
    static String unnamed(Place place) {
        return "\u0000" + place.path();
    }
}
