package io.relance.adapter.channelletterpdf;

import io.relance.channel.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** The pages of the documents that go with a letter, after its own. */
final class Enclosures implements AutoCloseable {
    private static final String PDF = "application/pdf";
    /** What a page does when it is opened or printed, and what leads away from it; nothing on paper. */
    private static final List<COSName> NOT_ON_PAPER = List.of(COSName.AA, COSName.ANNOTS, COSName.B);

    private final PDDocument letter;
    private final int maxPages;
    private final List<PDDocument> open = new ArrayList<>();

    /** For a letter that is still to be written; what is appended stays open until then. */
    Enclosures(PDDocument letter, int maxPages) {
        this.letter = letter;
        this.maxPages = maxPages;
    }

    /** @throws UnprintableLetterException when it is no PDF, can't be read, or makes the letter too long */
    void append(Attachment attachment) throws UnprintableLetterException {
        String name = Words.line(attachment.name(), Attachment.MAX_NAME);
        if (!attachment.mediaType().equalsIgnoreCase(PDF)) {
            throw new UnprintableLetterException(
                    "only PDF documents go with a letter, and \"" + name + "\" is " + attachment.mediaType());
        }
        try {
            PDDocument document = Loader.loadPDF(attachment.bytes());
            open.add(document);
            if (document.isEncrypted()) {
                throw new UnprintableLetterException("the document \"" + name + "\" is encrypted");
            }
            if (letter.getNumberOfPages() + document.getNumberOfPages() > maxPages) {
                throw new UnprintableLetterException(
                        "with the document \"" + name + "\" the letter has more than " + maxPages + " pages");
            }
            for (PDPage page : document.getPages()) {
                PDPage imported = letter.importPage(page);
                imported.setResources(page.getResources());
                imported.setMediaBox(page.getMediaBox());
                imported.setCropBox(page.getCropBox());
                imported.setRotation(page.getRotation());
                NOT_ON_PAPER.forEach(imported.getCOSObject()::removeItem);
            }
        } catch (IOException | RuntimeException e) {
            throw new UnprintableLetterException("the document \"" + name + "\" can't be read as PDF", e);
        }
    }

    @Override
    public void close() {
        for (PDDocument document : open) {
            try {
                document.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a document in memory can't be closed", e);
            }
        }
    }
}
