package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show is what the tests of this module compile and run. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)[^)]*\\)");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_program_on_a_page_is_compiled_and_run(Page page) {
        assertThat(page.blocks("java").stream().map(PagesTest::withoutLayout).toList())
                .containsExactlyInAnyOrderElementsOf(
                        page.regions().stream().map(PagesTest::withoutLayout).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_to_a_file_finds_it(Page page) {
        Path directory = Path.of("..").resolve(page.name()).getParent();
        Matcher link = LINK.matcher(page.text());
        while (link.find()) {
            assertThat(Files.exists(directory.resolve(link.group(1))))
                    .as("%s has a link to %s", page, link.group(1))
                    .isTrue();
        }
    }

    @Test
    void the_guide_and_the_readme_do_show_programs() {
        assertThat(Page.named("README.md").blocks("java")).hasSize(2);
        assertThat(Page.named("docs/guide/concepts.md").blocks("java")).isNotEmpty();
        assertThat(Page.named("docs/guide/embedding.md").blocks("java")).isNotEmpty();
        assertThat(Page.named("docs/guide/testing.md").blocks("java")).isNotEmpty();
        assertThat(Page.named("docs/guide/databases.md").blocks("java")).hasSize(6);
        assertThat(Page.named("docs/guide/csv.md").blocks("java")).isNotEmpty();
        assertThat(Page.named("docs/guide/figures.md").blocks("java")).isNotEmpty();
    }

    /** Without blanks and line ends. */
    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }
}
