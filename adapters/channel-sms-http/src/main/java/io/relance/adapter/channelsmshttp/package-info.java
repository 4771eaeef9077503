/** Text messages over the HTTP gateway of a provider, with what became of them. */
@NullMarked
package io.relance.adapter.channelsmshttp;

import org.jspecify.annotations.NullMarked;
