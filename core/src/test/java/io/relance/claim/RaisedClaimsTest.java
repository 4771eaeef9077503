package io.relance.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.RaisedClaim;
import io.relance.decision.ClaimUpdates;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims that were raised are items of their own: what comes later is another one, and each is paid or waived apart. */
class RaisedClaimsTest {
    private static final ClaimSettings FRANCE = ClaimSettings.underLawOf("FR").build();
    private static final LocalDate NOTICE = LocalDate.parse("2025-03-02");

    private static Books books(DebtorKind kind) {
        return Books.of(Customer.builder("dupont").kind(kind).build())
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00");
    }

    private static InvoiceClaims claims(Books books, DunningCase memory, String date) {
        return LateClaims.on(new AccountSnapshot(books.ledger(), memory), FRANCE, LocalDate.parse(date))
                .get(0);
    }

    private static DunningCase empty(Books books) {
        return DunningCase.empty(books.ledger().account());
    }

    private static DunningCase raised(Books books) {
        return ClaimUpdates.raised(
                empty(books), claims(books, empty(books), NOTICE.toString()).toRaise(NOTICE, Optional.empty()));
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    @Test
    void a_first_notice_raises_all_that_has_accrued_and_the_flat_sum() {
        Books books = books(DebtorKind.BUSINESS);

        List<RaisedClaim> items = claims(books, empty(books), "2025-03-02").toRaise(NOTICE, Optional.empty());

        assertThat(items)
                .extracting(RaisedClaim::id, RaisedClaim::amount, RaisedClaim::open)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("F1:INTEREST:2025-03-02", eur("108.08"), eur("108.08")),
                        org.assertj.core.groups.Tuple.tuple("F1:FLAT_SUM", eur("40.00"), eur("40.00")));
    }

    @Test
    void what_accrues_later_is_another_claim_and_the_flat_sum_is_raised_once() {
        Books books = books(DebtorKind.BUSINESS);

        InvoiceClaims later = claims(books, raised(books), "2025-03-12");

        // 40 days in all; 10 of them since: 10 000 x 13.15 % x 10 / 365 = 36.03
        assertThat(later.interest().orElseThrow().amount()).isEqualTo(eur("144.11"));
        assertThat(later.newInterest().orElseThrow().amount()).isEqualTo(eur("36.03"));
        assertThat(later.newInterest().orElseThrow().periods().get(0).from()).isEqualTo(NOTICE.plusDays(1));
        assertThat(later.newFlatSum()).isEmpty();
        assertThat(later.flatSum()).contains(eur("40.00"));
        assertThat(later.raised()).hasSize(2);
    }

    @Test
    void as_of_a_day_before_they_were_raised_nothing_was() {
        Books books = books(DebtorKind.BUSINESS);

        InvoiceClaims before = claims(books, raised(books), "2025-03-01");

        assertThat(before.raised()).isEmpty();
        assertThat(before.newInterest()).isEqualTo(before.interest());
        assertThat(before.newFlatSum()).contains(eur("40.00"));
    }

    @Test
    void a_rate_that_was_fixed_when_interest_began_stays_fixed_for_what_accrues_later() {
        Books books = books(DebtorKind.PUBLIC_BODY);

        InvoiceClaims later = claims(books, raised(books), "2025-08-01");

        assertThat(later.newInterest().orElseThrow().periods())
                .extracting(InterestPeriod::percent)
                .allSatisfy(percent -> assertThat(percent).isEqualByComparingTo("11.15"));
    }

    @Test
    void an_invoice_that_is_paid_keeps_what_was_raised_for_it() {
        Books books = books(DebtorKind.BUSINESS).paid("P1", "2025-03-02", "EUR 10000.00", "F1");

        InvoiceClaims claims = claims(books, raised(books(DebtorKind.BUSINESS)), "2025-04-01");

        assertThat(claims.raised()).extracting(RaisedClaim::open).containsExactly(eur("108.08"), eur("40.00"));
        assertThat(claims.newInterest()).isEmpty();
    }

    @Test
    void no_day_bears_interest_in_two_claims() {
        Books books = books(DebtorKind.BUSINESS);
        LocalDate later = NOTICE.plusDays(10);
        DunningCase memory = ClaimUpdates.raised(
                empty(books), claims(books, empty(books), later.toString()).toRaise(later, Optional.empty()));

        // what was in doubt since before turns out to have arrived
        DunningCase after = ClaimUpdates.raised(
                memory, claims(books, empty(books), NOTICE.toString()).toRaise(NOTICE, Optional.empty()));

        assertThat(after).isEqualTo(memory);
    }

