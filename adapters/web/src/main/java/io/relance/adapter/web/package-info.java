/** A servlet that takes what providers post to a host. */
@NullMarked
package io.relance.adapter.web;

import org.jspecify.annotations.NullMarked;
