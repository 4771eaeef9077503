package io.relance.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Takes what is posted on this machine, and hands it over by its path. It speaks to nobody outside. */
final class CallbackServer implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int THREADS = 4;
    private static final long PATIENCE_SECONDS = 15;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private CallbackServer(HttpServer server) {
        this.server = server;
    }

    /**
     * One that has its port, and takes nothing before it is started.
     *
     * @param port 0: any free one
     * @throws OutputException when the port can't be had
     */
    static CallbackServer on(int port) {
        try {
            return new CallbackServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0));
        } catch (BindException e) {
            throw new OutputException("port " + port + " of 127.0.0.1 can't be had: " + e.getMessage()
                    + "; name another --port, or 0 for any free one");
        } catch (IOException e) {
            throw new OutputException("no server can be made on 127.0.0.1: " + e.getMessage());
        }
    }

    /** Where it is, without a path. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * From now on it takes what is posted.
     *
     * @param handlers by path
     * @param answered told of each request's path and status when it has its answer
     */
    void start(Map<String, ? extends HttpHandler> handlers, BiConsumer<String, Integer> answered) {
        Map<String, HttpHandler> byPath = Map.copyOf(handlers);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            byPath.getOrDefault(path, CallbackServer::notFound).handle(exchange);
            answered.accept(path, exchange.getResponseCode());
        });
        server.setExecutor(threads);
        server.start();
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(NOT_FOUND, -1);
        }
    }

    /** Takes nothing more, and lets what is under way come to its end. */
    void stop() {
        threads.shutdown();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }
}
