/**
 * What tests of programs that embed Relance need: a clock turned by hand, books in memory, a channel that keeps what it gets;
 * and what those who write a store are held to.
 */
@NullMarked
package io.relance.testkit;

import org.jspecify.annotations.NullMarked;
