/** Direct debits by GoCardless, and what becomes of them and of their mandates. */
@NullMarked
package io.relance.adapter.paymentgocardless;

import org.jspecify.annotations.NullMarked;
