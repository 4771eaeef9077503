package io.relance.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A mail server on the loopback address that takes every mail at once and forgets it, but for the last. A thread for each line. */
final class MailSink implements AutoCloseable {
    private static final byte[] READY = ascii("220 sink\r\n");
    private static final byte[] EHLO = ascii("250-sink\r\n250-SIZE 50000000\r\n250 DSN\r\n");
    private static final byte[] OK = ascii("250 2.0.0 Ok\r\n");
    private static final byte[] GO_ON = ascii("354 go on\r\n");
    private static final byte[] BYE = ascii("221 bye\r\n");

    private static final byte[] END = ascii("\r\n.\r\n");

    private final ServerSocket server;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private final AtomicLong mails = new AtomicLong();
    private volatile byte[] last = {};

    private MailSink(ServerSocket server) {
        this.server = server;
    }

    /** One that takes mails from now on, until it is closed. */
    static MailSink start() throws IOException {
        MailSink sink = new MailSink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        daemon(sink::listen);
        return sink;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many mails it has taken. */
    long mails() {
        return mails.get();
    }

    /** The last that it has taken, as it was transmitted, without the dot at its end. */
    byte[] last() {
        return last.clone();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket line : lines) {
            line.close();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mail sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                lines.add(line);
                daemon(() -> serve(line));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            line.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(line.getInputStream(), 1 << 16);
            OutputStream out = line.getOutputStream();
            out.write(READY);
            ByteArrayOutputStream read = new ByteArrayOutputStream(1 << 16);
            while (readLine(in, read) > 0) {
                String command = read.toString(StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
                read.reset();
                if (command.startsWith("QUIT")) {
                    out.write(BYE);
                    return;
                }
                if (command.startsWith("DATA")) {
                    out.write(GO_ON);
                    take(in, read);
                    read.reset();
                }
                out.write(command.startsWith("EHLO") ? EHLO : OK);
            }
        } catch (IOException e) {
            // the other side is gone
        } finally {
            lines.remove(line);
        }
    }

    /** Until the line that consists of a dot. */
    private void take(InputStream in, ByteArrayOutputStream read) throws IOException {
        int matched = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            read.write(b);
            if (b == END[matched]) {
                matched++;
            } else {
                matched = b == '\r' ? 1 : 0;
            }
            if (matched == END.length) {
                byte[] all = read.toByteArray();
                last = Arrays.copyOf(all, all.length - 3);
                mails.incrementAndGet();
                return;
            }
        }
    }

    /** How many bytes the next line has, with its end; 0 when there is none. */
    private static int readLine(InputStream in, ByteArrayOutputStream read) throws IOException {
        int length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            read.write(b);
            length++;
            if (b == '\n') {
                return length;
            }
        }
        return 0;
    }
}
