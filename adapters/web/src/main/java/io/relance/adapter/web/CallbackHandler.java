package io.relance.adapter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.relance.callback.RawCallback;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes what one provider posts to the HTTP server of the Java runtime, and hands it over as a {@link RawCallback}, with the
 * statuses of {@link CallbackServlet}: for tests, trials and hosts without servlets.
 *
 * <p>That server bounds neither time nor the number of requests unless it is told to: it is not for the open internet.
 */
public final class CallbackHandler implements HttpHandler {
    private final Reception reception;

    /**
     * A handler that hands over to this receiver.
     *
     * @param failures told, with its cause, when the receiver fails otherwise than by refusing a callback
     */
    public CallbackHandler(CallbackReceiver receiver, Consumer<Throwable> failures) {
        this.reception = new Reception(receiver, failures);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals(Reception.METHOD)) {
            exchange.getResponseHeaders().set("Allow", Reception.METHOD);
            return Reception.NOT_POSTED;
        }
        int status = reception.status(
                exchange.getRequestURI().toString(),
                length(exchange),
                exchange.getRequestBody(),
                headers(exchange),
                exchange.getRemoteAddress().getAddress().getHostAddress());
        if (status == Reception.TOO_LARGE) {
            // what is left of the body is not read: the line ends with the answer
            exchange.getResponseHeaders().set("Connection", "close");
        }
        return status;
    }

    /** The server itself refuses a length that is no number, and any beside chunks. */
    private static long length(HttpExchange exchange) {
        String said = exchange.getRequestHeaders().getFirst("Content-Length");
        return said == null ? -1 : Long.parseLong(said.strip());
    }

    private static Map<String, List<String>> headers(HttpExchange exchange) {
        return new LinkedHashMap<>(exchange.getRequestHeaders());
    }
}
