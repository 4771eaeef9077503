package io.relance.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times whole processes of the command-line program: {@code --version}, the sample's run, and reports on books of a million and
 * of ten million rows in heaps of a stated size.
 *
 * <p>The time is wall time from starting the process to its end, the shortest of five runs (of three for books, of one where it
 * takes minutes). The memory is the largest that the operating system had given it in any of these runs: Linux keeps that mark,
 * and is asked fifty times a second; elsewhere {@code ps} is asked ten times a second, and a short peak between two answers is
 * missed.
 */
public final class Processes {
    private static final int SHORT_RUNS = 5;
    private static final int BOOK_RUNS = 3;
    private static final int MANY_ROWS = 5_000_000;

    private final Path jar;
    private final Path work;
    private final PrintStream out;
    private final List<Measured> all = new ArrayList<>();

    /**
     * What one command took.
     *
     * @param heap the largest heap it was allowed, as {@code -Xmx} says it; empty: the JVM's choice
     * @param runs how many there were
     * @param wallMillis of the quickest run
     * @param peakKilobytes memory of the whole process, of the run that took most; below 0: unknown
     */
    record Measured(String name, String heap, int runs, long wallMillis, long peakKilobytes) {
        /** Of all these runs together: the shortest time, the largest memory. */
        Measured and(Measured other) {
            return new Measured(
                    name,
                    heap,
                    runs + other.runs,
                    Math.min(wallMillis, other.wallMillis),
                    Math.max(peakKilobytes, other.peakKilobytes));
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"name\": \"%s\", \"heap\": \"%s\", \"runs\": %d, \"wallMillis\": %d, \"peakKilobytes\": %d}",
                    name,
                    heap,
                    runs,
                    wallMillis,
                    peakKilobytes);
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-40s %-8s %4d %10.2f s %10.0f MB",
                    name,
                    heap.isEmpty() ? "-" : heap,
                    runs,
                    wallMillis / 1000.0,
                    peakKilobytes / 1024.0);
        }
    }

    Processes(Path jar, Path work, PrintStream out) {
        this.jar = jar.toAbsolutePath();
        this.work = work.toAbsolutePath();
        this.out = out;
    }

    /** {@code Processes RELANCE.JAR FILE.json [ROWS...]}: see {@code benchmarks/processes.sh}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path json = Path.of(args[1]).toAbsolutePath();
        Path work = json.resolveSibling("processes");
        Processes processes = new Processes(Path.of(args[0]), work, System.out);
        List<Integer> sizes = Stream.of(args).skip(2).map(Integer::valueOf).toList();
        processes.run(sizes.isEmpty() ? List.of(1_000_000, 10_000_000) : sizes);
        Files.writeString(json, processes.json());
    }

    void run(List<Integer> sizes) throws IOException, InterruptedException {
        Files.createDirectories(work);
        out.println("process                                  -Xmx     runs  shortest wall  largest peak");
        measure("relance --version", "", SHORT_RUNS, List.of("--version"));
        measure("the sample's run", "", SHORT_RUNS, List.of());
        for (int rows : sizes) {
            Path books = BooksFile.in(work, rows);
            List<String> report = List.of(
                    "report",
                    "--books",
                    books.toString(),
                    "--as-of",
                    BooksFile.AS_OF.toString(),
                    "--out",
                    work.resolve("report").toString());
            String heap = rows > MANY_ROWS ? "1200m" : "256m";
            measure("report on " + rows + " rows", heap, rows > MANY_ROWS ? 1 : BOOK_RUNS, report);
        }
    }

    String json() {
        return all.stream().map(Measured::json).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    List<Measured> all() {
        return all;
    }

    private void measure(String name, String heap, int runs, List<String> arguments)
            throws IOException, InterruptedException {
        Measured measured = once(name, heap, arguments);
        for (int i = 1; i < runs; i++) {
            measured = measured.and(once(name, heap, arguments));
        }
        all.add(measured);
        out.println(measured.line());
    }

    private Measured once(String name, String heap, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!heap.isEmpty()) {
            command.add("-Xmx" + heap);
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        Path said = work.resolve("said.txt");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        long peak = -1;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, kilobytes(process.pid()));
        }
        long wall = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + ": "
                    + Files.readString(said, StandardCharsets.UTF_8));
        }
        return new Measured(name, heap, 1, wall, peak);
    }

    private static long kilobytes(long pid) throws IOException, InterruptedException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (Files.exists(status)) {
            try {
                return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElse(-1);
            } catch (IOException e) {
                // it has ended meanwhile
                return -1;
            }
        }
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        ps.waitFor();
        Thread.sleep(80);
        return answer.isEmpty() ? -1 : Long.parseLong(answer);
    }
}
