package io.relance.examples.quickstart;

import static io.relance.rule.Conditions.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.AccountSnapshot;
import io.relance.decision.DunningDecider;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The program with which the README begins. */
class FirstScreenTest {
    private static final Path HERE = Path.of("src/test/java/io/relance/examples/quickstart/FirstScreenTest.java");
    private static final Path README = Path.of("../../README.md");

    private static Decision decided() {
        // README begins
        Scenario b2b = Scenario.named("b2b-standard")
                .step("courtesy", s -> s.daysBeforeDue(3).email("pre-due"))
                .step("reminder", s -> s.daysAfterDue(5).email("reminder").orSms("reminder-sms"))
                .step(
                        "firm",
                        s -> s.daysAfterDue(15)
                                .email("firm")
                                .when(overdue("EUR").atLeast("500.00")))
                .step(
                        "notice",
                        s -> s.daysAfterDue(30)
                                .formalNotice()
                                .letter("mise-en-demeure")
                                .needsApproval())
                .step("hand-over", s -> s.daysAfterDue(60).litigation().task("collections-team", "prepare the case"))
                .build();
        Policy policy = Policy.named("b2b")
                .scenario(b2b)
                .defaultScenario("b2b-standard")
                .country("FR")
                .build();

        Customer customer = Customer.builder("C-1")
                .name("Brasserie du Port")
                .contact(Contact.billing("compta@port.example"))
                .build();
        AccountLedger ledger = AccountLedger.builder(new CreditorId("atelier"), customer)
                .receivable(
                        Receivable.invoice("F-1", LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 3), euros("1250.00"))
                                .build())
                .receivable(
                        Receivable.invoice("F-2", LocalDate.of(2026, 3, 5), LocalDate.of(2026, 4, 4), euros("300.00"))
                                .build())
                .build();

        Decision d = DunningDecider.decide(AccountSnapshot.fresh(ledger), policy, LocalDate.of(2026, 3, 10));

        for (ItemOutcome item : d.items()) {
            System.out.println(item.receivable() + " " + item.kind()
                    + item.reason().map(why -> ", " + why).orElse(""));
        }
        // F-1 MESSAGE
        // F-2 LEFT_ALONE, NOT_YET_DUE: due on 2026-04-04
        // README ends
        return d;
    }

    private static Money euros(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    @Test
    void the_program_says_what_the_readme_says_it_does() {
        assertThat(decided().items())
                .extracting(item -> item.receivable() + " " + item.kind()
                        + item.reason().map(why -> ", " + why).orElse(""))
                .containsExactly("F-1 MESSAGE", "F-2 LEFT_ALONE, NOT_YET_DUE: due on 2026-04-04");
    }

    @Test
    void the_readme_shows_this_very_program() throws IOException {
        String source = Files.readString(HERE);
        String program = source.substring(source.indexOf("// README begins") + 16, source.indexOf("// README ends"));
        String readme = Files.readString(README);
        String shown =
                readme.substring(readme.indexOf("```java") + 7, readme.indexOf("```", readme.indexOf("```java") + 7));

        assertThat(words(shown)).isEqualTo(words(program));
    }

    /** Without the blanks and line ends, which are a matter of layout. */
    private static String words(String code) {
        return Stream.of(code.split("\\s+")).collect(Collectors.joining());
    }
}
