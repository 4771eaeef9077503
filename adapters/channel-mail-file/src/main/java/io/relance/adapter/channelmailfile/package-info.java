/** Writes each e-mail as an {@code .eml} file instead of sending it. */
@NullMarked
package io.relance.adapter.channelmailfile;

import org.jspecify.annotations.NullMarked;
