package io.relance.adapter.storagejdbc;

import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Migrations that belong together.
 *
 * @param history the table, behind the prefix, in which Flyway notes which of them were run
 * @param files in the folder of each database
 */
record Scripts(String history, List<String> files) {
    /** Of the store and of the written ledger. */
    static final Scripts STORE = new Scripts(
            "schema_history",
            List.of(
                    "V1__cases_outbox_tasks_events.sql",
                    "V2__feeds_and_change_tokens.sql",
                    "V3__whose_message.sql",
                    "V4__written_ledger.sql",
                    "V5__due_by_channel.sql",
                    "V6__parts_of_messages.sql",
                    "V7__no_index_of_open_cases.sql",
                    "V8__names_of_accounts.sql"));

    /** Of the keys, which need not be where the rest is. */
    static final Scripts KEYS = new Scripts("key_schema_history", List.of("keys/V1__personal_data_keys.sql"));

    /** The version to which they lead. */
    MigrationVersion newest() {
        return files.stream()
                .map(Scripts::version)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static MigrationVersion version(String file) {
        String name = name(file);
        return MigrationVersion.fromVersion(name.substring(1, name.indexOf("__")));
    }

    /** Of a file, without its folder: {@code V1__what_it_does.sql}. */
    static String name(String file) {
        return file.substring(file.indexOf('/') + 1);
    }
}
