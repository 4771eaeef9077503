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

    private final transient Reception reception;

    /** A servlet that hands over to this receiver. */
    public CallbackServlet(CallbackReceiver receiver) {
        this.reception = new Reception(receiver, failure -> log("a callback could not be taken", failure));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        if (!request.getMethod().equals(Reception.METHOD)) {
            response.setHeader("Allow", Reception.METHOD);
            response.setStatus(Reception.NOT_POSTED);
            return;
        }
        int status = status(request);
        if (status == Reception.TOO_LARGE) {
            // what is left of the body is not read: the line ends with the answer
            response.setHeader("Connection", "close");
        }
        response.setStatus(status);
    }

    private int status(HttpServletRequest request) {
        String query = request.getQueryString();
        try {
            return reception.status(
                    request.getRequestURI() + (query == null ? "" : "?" + query),
                    request.getContentLengthLong(),
                    request.getInputStream(),
                    headers(request),
                    request.getRemoteAddr() == null ? "" : request.getRemoteAddr());
        } catch (IOException e) {
            return Reception.UNREADABLE;
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
