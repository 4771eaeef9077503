package io.relance.examples.quickstart;

import io.relance.adapter.channelsmshttp.SmsGateway;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says over which gateway text messages go. */
final class SmsOption {
    @Option(
            names = "--sms",
            paramLabel = "URL",
            converter = Converters.TextGatewayUrl.class,
            description = {
                "The gateway for text messages: https://gateway.example/messages?from=Atelier, which is posted JSON, or",
                "twilio://ACCOUNT_SID?from=+33755000001; its key is in " + TextGateway.TOKEN + " (no text messages)."
            })
    private @Nullable TextGateway gateway;

    /** Whether there is one. */
    boolean given() {
        return gateway != null;
    }

    /**
     * How it is spoken to, if there is one.
     *
     * @throws ParameterException when its key is missing, or is none
     */
    Optional<SmsGateway> settings(Environment environment, InstantSource clock, CommandSpec spec) {
        TextGateway named = gateway;
        if (named == null) {
            return Optional.empty();
        }
        Optional<String> token = named.needsToken()
                ? Optional.of(environment.require(TextGateway.TOKEN, "--sms", "the gateway's key", spec))
                : environment.find(TextGateway.TOKEN);
        try {
            return Optional.of(named.settings(token, clock));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), TextGateway.TOKEN + " is no key: " + e.getMessage());
        }
    }

    /** Whether it posts what became of messages. */
    boolean postsStatuses() {
        return gateway != null && gateway.postsStatuses();
    }

    /** The gateway, for people; nothing secret. */
    @Override
    public String toString() {
        return String.valueOf(gateway);
    }
}
