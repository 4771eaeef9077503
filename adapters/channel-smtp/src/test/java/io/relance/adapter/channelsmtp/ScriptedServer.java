package io.relance.adapter.channelsmtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server on the loopback address that does at each verb what a test tells it. It takes what it is not told about. */
final class ScriptedServer implements AutoCloseable {
    /** The moments at which it can be told to do something else. */
    enum Verb {
        GREETING,
        EHLO,
        STARTTLS,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        /** In the middle of the words: told to drop, it does so after the first line. */
        WORDS,
        /** After the last line of the words; whether it has taken the mail is told apart. */
        END,
        RSET
    }

    /** What it does. */
    private record Deed(Optional<String> answer, boolean hangs, boolean takes, Duration pause) {
        static Deed answer(String answer) {
            return new Deed(Optional.of(answer), false, false, Duration.ZERO);
        }
    }

    /** A mail that it took. */
    record Taken(String sender, String recipient, String mailCommand, String rcptCommand, byte[] bytes) {}

    private final ServerSocket server;
    private final Optional<SSLContext> tls;
    private final boolean fromTheBeginning;
    private final Map<Verb, Deed> deeds = new ConcurrentHashMap<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> bearers = new CopyOnWriteArrayList<>();
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private volatile List<String> extensions = List.of("SIZE 20000000", "DSN", "AUTH LOGIN PLAIN");
    private volatile boolean away;
    private volatile int accepted;

