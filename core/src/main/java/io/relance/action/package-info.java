/** What can be done about a debt, and how far it has come. */
@NullMarked
package io.relance.action;

import org.jspecify.annotations.NullMarked;
