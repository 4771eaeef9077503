/** What is owed, by whom, and what was paid on it: the host's books, as the domain sees them, on any day. */
@NullMarked
package io.relance.receivable;

import org.jspecify.annotations.NullMarked;
