package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageModelTest {
    private static Money money(String amount) {
        return Money.parse(amount);
    }

    @Test
    void totals_are_by_currency_and_gross_less_set_aside_less_credit_is_the_balance() {
        MessageModel model = Models.overdueWithEverything("fr").build();

        // 12 480.50 + 1 234.56 + 89.90; 500 credit on the first; 300 of the second disputed
        assertThat(model.totals())
                .containsExactly(
                        new MessageTotal(
                                money("EUR 13804.96"), money("EUR 300.00"), money("EUR 500.00"), money("EUR 13004.96")),
                        new MessageTotal(
                                money("USD 2500.00"), money("USD 0.00"), money("USD 0.00"), money("USD 2500.00")));
        assertThat(model.soonDueTotals()).extracting(MessageTotal::balance).containsExactly(money("EUR 640.00"));
    }

    @Test
    void more_credit_than_the_lines_leave_room_for_is_refused() {
        assertThatThrownBy(() -> Models.overdueWithOneLine("fr")
                        .credit(money("GBP 0.01"))
                        .build())
                .hasMessage("the lines claim GBP 1000.00 of GBP 1000.00, so at most GBP 0.00 of credit was counted"
                        + " against them, not GBP 0.01");
        assertThatThrownBy(() -> Models.overdueWithOneLine("fr")
                        .credit(money("EUR 5.00"))
                        .build())
                .hasMessage("a credit of EUR 5.00 is counted against no overdue line in that currency");
    }

    @Test
    void lines_and_kind_go_together() {
        MessageSender sender = Models.sender();
        LocalDate today = Models.TODAY;
        assertThatThrownBy(() -> MessageModel.builder(MessageKind.OVERDUE, sender, "Smith", today)
                        .line(Models.soonDue("F-1", today, "EUR 1.00"))
                        .build())
                .hasMessage("a message of kind OVERDUE needs an overdue line");
        assertThatThrownBy(() -> MessageModel.builder(MessageKind.PREVENTIVE, sender, "Smith", today)
                        .build())
                .hasMessage("a message of kind PREVENTIVE needs a soon-due line");
        assertThatThrownBy(() -> Models.preventive("fr")
                        .line(Models.overdue("F-1", today.minusDays(1), "EUR 1.00"))
                        .build())
                .hasMessage("a message of kind PREVENTIVE has soon-due and information lines only");
        assertThatThrownBy(() -> MessageModel.builder(MessageKind.THANK_YOU, sender, "Smith", today)
                        .build())
                .hasMessage("a message of kind THANK_YOU needs a settled line");
    }

    @Test
    void a_line_claims_no_more_than_is_open() {
        assertThatThrownBy(() -> Models.overdue("F-1", Models.TODAY, "EUR 10.00").toBuilder()
                        .claimed(money("EUR 10.01"))
                        .build())
                .hasMessage(
                        "invoice F-1 has EUR 10.00 open, so a message claims between 0 and that, but not EUR 10.01");
        assertThatThrownBy(() -> Models.overdue("F-1", Models.TODAY, "EUR 10.00").toBuilder()
                        .claimed(money("EUR -0.01"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://pay.example",
                "//pay.example",
                "pay.example",
                "https:x",
                "https://a b"
            })
    void a_payment_page_is_https_or_refused(String url) {
        assertThatThrownBy(() -> MessageSender.builder(Models.ACME, "Acme").paymentUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a payment page's address");
    }

    @Test
    void copies_keep_every_field() {
        MessageModel model = Models.overdueWithEverything("fr").build();

        assertThat(model.toBuilder().build()).usingRecursiveComparison().isEqualTo(model);
        assertThat(model.sender().toBuilder().build())
                .usingRecursiveComparison()
                .isEqualTo(model.sender());
    }
}
