package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.account.RaisedClaim;
import io.relance.claim.CollectingFor;
import io.relance.claim.InterestPeriod;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.LateInterest;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.Receivable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormalNoticeTest {
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.builtIn();
    private static final LocalDate DUE = LocalDate.of(2024, 12, 16);

    private static Money money(String amount) {
        return Money.parse(amount);
    }

    private static InvoiceClaims claims(String interest, InterestPeriod... periods) {
        Receivable receivable = Receivable.invoice("F-1", DUE.minusDays(30), DUE, money("EUR 10000.00"))
                .build();
        Optional<LateInterest> late =
                Optional.of(new LateInterest(money(interest), DUE.plusDays(30), List.of(periods)));
        Optional<Money> flatSum = Optional.of(money("EUR 40.00"));
        return new InvoiceClaims(
                receivable,
                Optional.empty(),
                late,
                flatSum,
                List.of(),
                late,
                flatSum,
                Optional.empty(),
                Optional.empty());
    }

    private static InterestPeriod period(LocalDate from, LocalDate to, String percent, String interest) {
        return new InterestPeriod(
                from, to, money("EUR 10000.00"), new BigDecimal(percent), Optional.empty(), new BigDecimal(interest));
    }

    private static FormalNotice.Builder french() {
        return FormalNotice.underLawOf("FR", DebtorKind.BUSINESS, CollectingFor.SELF, Models.TODAY.plusDays(8));
    }

    // Claims

    @Test
    void the_law_s_claims_come_in_as_lines_that_add_up_to_the_interest_rounded_once() {
        // 10 000 x 14.25 % x 15 / 365 = 58.5616..., 10 000 x 13.15 % x 15 / 365 = 54.0410...; together 112.60
        FormalNotice notice = french().claims(claims(
                        "EUR 112.60",
                        period(DUE.plusDays(1), LocalDate.of(2024, 12, 31), "14.25", "58.5616438356"),
                        period(LocalDate.of(2025, 1, 1), DUE.plusDays(30), "13.15", "54.0410958904")))
                .build();

        assertThat(notice.interest())
                .extracting(InterestLine::amount)
                .containsExactly(money("EUR 58.56"), money("EUR 54.04"));
        assertThat(notice.interest()).extracting(InterestLine::days).containsExactly(15, 15);
        assertThat(notice.flatSums()).containsExactly(new FlatSumLine("F-1", money("EUR 40.00")));
    }

    @Test
    void what_was_raised_before_stands_with_what_is_open_of_it_before_what_is_new() {
        LocalDate until = DUE.plusDays(15);
        RaisedClaim.Accrual accrual = new RaisedClaim.Accrual(
                DUE.plusDays(1), until, money("EUR 10000.00"), new BigDecimal("14.25"), money("EUR 58.56"));
        InvoiceClaims first =
                claims("EUR 54.04", period(until.plusDays(1), DUE.plusDays(30), "13.15", "54.0410958904"));
        RaisedClaim interest = new RaisedClaim(
                first.receivable().id(),
                RaisedClaim.Kind.INTEREST,
                money("EUR 58.56"),
                List.of(accrual),
                until,
                Optional.empty(),
                money("EUR 8.56"),
                Optional.empty());
        RaisedClaim waived = new RaisedClaim(
                first.receivable().id(),
                RaisedClaim.Kind.FLAT_SUM,
                money("EUR 40.00"),
                List.of(),
                until,
                Optional.empty(),
                money("EUR 0.00"),
                Optional.of(new RaisedClaim.Waiver(until, "jane", "a good customer")));

        FormalNotice notice = french().claims(new InvoiceClaims(
                        first.receivable(),
                        Optional.empty(),
                        first.interest(),
                        first.flatSum(),
                        List.of(interest, waived),
                        first.newInterest(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .build();

        assertThat(notice.interest())
                .extracting(InterestLine::to, InterestLine::amount)
                .containsExactly(tuple(until, money("EUR 50.00")), tuple(DUE.plusDays(30), money("EUR 54.04")));
        assertThat(notice.flatSums()).as("paid or waived").containsExactly(new FlatSumLine("F-1", money("EUR 0.00")));
    }

    @Test
    void what_rounding_leaves_goes_to_the_lines_and_no_line_falls_below_zero() {
        // 3 x 0.335 = 1.005: rounded once 1.01, each alone would come to 0.34 or 0.33
        FormalNotice notice = french().claims(claims(
                        "EUR 1.01",
                        period(DUE.plusDays(1), DUE.plusDays(1), "10", "0.335"),
                        period(DUE.plusDays(2), DUE.plusDays(2), "10", "0.335"),
                        period(DUE.plusDays(3), DUE.plusDays(3), "10", "0.335")))
                .build();
        FormalNotice nothing = french().claims(claims("EUR 0.00", period(DUE.plusDays(1), DUE.plusDays(1), "10", "0")))
                .build();

        assertThat(notice.interest())
                .extracting(InterestLine::amount)
                .containsExactly(money("EUR 0.34"), money("EUR 0.33"), money("EUR 0.34"));
        assertThat(nothing.interest()).extracting(InterestLine::amount).containsExactly(money("EUR 0.00"));
    }

    @Test
    void principal_interest_and_flat_sums_are_totalled_by_currency() {
        MessageModel model = Models.notice("fr").build();

        // 10 000 + 2 000; 49.93 + 302.92 + 35.95; 2 x 40
        assertThat(model.noticeTotals())
                .containsExactly(new NoticeTotal(money("EUR 12000.00"), money("EUR 388.80"), money("EUR 80.00")));
        assertThat(model.noticeTotals().get(0).total()).isEqualTo(money("EUR 12468.80"));
    }

    @Test
    void a_flat_sum_in_another_currency_is_a_total_of_its_own() {
        MessageModel model = Models.overdueWithOneLine("fr")
                .formalNotice(french().flatSum(new FlatSumLine("INV-1", money("EUR 40.00")))
                        .build())
                .build();

        assertThat(model.noticeTotals())
                .containsExactly(
                        new NoticeTotal(money("EUR 0.00"), money("EUR 0.00"), money("EUR 40.00")),
                        new NoticeTotal(money("GBP 1000.00"), money("GBP 0.00"), money("GBP 0.00")));
    }

    @Test
    void claims_for_what_is_not_claimed_are_refused() {
        assertThatThrownBy(() -> Models.overdueWithOneLine("fr")
                        .formalNotice(french().flatSum(new FlatSumLine("INV-2", money("EUR 40.00")))
                                .build())
                        .build())
                .hasMessage("the notice has a flat sum for invoice INV-2, which no line of it claims");
        assertThatThrownBy(() ->
                        Models.preventive("fr").formalNotice(french().build()).build())
                .hasMessage("a message of kind PREVENTIVE has no formal notice");
    }

    // Refused when rendering

    private static MessageModel.Builder withSender(UnaryOperator<MessageSender.Builder> sender) {
        MessageModel whole = Models.notice("fr").build();
        MessageSender.Builder of = MessageSender.builder(Models.ACME, "Ateliers Mercier SAS");
        return copy(whole, sender.apply(of).build(), whole.customerAddress());
    }

    private static MessageModel.Builder copy(MessageModel whole, MessageSender sender, List<String> address) {
        MessageModel.Builder model =
                MessageModel.builder(MessageKind.OVERDUE, sender, whole.customerName(), whole.businessDate());
        whole.overdue().forEach(model::line);
        address.forEach(model::customerAddressLine);
        return model.formalNotice(whole.formalNotice().orElseThrow());
    }

    static Stream<Arguments> lacking() {
        MessageModel whole = Models.notice("fr").build();
        FormalNotice notice = whole.formalNotice().orElseThrow();
        FormalNotice.Builder withoutRate = french();
        notice.interest().stream().skip(2).forEach(withoutRate::interest);
        notice.flatSums().forEach(withoutRate::flatSum);
        FormalNotice.Builder withoutFlatSum = french().flatSum(notice.flatSums().get(0));
        notice.interest().forEach(withoutFlatSum::interest);
        FormalNotice.Builder late =
                FormalNotice.underLawOf("FR", DebtorKind.BUSINESS, CollectingFor.SELF, Models.TODAY);
        notice.interest().forEach(late::interest);
        notice.flatSums().forEach(late::flatSum);
        return Stream.of(
                Arguments.of(withSender(s -> s.iban("FR7630006000011234567890189")), List.of("the creditor's address")),
                Arguments.of(withSender(s -> s.addressLine("12 rue X").addressLine("Lyon")), List.of("a way to pay")),
                Arguments.of(copy(whole, whole.sender(), List.of(" ", "\t")), List.of("the customer's address")),
                Arguments.of(
                        whole.toBuilder().formalNotice(withoutRate.build()),
                        List.of("the interest on invoice FA-2025-0912, with rate and period")),
                Arguments.of(
                        whole.toBuilder().formalNotice(withoutFlatSum.build()),
                        List.of("the flat sum for invoice FA-2026-0117")),
                Arguments.of(
                        whole.toBuilder().formalNotice(late.build()),
                        List.of("a deadline after 2026-04-01 (2026-04-01 is not)")),
                Arguments.of(
                        copy(whole, MessageSender.builder(Models.ACME, "Acme").build(), List.of()),
                        List.of("the creditor's address", "the customer's address", "a way to pay")));
    }

    @ParameterizedTest
    @MethodSource("lacking")
    void a_message_that_lacks_what_a_notice_must_say_is_refused_naming_it(
            MessageModel.Builder model, List<String> missing) {
        MissingMentionException thrown = catchThrowableOfType(
                MissingMentionException.class, () -> CATALOGUE.render("formal-notice", model.build()));

        assertThat(thrown.missing()).isEqualTo(missing);
        assertThat(thrown)
                .hasMessage("a message can't be written with \"formal-notice\": it lacks "
                        + String.join("; it lacks ", missing));
    }

    @Test
    void a_way_to_pay_counts_only_when_the_template_shows_it() {
        TemplateSource source = TemplateCatalogue.builtInSource("formal-notice", "fr");
        TemplateCatalogue ibanAlone = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("formal-notice", "fr")
                        .text(source.text()
                                .replace("{{paymentUrl}}", "")
                                .replaceAll("(?s)\\{\\{#paymentInstructions}}.*?\\{\\{/paymentInstructions}}", ""))
                        .withoutHtml()
                        .build())
                .build();
        MessageModel byPage = withSender(s -> s.addressLine("12 rue X").paymentUrl("https://pay.example/x"))
                .build();

        assertThat(CATALOGUE.render("formal-notice", byPage).text()).contains("https://pay.example/x");
        assertThatThrownBy(() -> ibanAlone.render("formal-notice", byPage))
                .hasMessageEndingWith("it lacks a way to pay");
    }

    @Test
    void a_notice_under_another_law_is_not_guessed() {
        assertThatThrownBy(() -> render("DE", DebtorKind.BUSINESS, CollectingFor.SELF))
                .hasMessage(
                        "a message can't be written with \"formal-notice\": it lacks what the law of DE demands of it:"
                                + " its mentions are known for France (FR) only");
        assertThatThrownBy(() -> render("FR", DebtorKind.BUSINESS, CollectingFor.OTHERS))
                .hasMessageContaining("its mentions are known for creditors that collect for themselves only");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSUMER", "UNKNOWN"})
    void a_notice_against_others_than_businesses_and_public_bodies_is_not_guessed(DebtorKind kind) {
        assertThatThrownBy(() -> render("FR", kind, CollectingFor.SELF))
                .hasMessageContaining("against a debtor of kind " + kind);
    }

    private static RenderedMessage render(String country, DebtorKind kind, CollectingFor collectingFor) {
        MessageModel whole = Models.notice("fr").build();
        FormalNotice given = whole.formalNotice().orElseThrow();
        FormalNotice.Builder notice = FormalNotice.underLawOf(country, kind, collectingFor, given.deadline());
        given.interest().forEach(notice::interest);
        given.flatSums().forEach(notice::flatSum);
        return CATALOGUE.render(
                "formal-notice", whole.toBuilder().formalNotice(notice.build()).build());
    }

    @Test
    void against_a_public_body_it_names_the_texts_on_public_contracts() {
        RenderedMessage business =
                CATALOGUE.render("formal-notice", Models.notice("fr").build());
        RenderedMessage publicBody = render("FR", DebtorKind.PUBLIC_BODY, CollectingFor.SELF);

        assertThat(business.text()).contains("code de commerce").doesNotContain("commande publique");
        assertThat(publicBody.text()).contains("code de la commande publique").doesNotContain("code de commerce");
    }

    @Test
    void a_notice_lists_all_its_invoices_or_is_refused() {
        MessageModel.Builder model = MessageModel.builder(MessageKind.OVERDUE, Models.sender(), "Big", Models.TODAY)
                .customerAddressLine("1 rue Y");
        FormalNotice.Builder notice = french();
        for (int i = 0; i < 501; i++) {
            model.line(Models.overdue("N-" + i, LocalDate.of(2026, 3, 1), "EUR 10.00"));
            notice.flatSum(new FlatSumLine("N-" + i, money("EUR 40.00")));
            notice.interest(new InterestLine(
                    "N-" + i,
                    LocalDate.of(2026, 3, 2),
                    Models.TODAY,
                    money("EUR 10.00"),
                    new BigDecimal("12.15"),
                    money("EUR 0.10")));
        }

        assertThatThrownBy(() -> CATALOGUE.render(
                        "formal-notice", model.formalNotice(notice.build()).build()))
                .hasMessageEndingWith(
                        "it lacks a list of its 501 invoices: a message lists 500 at most, so send several"
                                + " notices");
    }

    @Test
    void a_reader_of_another_language_gets_the_french_notice() {
        assertThat(CATALOGUE.render("formal-notice", Models.notice("de").build()))
                .isEqualTo(CATALOGUE.render("formal-notice", Models.notice("fr").build()));
    }
}
