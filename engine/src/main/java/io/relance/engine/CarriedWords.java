package io.relance.engine;

import io.relance.account.MessageEdit;
import io.relance.template.RenderedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the words that a person wrote into a formal notice up to another day: interest grows and the deadline moves, so the lines of
 * the template are those of that day, and what the person added stays where it was among them.
 */
final class CarriedWords {
    private CarriedWords() {}

    /**
     * The words as they read on the day of {@code today}.
     *
     * @param words of which {@link PersonsWords} made sure that every line of the template is in them, in its order
     * @param today what the template says today
     * @return empty when the template says something in more or fewer lines than it did
     */
    static Optional<RenderedMessage> to(MessageEdit.Words words, RenderedMessage today) {
        Optional<MessageEdit.TemplateWords> then = words.template();
        if (then.isEmpty()) {
            return Optional.of(as(words.subject(), words.text(), today));
        }
        boolean ownSubject = !words.subject().equals(then.get().subject());
        return text(words.text(), then.get().text(), today.text())
                .map(text -> as(ownSubject ? words.subject() : today.subject(), text, today));
    }

    private static RenderedMessage as(String subject, String text, RenderedMessage today) {
        return new RenderedMessage(subject, text, Optional.empty(), today.language());
    }

    private static Optional<String> text(String written, String then, String now) {
        List<String> old = lines(then);
        List<String> current = lines(now);
        if (old.size() != current.size()) {
            return Optional.empty();
        }
        List<String> carried = new ArrayList<>();
        int next = 0;
        for (String line : written.split("\n", -1)) {
            boolean fromTemplate =
                    next < old.size() && line.strip().equals(old.get(next).strip());
            carried.add(fromTemplate ? current.get(next) : line);
            next += fromTemplate ? 1 : 0;
        }
        return next == old.size() ? Optional.of(String.join("\n", carried)) : Optional.empty();
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
