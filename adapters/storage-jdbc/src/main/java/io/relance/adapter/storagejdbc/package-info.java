/** What the engine must remember, in H2 or PostgreSQL: {@link io.relance.adapter.storagejdbc.JdbcDunningStore}. */
@NullMarked
package io.relance.adapter.storagejdbc;

import org.jspecify.annotations.NullMarked;
