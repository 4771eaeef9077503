package io.relance.reliability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The services that an engine's adapters talk to, over loopback: a gateway for text messages, a webhook, two payment providers, a mail server and a mailbox.
 * Unless they do what they are asked, they say again what they were told, keys and passwords included, wherever an answer has room for it.
 */
final class EchoingServices implements AutoCloseable {
    /** How they treat whom they serve. */
    enum Manner {
        /** They do what they are asked. */
        DO_IT,
        /** They refuse for now. */
        REFUSE_FOR_NOW,
        /** They refuse for good. */
        REFUSE_FOR_GOOD,
        /** They fail. */
        FAIL,
        /** They say yes, and then something that is not what they should say. */
        ANSWER_NONSENSE,
        /** They say something that can't be read. */
        ANSWER_TEXT,
        /** They hang up. */
        DROP
    }

    private static final Pattern METADATA = Pattern.compile("metadata\\[(relance_[a-z]+)]=([^&]*)");

    private final Manner manner;
    private final HttpServer http;
    private final ServerSocket smtp;
    private final ServerSocket imap;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "echoing service");
        thread.setDaemon(true);
        return thread;
    });
    private final StringBuffer seen = new StringBuffer();
    private volatile boolean mandatesAreTold;
    private int made;

    EchoingServices(Manner manner) throws IOException {
        this.manner = manner;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
        this.smtp = lines((line, all) -> smtp(line, all), "220 mail.example");
        this.imap = lines((line, all) -> imap(line, all), "* OK ready");
    }

    /** All that they were told so far. */
    String seen() {
        return seen.toString();
    }

    /** From now on it is told that mandates are in force, whatever else is asked. */
    void tellOfMandates() {
        mandatesAreTold = true;
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    int smtpPort() {
        return smtp.getLocalPort();
    }

    int imapPort() {
        return imap.getLocalPort();
    }

    // HTTP

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        StringBuilder told = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n");
        exchange.getRequestHeaders().forEach((name, values) -> told.append(name + ": " + values + "\n"));
        told.append(body);
        seen.append(told).append('\n');
        String path = exchange.getRequestURI().getPath();
        String shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .or(() -> Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Api-Key")))
                .orElse("")
                .replaceFirst("^(Basic|Bearer) ", "");
        if (manner == Manner.DO_IT || (mandatesAreTold && path.startsWith("/mandates/"))) {
            answer(exchange, path.contains("Messages") ? 201 : 200, done(exchange.getRequestMethod(), path, body));
            return;
        }
        exchange.getResponseHeaders().set("Retry-After", shown);
        switch (manner) {
            case REFUSE_FOR_NOW -> answer(exchange, 429, again(told.toString(), shown));
            case REFUSE_FOR_GOOD -> answer(exchange, 400, again(told.toString(), shown));
            case FAIL -> answer(exchange, 500, again(told.toString(), shown));
            case ANSWER_NONSENSE -> answer(exchange, 200, again(told.toString(), shown));
            case ANSWER_TEXT -> answer(exchange, 200, told.toString());
            default -> exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
        exchange.close();
    }

    private synchronized String done(String method, String path, String body) {
        made++;
        if (path.startsWith("/mandates/")) {
            return "{\"mandates\":{\"status\":\"active\"}}";
        }
        if (path.startsWith("/v1/checkout")) {
            return "{\"data\":[],\"has_more\":false}";
        }
        if (path.startsWith("/v1/payment_links")) {
            StringBuilder metadata = new StringBuilder();
            Matcher matcher = METADATA.matcher(URLDecoder.decode(body, StandardCharsets.UTF_8));
            while (matcher.find()) {
                metadata.append(metadata.isEmpty() ? "" : ",")
                        .append("\"" + matcher.group(1) + "\":\"" + matcher.group(2) + "\"");
            }
            return "{\"id\":\"plink_" + made + "\",\"active\":true,\"url\":\"https://buy.stripe.com/test_" + made
                    + "\",\"metadata\":{" + metadata + "}}";
        }
        if (path.startsWith("/payments")) {
            return method.equals("GET")
                    ? "{\"payments\":[],\"meta\":{\"cursors\":{\"after\":null}}}"
                    : "{\"payments\":{\"id\":\"PM" + made + "\",\"charge_date\":\"2026-06-05\"}}";
        }
        return "{\"sid\":\"SM" + made + "\"}";
    }

    /** JSON that has what it was told, and the key that was shown, wherever an answer of one of the services has a text. */
    private static String again(String told, String shown) {
        String all = text(told);
        String key = text(shown);
        return "{\"id\":" + key + ",\"url\":" + text("https://pay.example/?" + shown)
                + ",\"active\":true,\"metadata\":{"
                + "\"relance_key\":" + key + ",\"relance_until\":" + key + "},\"sid\":" + key + ",\"code\":" + key
                + ",\"message\":" + all + ",\"error\":{\"type\":" + key + ",\"code\":" + key + ",\"message\":" + all
                + ",\"errors\":[{\"reason\":" + key + ",\"field\":" + key + ",\"message\":" + all
                + ",\"links\":{\"conflicting_resource_id\":" + key + "}}]},\"payments\":{\"id\":" + key
                + ",\"charge_date\":" + key + ",\"status\":" + key + "},\"mandates\":{\"status\":" + key
                + "},\"data\":[{\"id\":" + key + "}]}";
    }

    private static String text(String words) {
        StringBuilder json = new StringBuilder("\"");
        words.chars()
                .forEach(c -> json.append(
                        c == '"' || c == '\\'
                                ? "\\" + (char) c
                                : c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c)));
        return json.append('"').toString();
    }

    // Mail

    @FunctionalInterface
    private interface Dialogue {
        /** What is said to a line, given all that was said before; empty: they hang up. */
        Optional<String> answer(String line, String before);
    }

    private ServerSocket lines(Dialogue dialogue, String greeting) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> talk(socket, dialogue, greeting));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return server;
    }

    private void talk(Socket socket, Dialogue dialogue, String greeting) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            out.write((greeting + "\r\n").getBytes(StandardCharsets.UTF_8));
            StringBuilder before = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                seen.append(line).append('\n');
                before.append(line).append('|');
                Optional<String> answer = dialogue.answer(line, before.toString());
                if (answer.isEmpty()) {
                    return;
                }
                if (!answer.get().isEmpty()) {
                    out.write((answer.get() + "\r\n").getBytes(StandardCharsets.UTF_8));
                }
                if (answer.get().equals(before.toString())) {
                    // whoever waits for something that can be read waits in vain
                    return;
                }
            }
        } catch (IOException e) {
            // the other side is gone
            return;
        }
    }

    private Optional<String> smtp(String line, String before) {
        String word = line.toUpperCase(Locale.ROOT);
        if (word.startsWith("EHLO")) {
            return Optional.of("250-mail.example\r\n250 AUTH LOGIN PLAIN");
        }
        if (word.equals("AUTH LOGIN")) {
            return Optional.of("334 VXNlcm5hbWU6");
        }
        if (before.matches("(?i).*AUTH LOGIN\\|[^|]*\\|")) {
            return Optional.of("334 UGFzc3dvcmQ6");
        }
        if (before.matches("(?i).*AUTH LOGIN\\|[^|]*\\|[^|]*\\|") || word.startsWith("AUTH ")) {
            return loggedIn(before);
        }
        if (before.contains("|DATA|")) {
            return Optional.of(line.equals(".") ? "250 " + before.substring(0, before.indexOf("|MAIL")) : "");
        }
        if (word.equals("DATA")) {
            return Optional.of("354 go on");
        }
        return Optional.of((manner == Manner.FAIL && word.startsWith("RCPT") ? "550 5.1.1 " : "250 ") + before);
    }

    private Optional<String> loggedIn(String before) {
        return switch (manner) {
            case REFUSE_FOR_NOW -> Optional.of("454 4.7.0 " + before);
            case REFUSE_FOR_GOOD -> Optional.of("535 5.7.8 " + before);
            case ANSWER_TEXT -> Optional.of(before);
            case DROP -> Optional.empty();
            default -> Optional.of("235 " + before);
        };
    }

    private Optional<String> imap(String line, String before) {
        String tag = line.split(" ", 2)[0];
        if (line.contains("CAPABILITY")) {
            return Optional.of("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + tag + " OK done");
        }
        if (line.contains("AUTHENTICATE PLAIN") && line.endsWith("PLAIN")) {
            return Optional.of("+ ");
        }
        String first = before.replaceFirst(".*\\|([^|]*AUTHENTICATE)", "$1").split(" ", 2)[0];
        return switch (manner) {
            case ANSWER_TEXT -> Optional.of(before);
            case DROP -> Optional.empty();
            default -> Optional.of((line.contains(" ") ? tag : first) + " NO [AUTHENTICATIONFAILED] " + before);
        };
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        smtp.close();
        imap.close();
        threads.shutdownNow();
    }
}
