/** Payment Links by Stripe, and what becomes of them. */
@NullMarked
package io.relance.adapter.paymentstripe;

import org.jspecify.annotations.NullMarked;
