package io.relance.adapter.storagejdbc;

import io.relance.adapter.storagejdbc.TableWrite.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be written of several ledgers, by table. */
final class BookWrites {
    private final Map<Table, TableWrite> inserts = new LinkedHashMap<>();
    private final Map<Table, TableWrite> replacements = new LinkedHashMap<>();
    private final Map<Table, TableWrite> deletions = new LinkedHashMap<>();

    void insert(Table table, @Nullable Object... row) {
        inserts.computeIfAbsent(table, name -> new TableWrite(Kind.INSERT, name))
                .row(row);
    }

    void replace(Table table, @Nullable Object... row) {
        replacements
                .computeIfAbsent(table, name -> new TableWrite(Kind.UPSERT, name))
                .row(row);
    }

    void delete(Table table, @Nullable Object... key) {
        deletions
                .computeIfAbsent(table, name -> new TableWrite(Kind.DELETE, name))
                .row(key);
    }

    /** New accounts first and by themselves: who adds the same at the same time waits there, before anything else is there. */
    void write(Session session) throws SQLException {
        TableWrite accounts = inserts.remove(BookTables.ACCOUNT);
        if (accounts != null) {
            session.write(List.of(accounts));
        }
        List<TableWrite> all = new ArrayList<>(inserts.values());
        all.addAll(replacements.values());
        all.addAll(deletions.values());
        session.write(all);
    }
}
