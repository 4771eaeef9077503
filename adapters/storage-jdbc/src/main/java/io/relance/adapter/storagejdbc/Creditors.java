package io.relance.adapter.storagejdbc;

import io.relance.adapter.storagejdbc.TableWrite.Kind;
import io.relance.receivable.CreditorId;
import io.relance.storage.Body;
import io.relance.storage.ChangeToken;
import io.relance.storage.PolicyDocument;
import io.relance.storage.PolicyVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is kept of a creditor as a whole: policies, and where the books were left off. */
record Creditors(Connections connections, Dialect dialect) {
    void putPolicy(PolicyDocument policy) {
        connections.together("storing a policy", session -> {
            Optional<PolicyDocument> before =
                    session.first(byVersion(policy.creditor(), policy.version()), row -> read(policy.creditor(), row));
            if (before.isEmpty()) {
                session.write(List.of(new TableWrite(Kind.INSERT, Table.POLICY)
                        .row(policy.creditor().value(), policy.version().value(), policy.body())));
            } else if (!before.get().equals(policy)) {
                throw new IllegalStateException("policy version " + policy.version() + " of creditor "
                        + policy.creditor() + " was put with another body: a version is written once");
            }
            return true;
        });
    }

    Optional<PolicyDocument> policy(CreditorId creditor, Optional<PolicyVersion> version) {
        Sql sql = version.map(wanted -> byVersion(creditor, wanted))
                .orElseGet(() -> select(Table.POLICY, "version, body")
                        .add(" ORDER BY creditor DESC, stored_order DESC LIMIT 1")
                        .id(creditor.value()));
        return connections.single("reading a policy", session -> session.first(sql, row -> read(creditor, row)));
    }

    private Sql byVersion(CreditorId creditor, PolicyVersion version) {
        return select(Table.POLICY, "version, body")
                .add(" AND version = ?")
                .id(creditor.value())
                .id(version.value());
    }

    private Sql select(Table table, String columns) {
        return new Sql("SELECT " + columns + " FROM " + dialect.names().of(table) + " WHERE creditor = ?");
    }

    private static PolicyDocument read(CreditorId creditor, Row row) throws SQLException {
        PolicyVersion version = new PolicyVersion(row.id());
        Body body = row.body();
        return new PolicyDocument(creditor, version, body);
    }

    Optional<ChangeToken> changeToken(CreditorId creditor) {
        Sql sql = select(Table.CHANGE_TOKEN, "token").id(creditor.value());
        return connections.single(
                "reading a change token", session -> session.first(sql, row -> new ChangeToken(row.label())));
    }

    void putChangeToken(CreditorId creditor, ChangeToken token) {
        connections.together("storing a change token", session -> {
            session.write(
                    List.of(new TableWrite(Kind.UPSERT, Table.CHANGE_TOKEN).row(creditor.value(), token.value())));
            return true;
        });
    }
}
