package io.relance.benchmarks;

import io.relance.adapter.channelletterpdf.LetterFolder;
import io.relance.adapter.channelletterpdf.LetterLayout;
import io.relance.adapter.channelletterpdf.LetterPdfChannel;
import io.relance.adapter.channelletterpdf.LetterSender;
import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorReference;
import io.relance.template.Medium;
import io.relance.template.MessageModel;
import io.relance.template.RenderedMessage;
import io.relance.template.TemplateCatalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Letters about three overdue invoices laid out as PDF, with the code to pay by, one thread. An operation is one letter. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class LetterBenchmark {
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.builtIn();
    private static final int LEAST = 5_000;

    /** What is written. */
    @Param({"reminder", "formal-notice"})
    String template = "reminder";

    private final LetterPdfChannel letters = LetterPdfChannel.builder(
                    LetterFolder.at(Path.of("."), () -> Instant.EPOCH))
            .sender(LetterSender.of(
                    LetterLayout.FRENCH, "Ateliers Mercier SAS", "12 rue de la R\u00e9publique", "69002 Lyon"))
            .build();

    private OutboundMessage message = message(WrittenMessages.reminder("fr"), "reminder");

    /** Makes the message, and makes sure that it is laid out. */
    @Setup
    public void prepare() {
        boolean notice = CATALOGUE.needsFormalNotice(template);
        message = message(notice ? WrittenMessages.formalNotice() : WrittenMessages.reminder("fr"), template);
        Attachment pdf = layOut();
        if (!pdf.mediaType().equals("application/pdf") || pdf.size() < LEAST) {
            throw new IllegalStateException("no letter: " + pdf);
        }
    }

    private static OutboundMessage message(MessageModel model, String template) {
        RenderedMessage words = CATALOGUE.render(template, model, Medium.PAPER);
        return OutboundMessage.builder(
                        new DeliveryId(new MessageId("ab".repeat(32)), ChannelId.LETTER, 0),
                        AccountId.of(WrittenMessages.CREDITOR.value(), "lefevre"))
                .recipientName("Boulangerie Lef\u00e8vre & Fils")
                .recipientAddress("4 place du March\u00e9\n71000 M\u00e2con")
                .subject(words.subject())
                .text(words.text())
                .html(words.html().orElseThrow())
                .language(words.language())
                .businessDate(WrittenMessages.TODAY)
                .plannedAt(Instant.EPOCH)
                .creditTransfer(new CreditTransfer(
                        "Ateliers Mercier SAS",
                        "FR7630006000011234567890189",
                        Optional.of("AGRIFRPP"),
                        Money.parse("EUR 3751.50"),
                        CreditorReference.of("lefevre")))
                .build();
    }

    /** Lays a letter out. */
    @Benchmark
    public Attachment layOut() {
        return letters.preview(message).orElseThrow();
    }
}
