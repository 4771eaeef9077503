/** The one decision: from an account, a policy and a day to what is done, why the rest is left alone, and when to look again. */
@NullMarked
package io.relance.decision;

import org.jspecify.annotations.NullMarked;
