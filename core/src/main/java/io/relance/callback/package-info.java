/**
 * What providers post to a host: taken in as it comes, believed by nobody before the channel or the payment provider that it is
 * meant for has verified it. Ports of both kinds speak of these values; nothing here reads a request or answers one.
 */
@NullMarked
package io.relance.callback;

import org.jspecify.annotations.NullMarked;
