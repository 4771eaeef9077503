package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.template.StatementEntry.Type;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);

    private static Money money(String amount) {
        return Money.parse(amount);
    }

    @Test
    void each_entry_shows_the_balance_after_it_and_the_last_is_the_closing_balance() {
        Statement statement = Statement.builder(FIRST, LAST)
                .opening(money("EUR 100.00"))
                .entry(StatementEntry.invoice(FIRST.plusDays(9), "F-1", LAST, money("EUR 250.10")))
                .entry(StatementEntry.payment(FIRST.plusDays(4), "P-1", money("EUR 100.00")))
                .entry(StatementEntry.creditNote(FIRST.plusDays(9), "C-1", money("EUR 50.10")))
                .overdue(money("EUR 200.00"))
                .build();

        // 100 - 100, + 250.10, - 50.10: by date, entries of one day as given
        assertThat(statement.lines())
                .extracting(line -> line.entry().reference(), StatementLine::balance)
                .containsExactly(
                        tuple("P-1", money("EUR 0.00")),
                        tuple("F-1", money("EUR 250.10")),
                        tuple("C-1", money("EUR 200.00")));
        assertThat(statement.balances())
                .containsExactly(new StatementBalance(
                        money("EUR 100.00"), money("EUR 200.00"), Optional.of(money("EUR 200.00"))));
    }

    @Test
    void currencies_are_never_added() {
        Statement statement = Statement.builder(FIRST, LAST)
                .entry(StatementEntry.payment(FIRST, "P-1", money("USD 5.00")))
                .entry(StatementEntry.invoice(LAST, "F-1", LAST, money("EUR 7.00")))
                .build();

        assertThat(statement.balances())
                .containsExactly(
                        new StatementBalance(money("EUR 0.00"), money("EUR 7.00"), Optional.empty()),
                        new StatementBalance(money("USD 0.00"), money("USD -5.00"), Optional.empty()));
        assertThat(statement.lines())
                .extracting(line -> line.entry().reference())
                .containsExactly("F-1", "P-1");
    }

    @ParameterizedTest
    @CsvSource({
        "INVOICE,          EUR 0.00",
        "INVOICE,          EUR -1.00",
        "CLAIM,            EUR -1.00",
        "REVERSED_PAYMENT, EUR -1.00",
        "PAYMENT,          EUR 1.00",
        "PAYMENT,          EUR 0.00",
        "CREDIT_NOTE,      EUR 1.00",
        "ADJUSTMENT,       EUR 0.00"
    })
    void an_amount_has_the_sign_of_its_type(Type type, String amount) {
        assertThatThrownBy(() -> new StatementEntry(FIRST, type, "X", Optional.empty(), money(amount)))
                .hasMessageStartingWith("an entry of type " + type + " can't come to " + amount);
    }

    @Test
    void what_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> Statement.builder(LAST, FIRST))
                .hasMessage("a statement from 2026-03-31 can't end before it, on 2026-01-01");
        assertThatThrownBy(() -> Statement.builder(FIRST, LAST).build())
                .hasMessage("a statement needs an opening balance or an entry");
        assertThatThrownBy(() -> Statement.builder(FIRST, LAST)
                        .entry(StatementEntry.payment(LAST.plusDays(1), "P-1", money("EUR 1.00"))))
                .hasMessage("entry P-1 of 2026-04-01 is not of the time from 2026-01-01 to 2026-03-31");
        assertThatThrownBy(() -> Statement.builder(FIRST, LAST)
                        .opening(money("EUR 10.00"))
                        .overdue(money("EUR 10.01"))
                        .build())
                .hasMessage("of a closing balance of EUR 10.00, EUR 10.01 can't be overdue: say it net of credit");
    }
}
