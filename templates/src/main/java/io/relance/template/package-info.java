/** The words of the messages: templates in French and English, what hosts may put in their place, and the rendering. */
@NullMarked
package io.relance.template;

import org.jspecify.annotations.NullMarked;
