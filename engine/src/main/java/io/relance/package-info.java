/** The engine as programs embed it: {@link io.relance.Relance}. */
@NullMarked
package io.relance;

import org.jspecify.annotations.NullMarked;
