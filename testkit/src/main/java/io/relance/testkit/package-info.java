/** What tests of programs that embed Relance need: a clock turned by hand, books in memory, a channel that keeps what it gets. */
@NullMarked
package io.relance.testkit;

import org.jspecify.annotations.NullMarked;
