/** Everything that a creditor decided beforehand about the follow-up of what is owed to it. */
@NullMarked
package io.relance.policy;

import org.jspecify.annotations.NullMarked;
