package io.relance.adapter.channelsmtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes the sockets of one line for the mail library: each ends with the line's deadline. */
final class LineFactory extends SocketFactory {
    private final Deadline deadline;
    private final @Nullable SSLSocketFactory tls;

    /** @param tls for lines that are encrypted from their beginning, else null */
    LineFactory(Deadline deadline, @Nullable SSLSocketFactory tls) {
        this.deadline = deadline;
        this.tls = tls;
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket plain = new DeadlineSocket(deadline);
        SSLSocketFactory factory = tls;
        return factory == null ? plain : new TlsSocket(plain, factory);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw unasked();
    }

    private static IOException unasked() {
        return new IOException("the mail library connects sockets itself");
    }
}
