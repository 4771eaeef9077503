package io.relance.adapter.importfiles;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Why a file can't be read, in words for people. */
final class FileTrouble {
    private FileTrouble() {}

    static String of(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (Files.isDirectory(path)) {
            return "it is a directory";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return "the file can't be read" + (reason == null ? "" : " (" + reason.toLowerCase(Locale.ROOT) + ")");
    }
}
