package io.relance.examples.quickstart;

import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.json.NearestWord;
import io.relance.template.MessageSender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a creditor appears in its messages, as a file of lines: {@code name = Ateliers Mercier SAS}. Lines of {@code address} and {@code
 * instruction} stand below each other in the messages, every other key stands once; empty lines and those that begin with {@code #} say
 * nothing.
 */
final class SenderFile {
    private static final int MAX_BYTES = 100_000;

    private static final Map<String, BiConsumer<MessageSender.Builder, String>> KEYS = new TreeMap<>(Map.ofEntries(
            Map.entry("address", MessageSender.Builder::addressLine),
            Map.entry("email", MessageSender.Builder::email),
            Map.entry("phone", MessageSender.Builder::phone),
            Map.entry("holder", MessageSender.Builder::accountHolder),
            Map.entry("iban", MessageSender.Builder::iban),
            Map.entry("bic", MessageSender.Builder::bic),
            Map.entry("paymentUrl", MessageSender.Builder::paymentUrl),
            Map.entry("instruction", MessageSender.Builder::paymentInstruction),
            Map.entry("logo", MessageSender.Builder::logo),
            Map.entry("mainColour", MessageSender.Builder::mainColour),
            Map.entry("accentColour", MessageSender.Builder::accentColour),
            Map.entry("language", MessageSender.Builder::language)));

    private static final Set<String> SEVERAL = Set.of("address", "instruction");
    private static final String NAME = "name";

    /** A line that says something. */
    private record Line(int number, String key, String value) {}

    private final Path file;
    private final List<DocumentProblem> problems = new ArrayList<>();
    private @Nullable String name;

    private SenderFile(Path file) {
        this.file = file;
    }

    /**
     * The sender of a file, with what {@code known} has in the place of what the file leaves out.
     *
     * @throws DocumentException with every problem of the file
     */
    static MessageSender read(Path path, MessageSender known) {
        SenderFile file = new SenderFile(path);
        List<Line> lines = file.lines();
        MessageSender.Builder builder = MessageSender.builder(known.id(), file.name == null ? known.name() : file.name)
                .language(known.language());
        known.email().ifPresent(builder::email);
        for (Line line : lines) {
            BiConsumer<MessageSender.Builder, String> key = KEYS.get(line.key());
            try {
                if (key != null) {
                    key.accept(builder, line.value());
                }
            } catch (IllegalArgumentException e) {
                file.problem("INVALID_VALUE", line.number(), String.valueOf(e.getMessage()), "");
            }
        }
        if (!file.problems.isEmpty()) {
            throw new DocumentException(file.problems);
        }
        return builder.build();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> first = new HashMap<>();
        String[] all = WrittenFile.text(file, MAX_BYTES, "INVALID_FILE").split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            String text = all[i].strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            int at = text.indexOf('=');
            String key = at < 0 ? text : text.substring(0, at).strip();
            String value = at < 0 ? "" : text.substring(at + 1).strip();
            line(new Line(i + 1, key, value), at >= 0, first, lines);
        }
        return lines;
    }

    private void line(Line line, boolean written, Map<String, Integer> first, List<Line> lines) {
        int number = line.number();
        if (!written) {
            problem("INVALID_LINE", number, "there is no \"=\" in it", "write it as in name = Ateliers Mercier SAS");
        } else if (!line.key().equals(NAME) && !KEYS.containsKey(line.key())) {
            List<String> keys = new ArrayList<>(KEYS.keySet());
            keys.add(NAME);
            problem(
                    "UNKNOWN_KEY",
                    number,
                    "there is no key \"" + line.key() + "\"",
                    NearestWord.remedy(line.key(), keys));
        } else if (line.value().isEmpty()) {
            problem("INVALID_VALUE", number, "\"" + line.key() + "\" says nothing", "give it a value, or leave it out");
        } else if (!SEVERAL.contains(line.key()) && first.containsKey(line.key())) {
            problem(
                    "DUPLICATE_KEY",
                    number,
                    "\"" + line.key() + "\" stands in line " + first.get(line.key()) + " already",
                    "leave one of them out");
        } else if (line.key().equals(NAME)) {
            first.put(NAME, number);
            name = line.value();
        } else {
            first.putIfAbsent(line.key(), number);
            lines.add(line);
        }
    }

    private void problem(String code, int line, String message, String remedy) {
        problems.add(DocumentProblem.error(code, file.toString(), line, message, remedy));
    }
}
