package io.relance.json;

import io.relance.rule.RuleSet;
import io.relance.scenario.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rule sets count their rules by priority, documents as they are written. */
final class RulePaths {
    private static final Pattern RULE = Pattern.compile("rules\\[(\\d+)](.*)");

    private final RuleSet rules;
    private final List<RuleReading.Draft> drafts;

    RulePaths(RuleSet rules, List<RuleReading.Draft> drafts) {
        this.rules = rules;
        this.drafts = drafts;
    }

    Problem asWritten(Problem problem) {
        Matcher matcher = RULE.matcher(problem.path());
        if (!matcher.matches()) {
            return problem;
        }
        String id = rules.rules().get(Integer.parseInt(matcher.group(1))).id();
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i).rule().filter(rule -> rule.id().equals(id)).isPresent()) {
                String path = "rules[" + i + "]" + matcher.group(2);
                return new Problem(problem.severity(), problem.code(), path, problem.message(), problem.remedy());
            }
        }
        throw new IllegalStateException("rule \"" + id + "\" was read from no document");
    }
}
