package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.relance.delivery.DeliveryReceipt;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailBenchmarksTest {
    @ParameterizedTest
    @ValueSource(strings = {"reminder.fr", "reminder.en", "formal-notice.fr"})
    void every_message_is_written_with_its_three_invoices(String template) {
        RenderingBenchmark rendering = new RenderingBenchmark();
        rendering.template = template;
        rendering.prepare();

        assertThat(rendering.render().text()).contains("FA-2026-0100", "FA-2026-0101", "FA-2026-0102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reminder", "formal-notice"})
    void every_letter_is_a_pdf(String template) {
        LetterBenchmark letters = new LetterBenchmark();
        letters.template = template;
        letters.prepare();

        assertThat(new String(letters.layOut().bytes(), 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
    }

    @Test
    void the_channel_and_the_bare_library_send_the_same_words() throws Exception {
        SmtpBenchmark smtp = new SmtpBenchmark();
        assertThatCode(smtp::compare).doesNotThrowAnyException();
        assertThat(smtp.channel()).isInstanceOf(DeliveryReceipt.Accepted.class);
        smtp.close();
    }
}
