package io.relance.adapter.channelsmtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lines to a server that can be cut. */
final class Relay implements AutoCloseable {
    private final ServerSocket entrance;
    private final int port;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Relay(int port) throws IOException {
        this.port = port;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::listen);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void cut(boolean isCut) {
        cut = isCut;
        if (isCut) {
            lines.forEach(Relay::close);
        }
    }

    private void listen() {
        while (!entrance.isClosed()) {
            try {
                Socket line = entrance.accept();
                if (cut) {
                    close(line);
                } else {
                    Socket on = new Socket(InetAddress.getLoopbackAddress(), port);
                    lines.add(line);
                    lines.add(on);
                    daemon(() -> copy(line, on));
                    daemon(() -> copy(on, line));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            lines.remove(from);
        } finally {
            close(from);
            close(to);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket line) {
        try {
            line.close();
        } catch (IOException e) {
            throw new AssertionError("can't close", e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        lines.forEach(Relay::close);
    }
}
