package io.relance.engine;

import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.storage.CommitId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who does something to which account on which business date, and what the host calls it, if anything. */
public final class Command {
    private final AccountId account;
    private final String actor;
    private final LocalDate day;
    private final Optional<String> id;
    private final AtomicBoolean done = new AtomicBoolean();

    private Command(AccountId account, String actor, LocalDate day, Optional<String> id) {
        this.account = account;
        this.actor = actor;
        this.day = day;
        this.id = id;
    }

    /**
     * A command without a name of the host's.
     *
     * @throws IllegalArgumentException when the actor is no person's name
     */
    public static Command of(AccountId account, String actor, LocalDate day) {
        requirePerson(actor);
        return new Command(account, actor, day, Optional.empty());
    }

    /** @throws IllegalArgumentException when the actor is no person's name */
    static void requirePerson(String actor) {
        if (actor.isBlank() || actor.equals(AccountEvent.ENGINE)) {
            throw new IllegalArgumentException(
                    "a change by a person names the person, but the actor was \"" + actor + "\"");
        }
    }

    /**
     * The command under a name of the host's.
     *
     * @throws IllegalArgumentException when it is blank
     */
    public Command named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a command's id is blank");
        }
        return new Command(account, actor, day, Optional.of(name));
    }

    AccountId account() {
        return account;
    }

    /** Who. */
    public String actor() {
        return actor;
    }

    /** The business date. */
    public LocalDate day() {
        return day;
    }

    /** The commit that it is, whatever it does: the same name is done once. */
    Optional<CommitId> commit() {
        return id.map(name -> new CommitId(new Sha256()
                .add("command")
                .add(account.creditor())
                .add(account.customer())
                .add(name)
                .hex()));
    }

    /** @throws IllegalStateException when its name was used for a command that is done */
    void begin() {
        if (done.get()) {
            throw new IllegalStateException("\"" + id.orElse("")
                    + "\" names a command that is done: a second one takes an id of its own, or it would be taken for"
                    + " the first one sent again");
        }
    }

    void done() {
        done.set(id.isPresent());
    }
}
