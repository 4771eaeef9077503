package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.relance.Relance;
import io.relance.adapter.channelsmshttp.SmsChannel;
import io.relance.adapter.channelsmshttp.SmsGateway;
import io.relance.adapter.web.CallbackHandler;
import io.relance.adapter.web.CallbackServlet;
import io.relance.callback.CallbackRefusedException;
import io.relance.delivery.ChannelId;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.InMemoryBooks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program of the page about callbacks. */
class CallbacksTest {
    private static final Logger log = LoggerFactory.getLogger(CallbacksTest.class);

    private static Relance engine() {
        SmsGateway gateway = SmsGateway.builder(URI.create("https://api.gateway.example/sms"))
                .json("{\"to\": \"{recipient}\", \"text\": \"{text}\"}")
                .callbacks(callback -> {
                    if (callback.header("X-Key").isEmpty()) {
                        throw new CallbackRefusedException("no key");
                    }
                    return List.of();
                })
                .build();
        return Relance.builder()
                .books(InMemoryBooks.empty())
                .store(new InMemoryDunningStore())
                .channel(SmsChannel.create(gateway))
                .scenario(Scenario.named("sms")
                        .step("reminder", s -> s.daysAfterDue(5).sms("reminder"))
                        .build())
                .build();
    }

    private static void assertTaken(int port) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/callbacks/sms");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest genuine = HttpRequest.newBuilder(address)
                .header("X-Key", "k")
                .POST(BodyPublishers.ofString("delivered"))
                .build();
        HttpRequest forged = HttpRequest.newBuilder(address)
                .POST(BodyPublishers.ofString("delivered"))
                .build();
        assertThat(client.send(genuine, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
        assertThat(client.send(forged, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    }

    @Test
    void what_is_posted_to_the_servers_of_the_java_runtime_reaches_the_engine() throws Exception {
        int port = 0;
        try (Relance relance = engine()) {
            // shown in docs/guide/callbacks.md
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.createContext(
                    "/callbacks/sms",
                    new CallbackHandler(
                            callback -> relance.callback(ChannelId.SMS, callback),
                            failure -> log.error("not taken", failure)));
            server.start();
            // until here
            assertTaken(server.getAddress().getPort());
            server.stop(0);
        }
    }

    @Test
    void what_is_posted_reaches_the_engine() throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        server.setHandler(context);
        try (Relance relance = engine()) {
            // shown in docs/guide/callbacks.md
            CallbackServlet servlet = new CallbackServlet(callback -> relance.callback(ChannelId.SMS, callback));
            context.addServlet(new ServletHolder(servlet), "/callbacks/sms"); // here in Jetty
            // until here
            server.start();
            assertTaken(connector.getLocalPort());
        } finally {
            server.stop();
        }
    }
}
