package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said over channels that others may read along. */
class ContentLevelTest {
    private static final TemplateCatalogue TEMPLATES = TemplateCatalogue.builtIn();

    static Stream<Arguments> discreet() {
        return Arrays.stream(Language.values())
                .map(Language::code)
                .flatMap(language -> Stream.of(ContentLevel.NO_AMOUNTS, ContentLevel.CALL_US)
                        .flatMap(
                                level -> models(language).stream().map(model -> Arguments.of(level, language, model))));
    }

    private static List<MessageModel> models(String language) {
        return List.of(
                Models.overdueWithEverything(language).build(),
                Models.overdueWithOneLine(language).build(),
                Models.preventive(language).build(),
                Models.collected(language).build(),
                Models.oneCollected(language).build(),
                Models.partlyCollected(language).build(),
                Models.thanks(language).build(),
                Models.promise(language).build(),
                Models.plan(language).build(),
                Models.statement(language).build());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("discreet")
    void no_amount_and_no_account_number_is_told_in_any_form(ContentLevel level, String language, MessageModel model) {
        String id = level.template(model.kind()).orElseThrow();

        RenderedMessage message = TEMPLATES.render(id, model);

        assertThat(message.language()).as("there are words in every language").isEqualTo(language);
        for (String form :
                List.of(message.subject(), message.text(), message.html().orElseThrow())) {
            assertThat(form).doesNotContainPattern("\\d[.,]\\d\\d(?!\\d)").doesNotContain("€", "EUR", "IBAN", "FR76");
        }
        if (level == ContentLevel.CALL_US && !id.endsWith("-no-amounts")) {
            model.overdue().forEach(line -> assertThat(message.text()).doesNotContain(line.invoice()));
            assertThat(message.text()).doesNotContainPattern("\\d{4}-\\d\\d");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("discreet")
    void its_text_is_short_enough_for_a_few_segments(ContentLevel level, String language, MessageModel model) {
        String text = TEMPLATES
                .render(level.template(model.kind()).orElseThrow(), model)
                .text();

        assertThat(text.strip().lines()).hasSize(1);
        assertThat(text.length()).isLessThan(420);
    }
}
