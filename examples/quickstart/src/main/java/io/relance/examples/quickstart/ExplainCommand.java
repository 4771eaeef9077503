package io.relance.examples.quickstart;

import io.relance.BrokenAccount;
import io.relance.Relance;
import io.relance.account.DunningCase;
import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ReceivableId;
import io.relance.template.TemplateCatalogue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code relance explain}: why a customer or an invoice is reminded on a day, or not. Writes nothing. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Tells why a customer or an invoice is reminded on the as-of day, or why not. Writes nothing.")
final class ExplainCommand implements Callable<Integer>, Answering {
    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BooksOptions options = new BooksOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Mixin
    private FromOption from = new FromOption();

    @Mixin
    private TemplatesOption templates = new TemplatesOption();

    @ArgGroup(multiplicity = "0..1")
    private DatabaseOptions.@Nullable Where memory;

    ExplainCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        LocalDate first = from.orElse(options.asOf, spec);
        JollydayCalendars calendars = JollydayCalendars.create();
        Policy policy = Policies.of(options, calendars, spec.commandLine());
        TemplateCatalogue words = templates.catalogue(policy);
        Policies.requireFit(policy, options.policy, words);
        ImportedBooks books = new BooksReader(program.streams(), calendars).read(options, spec.commandLine());
        AccountId account = subject.account(books, new CreditorId(options.creditor.id));
        AccountDay day = memory == null
                ? recomputed(books, account, first, policy, words)
                : remembered(memory, books, account, policy, words);
        List<ItemOutcome> invoices = invoices(day);
        Explanation explanation = new Explanation(day, invoices);
        program.streams().out().print(format() == Format.JSON ? explanation.json() : explanation.text());
        return ExitCode.DONE;
    }

    /** What a run that remembers nothing decides. */
    private AccountDay recomputed(
            ImportedBooks books, AccountId account, LocalDate first, Policy policy, TemplateCatalogue words) {
        try (DailyRun run = new DailyRun(
                books,
                List.of(account),
                first,
                policy,
                options.policy,
                RunCommand.sender(options),
                words,
                Database.none(),
                "imported",
                clock -> new Outlets(NoMails.all(clock), Optional.empty()))) {
            AccountDay day = run.run(Office.CLOSED, each -> {}).accounts().get(0);
            program.streams()
                    .err()
                    .println("no decision is stored: this is what a run "
                            + (first.equals(options.asOf) ? "on that day alone" : "from " + first + " on")
                            + " decides");
            return day;
        }
    }

    /** What is decided from what is remembered: after a run on that day, what it has decided. */
    private AccountDay remembered(
            DatabaseOptions.Where where,
            ImportedBooks books,
            AccountId account,
            Policy policy,
            TemplateCatalogue words) {
        if (from.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--from is of no use with what runs remember: leave it out");
        }
        try (Database database = where.open();
                Relance engine = Onlooker.over(database, books, List.of(account), options, policy, words)) {
            DunningCase known = engine.memory(account);
            LocalDate decided = known.decided().orElse(options.asOf);
            if (decided.isAfter(options.asOf)) {
                throw DatabaseOptions.refused(
                        "DECIDED_LATER",
                        "customer \"" + account.customer() + "\" was decided for " + decided
                                + ", and what was remembered before is in the timeline alone",
                        "ask as of " + decided + " or later");
            }
            List<Decision> found = new ArrayList<>();
            List<BrokenAccount> broken = engine.propose(account.creditor(), options.asOf, decision -> {
                if (decision.account().equals(account)) {
                    found.add(decision);
                }
            });
            if (found.isEmpty()) {
                throw new FailedAccountsException(
                        options.asOf,
                        broken.stream()
                                .filter(one -> one.account().equals(account))
                                .toList(),
                        1);
            }
            program.streams()
                    .err()
                    .println(known.decided()
                            .map(on -> "explained from what " + database + " remembers, decided last on " + on)
                            .orElse(database
                                    + " remembers nothing of this customer: this is what a first run decides"));
            return new AccountDay(books.ledger(account).orElseThrow(), found.get(0));
        }
    }

    /** The open invoices of a customer, or the invoice asked about, open or not. */
    private List<ItemOutcome> invoices(AccountDay day) {
        Optional<ReceivableId> number = subject.receivable();
        if (number.isEmpty()) {
            return day.openInvoices();
        }
        ItemOutcome outcome = day.decision()
                .item(number.get())
                .orElseThrow(() -> DatabaseOptions.refused(
                        "NOT_YET_ISSUED",
                        "invoice \"" + number.get() + "\" is issued after " + options.asOf,
                        "ask about a later day"));
        return List.of(outcome);
    }
}
