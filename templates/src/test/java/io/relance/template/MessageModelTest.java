package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                                money("EUR 13804.96"),
                                money("EUR 300.00"),
                                money("EUR 500.00"),
                                money("EUR 13004.96"),
                                money("EUR 0.00")),
                        new MessageTotal(
                                money("USD 2500.00"),
                                money("USD 0.00"),
                                money("USD 0.00"),
                                money("USD 2500.00"),
                                money("USD 0.00")));
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
    void a_confirmed_promise_has_a_day_and_lines_of_one_currency_that_come_to_its_amount() {
        MessageModel model = Models.promise("fr").build();

        // 12 480.50 + 519.50 of 1 234.56
        assertThat(model.totals()).extracting(MessageTotal::balance).containsExactly(money("EUR 13000.00"));
        assertThatThrownBy(() -> Models.promise("fr")
                        .promiseDate(Models.TODAY.minusDays(1))
                        .build())
                .hasMessage("a message of kind PROMISE names a day on or after 2026-04-01");
        assertThatThrownBy(() -> Models.promise("fr")
                        .line(Models.overdue("F-1", Models.TODAY, "USD 1.00"))
                        .build())
                .hasMessage("a message of kind PROMISE has lines of one currency");
        assertThatThrownBy(() -> MessageModel.builder(MessageKind.PROMISE, Models.sender(), "Smith", Models.TODAY)
                        .line(Models.overdue("F-1", Models.TODAY, "USD 1.00"))
                        .build())
                .hasMessage("a message of kind PROMISE needs a promise date");
    }

    @Test
    void instalments_follow_each_other_in_one_currency() {
        LocalDate last = LocalDate.of(2026, 6, 15);
        assertThatThrownBy(() ->
                        Models.plan("fr").instalment(last, money("EUR 1.00")).build())
                .hasMessage("a message of kind PLAN has instalments that follow each other, but 2026-06-15 comes after"
                        + " 2026-06-15");
        assertThatThrownBy(() -> Models.plan("fr")
                        .instalment(last.plusDays(1), money("USD 1.00"))
                        .build())
                .hasMessage("a message of kind PLAN has instalments of one currency");
        assertThatThrownBy(() -> Models.plan("fr").instalment(last.plusDays(1), money("EUR 0.00")))
                .hasMessage("an instalment is above 0, but the one of 2026-06-16 was EUR 0.00");
    }

    @Test
    void what_belongs_to_one_kind_is_refused_in_another() {
        assertThatThrownBy(() -> Models.overdueWithOneLine("fr")
                        .promiseDate(Models.TODAY)
                        .build())
                .hasMessage("a message of kind OVERDUE has no promise date");
        assertThatThrownBy(() -> Models.plan("fr").promiseDate(Models.TODAY).build())
                .hasMessage("a message of kind PLAN has no promise date");
        assertThatThrownBy(() -> MessageModel.builder(MessageKind.STATEMENT, Models.sender(), "Smith", Models.TODAY)
                        .build())
                .hasMessage("a message of kind STATEMENT needs a statement");
        assertThatThrownBy(() -> Models.statement("fr")
                        .line(Models.overdue("F-1", Models.TODAY, "EUR 1.00"))
                        .build())
                .hasMessage("a message of kind STATEMENT has the lines of its statement only");
        assertThatThrownBy(() -> MessageModel.builder(MessageKind.INTERNAL, Models.sender(), "Smith", Models.TODAY)
                        .build())
                .hasMessage("a message of kind INTERNAL needs a note to a team");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "cases/1"})
    void the_link_of_a_notification_is_a_web_address_or_refused(String link) {
        assertThatThrownBy(() -> new InternalNote("team", "Broken", List.of(), Optional.of(URI.create(link))))
                .hasMessage("the link of a notification is an http or https address, but was \"" + link + "\"");
    }

    @Test
    void what_is_collected_is_part_of_the_balance_and_the_rest_is_to_be_paid() {
        MessageModel model = Models.partlyCollected("fr").build();

        assertThat(model.soonDueTotals())
                .extracting(MessageTotal::balance, MessageTotal::collected, MessageTotal::toPay)
                .containsExactly(
                        tuple(money("EUR 1850.75"), money("EUR 600.00"), money("EUR 1250.75")),
                        tuple(money("USD 80.00"), money("USD 0.00"), money("USD 80.00")));
        assertThat(model.collectedCount()).isEqualTo(1);
        assertThatThrownBy(() -> new MessageTotal(
                        money("EUR 10.00"),
                        money("EUR 0.00"),
                        money("EUR 0.00"),
                        money("EUR 10.00"),
                        money("EUR 10.01")))
                .hasMessage("the lines claim EUR 10.00, so between 0 and that is collected by direct debit, but not"
                        + " EUR 10.01");
    }

    @Test
    void nothing_is_left_to_pay_when_a_message_announces_only_what_is_collected() {
        assertThat(Models.collected("fr").build().leavesNothingToPay()).isTrue();
        assertThat(Models.partlyCollected("fr").build().leavesNothingToPay()).isFalse();
        assertThat(Models.preventive("fr").build().leavesNothingToPay()).isFalse();
        assertThat(Models.overdueBesideCollected("fr").build().leavesNothingToPay())
                .as("a reminder has what is overdue")
                .isFalse();
    }

    @Test
    void only_an_invoice_soon_due_is_announced_as_collected() {
        assertThatThrownBy(() -> Models.overdue("F-1", Models.TODAY.minusDays(3), "EUR 10.00").toBuilder()
                        .collection(CollectionDay.on(Models.TODAY))
                        .build())
                .hasMessage("invoice F-1 is claimed as overdue: only one that is soon due is announced as collected by"
                        + " direct debit");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://logos.example/a.png",
                "data:image/png;base64,AAAA",
                "cid:",
                "cid:a\"b",
                "cid:a b",
                "https://logos.example/a\".png",
                "logo.png"
            })
    void a_logo_is_https_or_a_part_of_the_mail_or_refused(String logo) {
        assertThatThrownBy(() -> MessageSender.builder(Models.ACME, "Acme").logo(logo))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a logo's address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#12345", "#1234567", "123456", "#12345g", "#123456;background:url(x)", ""})
    void a_colour_is_six_hexadecimal_digits_or_refused(String colour) {
        MessageSender.Builder sender = MessageSender.builder(Models.ACME, "Acme");

        assertThatThrownBy(() -> sender.mainColour(colour))
                .hasMessage("a colour is written as #rrggbb, but was \"" + colour + "\"");
        assertThatThrownBy(() -> sender.accentColour(colour))
                .hasMessage("a colour is written as #rrggbb, but was \"" + colour + "\"");
    }

    /** Contrast with white: 4.54 and 4.48. */
    @ParameterizedTest
    @CsvSource({
        "#000000, #ffffff, #000000",
        "#1f4e79, #ffffff, #1f4e79",
        "#767676, #ffffff, #767676",
        "#777777, #1f2937, #1f2937",
        "#ffee00, #1f2937, #1f2937",
        "#FFFFFF, #1f2937, #1f2937"
    })
    void words_are_written_so_that_they_can_be_read(String colour, String on, String in) {
        assertThat(Colour.wordsOn(colour)).isEqualTo(on);
        assertThat(Colour.wordsIn(colour)).isEqualTo(in);
    }

    @Test
    void copies_keep_every_field() {
        for (BuiltIn template : BuiltIn.values()) {
            MessageModel model = Models.suiting(template.id(), "fr").build();
            assertThat(model.toBuilder().build()).usingRecursiveComparison().isEqualTo(model);
        }
        MessageModel collected = Models.partlyCollected("fr").build();
        assertThat(collected.toBuilder().build()).usingRecursiveComparison().isEqualTo(collected);
        MessageModel model = Models.overdueWithEverything("fr").build();
        MessageSender sender = Models.branded(model.sender());
        assertThat(sender.toBuilder().build()).usingRecursiveComparison().isEqualTo(sender);
        assertThat(sender.logo()).contains("cid:logo@ateliers-mercier.example");
    }
}
