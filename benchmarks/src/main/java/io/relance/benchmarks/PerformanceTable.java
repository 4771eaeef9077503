package io.relance.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Writes the figures of a folder of results, JMH's and those of {@link Processes}, into a page, between its two marks. */
public final class PerformanceTable {
    private static final String BEGIN = "<!-- figures: written by benchmarks/run.sh -->";
    private static final String END = "<!-- end of figures -->";

    /** The libraries whose versions are named, by how their jars begin. */
    private static final List<String> NAMED = List.of(
            "jmh-core",
            "killbill-overdue",
            "drools-engine",
            "easy-rules-core",
            "duckdb_jdbc",
            "angus-mail",
            "fastcsv",
            "commons-csv");

    private PerformanceTable() {}

    /** {@code PerformanceTable RESULTS PAGE}: a folder with JSON files, and the page to change. */
    public static void main(String[] args) throws IOException {
        Path page = Path.of(args[1]);
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(page + " lacks the lines \"" + BEGIN + "\" and \"" + END + "\"");
        }
        String figures = figures(Path.of(args[0]));
        Files.writeString(page, text.substring(0, begin) + BEGIN + "\n\n" + figures + "\n" + text.substring(end));
    }

    private static String figures(Path results) throws IOException {
        List<String> lines = new ArrayList<>(List.of(machine(), "", versions(), ""));
        lines.addAll(List.of(
                "| class | method | with | figure | ± (99.9 %) | unit | bytes an operation |",
                "|---|---|---|---:|---:|---|---:|"));
        List<Path> files;
        try (Stream<Path> found = Files.list(results)) {
            files = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        ObjectMapper json = new ObjectMapper();
        List<String> processes = new ArrayList<>();
        for (Path file : files) {
            for (JsonNode result : json.readTree(Files.readString(file))) {
                if (result.has("benchmark")) {
                    lines.add(row(result));
                    lines.addAll(counted(result));
                } else {
                    processes.add(process(result));
                }
            }
        }
        if (!processes.isEmpty()) {
            lines.addAll(List.of(
                    "",
                    "| process | `-Xmx` | runs | wall, the shortest | peak memory, the largest |",
                    "|---|---|---:|---:|---:|"));
            lines.addAll(processes);
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(JsonNode result) {
        JsonNode metric = result.get("primaryMetric");
        return "| " + name(result) + " | " + parameters(result) + " | "
                + number(metric.get("score"))
                + " | " + number(metric.get("scoreError"))
                + " | " + metric.get("scoreUnit").stringValue()
                + " | " + bytes(result) + " |";
    }

    /** What an operation allocates, where that could be told from what the set-up does. */
    private static String bytes(JsonNode result) {
        JsonNode metric = result.get("secondaryMetrics").get("gc.alloc.rate.norm");
        if (metric == null || !metric.get("scoreError").isNumber()) {
            return "";
        }
        double bytes = metric.get("score").doubleValue();
        return metric.get("scoreError").doubleValue() <= bytes / 10 ? number(metric.get("score")) : "";
    }

    /** What a benchmark counted itself, such as the bytes of an item. */
    private static List<String> counted(JsonNode result) {
        List<String> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> counter :
                result.get("secondaryMetrics").properties()) {
            if (!counter.getKey().startsWith("gc.") && !counter.getKey().startsWith("·")) {
                rows.add("| " + name(result) + ": " + counter.getKey() + " | " + parameters(result) + " | "
                        + number(counter.getValue().get("score")) + " | | | |");
            }
        }
        return rows;
    }

    private static String name(JsonNode result) {
        String full = result.get("benchmark").stringValue();
        String[] parts = full.substring("io.relance.benchmarks.".length()).split("\\.", 2);
        return parts[0].replace("Benchmark", "") + " | " + parts[1];
    }

    private static String parameters(JsonNode result) {
        Map<String, String> all = new TreeMap<>();
        if (result.has("params")) {
            result.get("params")
                    .properties()
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue().stringValue()));
        }
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String process(JsonNode result) {
        String heap = result.get("heap").stringValue();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.2f s | %d MB |",
                result.get("name").stringValue(),
                heap.isEmpty() ? "the JVM's choice" : heap,
                result.get("runs").intValue(),
                result.get("wallMillis").longValue() / 1000.0,
                result.get("peakKilobytes").longValue() / 1024);
    }

    /** Four digits, or all that stand before the point. */
    private static String number(JsonNode node) {
        // JMH writes what it can't know as a text
        if (!node.isNumber()) {
            return "";
        }
        double value = node.doubleValue();
        double size = Math.abs(value);
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(',', ' ');
    }

    private static String machine() throws IOException {
        String processor = fromFile("/proc/cpuinfo", "model name\\s*:\\s*(.+)").orElse("processor unknown");
        String memory = fromFile("/proc/meminfo", "MemTotal:\\s*(\\d+) kB")
                .map(kilobytes -> Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GiB")
                .orElse("memory unknown");
        return "Machine: " + Runtime.getRuntime().availableProcessors() + " processors (" + processor + "), " + memory
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ". JDK: "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ".";
    }

    private static String versions() {
        List<String> found = new ArrayList<>();
        for (String name : NAMED) {
            Matcher jar = Pattern.compile(Pattern.quote(name) + "-([0-9][^/\\\\]*)\\.jar")
                    .matcher(System.getProperty("java.class.path"));
            if (jar.find()) {
                found.add(name + " " + jar.group(1));
            }
        }
        return "Versions: " + String.join(", ", found) + ".";
    }

    private static Optional<String> fromFile(String file, String pattern) throws IOException {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Matcher line = Pattern.compile(pattern).matcher(Files.readString(path, StandardCharsets.UTF_8));
        return line.find() ? Optional.of(line.group(1).strip()) : Optional.empty();
    }
}
