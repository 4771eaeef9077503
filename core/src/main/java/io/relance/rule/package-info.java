/** Rules and conditions over the typed facts of an account and an invoice, evaluated in three truth values. */
@NullMarked
package io.relance.rule;

import org.jspecify.annotations.NullMarked;
