/** How an account pays: its behaviour, segment and score with reasons, the credit advised, the priority for people's work. */
@NullMarked
package io.relance.risk;

import org.jspecify.annotations.NullMarked;
