package io.relance.reliability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What debtors get, counted outside of every process that is killed. E-mail with an id that came before is not taken again; of
 * letters every one is taken. Now and then it answers late, or says before it takes a message that it is busy.
 */
final class ReceivingServer implements AutoCloseable {
    private static final int SLOWEST_MILLIS = 8;
    private static final int OK = 200;
    private static final int BUSY = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final AtomicInteger repeated = new AtomicInteger();

    ReceivingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/email", exchange -> receive(exchange, true));
        server.createContext("/letter", exchange -> receive(exchange, false));
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    /** How often a debtor got each message, by delivery id. */
    Map<String, Integer> taken() {
        return taken;
    }

    /** E-mails that came again and were not taken again. */
    int repeated() {
        return repeated.get();
    }

    private void receive(HttpExchange exchange, boolean once) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        exchange.getRequestBody().readAllBytes();
        int chance = ThreadLocalRandom.current().nextInt(50);
        if (chance > 0) {
            sleep(ThreadLocalRandom.current().nextInt(SLOWEST_MILLIS));
            if (!once) {
                taken.merge(id, 1, Integer::sum);
            } else if (taken.putIfAbsent(id, 1) != null) {
                repeated.incrementAndGet();
            }
            sleep(ThreadLocalRandom.current().nextInt(SLOWEST_MILLIS));
        }
        byte[] answer = id.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(chance > 0 ? OK : BUSY, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (IOException e) {
            // who asked is dead
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
