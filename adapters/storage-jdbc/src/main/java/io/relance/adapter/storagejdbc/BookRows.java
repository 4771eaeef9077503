package io.relance.adapter.storagejdbc;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger of an account as rows, by table and key. */
final class BookRows {
    private final Map<Table, Map<List<@Nullable Object>, List<@Nullable Object>>> tables = new HashMap<>();

    /** One more row: values in the order of the table's columns. */
    void add(Table table, @Nullable Object... values) {
        List<@Nullable Object> row = Collections.unmodifiableList(Arrays.asList(values));
        tables.computeIfAbsent(table, name -> new LinkedHashMap<>()).put(row.subList(0, table.keyCount()), row);
    }

    /** The rows of a table, in the order in which they were added. */
    Collection<List<@Nullable Object>> of(Table table) {
        return rows(table).values();
    }

    private Map<List<@Nullable Object>, List<@Nullable Object>> rows(Table table) {
        return tables.getOrDefault(table, Map.of());
    }

    /** Adds what makes these rows of those; says whether there was anything. */
    boolean differences(BookRows before, BookWrites writes) {
        boolean any = false;
        for (Table table : BookTables.CONTENTS) {
            Map<List<@Nullable Object>, List<@Nullable Object>> old = before.rows(table);
            Map<List<@Nullable Object>, List<@Nullable Object>> wanted = rows(table);
            for (Map.Entry<List<@Nullable Object>, List<@Nullable Object>> row : wanted.entrySet()) {
                List<@Nullable Object> there = old.get(row.getKey());
                if (there == null) {
                    writes.insert(table, row.getValue().toArray());
                    any = true;
                } else if (!there.equals(row.getValue())) {
                    writes.replace(table, row.getValue().toArray());
                    any = true;
                }
            }
            for (List<@Nullable Object> key : old.keySet()) {
                if (!wanted.containsKey(key)) {
                    writes.delete(table, key.toArray());
                    any = true;
                }
            }
        }
        return any;
    }
}
