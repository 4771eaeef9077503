package io.relance.examples.quickstart;

import io.relance.Relance;
import io.relance.TimelineEntry;
import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.claim.ClaimSettings;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.LateClaims;
import io.relance.claim.LatePaymentLaw;
import io.relance.claim.MissingReferenceRateException;
import io.relance.claim.StatutoryTerms;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code relance claims}: what the law grants for late payment, by invoice, and how it is reckoned. Writes nothing. */
@Command(
        name = "claims",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Tells what late payment gives a claim to on the as-of day: interest and flat sums, by invoice, and how they are",
            "reckoned. Writes nothing. Legal texts are to be checked at their source before they are relied on."
        })
final class ClaimsCommand implements Callable<Integer>, Answering {
    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BooksOptions options = new BooksOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @ArgGroup(multiplicity = "0..1")
    private @Nullable Subject subject;

    @Mixin
    private TemplatesOption templates = new TemplatesOption();

    @ArgGroup(multiplicity = "0..1")
    private DatabaseOptions.@Nullable Where memory;

    ClaimsCommand(Program program) {
        this.program = program;
    }

    @Override
    public Format format() {
        return format.format;
    }

    @Override
    public Integer call() {
        JollydayCalendars calendars = JollydayCalendars.create();
        Policy policy = Policies.of(options, calendars, spec.commandLine());
        ClaimSettings settings = policy.claims().orElseGet(() -> lawOf(policy));
        ImportedBooks books = new BooksReader(program.streams(), calendars).read(options, spec.commandLine());
        List<AccountId> accounts = subject == null
                ? List.copyOf(books.accounts())
                : List.of(subject.account(books, new CreditorId(options.creditor.id)));
        ClaimsReport report = new ClaimsReport(options.asOf, settings.country());
        if (memory == null) {
            each(books, accounts, DunningCase::empty, account -> List.of(), settings, report);
        } else {
            try (Database database = memory.open();
                    Relance engine =
                            Onlooker.over(database, books, accounts, options, policy, templates.catalogue(policy))) {
                each(books, accounts, engine::memory, account -> payments(engine, account), settings, report);
            }
        }
        program.streams().out().print(format() == Format.JSON ? report.json() : report.text());
        return ExitCode.DONE;
    }

    /** A policy that says nothing of claims: those of the creditor's country. */
    private ClaimSettings lawOf(Policy policy) {
        NavigableSet<String> countries = new TreeSet<>();
        LatePaymentLaw.standard().all().stream().map(StatutoryTerms::country).forEach(countries::add);
        if (!countries.contains(options.creditorCountry)) {
            throw DatabaseOptions.refused(
                    "UNKNOWN_LAW",
                    "no terms of \"" + options.creditorCountry + "\" are known, and the policy names no law",
                    "name one of " + String.join(", ", countries)
                            + " under \"claims\" in the policy, or give the terms there");
        }
        return ClaimSettings.underLawOf(options.creditorCountry)
                .dueDateRoll(policy.dueDateRoll(), policy.creditorCalendar())
                .build();
    }

    private void each(
            ImportedBooks books,
            List<AccountId> accounts,
            Function<AccountId, DunningCase> memory,
            Function<AccountId, List<AccountEvent.ClaimPaid>> payments,
            ClaimSettings settings,
            ClaimsReport report) {
        for (AccountId account : accounts) {
            AccountLedger ledger = books.ledger(account).orElseThrow();
            List<InvoiceClaims> claims = of(new AccountSnapshot(ledger, memory.apply(account)), settings);
            boolean paid = claims.stream()
                    .flatMap(claim -> claim.raised().stream())
                    .anyMatch(raised -> raised.paid().isPositive());
            report.customer(ledger.customer(), claims, paid ? payments.apply(account) : List.of());
        }
    }

    /** When a claim was paid, and who said so, the events know alone. */
    private static List<AccountEvent.ClaimPaid> payments(Relance engine, AccountId account) {
        return engine.timeline(account).stream()
                .map(TimelineEntry::event)
                .filter(AccountEvent.ClaimPaid.class::isInstance)
                .map(AccountEvent.ClaimPaid.class::cast)
                .toList();
    }

    private List<InvoiceClaims> of(AccountSnapshot snapshot, ClaimSettings settings) {
        List<InvoiceClaims> claims;
        try {
            claims = new ArrayList<>(LateClaims.on(snapshot, settings, options.asOf));
        } catch (MissingReferenceRateException e) {
            throw DatabaseOptions.refused(
                    "MISSING_RATE",
                    String.valueOf(e.getMessage()),
                    "give it under \"claims\", \"rates\" in the policy, with its source");
        }
        if (subject != null) {
            subject.receivable()
                    .ifPresent(wanted ->
                            claims.removeIf(claim -> !claim.receivable().id().equals(wanted)));
        }
        return claims;
    }
}
