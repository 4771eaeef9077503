/** Codes that start a SEPA credit transfer, with a reference for each invoice. */
@NullMarked
package io.relance.adapter.paymentsepa;

import org.jspecify.annotations.NullMarked;
