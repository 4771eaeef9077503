/** What the engine remembers of an account, and the account frozen as of a day. */
@NullMarked
package io.relance.account;

import org.jspecify.annotations.NullMarked;
