/** How fast Relance is, beside what a user would pick instead and beside the physical limit. */
@NullMarked
package io.relance.benchmarks;

import org.jspecify.annotations.NullMarked;
