package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.AccountName;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.ChangeToken;
import io.relance.storage.CommitOutcome;
import io.relance.storage.EventQuery;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.PartKey;
import io.relance.storage.PolicyDocument;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must be found in a database that an earlier schema left, by whatever schema there is today. */
final class Upgrades {
    private Upgrades() {}

    static void allIsThere(JdbcDunningStore store) {
        Map<AccountId, StoredCase> cases = store.find(List.of(KeptDump.DUPONT, KeptDump.ACCENTED, KeptDump.OTHER));
        assertThat(cases.get(KeptDump.DUPONT).head()).isEqualTo(Sample.head(KeptDump.DUPONT, 2));
        assertThat(cases.get(KeptDump.DUPONT).parts())
                .containsExactly(
                        new CasePart(PartKey.of(new ReceivableId("F0")), Body.of("part 0")),
                        new CasePart(PartKey.of(new ReceivableId("F1")), Body.of("part 1")));
        assertThat(cases.get(KeptDump.ACCENTED).head()).isEqualTo(Sample.head(KeptDump.ACCENTED, 1));
        assertThat(cases.get(KeptDump.OTHER).head()).isEqualTo(Sample.head(KeptDump.OTHER, 1));
        OutboxEntry sending = Sample.message(KeptDump.DUPONT, 1).sending(Body.of("text"));
        assertThat(store.outbox(new OutboxQuery(
                                Sample.ACME, Set.of(), Set.of(OutboxState.SENDING), Optional.empty(), 10))
                        .items())
                .containsExactly(sending);
        assertThat(store.tasks(new TaskQuery(
                                Sample.ACME, Optional.empty(), Optional.empty(), true, Optional.empty(), 10))
                        .items())
                .hasSize(3);
        assertThat(store.events(new EventQuery(Sample.ACME, Optional.of(KeptDump.DUPONT), Optional.empty(), 10))
                        .items())
                .containsExactly(Sample.event(KeptDump.DUPONT, 1), Sample.event(KeptDump.DUPONT, 2));
        assertThat(Sample.names(Sample.feed(store, Optional.empty())))
                .as("in the order in which they were stored")
                .containsExactly("dupont 1", KeptDump.ACCENTED.customer() + " 1", "dupont 2");
        assertThat(store.policy(Sample.ACME, Optional.empty()))
                .contains(new PolicyDocument(Sample.ACME, Sample.POLICY, Body.of("policy")));
    }

    static void workGoesOn(JdbcDunningStore store) {
        AccountCommit known = Sample.next(KeptDump.DUPONT, 1);
        AccountCommit next = Sample.next(KeptDump.DUPONT, 2);
        assertThat(store.commit(List.of(known, next))).containsExactly(CommitOutcome.REPLAYED, CommitOutcome.STORED);
        assertThat(Sample.names(Sample.feed(store, Optional.of("3")))).containsExactly("dupont 3");
        assertThat(store.accountOf(Sample.message(KeptDump.DUPONT, 1).message()))
                .contains(KeptDump.DUPONT);
        assertThat(store.accountsNamed(new AccountName("a".repeat(64)))).isEmpty();
        store.putChangeToken(Sample.ACME, new ChangeToken("7"));
        assertThat(store.changeToken(Sample.ACME)).contains(new ChangeToken("7"));
    }

    /** Built once more, a store has nothing to bring up to date. */
    static void workIsKept(JdbcDunningStore store) {
        assertThat(store.find(List.of(KeptDump.DUPONT)).get(KeptDump.DUPONT).head())
                .isEqualTo(Sample.head(KeptDump.DUPONT, 3));
        assertThat(store.changeToken(Sample.ACME)).contains(new ChangeToken("7"));
    }
}
