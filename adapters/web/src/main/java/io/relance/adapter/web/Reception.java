package io.relance.adapter.web;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is said to whoever posts a callback, whichever server took the request in. */
final class Reception {
    static final int TAKEN = 204;
    static final int UNREADABLE = 400;
    static final int REFUSED = 403;
    static final int NOT_POSTED = 405;
    static final int TOO_LARGE = 413;
    static final int FAILED = 503;

    static final String METHOD = "POST";

    private static final int BUFFER = 8_192;

    private final CallbackReceiver receiver;
    private final Consumer<Throwable> failures;

    /** @param failures told when the receiver fails otherwise than by refusing */
    Reception(CallbackReceiver receiver, Consumer<Throwable> failures) {
        this.receiver = receiver;
        this.failures = failures;
    }

    /**
     * Takes what was posted, and says with which status to answer. After {@link #TOO_LARGE} the body has not been read to its end.
     *
     * @param target path and query as they were asked for
     * @param length what the request says of its body's bytes; below 0 when it says nothing
     * @param body read up to the bound of a {@link RawCallback}
     */
    int status(String target, long length, InputStream body, Map<String, List<String>> headers, String remoteAddress) {
        if (length > RawCallback.MAX_BODY_BYTES) {
            return TOO_LARGE;
        }
        byte[] read;
        try {
            read = bytes(body);
        } catch (IOException e) {
            // whoever posted is gone, or too slow for the server
            return UNREADABLE;
        }
        if (read.length < length) {
            // not every server says so by itself
            return UNREADABLE;
        }
        return callback(target, read, headers, remoteAddress).map(this::status).orElse(TOO_LARGE);
    }

    /**
     * One byte more than a callback may have, at most. Asked for no byte, as {@link InputStream#readNBytes} asks at its end, the
     * Java runtime's server waits for the next chunk.
     */
    private static byte[] bytes(InputStream body) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        int left = RawCallback.MAX_BODY_BYTES + 1;
        while (left > 0) {
            int n = body.read(buffer, 0, Math.min(left, buffer.length));
            if (n < 0) {
                break;
            }
            read.write(buffer, 0, n);
            left -= n;
        }
        return read.toByteArray();
    }

    /** Empty when it is larger than a callback may be. */
    private static Optional<RawCallback> callback(
            String target, byte[] body, Map<String, List<String>> headers, String remoteAddress) {
        try {
            return Optional.of(new RawCallback(target, headers, body, remoteAddress));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private int status(RawCallback callback) {
        try {
            receiver.receive(callback);
            return TAKEN;
        } catch (CallbackRefusedException e) {
            return REFUSED;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            failures.accept(e);
            return FAILED;
        }
    }
}
