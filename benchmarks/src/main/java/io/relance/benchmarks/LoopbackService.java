package io.relance.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** A web service in the same process that answers each request at once, in one packet, by the beginning of its path; lines may be used again. */
final class LoopbackService implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, String> answers;

    /** @param answers JSON by the beginning of the path */
    LoopbackService(Map<String, String> answers) throws IOException {
        this.answers = Map.copyOf(answers);
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "loopback service");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                line.setTcpNoDelay(true);
                daemon(() -> serve(line));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            InputStream in = new BufferedInputStream(line.getInputStream());
            OutputStream out = line.getOutputStream();
            for (String first = read(in); !first.isEmpty(); first = read(in)) {
                int length = 0;
                for (String header = read(in); !header.isEmpty(); header = read(in)) {
                    String name = header.toLowerCase(Locale.ROOT);
                    if (name.startsWith("content-length:")) {
                        length = Integer.parseInt(name.substring(15).strip());
                    }
                }
                in.skipNBytes(length);
                out.write(answer(first.split(" ", 3)[1]));
            }
        } catch (IOException e) {
            // the other side has hung up
            return;
        }
    }

    private byte[] answer(String path) {
        String body = answers.entrySet().stream()
                .filter(answer -> path.startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
