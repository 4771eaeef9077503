/** The located tree that JSON and YAML documents are read into and written from. */
@NullMarked
package io.relance.json.tree;

import org.jspecify.annotations.NullMarked;
