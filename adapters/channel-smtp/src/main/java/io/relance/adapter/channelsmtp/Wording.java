package io.relance.adapter.channelsmtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says to people what a server said, or why a line failed; on one line, and without the password. */
final class Wording {
    /** The most characters of a server's words. */
    static final int MOST = 300;

    private static final Pattern UNPRINTED = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private final Server server;

    Wording(Server server) {
        this.server = server;
    }

    /** One line of at most {@value #MOST} characters; what is secret is left out, also when the server repeats it. */
    String quoted(String words) {
        String line = UNPRINTED.matcher(words).replaceAll(" ").strip();
        for (String secret : server.credentials().map(Credentials::secrets).orElse(List.of())) {
            line = line.replace(secret, "(a secret)");
        }
        return line.length() <= MOST ? line : line.substring(0, MOST - 1) + "\u2026";
    }

    /** A sentence about the server, with its answer. */
    String sentence(String what, Answer answer) {
        return server + " " + what + ": " + quoted(answer.text());
    }

    /** Why no line could be had, or why it failed. */
    String failure(Throwable failure, Optional<Answer> answer) {
        Optional<Answer> said = answer.filter(one -> one.code() > 0);
        if (has(failure, UnofferedException.class).isPresent()) {
            return server + " " + has(failure, UnofferedException.class).get().what();
        }
        if (has(failure, ClosedByInterruptException.class).isPresent()
                || has(failure, InterruptedIOException.class)
                        .filter(e -> !(e instanceof SocketTimeoutException))
                        .isPresent()) {
            return "interrupted while speaking to " + server;
        }
        if (has(failure, SocketTimeoutException.class).isPresent()) {
            return server + " did not answer in time";
        }
        Optional<UnknownHostException> unknown = has(failure, UnknownHostException.class);
        if (unknown.isPresent()) {
            return server + " can't be found: no host has that name";
        }
        Optional<SSLException> unsafe = has(failure, SSLException.class);
        if (unsafe.isPresent()) {
            return "no safe line to " + server + ": "
                    + quoted(String.valueOf(unsafe.get().getMessage()));
        }
        if (failure instanceof AuthenticationFailedException) {
            if (said.filter(Answer::isSuccess).isPresent()) {
                return server + " offers no way to log in that this channel knows";
            }
            String refuses = "refuses the user name or "
                    + server.credentials().map(Credentials::name).orElse("the password");
            return said.map(one -> sentence(refuses, one)).orElse(server + " " + refuses);
        }
        Optional<java.io.IOException> broken = has(failure, java.io.IOException.class);
        if (broken.isPresent()) {
            return "can't reach " + server + ": "
                    + quoted(String.valueOf(broken.get().getMessage()));
        }
        return said.map(one -> sentence("turned us away", one)).orElse(server + " closed the line");
    }

    /** The failure of that kind in a chain of causes, of both sorts that the library knows. */
    static <T extends Throwable> Optional<T> has(Throwable failure, Class<T> kind) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 20; depth++) {
            if (kind.isInstance(current)) {
                return Optional.of(kind.cast(current));
            }
            Throwable cause = current.getCause();
            current = cause == null && current instanceof MessagingException mail ? mail.getNextException() : cause;
        }
        return Optional.empty();
    }
}
