package io.relance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.PaymentLink;
import io.relance.account.PaymentLink.State;
import io.relance.account.RequestedPayment;
import io.relance.account.RequestedPayment.Kind;
import io.relance.account.RequestedPayment.News;
import io.relance.plan.Decision;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page on which an invoice can be paid is withdrawn when it is paid otherwise. */
class PaymentLinksTest {
    private static final LocalDate LAST = LocalDate.of(2026, 7, 8);

    private static PaymentLink link() {
        return new PaymentLink(
                "k",
                "psp",
                "r-1",
                "https://pay.example/1",
                List.of(new RequestedPayment.Line(new ReceivableId("F1"), Money.parse("EUR 1000.00"))),
                LocalDate.of(2026, 6, 8),
                LAST,
                State.OPEN,
                List.of());
    }

    private static FollowUp account(UnaryOperator<PaymentLink> change) {
        return FollowUp.oneInvoice(
                        "2026-06-01",
                        Scenario.named("s")
                                .step("reminder", s -> s.daysAfterDue(7).email("r"))
                                .build())
                .remember(memory -> memory.paymentLink(change.apply(link())));
    }

    private static State state(Decision decision) {
        return decision.memory().paymentLink("k").orElseThrow().state();
    }

    private static News news(Kind kind) {
        return new News("e-1", Instant.parse("2026-06-09T10:00:00Z"), kind, Optional.empty(), "");
    }

    @Test
    void it_stays_open_as_long_as_all_that_it_asks_for_is_owed() {
        FollowUp account = account(link -> link);

        assertThat(state(account.look("2026-06-10"))).isEqualTo(State.OPEN);
        assertThat(state(account.look("2026-07-08"))).isEqualTo(State.OPEN);
        assertThat(state(account.look("2026-07-09"))).as("for its last hours").isEqualTo(State.OPEN);
        assertThat(state(account.look("2026-07-10")))
                .as("expired: not all providers end them")
                .isEqualTo(State.TO_WITHDRAW);
    }

    @Test
    void it_is_to_be_withdrawn_when_even_a_part_is_paid_otherwise_and_asked_for_again_every_day() {
        Decision decision = account(link -> link)
                .books(books -> books.paid("P1", "2026-06-09", "EUR 10", "F1"))
                .look("2026-06-10");

        assertThat(state(decision)).isEqualTo(State.TO_WITHDRAW);
        assertThat(decision.nextReview()).contains(LocalDate.of(2026, 6, 11));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"PENDING", "CONFIRMED", "REFUNDED", "DISPUTED"})
    void one_by_which_money_came_is_left_to_its_provider(Kind kind) {
        Decision decision = account(link -> link.with(news(kind)))
                .books(books -> books.paid("P1", "2026-06-09", "EUR 1000", "F1"))
                .look("2026-06-10");

        assertThat(state(decision)).isEqualTo(State.OPEN);
    }

    @Test
    void one_by_which_a_payment_failed_is_withdrawn_when_it_is_paid_otherwise() {
        Decision decision = account(link -> link.with(news(Kind.FAILED)))
                .books(books -> books.paid("P1", "2026-06-09", "EUR 1000", "F1"))
                .look("2026-06-10");

        assertThat(state(decision)).isEqualTo(State.TO_WITHDRAW);
    }

    @Test
    void one_by_which_a_payment_was_on_its_way_and_failed_is_as_good_as_new() {
        PaymentLink link = link().with(
                        new News("e-2", Instant.parse("2026-06-09T11:00:00Z"), Kind.FAILED, Optional.empty(), ""))
                .with(news(Kind.PENDING));

        assertThat(link.wasUsed()).as("told in the other order").isFalse();
    }

    @Test
    void one_that_is_over_is_forgotten_after_two_hundred_days() {
        FollowUp account = account(link -> link.become(State.OVER));

        assertThat(account.look(LAST.plusDays(200).toString()).memory().paymentLinks())
                .hasSize(1);
        assertThat(account.look(LAST.plusDays(201).toString()).memory().paymentLinks())
                .isEmpty();
    }

    @Test
    void one_that_is_not_withdrawn_is_never_forgotten_and_becomes_work_for_a_person() {
        FollowUp account = account(link -> link);
        assertThat(state(account.look(LAST.plusDays(240).toString())))
                .as("nothing ran for eight months")
                .isEqualTo(State.TO_WITHDRAW);

        FollowUp tried = account(link -> link.become(State.TO_WITHDRAW))
                .books(books -> books.paid("P1", "2026-06-09", "EUR 1000", "F1"));
        assertThat(tried.daily("2026-08-07", "2026-08-07").tasks()).isEmpty();
        assertThat(tried.daily("2026-08-08", "2026-08-14").tasks())
                .containsExactly("2026-08-10 collections: page r-1 of psp for EUR 1000.00 was to end on 2026-07-08 and"
                        + " can't be withdrawn: see there that nobody pays on it [F1]");
        assertThat(state(tried.look("2027-06-01"))).isEqualTo(State.TO_WITHDRAW);
    }

    @Test
    void what_is_told_twice_is_remembered_once() {
        PaymentLink told = link().with(news(Kind.PENDING));

        assertThat(told.with(news(Kind.PENDING))).isEqualTo(told);
        assertThat(told.wasUsed()).isTrue();
        assertThat(told).hasToString("payment link k of psp for EUR 1000.00, OPEN " + told.news());
    }
}
