/** Exact money in several currencies that are never mixed: what joda-money's {@code Money} leaves to its users. */
@NullMarked
package io.relance.money;

import org.jspecify.annotations.NullMarked;
