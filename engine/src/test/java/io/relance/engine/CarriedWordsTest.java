package io.relance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.MessageEdit;
import io.relance.delivery.ChannelId;
import io.relance.template.RenderedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a person added to a formal notice stays where it was, among the template's lines of the day on which it leaves. */
class CarriedWordsTest {
    private static final String THEN = "Notice\n\nF1: EUR 100\nInterest: EUR 1\n\nBy 5 March\n";
    private static final String NOW = "Notice\n\nF1: EUR 100\nInterest: EUR 2\n\nBy 6 March\n";

    private static MessageEdit.Words words(String subject, String text) {
        return new MessageEdit.Words(
                ChannelId.EMAIL,
                subject,
                text,
                "f",
                Optional.of(new MessageEdit.TemplateWords("To pay by 5 March", THEN)));
    }

    private static RenderedMessage today(String text) {
        return new RenderedMessage("To pay by 6 March", text, Optional.of("<p>"), "en");
    }

    @Test
    void additions_before_between_and_after_stay_in_their_places() {
        String written = "Dear Ann,\n\n" + THEN.replace("EUR 100\n", "EUR 100\nas you know\n\n") + "Yours\n";

        assertThat(CarriedWords.to(words("Your file", written), today(NOW)))
                .contains(new RenderedMessage(
                        "Your file",
                        "Dear Ann,\n\n" + NOW.replace("EUR 100\n", "EUR 100\nas you know\n\n") + "Yours\n",
                        Optional.empty(),
                        "en"));
    }

    @Test
    void a_subject_that_nobody_edited_is_that_of_the_day() {
        assertThat(CarriedWords.to(words("To pay by 5 March", THEN), today(NOW)))
                .map(RenderedMessage::subject)
                .contains("To pay by 6 March");
    }

    @Test
    void words_are_not_carried_over_when_the_template_has_more_or_fewer_lines_by_now() {
        assertThat(CarriedWords.to(words("s", THEN), today(NOW.replace("By", "Interest: EUR 3\nBy"))))
                .isEmpty();
        assertThat(CarriedWords.to(words("s", THEN), today(NOW.replace("Interest: EUR 2\n", ""))))
                .isEmpty();
    }

    @Test
    void words_for_no_notice_are_handed_over_as_they_are() {
        MessageEdit.Words words = new MessageEdit.Words(ChannelId.EMAIL, "s", "text\r\n\n", "f", Optional.empty());

        assertThat(CarriedWords.to(words, today(NOW)))
                .contains(new RenderedMessage("s", "text\r\n\n", Optional.empty(), "en"));
    }

    @Provide
    Arbitrary<List<String>> additions() {
        return Arbitraries.of("", "so", "Notice", "By 6 March", "  ", "a b")
                .list()
                .ofSize(6);
    }

    /** Additions stand before each of the template's lines. */
    @Property
    void carried_to_its_own_day_it_is_as_it_was_written(@ForAll("additions") List<String> additions) {
        assertThat(CarriedWords.to(words("s", among(THEN, additions)), today(THEN)))
                .map(RenderedMessage::text)
                .contains(among(THEN, additions));
    }

    @Property
    void every_line_of_the_day_and_every_addition_is_in_it(@ForAll("additions") List<String> additions) {
        String carried = CarriedWords.to(words("s", among(THEN, additions)), today(NOW))
                .map(RenderedMessage::text)
                .orElseThrow();

        assertThat(carried.lines().map(String::strip).filter(line -> !line.isEmpty()))
                .containsSubsequence(NOW.lines().filter(line -> !line.isBlank()).toList());
        assertThat(carried.lines().filter(line -> line.equals("so") || line.equals("a b")))
                .containsExactlyElementsOf(additions.stream()
                        .filter(line -> line.equals("so") || line.equals("a b"))
                        .toList());
    }

    private static String among(String template, List<String> additions) {
        List<String> lines = new ArrayList<>();
        List<String> own = template.lines().toList();
        for (int i = 0; i < own.size(); i++) {
            lines.add(additions.get(i % additions.size()));
            lines.add(own.get(i));
        }
        return String.join("\n", lines);
    }
}
