package io.relance.adapter.web;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what one provider posts to the host, and hands it over as a {@link RawCallback}: for a channel {@code callback ->
 * relance.callback(ChannelId.SMS, callback)}. One servlet for each provider, at an address of its own; what is genuine is for the
 * receiver to say.
 *
 * <p>Its answers are without words, since whoever asks is not known:
 *
 * <table>
 * <caption>The statuses</caption>
 * <tr><td>204</td><td>the receiver took it</td></tr>
 * <tr><td>400</td><td>the body could not be read to its end</td></tr>
 * <tr><td>403</td><td>the receiver refused it ({@link CallbackRefusedException})</td></tr>
 * <tr><td>405</td><td>it was not posted</td></tr>
 * <tr><td>413</td><td>it is larger than a {@link RawCallback} may be, and was not read to its end</td></tr>
 * <tr><td>503</td><td>the receiver failed in any other way: providers post it again later</td></tr>
 * </table>
 *
 * <p>The receiver's failure is told to the log of the servlet container, with its cause. No filter before it may ask for
 * parameters of requests: that would read the body.
 */
public final class CallbackServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Takes a callback. For several threads. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Takes it whole, or throws: then the provider posts it again.
         *
         * @throws CallbackRefusedException when it is not genuine, or can't be read
         */
        void receive(RawCallback callback);
    }

    private final transient Receiver receiver;

    /** A servlet that hands over to this receiver. */
    public CallbackServlet(Receiver receiver) {
        this.receiver = receiver;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        Optional<RawCallback> callback;
        try {
            callback = read(request);
        } catch (IOException e) {
            // whoever posted is gone, or too slow for the container
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (callback.isEmpty()) {
            // what is left of the body is not read: the line ends with the answer
            response.setHeader("Connection", "close");
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        response.setStatus(status(callback.get()));
    }

    private int status(RawCallback callback) {
        try {
            receiver.receive(callback);
            return HttpServletResponse.SC_NO_CONTENT;
        } catch (CallbackRefusedException e) {
            return HttpServletResponse.SC_FORBIDDEN;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            log("a callback could not be taken", e);
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
    }

    /** Empty when it is larger than a callback may be. */
    private static Optional<RawCallback> read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > RawCallback.MAX_BODY_BYTES) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(RawCallback.MAX_BODY_BYTES + 1);
        String query = request.getQueryString();
        try {
            return Optional.of(new RawCallback(
                    request.getRequestURI() + (query == null ? "" : "?" + query),
                    headers(request),
                    body,
                    request.getRemoteAddr() == null ? "" : request.getRemoteAddr()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