    @Test
    void what_is_wanted_of_some_invoices_does_not_fail_for_a_rate_of_others() {
        // known to the middle of 2026
        Books books = books(DebtorKind.BUSINESS)
                .paid("P1", "2025-03-02", "EUR 10000.00", "F1")
                .invoice("F0", "2026-05-01", "2026-06-15", "EUR 1.00");
        AccountSnapshot snapshot = new AccountSnapshot(books.ledger(), empty(books));
        LocalDate later = LocalDate.parse("2026-08-01");

        assertThat(LateClaims.of(Set.of(new ReceivableId("F1")), snapshot, FRANCE, later))
                .extracting(claims -> claims.interest().orElseThrow().amount())
                .containsExactly(eur("108.08"));
        assertThatThrownBy(() -> LateClaims.on(snapshot, FRANCE, later))
                .isInstanceOf(MissingReferenceRateException.class);
    }

    @Test
    void raised_again_they_stay_as_they_are() {
        Books books = books(DebtorKind.BUSINESS);
        DunningCase memory = raised(books);

        assertThat(ClaimUpdates.raised(
                        memory, claims(books, empty(books), "2025-03-02").toRaise(NOTICE, Optional.empty())))
                .isEqualTo(memory);
    }

    @ParameterizedTest(name = "{0} paid: {1} open, by period {2} and {3}")
    @CsvSource({
        "1.00, 111.60, 57.56, 54.04",
        "58.56, 54.04, 0.00, 54.04",
        "60.00, 52.60, 0.00, 52.60",
        "112.60, 0.00, 0.00, 0.00"
    })
    void payments_count_against_the_oldest_interest_first(String paid, String open, String first, String second) {
        Books books = Books.of(
                        Customer.builder("dupont").kind(DebtorKind.BUSINESS).build())
                .invoice("F1", "2024-11-16", "2024-12-16", "EUR 10000.00");
        RaisedClaim interest = claims(books, empty(books), "2025-01-15")
                .toRaise(LocalDate.parse("2025-01-15"), Optional.empty())
                .get(0);

        RaisedClaim after = interest.withPayment(eur(paid));

        assertThat(after.open()).isEqualTo(eur(open));
        assertThat(after.openAccruals())
                .extracting(RaisedClaim.Accrual::amount)
                .containsExactly(eur(first), eur(second));
    }

    @Test
    void more_than_is_asked_for_or_what_was_waived_is_not_paid() {
        Books books = books(DebtorKind.BUSINESS);
        RaisedClaim flatSum =
                raised(books).progress().values().iterator().next().claims().get(1);
        RaisedClaim waived = flatSum.waived(new RaisedClaim.Waiver(NOTICE, "jane", "a good customer"));

        assertThat(waived.open()).isEqualTo(eur("0.00"));
        assertThatThrownBy(() -> flatSum.withPayment(eur("40.01")))
                .hasMessage("claim F1:FLAT_SUM: EUR 40.00 is asked for, which EUR 40.01 can't pay");
        assertThatThrownBy(() -> waived.withPayment(eur("1.00"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> waived.waived(new RaisedClaim.Waiver(NOTICE, "jane", "again")))
                .hasMessageContaining("nothing of it is asked for any more");
    }

    @Property(tries = 200)
    void notices_on_any_days_raise_every_day_of_interest_once_and_one_flat_sum(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 300) Integer> daysLate) {
        Books books = books(DebtorKind.BUSINESS);
        LocalDate due = LocalDate.parse("2025-01-31");
        DunningCase memory = empty(books);
        LocalDate last = due;
        for (int days : daysLate) {
            LocalDate day = due.plusDays(days);
            memory = ClaimUpdates.raised(
                    memory, claims(books, memory, day.toString()).toRaise(day, Optional.empty()));
            last = day.isAfter(last) ? day : last;
        }

        List<RaisedClaim> raised = claims(books, memory, last.toString()).raised();
        long covered = raised.stream()
                .flatMap(claim -> claim.accruals().stream())
                .mapToLong(accrual -> ChronoUnit.DAYS.between(accrual.from(), accrual.to()) + 1)
                .sum();
        assertThat(covered).isEqualTo(ChronoUnit.DAYS.between(due, last));
        assertThat(raised)
                .filteredOn(claim -> claim.kind() == RaisedClaim.Kind.FLAT_SUM)
                .hasSize(1);
    }
}
