/** The words for handing a message to a channel and what comes back. */
@NullMarked
package io.relance.delivery;

import org.jspecify.annotations.NullMarked;
