package io.relance.adapter.web;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;

/** Takes what a provider posts: for a channel {@code callback -> relance.callback(ChannelId.SMS, callback)}. For several threads. */
@FunctionalInterface
public interface CallbackReceiver {
    /**
     * Takes it whole, or throws: then the provider posts it again.
     *
     * @throws CallbackRefusedException when it is not genuine, or can't be read
     */
    void receive(RawCallback callback);
}
