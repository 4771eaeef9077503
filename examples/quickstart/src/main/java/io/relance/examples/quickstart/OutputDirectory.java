package io.relance.examples.quickstart;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Where a command puts its files: each is written beside, forced to the disk and moved into place, so that whoever looks sees
 * the old one or the new one, never half of one. The directory is made when it is missing, and never emptied.
 */
final class OutputDirectory {
    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final Consumer<Path> afterEachFile;

    /** @param afterEachFile told of each file once it is in place */
    OutputDirectory(Path directory, Consumer<Path> afterEachFile) {
        this.directory = directory;
        this.afterEachFile = afterEachFile;
    }

    /** The directory itself. */
    Path path() {
        return directory;
    }

    /**
     * Writes a file of text, in UTF-8.
     *
     * @throws OutputException when it can't be written; what was there before stays
     */
    void write(String name, String text) {
        write(name, out -> out.write(text));
    }

    /** What a file is to hold. */
    @FunctionalInterface
    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a file of text, in UTF-8, piece by piece.
     *
     * @throws OutputException when it can't be written; what was there before stays
     */
    void write(String name, Content content) {
        place(name, channel -> {
            Writer out = Channels.newWriter(channel, encoder(), BUFFER);
            content.writeTo(out);
            out.flush();
        });
    }

    /**
     * Writes a file as it is.
     *
     * @param name may stand in a folder that is there
     * @throws OutputException when it can't be written; what was there before stays
     */
    void write(String name, byte[] bytes) {
        place(name, channel -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
    }

    /** What is done with a file that is open. */
    @FunctionalInterface
    private interface Writing {
        void into(FileChannel channel) throws IOException;
    }

    private void place(String name, Writing writing) {
        Path file = directory.resolve(name);
        Path beside = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createDirectories(directory);
            try {
                writeThrough(beside, writing);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new OutputException("can't write " + file + ": " + FileTrouble.of(file, e), e);
        }
        written(file);
    }

    /**
     * Makes a folder in it, if there is none.
     *
     * @throws OutputException when it can't be made
     */
    void folder(String name) {
        Path folder = directory.resolve(name);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException("can't write " + folder + ": " + FileTrouble.of(folder, e), e);
        }
    }

    /** Says that a file was put in place by somebody else (the mail channel). */
    void written(Path file) {
        afterEachFile.accept(file);
    }

    /** UTF-8; half a character of somebody's data becomes a question mark, and is no reason to write nothing. */
    private static CharsetEncoder encoder() {
        return StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    private static void writeThrough(Path file, Writing writing) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writing.into(channel);
            channel.force(true);
        }
    }
}
