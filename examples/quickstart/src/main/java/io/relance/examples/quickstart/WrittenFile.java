package io.relance.examples.quickstart;

import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file that a person wrote: UTF-8, up to a size, without the mark that editors put before its beginning. */
final class WrittenFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private WrittenFile() {}

    /**
     * What stands in it.
     *
     * @param code of the problem of one that is too large, or of other bytes
     * @throws DocumentException with the one problem of a file that can't be taken
     */
    static String text(Path file, int maxBytes, String code) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw problem("UNREADABLE_FILE", file, "it can't be read: " + FileTrouble.of(file, e), "let it be read");
        }
        if (bytes.length > maxBytes) {
            throw problem(code, file, "it has more than " + maxBytes + " bytes", "write less");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problem(code, file, "its bytes are not UTF-8", "save it as UTF-8");
        }
    }

    private static DocumentException problem(String code, Path file, String message, String remedy) {
        return new DocumentException(List.of(DocumentProblem.error(code, file.toString(), 0, message, remedy)));
    }
}
