/** What a creditor wants done about an unpaid invoice, step by step: definitions, checked when they are made. */
@NullMarked
package io.relance.scenario;

import org.jspecify.annotations.NullMarked;
