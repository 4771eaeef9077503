/** The inside of the engine; not exported. */
@NullMarked
package io.relance.engine;

import org.jspecify.annotations.NullMarked;
