/** A message as the bytes of a mail. */
@NullMarked
package io.relance.mail;

import org.jspecify.annotations.NullMarked;
