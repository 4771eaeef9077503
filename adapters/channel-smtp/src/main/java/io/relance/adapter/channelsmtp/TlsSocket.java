package io.relance.adapter.channelsmtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A line that is encrypted from its beginning: TLS over a socket with a deadline, with the server's name checked. */
final class TlsSocket extends Socket {
    private final Socket plain;
    private final SSLSocketFactory factory;
    private @Nullable SSLSocket encrypted;

    TlsSocket(Socket plain, SSLSocketFactory factory) {
        this.plain = plain;
        this.factory = factory;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        InetSocketAddress address = (InetSocketAddress) endpoint;
        plain.connect(address, timeout);
        try {
            encrypted = encrypt(address);
        } catch (IOException | RuntimeException e) {
            plain.close(); // the mail library forgets a socket that it could not connect
            throw e;
        }
    }

    private SSLSocket encrypt(InetSocketAddress address) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, address.getHostString(), address.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private SSLSocket encrypted() throws SocketException {
        SSLSocket socket = encrypted;
        if (socket == null) {
            throw new SocketException("not connected");
        }
        return socket;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return encrypted().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return encrypted().getOutputStream();
    }

    @Override
    public synchronized void close() throws IOException {
        SSLSocket socket = encrypted;
        if (socket != null) {
            socket.close();
        }
        plain.close();
    }

    @Override
    public boolean isConnected() {
        return encrypted != null;
    }

    @Override
    public boolean isBound() {
        return plain.isBound();
    }

    @Override
    public boolean isClosed() {
        return plain.isClosed();
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return plain.getInetAddress();
    }

    @Override
    public int getPort() {
        return plain.getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return plain.getLocalAddress();
    }

    @Override
    public synchronized void setSoTimeout(int timeout) throws SocketException {
        plain.setSoTimeout(timeout);
    }

    @Override
    public synchronized int getSoTimeout() throws SocketException {
        return plain.getSoTimeout();
    }
}
