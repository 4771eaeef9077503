package io.relance.examples.quickstart;

import io.relance.BrokenAccount;
import io.relance.MessageInTrouble;
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
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The engine over imported books, run day by day: approvals stay pending, tasks open. */
final class DailyRun implements AutoCloseable {
    private final ImportedBooks books;
    private final Database database;
    private final CreditorId creditor;
    private final LocalDate from;
    private final ZoneId zone;
    private final SimulatedClock clock;
    private final Outlets outlets;
    private final Duration lease;
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
            TemplateCatalogue templates,
            Database database,
            String stamp,
            Function<InstantSource, Outlets> outlets) {
        this.books = books;
        this.database = database;
        this.creditor = sender.id();
        this.from = from;
        this.zone = policy.timeZone();
        this.clock = new SimulatedClock(zone, from);
        this.outlets = outlets.apply(clock);
        Duration timeout = this.outlets.timeout();
        this.lease = timeout.multipliedBy(2).plusSeconds(1);
        if (this.outlets.takesTime()) {
            clock.go();
        }
        try {
            Relance.Builder builder = Relance.builder()
                    .books(new BooksSource(books, accounts, stamp))
                    .store(database.store())
                    .policy(policy)
                    .sender(sender)
                    .templates(templates)
                    .clock(clock)
                    .lease(lease)
                    .timeout(timeout);
            this.outlets.channels().forEach(builder::channel);
            this.outlets.payments().ifPresent(builder::payments);
            this.engine = builder.build();
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
     * @throws OutputException after the first day, and before the last, on which something was not taken for now: the days to
     *     come would use its attempts up at once
     */
    RunResult run(Office office, Consumer<LocalDate> progress) {
        Optional<Interrupted> before =
                database.remembers() ? Optional.of(new Interrupted(database.store(), creditor)) : Optional.empty();
        RunCounts counts = before.map(this::settle).orElse(RunCounts.NONE);
        for (LocalDate day = from; !day.isAfter(books.asOf()); day = day.plusDays(1)) {
            LocalDate today = day;
            clock.moveTo(day, before.flatMap(left -> left.triedAgain(today, zone)));
            office.morning(engine, day);
            RunReport report = engine.run(creditor, day);
            counts = counts.plus(report);
            progress.accept(day);
            requireWhole(day, report);
            if (day.isBefore(books.asOf()) && outlets.notTaken().isPresent()) {
                throw new OutputException("on " + day + " " + outlets.notTaken().get());
            }
        }
        List<AccountDay> days = new ArrayList<>();
        List<BrokenAccount> left = engine.propose(
                creditor, books.asOf(), decision -> days.add(new AccountDay(ledger(decision), decision)));
        if (!left.isEmpty()) {
            throw new FailedAccountsException(books.asOf(), left, left.size());
        }
        List<String> unanswered = Stream.of(outlets.notTaken(), outlets.notWithdrawn())
                .flatMap(Optional::stream)
                .toList();
        return new RunResult(List.copyOf(days), counts, unanswered, troubled());
    }

    private void requireWhole(LocalDate day, RunReport report) {
        outlets.requireIntact();
        if (report.broken() > 0) {
            throw new FailedAccountsException(day, report.brokenAccounts(), report.broken());
        }
    }

    /**
     * Finishes what a program that was killed was handing over, on the day on which it did. The days that are run may begin long
     * before that one or after it, and on those a message would be looked at with what was so then.
     */
    private RunCounts settle(Interrupted interrupted) {
        Optional<LocalDate> day =
                interrupted.day(account -> engine.memory(account).decided());
        day.ifPresent(on -> clock.moveTo(on, interrupted.triedAgain(on, zone)));
        interrupted.awaitLeases(day.filter(books.asOf()::isBefore).orElse(books.asOf()), clock.instant(), lease);
        if (day.isEmpty()) {
            return RunCounts.NONE;
        }
        RunReport report = engine.dispatch(creditor, day.get());
        requireWhole(day.get(), report);
        return RunCounts.NONE.plus(report);
    }

    /** What a person must look at; the timelines of those alone are read that will be named. */
    private List<UnsentMessage> troubled() {
        List<UnsentMessage> troubled = new ArrayList<>();
        Map<MessageInTrouble.Trouble, Integer> named = new EnumMap<>(MessageInTrouble.Trouble.class);
        engine.inTrouble(creditor, message -> {
            boolean told = named.merge(message.trouble(), 1, Math::addExact) <= UnsentMessage.MAX_SHOWN;
            troubled.add(
                    told
                            ? UnsentMessage.of(engine, message, books.ledger(message.account()))
                            : UnsentMessage.of(message));
        });
        return List.copyOf(troubled);
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
