package io.relance.engine;

import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.account.Hold;
import io.relance.delivery.ChannelId;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.storage.StoredCase;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that the host sends again under its id is replayed: nothing changes, nothing is refused, there is no second event. */
class CommandIdsTest {
    private final Trial trial = new Trial();

    private AccountCommands jane(String id) {
        return trial.jane(MONDAY).command(id);
    }

    private List<AccountEvent> timeline() {
        return trial.relance.timeline(DUPONT).stream()
                .map(entry -> entry.event())
                .toList();
    }

    private long revision() {
        StoredCase stored = trial.memory.find(List.of(DUPONT)).get(DUPONT);
        return stored == null ? 0 : stored.head().revision();
    }

    private static Hold hold(String id) {
        return new Hold(id, Optional.empty(), MONDAY, Optional.empty(), "asked for time", "jane");
    }

    @Test
    void the_same_id_again_changes_nothing_even_when_it_would_by_now() {
        jane("cmd-1").tag("vip");
        trial.jane(MONDAY).untag("vip");
        long before = revision();

        jane("cmd-1").tag("vip");

        assertThat(trial.dupont().tags()).isEmpty();
        assertThat(revision()).isEqualTo(before);
        assertThat(timeline())
                .containsExactly(
                        new AccountEvent.TagSet(MONDAY, "jane", "vip"),
                        new AccountEvent.TagRemoved(MONDAY, "jane", "vip"));
    }

    @Test
    void what_would_be_refused_by_now_is_not_refused_when_it_is_replayed() {
        trial.books.put(overdue(5).build());
        LocalDate friday = MONDAY.plusDays(4);
        jane("cmd-1").promise("p1", friday, Money.parse("EUR 100.00"));
        assertThatThrownBy(() -> trial.jane(MONDAY).promise("p1", friday, Money.parse("EUR 90.00")))
                .isInstanceOf(IllegalArgumentException.class);

        jane("cmd-1").promise("p1", friday, Money.parse("EUR 90.00"));

        assertThat(trial.dupont().promises())
                .singleElement()
                .satisfies(promise -> assertThat(promise.amount()).isEqualTo(Money.parse("EUR 100.00")));
    }

    @Test
    void a_replay_does_not_even_read_the_books() {
        trial.books.put(overdue(5).build());
        jane("cmd-1").promise("p1", MONDAY.plusDays(4));
        trial.books.put(Trial.books(Trial.ACME, "dupont").build());

        jane("cmd-1").promise("p1", MONDAY.plusDays(4));

        assertThat(timeline()).hasSize(1);
    }

    @Test
    void a_command_that_changed_nothing_is_remembered_too() {
        trial.jane(MONDAY).tag("vip");
        jane("cmd-1").tag("vip");
        trial.jane(MONDAY).untag("vip");

        jane("cmd-1").tag("vip");

        assertThat(trial.dupont().tags()).isEmpty();
        assertThat(timeline()).hasSize(2);
    }

    @Test
    void a_command_that_was_refused_is_looked_at_again() {
        AccountCommands first = jane("cmd-1");
        assertThatThrownBy(() -> first.liftHold("h1")).isInstanceOf(IllegalArgumentException.class);
        trial.jane(MONDAY).hold(hold("h1"));

        first.liftHold("h1");

        assertThat(timeline()).last().isEqualTo(new AccountEvent.HoldLifted(MONDAY, "jane", "h1"));
    }

    @Test
    void an_id_is_one_of_its_account_alone() {
        jane("cmd-1").tag("vip");
        AccountId other = AccountId.of("acme", "durand");

        trial.relance.account(other, "jane", MONDAY).command("cmd-1").tag("vip");

        assertThat(trial.relance.memory(other).tags()).containsExactly("vip");
    }

    @Test
    void an_id_is_for_one_command() {
        AccountCommands one = jane("cmd-1");
        one.tag("vip");

        assertThatThrownBy(() -> one.tag("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cmd-1")
                .hasMessageContaining("an id of its own");
        assertThat(trial.dupont().tags()).containsExactly("vip");
    }

    @Test
    void a_blank_id_is_none() {
        assertThatThrownBy(() -> jane(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }

    @Test
    void of_two_nodes_that_do_the_same_command_at_once_one_does_it() {
        Relance other = trial.engine(
                Trial.STANDARD,
                store -> new InterruptedStore(store, () -> jane("cmd-1").hold(hold("h1"))),
                builder -> builder,
                trial.channel(ChannelId.EMAIL));

        other.account(DUPONT, "jane", MONDAY).command("cmd-1").hold(hold("h1"));

        assertThat(timeline()).containsExactly(new AccountEvent.HoldOrdered(MONDAY, "jane", hold("h1")));
        assertThat(revision()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_command_whose_answer_was_lost_is_sent_again(boolean stored) {
        for (int failing = 1; failing <= 3; failing++) {
            Trial lost = new Trial();
            UnreliableStore store = new UnreliableStore(lost.memory, failing, stored);
            Relance engine =
                    lost.engine(Trial.STANDARD, memory -> store, builder -> builder, lost.channel(ChannelId.EMAIL));
            Runnable command = () ->
                    engine.account(DUPONT, "jane", MONDAY).command("cmd-1").hold(hold("h1"));
            assertThatThrownBy(command::run).isInstanceOf(RuntimeException.class);

            command.run();

            assertThat(lost.relance.timeline(DUPONT)).hasSize(1);
        }
    }
}
