/** Problems of documents, with their place and remedy. */
@NullMarked
package io.relance.json;

import org.jspecify.annotations.NullMarked;
