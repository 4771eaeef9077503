/** Letters as PDF, into a folder or to a service that prints them. */
@NullMarked
package io.relance.adapter.channelletterpdf;

import org.jspecify.annotations.NullMarked;
