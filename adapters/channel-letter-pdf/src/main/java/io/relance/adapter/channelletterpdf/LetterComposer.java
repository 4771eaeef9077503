package io.relance.adapter.channelletterpdf;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** Writes messages as letters: the same message is the same bytes, whenever and wherever. For several threads. */
final class LetterComposer {
    /** The most pages of a letter, with what goes with it. */
    static final int MAX_PAGES = 200;

    private final Fonts fonts;

    LetterComposer(Fonts fonts) {
        this.fonts = fonts;
    }

    /** @throws UnprintableLetterException when no letter can be made of it */
    byte[] compose(OutboundMessage message, LetterSender from) throws UnprintableLetterException {
        Words words = Words.of(message.language());
        LetterSender sender = Frame.printable(from, fonts);
        PostalAddress recipient =
                PostalAddress.of(message.recipientName().orElse(""), message.recipientAddress(), fonts);
        Frame.Head head = new Frame.Head(
                recipient,
                fonts.printable(words.date(sender.place(), message.businessDate())),
                message.needsProofOfDispatch());
        Body.Flow flow = Body.of(message, words, fonts, sender.layout());
        try (PDDocument document = new PDDocument()) {
            Type type = new Type(document, fonts);
            flow(flow, document, type);
            if (document.getNumberOfPages() > MAX_PAGES) {
                throw new UnprintableLetterException("a letter has at most " + MAX_PAGES + " pages, and this one has "
                        + document.getNumberOfPages());
            }
            new Frame(type, words, sender).draw(document, head);
            try (Enclosures enclosures = new Enclosures(document, MAX_PAGES)) {
                for (Attachment attachment : message.attachments()) {
                    enclosures.append(attachment);
                }
                describe(document, message, words, sender);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                document.save(out);
                return out.toByteArray();
            }
        } catch (IOException | RuntimeException e) {
            throw new UnprintableLetterException(
                    "the letter can't be laid out: "
                            + Words.line(
                                    Optional.ofNullable(e.getMessage())
                                            .orElse(e.getClass().getSimpleName()),
                                    200),
                    e);
        }
    }

    private static void flow(Body.Flow flow, PDDocument document, Type type) throws IOException {
        Set<String> pictures = flow.pictures();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withW3cDocument(flow.document(), null)
                .usePDDocument(document)
                // no fonts but those that are embedded: without it every font of the machine is looked at, for the 14
                // of old PDF
                .usePdfAConformance(PdfAConformance.PDFA_2_B)
                .useReplacementText(Fonts.MARK)
                .useUnicodeLineBreaker(new LineBreaks())
                .useUriResolver((base, uri) -> pictures.contains(uri) ? uri : null)
                .useExternalResourceAccessControl(
                        (uri, kind) -> pictures.contains(uri), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(
                        (uri, kind) -> pictures.contains(uri), ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .withDiagnosticConsumer(diagnostic -> {})
                .toStream(OutputStream.nullOutputStream());
        type.giveTo(builder);
        RendererLog.quietly(() -> builder.buildPdfRenderer().createPDFKeepOpen());
    }

    /** What programs show of it. No clock and no chance: the instant is the message's own. */
    private static void describe(PDDocument document, OutboundMessage message, Words words, LetterSender sender) {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(
                message.subject().map(subject -> Words.line(subject, 300)).orElse(""));
        information.setAuthor(sender.name());
        information.setProducer("Relance");
        information.setCreationDate(GregorianCalendar.from(message.plannedAt().atZone(ZoneOffset.UTC)));
        document.setDocumentInformation(information);
        // what the renderer says of conformance and of its own time
        document.getDocumentCatalog().setMetadata(null);
        document.getDocumentCatalog().setLanguage(words.language());
        document.setDocumentId(
                Long.parseUnsignedLong(message.delivery().message().shortForm(), 16)
                        + message.delivery().recipient());
    }
}
