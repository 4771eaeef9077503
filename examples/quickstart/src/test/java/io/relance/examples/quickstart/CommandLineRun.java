package io.relance.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run of the program in a directory, and what came of it. */
record CommandLineRun(int exitCode, String out, String err) {
    static CommandLineRun in(Path home, String... args) {
        return in(home, file -> {}, args);
    }

    static CommandLineRun in(Path home, Consumer<Path> afterEachFile, String... args) {
        return in(home, Environment.EMPTY, afterEachFile, args);
    }

    /** With keys and secrets. */
    static CommandLineRun in(Path home, Environment environment, String... args) {
        return in(home, environment, file -> {}, args);
    }

    private static CommandLineRun in(Path home, Environment environment, Consumer<Path> afterEachFile, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int code = new Program(streams, home, environment, afterEachFile).run(args);
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /**
     * Every file below a directory by its path in it, with its text; empty when there is no such directory. What a run
     * remembers is left out: it grows with every run.
     */
    static SortedMap<String, String> filesOf(Path directory) {
        SortedMap<String, String> files = new TreeMap<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path file : all.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith("relance.mv.db"))
                        .toList()) {
                    files.put(
                            directory.relativize(file).toString().replace('\\', '/'),
                            Files.readString(file, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    static Path write(Path directory, String name, String... lines) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
