package io.relance.adapter.channelsmshttp;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a gateway posts of messages that it took. {@link TwilioMessaging#callbacks} and {@link VonageMessages#callbacks}
 * are there; for other gateways a host writes its own. For several threads.
 */
public interface SmsCallbacks {
    /**
     * Checks that a callback is genuine, then says what it reports: the same each time it comes. A report without its
     * delivery id is of no use to the engine: the address that a gateway is given with each message ({@link #url}) brings the
     * id back, or a reference of the customer's does.
     *
     * @return perhaps nothing: that a message is on its way is no report
     * @throws CallbackRefusedException when it is not genuine, or can't be read
     */
    List<LateReceipt> read(RawCallback callback);

    /**
     * The host's address that the gateway posts to, for the place {@code {callback}} of requests: there it has {@code
     * delivery}, the delivery id, and {@code at}, the second of the hand-over since 1970, in its query. By default none is
     * sent along.
     */
    default Optional<URI> url() {
        return Optional.empty();
    }
}
