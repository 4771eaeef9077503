package io.relance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import io.relance.architecture.Reactor.Module;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold for the code of the modules, and each is broken by code that was written to break it. */
class RulesTest {

    private static final String BROKEN = "io.relance.architecture.broken";

    private static final JavaClasses CODE = new ClassFileImporter()
            .importPaths(Reactor.ofThisBuild().modulesWithCode().stream()
                    .map(Module::classes)
                    .toArray(Path[]::new));

    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(BROKEN);

    static Stream<Rule> rules() {
        return new Rules(FloorPlan.ROOT).all().stream();
    }

    static Stream<Rule> rulesForOffenders() {
        return new Rules(BROKEN).all().stream();
    }

    @Test
    void there_is_code_to_look_at() {
        assertThat(CODE).extracting(JavaClass::getPackageName).contains("io.relance.money");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(Rule rule) {
        rule.rule().check(CODE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesForOffenders")
    void can_fail(Rule rule) {
        EvaluationResult result = rule.rule().evaluate(OFFENDERS);
        List<String> details = result.getFailureReport().getDetails();

        assertThat(rule.offenders())
                .isNotEmpty()
                .allSatisfy(offender ->
                        assertThat(details).as("violations found").anyMatch(detail -> detail.contains("." + offender)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesForOffenders")
    void lets_the_innocent_go(Rule rule) {
        assertThat(rule.rule().evaluate(OFFENDERS).getFailureReport().getDetails())
                .noneMatch(detail -> detail.contains(".Innocent"));
    }
}
