package io.relance.examples.quickstart;

import io.relance.BrokenAccount;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.scenario.InvalidDefinitionException;
import io.relance.scenario.Problem;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.template.MessageSender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine over imported books, run day by day: approvals stay pending, tasks open. */
final class DailyRun implements AutoCloseable {
    /** Files are written in no time; who comes after a program that was killed need not wait long. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration LEASE = Duration.ofSeconds(5);

    private final ImportedBooks books;
    private final Database database;
    private final List<AccountId> accounts;
    private final CreditorId creditor;
    private final LocalDate from;
    private final SimulatedClock clock;
    private final RunChannel channel;
    private final Relance engine;

    /**
     * A run of {@code accounts} from {@code from} to the books' day, both included.
     *
     * @param policyFile where the policy was read; null for one that no file gave
     * @param database what remembers; closed with the run
     * @param stamp differs whenever the books do
     * @throws DocumentException when the engine can't carry out the policy
     */
    DailyRun(
            ImportedBooks books,
            List<AccountId> accounts,
            LocalDate from,
            Policy policy,
            @Nullable Path policyFile,
            MessageSender sender,
            Database database,
            String stamp,
            Function<InstantSource, RunChannel> channel) {
        this.books = books;
        this.database = database;
        this.accounts = List.copyOf(accounts);
        this.creditor = sender.id();
        this.from = from;
        this.clock = new SimulatedClock(policy.timeZone(), from);
        this.channel = channel.apply(clock);
        try {
            this.engine = Relance.builder()
                    .books(new BooksSource(books, accounts, stamp))
                    .store(database.store())
                    .channel(this.channel)
                    .policy(policy)
                    .sender(sender)
                    .clock(clock)
                    .lease(LEASE)
                    .timeout(TIMEOUT)
                    .build();
        } catch (InvalidDefinitionException e) {
            throw refused(e, policyFile);
        }
    }

    private static DocumentException refused(InvalidDefinitionException unfit, @Nullable Path file) {
        String name = file == null ? "" : file.toString();
        return new DocumentException(unfit.problems().stream()
                .filter(Problem::isError)
                .map(problem -> DocumentProblem.error(
                        problem.code(), name, 0, problem.path() + ": " + problem.message(), problem.remedy()))
                .toList());
    }

    /**
     * Lets the engine work on every day, and tells what it has decided on the last.
     *
     * @param progress told of every day that is done
     * @throws FailedAccountsException on the first day on which it could not deal with every account
     */
    RunResult run(Office office, Consumer<LocalDate> progress) {
        int unsent = 0;
        int decided = 0;
        int ahead = 0;
        for (LocalDate day = from; !day.isAfter(books.asOf()); day = day.plusDays(1)) {
            clock.moveTo(day);
            office.morning(engine, day);
            RunReport report = engine.run(creditor, day);
            decided = Math.addExact(decided, report.decided());
            ahead = Math.max(ahead, report.ahead());
            progress.accept(day);
            channel.requireIntact();
            if (report.broken() > 0) {
                throw new FailedAccountsException(day, report.brokenAccounts(), report.broken());
            }
            unsent = Math.addExact(unsent, report.failed() + report.dead() + report.inDoubt());
        }
        unsent = Math.addExact(unsent, leftOver());
        List<AccountDay> days = new ArrayList<>();
        List<BrokenAccount> left = engine.propose(
                creditor, books.asOf(), decision -> days.add(new AccountDay(ledger(decision), decision)));
        if (!left.isEmpty()) {
            throw new FailedAccountsException(books.asOf(), left, left.size());
        }
        return new RunResult(List.copyOf(days), decided, ahead, unsent, unsent == 0 ? List.of() : unsentMessages());
    }

    /** Hands over what a program that was killed had claimed, once its leases have ended; answers how many could not be. */
    private int leftOver() {
        AtomicBoolean found = new AtomicBoolean();
        if (database.remembers()) {
            Pages.each(
                    after -> database.store()
                            .outbox(new OutboxQuery(
                                    creditor,
                                    Set.of(),
                                    Set.of(OutboxState.READY, OutboxState.SENDING),
                                    after,
                                    Pages.SIZE)),
                    entry -> {
                        boolean due = !entry.dueOn().isAfter(books.asOf())
                                && entry.retryAt().isEmpty();
                        if (due || entry.state() == OutboxState.SENDING) {
                            found.set(true);
                        }
                    });
        }
        boolean left = found.get();
        if (!left) {
            return 0;
        }
        try {
            Thread.sleep(LEASE.plusSeconds(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RunReport report = engine.dispatch(creditor, books.asOf());
        channel.requireIntact();
        return report.failed() + report.dead() + report.inDoubt();
    }

    private List<UnsentMessage> unsentMessages() {
        return accounts.stream()
                .flatMap(account ->
                        UnsentMessage.of(engine, books.ledger(account).orElseThrow()).stream())
                .toList();
    }

    private AccountLedger ledger(Decision decision) {
        return books.ledger(decision.account()).orElseThrow();
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
