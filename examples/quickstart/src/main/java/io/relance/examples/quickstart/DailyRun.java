package io.relance.examples.quickstart;

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
import io.relance.storage.InMemoryDunningStore;
import io.relance.template.MessageSender;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine over imported books, run day by day, with a memory that ends with it: approvals stay pending, tasks open. */
final class DailyRun implements AutoCloseable {
    private final ImportedBooks books;
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
     * @throws DocumentException when the engine can't carry out the policy
     */
    DailyRun(
            ImportedBooks books,
            List<AccountId> accounts,
            LocalDate from,
            Policy policy,
            @Nullable Path policyFile,
            MessageSender sender,
            Function<InstantSource, RunChannel> channel) {
        this.books = books;
        this.accounts = List.copyOf(accounts);
        this.creditor = sender.id();
        this.from = from;
        this.clock = new SimulatedClock(policy.timeZone(), from);
        this.channel = channel.apply(clock);
        try {
            this.engine = Relance.builder()
                    .books(new BooksSource(books, accounts))
                    .store(new InMemoryDunningStore())
                    .channel(this.channel)
                    .policy(policy)
                    .sender(sender)
                    .clock(clock)
                    .node("relance")
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
     * @throws FailedAccountsException on the first day on which it could not deal with every account
     */
    RunResult run(Office office) {
        int unsent = 0;
        for (LocalDate day = from; !day.isAfter(books.asOf()); day = day.plusDays(1)) {
            clock.moveTo(day);
            office.morning(engine, day);
            RunReport report = engine.run(creditor, day);
            channel.requireIntact();
            if (report.broken() > 0) {
                throw new FailedAccountsException(day, report);
            }
            unsent = Math.addExact(unsent, report.failed() + report.dead() + report.inDoubt());
        }
        List<AccountDay> days = new ArrayList<>();
        engine.propose(creditor, books.asOf(), decision -> days.add(new AccountDay(ledger(decision), decision)));
        return new RunResult(List.copyOf(days), unsent, unsent == 0 ? List.of() : unsentMessages());
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
    }
}
