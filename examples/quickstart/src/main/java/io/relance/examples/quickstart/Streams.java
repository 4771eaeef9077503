package io.relance.examples.quickstart;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the program speaks.
 *
 * @param out results
 * @param err everything else
 * @param terminal whether a person watches
 */
record Streams(PrintStream out, PrintStream err, boolean terminal) {
    /** The process's own, in UTF-8. */
    static Streams ofTheProcess() {
        return new Streams(utf8(FileDescriptor.out), utf8(FileDescriptor.err), isTerminal());
    }

    private static PrintStream utf8(FileDescriptor stream) {
        return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Streams::isTerminal).isPresent();
    }

    /** Up to Java 21 there is a console only on a terminal; from 22 on it has to be asked. */
    private static boolean isTerminal(Console console) {
        try {
            Method asked = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(asked.invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