    private ScriptedServer(Optional<SSLContext> tls, boolean fromTheBeginning) throws IOException {
        this.tls = tls;
        this.fromTheBeginning = fromTheBeginning;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::listen);
    }

    static ScriptedServer inTheClear() throws IOException {
        return new ScriptedServer(Optional.empty(), false);
    }

    static ScriptedServer withStartTls(SSLContext tls) throws IOException {
        return new ScriptedServer(Optional.of(tls), false);
    }

    static ScriptedServer withTls(SSLContext tls) throws IOException {
        return new ScriptedServer(Optional.of(tls), true);
    }

    int port() {
        return server.getLocalPort();
    }

    /** It answers so at that verb, with lines parted by line feeds. */
    ScriptedServer at(Verb verb, String answer) {
        deeds.put(verb, Deed.answer(answer));
        return this;
    }

    /** It drops the line at that verb. */
    ScriptedServer dropsAt(Verb verb, boolean takes) {
        deeds.put(verb, new Deed(Optional.empty(), false, takes, Duration.ZERO));
        return this;
    }

    /** It says nothing more at that verb, and keeps the line. */
    ScriptedServer hangsAt(Verb verb, boolean takes) {
        deeds.put(verb, new Deed(Optional.empty(), true, takes, Duration.ZERO));
        return this;
    }

    /** It answers as usual, later. */
    ScriptedServer pausesAt(Verb verb, Duration pause) {
        deeds.put(verb, new Deed(Optional.empty(), false, false, pause));
        return this;
    }

    ScriptedServer usual() {
        deeds.clear();
        return this;
    }

    /** It knows no such mailbox. */
    void knowsNo(String mailbox) {
        unknown.add(mailbox);
    }

    /** It takes lines and drops them at once; those that are open too. */
    void setAway(boolean isAway) {
        away = isAway;
        if (isAway) {
            dropLines();
        }
    }

    void dropLines() {
        lines.forEach(ScriptedServer::drop);
    }

    void extensions(String... offered) {
        extensions = List.of(offered);
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** What it was told, without what goes with AUTH. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    /** What it was told as XOAUTH2, decoded. */
    List<String> bearers() {
        return List.copyOf(bearers);
    }

    int openLines() {
        return lines.size();
    }

    /** How many lines there have been. */
    int lines() {
        return accepted;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        dropLines();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted mail server");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                if (away) {
                    drop(line);
                } else {
                    accepted++;
                    lines.add(line);
                    daemon(() -> serve(line));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void drop(Socket line) {
        try {
            line.setSoLinger(true, 0);
            line.close();
        } catch (IOException e) {
            // its own thread may have closed it meanwhile
            if (!line.isClosed()) {
                throw new AssertionError("can't drop a line", e);
            }
        }
    }

    private void serve(Socket line) {
        try {
            new Session(line).serve();
        } catch (IOException e) {
            // the other side is gone
        } finally {
            lines.remove(line);
            try {
                line.close();
            } catch (IOException e) {
                lines.remove(line);
            }
        }
    }

    private final class Session {
        private final Socket plain;
        private InputStream in;
        private OutputStream out;
        private boolean encrypted;
        private String mail = "";
        private String rcpt = "";

        Session(Socket line) throws IOException {
            this.plain = line;
            this.in = line.getInputStream();
            this.out = line.getOutputStream();
            if (fromTheBeginning) {
                encrypt();
            } else {
                streams(line);
            }
        }

        private void streams(Socket line) throws IOException {
            in = new BufferedInputStream(line.getInputStream());
            out = line.getOutputStream();
        }

        private void encrypt() throws IOException {
            SSLSocket socket = (SSLSocket)
                    tls.orElseThrow().getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
            socket.setUseClientMode(false);
            socket.startHandshake();
            streams(socket);
            encrypted = true;
        }

        void serve() throws IOException {
            if (!answer(Verb.GREETING, "220 scripted ready")) {
                return;
            }
            Optional<String> command = line();
            while (command.isPresent() && obey(command.get())) {
                command = line();
            }
        }

        private boolean obey(String command) throws IOException {
            String verb = command.toUpperCase(Locale.ROOT);
            commands.add(verb.startsWith("AUTH") ? "AUTH" : command);
            if (verb.startsWith("EHLO")) {
                List<String> offered = new ArrayList<>(extensions);
                if (tls.isPresent() && !encrypted) {
                    offered.add("STARTTLS");
                }
                StringBuilder text = new StringBuilder("250-scripted");
                for (int i = 0; i < offered.size(); i++) {
                    text.append("\n250")
                            .append(i == offered.size() - 1 ? " " : "-")
                            .append(offered.get(i));
                }
                return answer(Verb.EHLO, offered.isEmpty() ? "250 scripted" : text.toString());
            } else if (verb.equals("STARTTLS")) {
                boolean goesOn = answer(Verb.STARTTLS, "220 go ahead");
                if (goesOn && !deeds.containsKey(Verb.STARTTLS)) {
                    encrypt();
                }
                return goesOn;
            } else if (verb.startsWith("AUTH LOGIN")) {
                say("334 " + Base64.getEncoder().encodeToString("Username:".getBytes(StandardCharsets.US_ASCII)));
                line();
                say("334 " + Base64.getEncoder().encodeToString("Password:".getBytes(StandardCharsets.US_ASCII)));
                line();
                return answer(Verb.AUTH, "235 welcome");
            } else if (verb.startsWith("AUTH XOAUTH2 ")) {
                bearers.add(new String(
                        Base64.getDecoder().decode(command.substring("AUTH XOAUTH2 ".length())),
                        StandardCharsets.US_ASCII));
                return answer(Verb.AUTH, "235 welcome");
            } else if (verb.startsWith("MAIL FROM:")) {
                mail = command;
                return answer(Verb.MAIL, "250 sender ok");
            } else if (verb.startsWith("RCPT TO:")) {
                rcpt = command;
                if (unknown.contains(address(rcpt))) {
                    say("550 5.1.1 no such mailbox");
                    return true;
                }
                return answer(Verb.RCPT, "250 recipient ok");
            } else if (verb.equals("DATA")) {
                return answer(Verb.DATA, "354 go on")
                        && (deeds.containsKey(Verb.DATA) && !isPause(Verb.DATA) || words());
            } else if (verb.equals("RSET")) {
                return answer(Verb.RSET, "250 reset");
            } else if (verb.equals("QUIT")) {
                say("221 bye");
                return false;
            }
            say("500 what?");
            return true;
        }

        private boolean isPause(Verb verb) {
            Deed deed = deeds.get(verb);
            return deed == null || !deed.pause().isZero();
        }

        private boolean words() throws IOException {
            ByteArrayOutputStream words = new ByteArrayOutputStream();
            Optional<String> line = line();
            if (deeds.containsKey(Verb.WORDS)) {
                return answer(Verb.WORDS, "");
            }
            while (line.isPresent() && !line.get().equals(".")) {
                String text = line.get().startsWith(".") ? line.get().substring(1) : line.get();
                words.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                line = line();
            }
            if (line.isEmpty()) {
                return false;
            }
            Deed deed = deeds.get(Verb.END);
            if (deed == null || deed.takes() || !deed.pause().isZero()) {
                taken.add(new Taken(address(mail), address(rcpt), mail, rcpt, words.toByteArray()));
            }
            return answer(Verb.END, "250 2.0.0 Ok: queued as " + taken.size());
        }

        private String address(String command) {
            return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
        }

        /** Whether the line goes on. */
        private boolean answer(Verb verb, String usual) throws IOException {
            Deed deed = deeds.get(verb);
            if (deed == null) {
                say(usual);
                return true;
            }
            if (!deed.pause().isZero()) {
                await(deed.pause());
                say(usual);
                return true;
            }
            if (deed.answer().isPresent()) {
                say(deed.answer().get());
                return !deed.answer().get().startsWith("421");
            }
            if (deed.hangs()) {
                await(Duration.ofMinutes(1));
            }
            return false;
        }

        /** Until the server closes, or the other side does. */
        private void await(Duration time) throws IOException {
            long end = System.nanoTime() + time.toNanos();
            plain.setSoTimeout(1);
            try {
                while (System.nanoTime() < end && !isClosed()) {
                    if (time.toSeconds() > 10 && isGone()) {
                        return;
                    }
                }
            } finally {
                plain.setSoTimeout(0);
            }
        }

        private boolean isClosed() {
            try {
                return closed.await(5, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        /** Whether the other side has closed; what it says meanwhile is lost, for nobody answers any more. */
        private boolean isGone() {
            try {
                return in.read() < 0;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        private void say(String text) throws IOException {
            out.write((text.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        private Optional<String> line() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int b = in.read();
            while (b >= 0 && b != '\n') {
                bytes.write(b);
                b = in.read();
            }
            if (b < 0) {
                return Optional.empty();
            }
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
    }
}
