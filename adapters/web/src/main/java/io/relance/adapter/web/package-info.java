/** Takes what providers post to a host: over a servlet, or the HTTP server of the Java runtime. */
@NullMarked
package io.relance.adapter.web;

import org.jspecify.annotations.NullMarked;
