package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountId;
import io.relance.storage.Page;
import io.relance.storage.TaskQuery;
import io.relance.storage.TaskRecord;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads tasks. */
record Tasks(Connections connections, Dialect dialect) {
    private record After(String customer, LocalDate raised, String id) {
        /** Before every task, for no id is empty. */
        static final After FIRST = new After("", LocalDate.EPOCH, "");
    }

    Page<TaskRecord> page(TaskQuery query) {
        Optional<AccountId> account = query.account();
        if (account.isPresent() && !account.get().creditor().equals(query.creditor())) {
            return new Page<>(List.of(), Optional.empty());
        }
        After after = query.after().map(Tasks::after).orElse(After.FIRST);
        Sql sql = new Sql("SELECT " + Sql.list(Table.TASK.columns()) + " FROM "
                        + dialect.names().of(Table.TASK) + " WHERE creditor = ?")
                .id(query.creditor().value());
        // an order that begins with the columns that are given is that of the index to be used
        String order = "creditor";
        if (query.team().isPresent()) {
            sql.add(" AND team = ?").id(query.team().get());
            order += ", team";
        }
        if (query.openOnly()) {
            sql.add(" AND open = TRUE");
            order += query.team().isPresent() ? "" : dialect.flagInOrder("open");
        }
        account.ifPresent(one -> sql.add(" AND customer = ?").id(one.customer().value()));
        sql.add(" AND customer >= ? AND (customer, raised_on, id) > (?, ?, ?) ORDER BY " + order
                        + ", customer, raised_on, id LIMIT ?")
                .id(after.customer())
                .id(after.customer())
                .day(after.raised())
                .id(after.id())
                .number(Pages.oneMore(query.limit()));
        List<TaskRecord> found = connections.single(
                "reading tasks",
                session -> session.query(
                        sql,
                        row -> new TaskRecord(row.account(), row.id(), row.id(), row.day(), row.flag(), row.body())));
        return Pages.page(
                found,
                query.limit(),
                task -> PageKey.of(
                        task.account().customer().value(), task.raised().toString(), task.id()));
    }

    private static After after(String text) {
        List<String> parts = PageKey.parts(text, 3);
        try {
            return new After(parts.get(0), LocalDate.parse(parts.get(1)), parts.get(2));
        } catch (DateTimeParseException e) {
            throw PageKey.unknown(text, e);
        }
    }
}
