/** What a decision says: what is to be done, why the rest is left alone, and when to look again. */
@NullMarked
package io.relance.plan;

import org.jspecify.annotations.NullMarked;
