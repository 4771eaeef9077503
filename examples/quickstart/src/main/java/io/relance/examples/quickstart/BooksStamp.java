package io.relance.examples.quickstart;

import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells whether a later run reads other books: a hash of the files and of the options that say how they are read. */
final class BooksStamp {
    private static final int BUFFER = 1 << 16;

    private BooksStamp() {}

    static String of(BooksOptions options) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (Object option : new Object[] {options.asOf, options.creditor.id, options.language, options.onBadRow}) {
            digest.update((option + "\n").getBytes(StandardCharsets.UTF_8));
        }
        List<Path> files = new ArrayList<>(options.books);
        Stream.of(options.mapping, options.payments, options.paymentsMapping)
                .filter(Objects::nonNull)
                .forEach(files::add);
        files.forEach(file -> add(file, digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(Path file, MessageDigest digest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long length = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                length += read;
            }
            digest.update((":" + length + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new DocumentException(List.of(DocumentProblem.error(
                    "UNREADABLE_FILE",
                    file.toString(),
                    0,
                    "it can't be read: " + FileTrouble.of(file, e),
                    "name a file that is there")));
        }
    }
}
