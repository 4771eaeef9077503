/**
 * The ports for the books of the host ({@link io.relance.storage.ReceivablesSource}) and for what the engine must remember
 * ({@link io.relance.storage.DunningStore}). A store sees ids, few columns and opaque bytes.
 */
@NullMarked
package io.relance.storage;

import org.jspecify.annotations.NullMarked;
