package io.relance.adapter.web;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;

/** In a servlet container. */
class CallbackServletTest extends CallbackStatuses {
    private final Server server = new Server();

    @Override
    int start(CallbackReceiver receiver) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(2_000);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/callbacks");
        context.addServlet(new ServletHolder(new CallbackServlet(receiver)), "/sms/*");
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }
}
