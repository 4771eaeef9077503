package io.relance.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands on loopback between a client and a server, counts round trips and can make each longer. A round trip is what the
 * client sends until the server answers: however many statements it holds.
 */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listening;
    private final int server;
    private final Duration longer;
    private final AtomicLong roundTrips = new AtomicLong();

    /**
     * A wire to the port {@code server} of this machine.
     *
     * @param longer by how much each round trip is made longer
     */
    Wire(int server, Duration longer) throws IOException {
        this.server = server;
        this.longer = longer;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The port to which clients connect. */
    int port() {
        return listening.getLocalPort();
    }

    /** How many there were until now. */
    long roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                target.setTcpNoDelay(true);
                AtomicBoolean answered = new AtomicBoolean(true);
                start(() -> pass(client, target, () -> {
                    if (answered.compareAndSet(true, false)) {
                        roundTrips.incrementAndGet();
                        pause();
                    }
                }));
                start(() -> pass(target, client, () -> answered.set(true)));
            } catch (IOException e) {
                // closed
                return;
            }
        }
    }

    private void pause() {
        if (!longer.isZero()) {
            LockSupport.parkNanos(longer.toNanos());
        }
    }

    private static void pass(Socket from, Socket to, Runnable before) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                before.run();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // either side has closed
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
