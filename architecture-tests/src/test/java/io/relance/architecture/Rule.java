package io.relance.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule together with the classes that break it on purpose, by simple name: a rule that cannot fail is none.
 *
 * @param name the rule as a sentence
 */
record Rule(String name, ArchRule rule, List<String> offenders) {

    static Rule of(String name, ArchRule rule, String... offenders) {
        return new Rule(name, rule.as(name).allowEmptyShould(true), List.of(offenders));
    }

    @Override
    public String toString() {
        return name;
    }
}
