package io.relance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.architecture.Reactor.Module;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What the module descriptors must keep to. */
class ModulesTest {

    private final Reactor reactor = Reactor.ofThisBuild();

    @Test
    void a_module_is_named_as_its_artifact_with_dots() throws IOException {
        for (Module module : reactor.modulesWithCode()) {
            if (FloorPlan.unitAt(module.directory()).orElseThrow().published()) {
                assertThat(descriptor(module).name())
                        .isEqualTo("io." + withoutKeywords(module.artifact()).replace('-', '.'));
            }
        }
    }

    /** {@code import} is a word of the language and can't be part of a name. */
    private static String withoutKeywords(String artifact) {
        return artifact.replace("-import-", "-imports-");
    }

    @Test
    void core_exports_all_but_its_internal_packages_to_everybody_and_opens_nothing() throws IOException {
        Module core = reactor.module("core");
        ModuleDescriptor descriptor = descriptor(core);

        Set<String> exported = descriptor.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
        Set<String> open = core.packages().stream()
                .filter(name -> !name.endsWith(".internal"))
                .collect(Collectors.toSet());
        assertThat(exported).isEqualTo(open);
        assertThat(descriptor.isOpen()).isFalse();
        assertThat(descriptor.opens()).isEmpty();
    }

    @Test
    void core_requires_joda_money_and_at_compile_time_the_null_annotations() throws IOException {
        assertThat(descriptor(reactor.module("core")).requires())
                .extracting(Requires::name, Requires::modifiers)
                .contains(
                        tuple("org.joda.money", Set.of(Requires.Modifier.TRANSITIVE)),
                        tuple("org.jspecify", Set.of(Requires.Modifier.STATIC)))
                .hasSize(3);
    }

    @Test
    void core_resolves_with_joda_money_alone() throws URISyntaxException {
        Path jodaMoney = Path.of(
                Money.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ModuleFinder finder = ModuleFinder.of(reactor.module("core").classes(), jodaMoney);
        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("io.relance.core"));

        assertThat(resolved.modules())
                .extracting(ResolvedModule::name)
                .containsExactlyInAnyOrder("io.relance.core", "org.joda.money");
    }

    private static ModuleDescriptor descriptor(Module module) throws IOException {
        try (InputStream in = Files.newInputStream(module.classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in, module::packages);
        }
    }
}
