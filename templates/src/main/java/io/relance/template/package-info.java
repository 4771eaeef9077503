/** The words of the messages: templates in six languages, what hosts may put in their place, and the rendering. */
@NullMarked
package io.relance.template;

import org.jspecify.annotations.NullMarked;
