package io.relance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.architecture.FloorPlan.Unit;
import io.relance.architecture.Reactor.Module;
import io.relance.architecture.Reactor.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the directories and poms of the modules must keep to. */
class FloorPlanTest {

    private final Reactor reactor = Reactor.ofThisBuild();

    @Test
    void every_module_stands_on_a_floor() {
        assertThat(reactor.modules())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(FloorPlan.unitAt(module.directory()))
                        .as("floor of %s", module.directory())
                        .isPresent());
    }

    @Test
    void arrows_point_down() {
        Map<String, Module> byArtifact =
                reactor.modules().stream().collect(Collectors.toMap(Module::artifact, module -> module));
        List<String> wrong = new ArrayList<>();
        for (Module module : reactor.modules()) {
            for (Use use : module.uses()) {
                Module used = byArtifact.get(use.artifact());
                if (!use.test() && used != null && floor(used) >= floor(module)) {
                    wrong.add("%s (floor %d) uses %s (floor %d)"
                            .formatted(module.directory(), floor(module), used.directory(), floor(used)));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_package_lives_in_one_module() {
        Map<String, Set<String>> homes = new TreeMap<>();
        for (Module module : reactor.modulesWithCode()) {
            for (String name : module.packages()) {
                homes.computeIfAbsent(name, key -> new TreeSet<>()).add(module.directory());
            }
        }
        assertThat(homes)
                .isNotEmpty()
                .allSatisfy((name, directories) ->
                        assertThat(directories).as("modules with %s", name).hasSize(1));
    }

    @Test
    void a_package_lives_in_the_module_that_the_plan_says() {
        for (Module module : reactor.modulesWithCode()) {
            assertThat(module.packages())
                    .allSatisfy(name -> assertThat(
                                    FloorPlan.ownerOf(FloorPlan.ROOT, name).map(Unit::directory))
                            .as("owner of %s, found in %s", name, module.directory())
                            .isEqualTo(FloorPlan.unitAt(module.directory()).map(Unit::directory)));
        }
    }

    @Test
    void every_package_is_null_marked() throws IOException {
        for (Module module : reactor.modulesWithCode()) {
            for (String name : module.packages()) {
                Path info = module.sources().resolve(name.replace('.', '/')).resolve("package-info.java");
                assertThat(info).exists();
                assertThat(Files.readString(info)).contains("@NullMarked");
            }
        }
    }

    @Test
    void what_is_published_is_what_the_bom_lists() {
        Set<String> published = reactor.modules().stream()
                .filter(module ->
                        unit(module).published() && !module.directory().equals("bom"))
                .map(Module::artifact)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(reactor.managedBy("bom")).isEqualTo(published);
        assertThat(reactor.managedBy("")).as("managed by the parent").containsAll(published);
    }

    @Test
    void only_what_is_published_is_deployed() {
        assertThat(reactor.modules())
                .allSatisfy(module -> assertThat(module.deployed())
                        .as(module.directory())
                        .isEqualTo(unit(module).published()));
    }

    @Test
    void these_tests_are_built_after_every_module_with_code() {
        Set<String> used = reactor.module("architecture-tests").uses().stream()
                .map(Use::artifact)
                .collect(Collectors.toSet());
        assertThat(reactor.modulesWithCode())
                .filteredOn(module -> unit(module).published())
                .allSatisfy(module -> assertThat(used).contains(module.artifact()));
    }

    @Test
    void an_artifact_is_named_after_its_directory() {
        assertThat(reactor.modules())
                .allSatisfy(module -> assertThat(module.artifact())
                        .isEqualTo("relance-" + module.path().getFileName()));
    }

    @Test
    void the_longest_package_name_decides_who_owns_a_package() {
        assertThat(FloorPlan.ownerOf("io.relance", "io.relance").map(Unit::directory))
                .contains("engine");
        assertThat(FloorPlan.ownerOf("io.relance", "io.relance.kpi.internal").map(Unit::directory))
                .contains("core");
        assertThat(FloorPlan.ownerOf("io.relance", "io.relance.adapter.smtp").map(Unit::directory))
                .contains("adapters/*");
        assertThat(FloorPlan.ownerOf("io.relance", "io.relance.kpis")).isEmpty();
        assertThat(FloorPlan.ownerOf("io.relance", "io.relancer.kpi")).isEmpty();
    }

    private static Unit unit(Module module) {
        return FloorPlan.unitAt(module.directory())
                .orElseThrow(() -> new AssertionError("not in the floor plan: " + module.directory()));
    }

    private static int floor(Module module) {
        return unit(module).floor();
    }
}
