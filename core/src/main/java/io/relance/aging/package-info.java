/** The aging balance: what is open, by how late it is, for one customer or a whole portfolio, as of any day. */
@NullMarked
package io.relance.aging;

import org.jspecify.annotations.NullMarked;
