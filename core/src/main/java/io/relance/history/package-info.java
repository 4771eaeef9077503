/** What happened to an account: the entries of its timeline. */
@NullMarked
package io.relance.history;

import org.jspecify.annotations.NullMarked;
