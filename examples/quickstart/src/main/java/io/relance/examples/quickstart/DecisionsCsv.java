package io.relance.examples.quickstart;

import io.relance.action.ScenarioRef;
import io.relance.delivery.MessageId;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.plan.RuleResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The file {@code decisions.csv}: a line for each open invoice, by customer, due date, number. */
final class DecisionsCsv {
    static final String FILE = "decisions.csv";

    private static final List<String> HEADER = List.of(
            "creditor",
            "customer",
            "invoice",
            "currency",
            "open",
            "daysLate",
            "scenario",
            "step",
            "stage",
            "outcome",
            "reason",
            "until",
            "messageId",
            "nextReview",
            "ruleTrace");

    private DecisionsCsv() {}

    /** The whole file. */
    static String text(List<AccountDay> accounts) {
        List<List<String>> rows = new ArrayList<>();
        for (AccountDay account : accounts) {
            account.openInvoices().forEach(item -> rows.add(row(account, item)));
        }
        return CsvText.of(HEADER, rows);
    }

    private static List<String> row(AccountDay account, ItemOutcome item) {
        Optional<String> scenario = item.step()
                .map(step -> step.scenario().id())
                .or(() -> account.memory()
                        .progressOf(item.receivable())
                        .scenario()
                        .map(ScenarioRef::id));
        return List.of(
                account.decision().account().creditor().value(),
                account.decision().account().customer().value(),
                item.receivable().value(),
                item.open().getCurrencyUnit().getCode(),
                Json.amount(item.open()),
                Long.toString(item.daysLate()),
                scenario.orElse(""),
                item.step().map(step -> step.step()).orElse(""),
                item.step().map(step -> step.stage().name()).orElse(""),
                item.kind().name(),
                item.reason().map(reason -> reason.code().name()).orElse(""),
                item.reason().flatMap(Reason::until).map(LocalDate::toString).orElse(""),
                item.message().map(MessageId::value).orElse(""),
                account.nextReview().map(LocalDate::toString).orElse(""),
                account.decision().rules().stream().map(DecisionsCsv::rule).collect(Collectors.joining(";")));
    }

    private static String rule(RuleResult rule) {
        return rule.ruleId() + "=" + rule.truth();
    }
}
