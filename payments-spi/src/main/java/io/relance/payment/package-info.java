/** The port for collecting money: what a provider is asked for, what it answers at once, and what it tells later. */
@NullMarked
package io.relance.payment;

import org.jspecify.annotations.NullMarked;
