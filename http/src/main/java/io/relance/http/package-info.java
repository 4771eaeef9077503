/** What adapters over web services share: calls that say whether anything was sent, bounded JSON, signatures. */
@NullMarked
package io.relance.http;

import org.jspecify.annotations.NullMarked;
