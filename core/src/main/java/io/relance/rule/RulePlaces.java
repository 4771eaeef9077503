package io.relance.rule;

import io.relance.account.RuleState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ids of a set's rules in their order, and the place of each. */
final class RulePlaces {
    private final String[] ids;
    private final Map<String, Integer> byId = new HashMap<>();

    RulePlaces(List<Rule> rules) {
        this.ids = rules.stream().map(Rule::id).toArray(String[]::new);
        for (int i = 0; i < ids.length; i++) {
            byId.put(ids[i], i);
        }
    }

    int count() {
        return ids.length;
    }

    String id(int place) {
        return ids[place];
    }

    /** The place of a rule; null when it is not in the set. */
    @Nullable
    Integer of(@Nullable Object id) {
        return byId.get(id);
    }

    /** What is remembered of each rule, by place: one pass, where asking a sorted map once a rule would compare ids. */
    @Nullable
    RuleState[] inOrder(Map<String, RuleState> remembered) {
        @Nullable RuleState[] states = new @Nullable RuleState[ids.length];
        remembered.forEach((id, state) -> {
            Integer place = of(id);
            if (place != null) {
                states[place] = state;
            }
        });
        return states;
    }
}
