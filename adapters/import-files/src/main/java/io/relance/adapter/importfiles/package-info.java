/** Reads the books of a creditor from CSV files whose layout a mapping document describes. */
@NullMarked
package io.relance.adapter.importfiles;

import org.jspecify.annotations.NullMarked;
