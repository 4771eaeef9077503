package io.relance.adapter.channelsmshttp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A gateway on this machine that speaks HTTP over plain sockets, so that it can drop them, and be silent. */
final class Gateway implements AutoCloseable {
    /** How it treats a request. */
    enum Habit {
        ANSWERS,
        ANSWERS_LATE,
        /** It reads the head of a request, and no more. */
        SILENT_BEFORE_THE_BODY,
        SILENT,
        /** It reads a request, and drops the line. */
        DROPS,
        /** It makes an answer, and drops the line instead of sending it. */
        DROPS_AFTER,
        /** It sends a part of its answer, and no more. */
        HALF
    }

    /**
     * What came in.
     *
     * @param headers by name in lower case
     */
    record Request(String line, Map<String, String> headers, String body) {}

    private final List<Request> requests = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile Habit habit = Habit.ANSWERS;
    private volatile Function<Request, String> answer = request -> answer(201, "", "{}");
    private volatile ServerSocket server;
    private volatile Thread acceptor;
    private volatile boolean closed;

    Gateway() throws IOException {
        server = listen(0);
        port = server.getLocalPort();
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 200);
        acceptor = new Thread(() -> accept(socket), "gateway");
        acceptor.setDaemon(true);
        acceptor.start();
        return socket;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket line = socket.accept();
                open.add(line);
                Thread thread = new Thread(() -> serve(line), "gateway line");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            InputStream in = new BufferedInputStream(line.getInputStream());
            while (true) {
                String first = readLine(in);
                if (first.isEmpty()) {
                    return;
                }
                Map<String, String> headers = new LinkedHashMap<>();
                for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
                    int colon = header.indexOf(':');
                    headers.put(
                            header.substring(0, colon).toLowerCase(Locale.ROOT),
                            header.substring(colon + 1).strip());
                }
                Habit now = habit;
                if (now == Habit.SILENT_BEFORE_THE_BODY) {
                    waitForTheEnd(in);
                    return;
                }
                byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                Request request = new Request(first, headers, new String(body, StandardCharsets.UTF_8));
                synchronized (requests) {
                    requests.add(request);
                }
                if (now == Habit.DROPS) {
                    line.setSoLinger(true, 0);
                    return;
                }
                if (now == Habit.SILENT) {
                    waitForTheEnd(in);
                    return;
                }
                if (now == Habit.ANSWERS_LATE) {
                    Thread.sleep(500);
                }
                byte[] bytes = answer.apply(request).getBytes(StandardCharsets.UTF_8);
                if (now == Habit.DROPS_AFTER) {
                    line.setSoLinger(true, 0);
                    return;
                }
                line.getOutputStream().write(bytes, 0, now == Habit.HALF ? bytes.length - 1 : bytes.length);
                line.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the other side is gone
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(line);
        }
    }

    private static void waitForTheEnd(InputStream in) throws IOException {
        while (in.read() >= 0) {
            continue;
        }
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** An answer with a body, and with headers that each end a line. */
    static String answer(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n" + headers + "\r\n" + body;
    }

    void answers(Function<Request, String> how) {
        answer = how;
    }

    void behave(Habit how) {
        habit = how;
    }

    /** Whether it is there at all. */
    void setAway(boolean away) {
        try {
            if (away && !server.isClosed()) {
                server.close();
                // until then connections may still be taken
                acceptor.join();
                for (Socket line : open) {
                    line.close();
                }
            } else if (!away && server.isClosed() && !closed) {
                server = listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    int openLines() {
        return open.size();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        closed = true;
        setAway(true);
    }
}
