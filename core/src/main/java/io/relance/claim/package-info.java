/**
 * What the law grants a creditor who is paid late: interest and flat sums, by country and kind of debtor, with the reference
 * rates behind them. Nothing here is legal advice: texts and rates are to be checked at their official source.
 */
@NullMarked
package io.relance.claim;

import org.jspecify.annotations.NullMarked;
