package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.adapter.channelsmshttp.SmsChannel;
import io.relance.adapter.channelsmshttp.SmsGateway;
import io.relance.adapter.web.CallbackServlet;
import io.relance.callback.CallbackRefusedException;
import io.relance.delivery.ChannelId;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.InMemoryBooks;
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

/** The program of the page about callbacks. */
class CallbacksTest {
    @Test
    void what_is_posted_reaches_the_engine() throws Exception {
        SmsGateway gateway = SmsGateway.builder(URI.create("https://api.gateway.example/sms"))
                .json("{\"to\": \"{recipient}\", \"text\": \"{text}\"}")
                .callbacks(callback -> {
                    if (callback.header("X-Key").isEmpty()) {
                        throw new CallbackRefusedException("no key");
                    }
                    return List.of();
                })
                .build();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        server.setHandler(context);
        try (Relance relance = Relance.builder()
                .books(InMemoryBooks.empty())
                .store(new InMemoryDunningStore())
                .channel(SmsChannel.create(gateway))
                .scenario(Scenario.named("sms")
                        .step("reminder", s -> s.daysAfterDue(5).sms("reminder"))
                        .build())
                .build()) {
            // shown in docs/guide/callbacks.md
            CallbackServlet servlet = new CallbackServlet(callback -> relance.callback(ChannelId.SMS, callback));
            context.addServlet(new ServletHolder(servlet), "/callbacks/sms"); // here in Jetty
            // until here
            server.start();
            URI address = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/callbacks/sms");
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest genuine = HttpRequest.newBuilder(address)
                    .header("X-Key", "k")
                    .POST(BodyPublishers.ofString("delivered"))
                    .build();
            HttpRequest forged = HttpRequest.newBuilder(address)
                    .POST(BodyPublishers.ofString("delivered"))
                    .build();

            assertThat(client.send(genuine, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
            assertThat(client.send(forged, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(403);
        } finally {
            server.stop();
        }
    }
}
