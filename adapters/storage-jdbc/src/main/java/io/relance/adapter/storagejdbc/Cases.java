package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CustomerId;
import io.relance.storage.AccountName;
import io.relance.storage.AccountOrder;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CaseSummary;
import io.relance.storage.CommitId;
import io.relance.storage.EventHash;
import io.relance.storage.PartKey;
import io.relance.storage.PolicyVersion;
import io.relance.storage.StoredCase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads cases. */
record Cases(Connections connections, Dialect dialect) {
    /** Stands for no policy version; none is blank. */
    static final String NEVER = "";

    /** Heads and parts in one statement: they are of one moment. */
    Map<AccountId, StoredCase> find(Collection<AccountId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Set<AccountId> accounts = new LinkedHashSet<>(ids);
        List<Object[]> keys = keys(accounts);
        Sql sql = dialect.lookup(
                        "a.creditor, a.customer, " + nothing(ColumnType.ID) + ", " + nothing(ColumnType.ID)
                                + ", a.revision, a.events, a.chain, a.decided_under, a.review_on, a.open, a.stamp, a.body",
                        Table.ACCOUNT,
                        2,
                        keys)
                .add(" UNION ALL ")
                .add(dialect.lookup(
                        "a.creditor, a.customer, a.kind, a.id, 0, 0, " + nothing(ColumnType.HASH) + ", "
                                + nothing(ColumnType.ID) + ", " + nothing(ColumnType.DAY) + ", FALSE, "
                                + nothing(ColumnType.LABEL) + ", a.body",
                        Table.CASE_PART,
                        2,
                        keys));
        Map<AccountId, CaseRecord> heads = new HashMap<>();
        Map<AccountId, List<CasePart>> parts = new HashMap<>();
        connections.single(
                "reading cases",
                session -> session.query(sql, row -> {
                    AccountId account = row.account();
                    Optional<String> kind = Optional.ofNullable(row.nullableId());
                    if (kind.isEmpty()) {
                        row.skip(1);
                        return heads.put(account, head(account, row));
                    }
                    PartKey key = new PartKey(PartKinds.of(kind.get()), row.id());
                    row.skip(7);
                    return parts.computeIfAbsent(account, id -> new ArrayList<>())
                            .add(new CasePart(key, row.body()));
                }));
        Map<AccountId, StoredCase> found = new LinkedHashMap<>();
        for (AccountId account : accounts) {
            CaseRecord head = heads.get(account);
            if (head != null) {
                List<CasePart> own = parts.getOrDefault(account, new ArrayList<>());
                own.sort(Comparator.comparing(CasePart::key));
                found.put(account, new StoredCase(head, own));
            }
        }
        return found;
    }

    private String nothing(ColumnType type) {
        return "CAST(NULL AS " + dialect.type(type) + ")";
    }

    private static CaseRecord head(AccountId account, Row row) throws SQLException {
        return new CaseRecord(
                account,
                row.number(),
                row.number(),
                row.maybeHash().map(EventHash::new),
                decidedUnder(row),
                row.maybeDay(),
                row.flag(),
                row.maybeLabel(),
                row.body());
    }

    /** Accounts as keys of rows. */
    static List<Object[]> keys(Collection<AccountId> accounts) {
        List<Object[]> keys = new ArrayList<>(accounts.size());
        for (AccountId account : accounts) {
            keys.add(
                    new Object[] {account.creditor().value(), account.customer().value()});
        }
        return keys;
    }

    boolean isCommitted(AccountId account, CommitId commit) {
        Sql sql = new Sql("SELECT 1 FROM " + dialect.names().of(Table.COMMIT)
                        + " WHERE creditor = ? AND customer = ? AND id = ?")
                .id(account.creditor().value())
                .id(account.customer().value())
                .with(ColumnType.HASH, commit.value());
        return connections
                .single("looking for a commit", session -> session.first(sql, Row::number))
                .isPresent();
    }

    List<AccountId> named(AccountName name) {
        Sql sql = new Sql("SELECT creditor, customer FROM " + dialect.names().of(Table.ACCOUNT_NAME)
                        + " WHERE name = ? ORDER BY creditor, customer")
                .with(ColumnType.HASH, name.value());
        List<AccountId> named = new ArrayList<>();
        connections.single("looking for a name", session -> session.query(sql, row -> named.add(row.account())));
        return named;
    }

    List<AccountId> dueForReview(
            CreditorId creditor, LocalDate date, PolicyVersion current, Optional<AccountId> after, int limit) {
        return after(creditor, after)
                .map(last -> customers(creditor, dialect.queries().dueForReview(creditor, date, current, last, limit)))
                .orElse(List.of());
    }

    List<CaseSummary> cases(CreditorId creditor, Optional<AccountId> after, int limit) {
        return after(creditor, after)
                .map(last -> connections.single(
                        "listing cases",
                        session -> session.query(all(creditor, last, limit), row -> summary(creditor, row))))
                .orElse(List.of());
    }

    private Sql all(CreditorId creditor, String after, int limit) {
        return new Sql("SELECT customer, decided_under, review_on, open, stamp FROM "
                        + dialect.names().of(Table.ACCOUNT)
                        + " WHERE creditor = ? AND customer > ? ORDER BY creditor, customer LIMIT ?")
                .id(creditor.value())
                .id(after)
                .number(limit);
    }

    private static CaseSummary summary(CreditorId creditor, Row row) throws SQLException {
        return new CaseSummary(
                new AccountId(creditor, new CustomerId(row.id())),
                decidedUnder(row),
                row.maybeDay(),
                row.flag(),
                row.maybeLabel());
    }

    private static Optional<PolicyVersion> decidedUnder(Row row) throws SQLException {
        return Optional.of(row.id()).filter(version -> !version.equals(NEVER)).map(PolicyVersion::new);
    }

    private List<AccountId> customers(CreditorId creditor, Sql sql) {
        return connections.single(
                "listing accounts",
                session -> session.query(sql, row -> new AccountId(creditor, new CustomerId(row.id()))));
    }

    /** The customer after whom a page of a creditor begins; empty: all of the creditor's come before. */
    static Optional<String> after(CreditorId creditor, Optional<AccountId> after) {
        if (after.isEmpty()) {
            return Optional.of("");
        }
        AccountId last = after.get();
        if (last.creditor().equals(creditor)) {
            return Optional.of(last.customer().value());
        }
        boolean before = AccountOrder.BY_BYTES.compare(last, new AccountId(creditor, last.customer())) < 0;
        return before ? Optional.of("") : Optional.empty();
    }
}
