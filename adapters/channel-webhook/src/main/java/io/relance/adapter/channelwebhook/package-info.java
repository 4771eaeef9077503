/** Messages and events posted to a system of the host's own, signed. */
@NullMarked
package io.relance.adapter.channelwebhook;

import org.jspecify.annotations.NullMarked;
