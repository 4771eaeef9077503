package io.relance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.architecture.Reactor.Module;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program on the module path, with all published modules and what they need at run time, and nothing else. The other
 * tests run on the class path and would not see an export, a {@code requires} or an {@code opens} that is missing.
 */
class ModulePathTest {
    /** The holiday library has no reader on the module path without it; the adapter's documentation says so. */
    private static final String HOLIDAY_READER =
            "de.focus_shift.jollyday.jaxb/de.focus_shift.jollyday.jaxb=de.focus_shift.jollyday.core";

    private static final Reactor REACTOR = Reactor.ofThisBuild();

    @TempDir
    static Path directory;

    private static String modulePath = "";
    private static Path probe = Path.of("");

    private record Run(int exit, List<String> lines, String errors) {
        List<String> saying(String what) {
            return lines.stream()
                    .filter(line -> line.startsWith(what + ": "))
                    .map(line -> line.substring(what.length() + 2))
                    .toList();
        }
    }

    @BeforeAll
    static void a_program_that_uses_every_module_compiles() throws IOException {
        Path here = REACTOR.module("architecture-tests").path();
        modulePath = Files.readString(here.resolve("target/module-path.txt")).trim();
        probe = directory.resolve("probe");
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-Xlint:all", "-proc:none", "-p", modulePath, "-d", probe.toString()));
        try (Stream<Path> sources = Files.walk(here.resolve("src/test/probe"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        assertThat(javac.run(null, null, null, arguments.toArray(String[]::new)))
                .as("javac %s", arguments)
                .isZero();
    }

    @Test
    void it_decides_and_knows_a_holiday_and_writes_a_mail() throws IOException, InterruptedException {
        Run run = probe("--add-exports", HOLIDAY_READER);

        assertThat(run.exit()).as(run.errors()).isZero();
        assertThat(run.lines())
                .contains(
                        "business day in FR on 2026-07-14: false",
                        "decided: F-1 MESSAGE",
                        "planned: a message by reminder",
                        "accepted: 1",
                        "posted: false",
                        "events in the database: true",
                        "mails: 1",
                        "smtp: TemporaryFailure",
                        "sms: TemporaryFailure",
                        "letter: Accepted",
                        "servlet: true");
        assertThat(run.saying("module"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of("io.relance.probe"), published().stream())
                        .toList());
        assertThat(run.saying("automatic"))
                .as(
                        "modules without a descriptor: Flyway and openhtmltopdf, named by their files alone, PDFBox, zxing and"
                                + " the fonts, and the driver of this program")
                .containsExactlyInAnyOrder(
                        "com.github.librepdf.pdfFontsExtra",
                        "com.google.zxing",
                        "com.h2database",
                        "de.rototor.pdfbox.graphics2d",
                        "flyway.core",
                        "flyway.database.cockroachdb",
                        "flyway.database.postgresql",
                        "openhtmltopdf.core",
                        "openhtmltopdf.pdfbox",
                        "org.apache.fontbox",
                        "org.apache.pdfbox",
                        "org.apache.pdfbox.io",
                        "org.apache.xmpbox");
    }

    @Test
    void without_the_export_that_the_holiday_library_lacks_it_is_told_which_one()
            throws IOException, InterruptedException {
        Run run = probe();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.errors()).contains("--add-exports " + HOLIDAY_READER);
    }

    private static Run probe(String... options) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(directory, "run");
        Path out = work.resolve("out.txt");
        Path errors = work.resolve("errors.txt");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        command.addAll(List.of(options));
        command.addAll(List.of("-p", probe + File.pathSeparator + modulePath));
        command.addAll(List.of("--add-modules", String.join(",", published())));
        command.addAll(List.of("-m", "io.relance.probe/io.relance.probe.Probe", work.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends within a minute")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readAllLines(out), Files.readString(errors));
    }

    /** The names of the published modules. */
    private static List<String> published() throws IOException {
        List<String> names = new ArrayList<>();
        for (Module module : REACTOR.modulesWithCode()) {
            if (FloorPlan.unitAt(module.directory()).orElseThrow().published()) {
                try (InputStream in = Files.newInputStream(module.classes().resolve("module-info.class"))) {
                    names.add(ModuleDescriptor.read(in).name());
                }
            }
        }
        return names.stream().sorted().toList();
    }
}
