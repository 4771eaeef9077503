/** The port for reaching a debtor: what a channel is given, and what it answers at once or later. */
@NullMarked
package io.relance.channel;

import org.jspecify.annotations.NullMarked;
