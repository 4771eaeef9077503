/** The command-line program: reports, dunning runs and explanations over books in CSV files. */
@NullMarked
package io.relance.examples.quickstart;

import org.jspecify.annotations.NullMarked;
