package io.relance.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountCommitTest {
    private static final AccountId DUPONT = AccountId.of("acme", "dupont");

    private static AccountCommit commit(long expectedRevision, OutboxEntry... added) {
        CaseRecord head = new CaseRecord(
                DUPONT,
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Body.of(""));
        return new AccountCommit(
                new CommitId("0".repeat(64)),
                head,
                expectedRevision,
                List.of(),
                Set.of(),
                Set.of(),
                List.of(added),
                List.of(),
                List.of(),
                List.of(),
                Set.of());
    }

    @Test
    void a_commit_that_holds_something_of_another_account_can_not_be_made() {
        OutboxEntry martins = new OutboxEntry(
                AccountId.of("acme", "martin"),
                new MessageId("a".repeat(64)),
                OutboxState.READY,
                ChannelId.EMAIL,
                0,
                LocalDate.of(2026, 3, 2),
                Optional.empty(),
                0,
                Optional.empty());

        assertThatThrownBy(() -> commit(0, martins))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another account");
    }

    @Test
    void the_revision_of_its_head_follows_the_one_on_which_it_builds() {
        assertThatThrownBy(() -> commit(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not follow revision 1");
    }
}
