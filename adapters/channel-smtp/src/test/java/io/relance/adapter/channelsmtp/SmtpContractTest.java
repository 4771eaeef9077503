package io.relance.adapter.channelsmtp;

import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.channel.Channel;
import io.relance.testkit.ChannelContract;
import io.relance.testkit.FarEnd;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of channels, without a mailbox for bounces. */
class SmtpContractTest extends ChannelContract {
    private ScriptedServer server;
    private SmtpFarEnd farEnd;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.inTheClear();
        farEnd = new SmtpFarEnd(server);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    protected Channel channel() {
        return SmtpChannel.create(SmtpSettings.builder("localhost")
                .port(server.port())
                .security(Security.NONE)
                .credentials("relance", SmtpFarEnd.PASSWORD)
                .helloName("tests.example")
                .build());
    }

    @Override
    protected FarEnd farEnd() {
        return farEnd;
    }
}
