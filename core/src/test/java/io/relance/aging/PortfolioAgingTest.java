package io.relance.aging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PortfolioAgingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    @Test
    void an_empty_portfolio_has_no_rows_and_nobody() {
        PortfolioAging empty = PortfolioAging.of(List.of(), AgingOptions.standard());
        assertThat(empty.on(DAY).rows()).isEmpty();
        assertThat(empty.on(List.of())).isEmpty();
        assertThat(empty.recordedUpTo()).isEmpty();
        empty.perCustomer(DAY, customer -> {
            throw new AssertionError(customer);
        });
    }

    @Test
    void an_invoice_and_its_payment_are_two_events_of_sixteen_bytes() {
        PortfolioAging columns = builder().add(paid("C1", 100, DAY)).build();
        assertThat(columns.accounts()).isEqualTo(1);
        assertThat(columns.events()).isEqualTo(2);
        assertThat(columns.bytes()).isGreaterThanOrEqualTo(2 * 16);
        assertThat(columns).hasToString("aging of 1 accounts from 2 events");
    }

    @Test
    void more_events_than_a_chunk_holds_are_all_counted() {
        AccountLedger.Builder ledger = ledger("C1");
        int many = 40_000;
        for (int i = 0; i < many; i++) {
            ledger.receivable(Receivable.invoice("F" + i, DAY.minusDays(40), DAY.minusDays(10), euros(7))
                    .build());
        }
        AgingRow row = builder()
                .add(ledger.build())
                .add(paid("C2", 5, DAY.plusDays(1)))
                .build()
                .on(DAY)
                .row(CurrencyUnit.EUR)
                .orElseThrow();
        assertThat(row.items()).isEqualTo(many + 1);
        assertThat(row.gross()).isEqualTo(euros(7L * many + 5));
    }

    @Test
    void amounts_of_a_customer_are_the_minor_units_of_its_row() {
        PortfolioAging columns = builder()
                .add(ledger("C1")
                        .receivable(Receivable.invoice("F1", DAY.minusDays(60), DAY.minusDays(31), euros(1000))
                                .disputedFrom(DAY)
                                .build())
                        .payment(new Payment(
                                new DocumentId("P1"),
                                DAY,
                                euros(300),
                                DAY.atStartOfDay(ZoneOffset.UTC).toInstant()))
                        .allocation(Allocation.ofPayment("P1", "F1", euros(200)))
                        .build())
                .build();
        List<CustomerAging> customers = new ArrayList<>();
        columns.perCustomer(YearMonth.of(2026, 3), YearMonth.of(2026, 4), customers::add);

        CustomerAging customer = customers.get(0);
        assertThat(customer.dates()).containsExactly(DAY, DAY.plusDays(30));
        AgingSeries euros = customer.series().get(0);
        assertThat(euros.currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(euros.dates()).isEqualTo(customer.dates());
        assertThat(euros.columns()).isEqualTo(5);
        assertThat(euros.exists(0)).isTrue();
        assertThat(euros.amount(0, 2)).isEqualTo(1000 - 200);
        assertThat(euros.items(0, 2)).isEqualTo(1);
        assertThat(euros.disputed(0, 2)).isEqualTo(1000 - 200);
        assertThat(euros.assigned(0, 2)).isZero();
        assertThat(euros.unallocatedCredit(0)).isEqualTo(300 - 200);
        assertThat(euros.amount(1, 3)).isEqualTo(1000 - 200);
        assertThat(euros.row(1))
                .isEqualTo(customer.report(DAY.plusDays(30)).rows().get(0));
        assertThatThrownBy(() -> euros.amount(0, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> euros.assigned(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> euros.unallocatedCredit(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> customer.report(DAY.plusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2026-04-01 was not asked for; the days are [2026-03-31, 2026-04-30]");
    }

    @Test
    void columns_refuse_flags_that_they_cannot_follow() {
        AgingOptions options = AgingOptions.builder()
                .flags((account, item, date) -> ItemFlags.none(CurrencyUnit.EUR))
                .build();
        assertThatThrownBy(() -> PortfolioAging.builder(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("follow the flags of the books alone");
    }

    @Test
    void a_day_that_no_calendar_of_books_has_is_refused_by_the_name_of_its_document() {
        PortfolioAging.Builder builder = builder();
        AccountLedger never = ledger("C1")
                .receivable(
                        Receivable.invoice("F1", DAY, LocalDate.MAX, euros(1)).build())
                .build();
        assertThatThrownBy(() -> builder.add(never))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a portfolio's aging follows the years 1 to 9999, but F1 has the day " + LocalDate.MAX);
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_last_day_of_the_last_year_is_followed() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        PortfolioAging columns = builder()
                .add(ledger("C1")
                        .receivable(Receivable.invoice("F1", LocalDate.of(1, 1, 1), last, euros(9))
                                .build())
                        .build())
                .build();
        assertThat(columns.on(last).rows().get(0).notDue().amount()).isEqualTo(euros(9));
        assertThat(columns.on(last.plusDays(1)).rows().get(0).buckets().get(0).amount())
                .isEqualTo(euros(9));
    }

    @Test
    void a_customer_with_amounts_beyond_all_others_has_its_series_too() {
        long large = Long.MAX_VALUE / 8;
        PortfolioAging columns = builder()
                .add(paid("C1", 100, DAY))
                .add(paid("C2", large, DAY.plusMonths(2)))
                .build();
        List<CustomerAging> customers = new ArrayList<>();
        columns.perCustomer(YearMonth.of(2025, 7), YearMonth.of(2027, 6), customers::add);

        AgingSeries series = customers.get(1).series().get(0);
        int march = customers.get(1).dates().indexOf(DAY);
        assertThat(series.exists(march - 1)).isFalse();
        assertThat(series.amount(march, 1)).isEqualTo(large);
        assertThat(series.items(march, 1)).isEqualTo(1);
        assertThat(series.amount(march + 1, 2)).isEqualTo(large);
        assertThat(series.amount(march + 2, 2)).isZero();
        assertThat(series.items(march + 2, 2)).isZero();
    }

    @Test
    void a_customer_with_amounts_beyond_all_others_has_as_many_days_as_are_asked_for() {
        PortfolioAging columns =
                builder().add(paid("C1", Long.MAX_VALUE / 8, DAY.plusDays(60))).build();
        List<LocalDate> days = Stream.iterate(DAY.minusDays(40), day -> day.plusDays(1))
                .limit(150)
                .toList();
        List<CustomerAging> customers = new ArrayList<>();
        columns.perCustomer(days, customers::add);

        for (LocalDate day : days) {
            assertThat(customers.get(0).report(day).rows())
                    .as("%s", day)
                    .isEqualTo(columns.on(day).rows());
        }
    }

    @Test
    void amounts_that_could_outgrow_a_long_are_refused_when_they_are_added() {
        PortfolioAging.Builder builder = builder().add(paid("C1", Long.MAX_VALUE / 2, DAY));
        assertThatThrownBy(() -> builder.add(paid("C2", 3, DAY))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_series_that_ends_before_it_begins_is_refused() {
        PortfolioAging columns = builder().build();
        assertThatThrownBy(() -> columns.monthEnds(YearMonth.of(2026, 2), YearMonth.of(2026, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a series cannot end in 2026-01 when it begins in 2026-02");
    }

    @Test
    void an_executor_that_never_begins_holds_nothing_up() {
        Executor never = work -> {};
        PortfolioAging columns = builder().add(paid("C1", 100, DAY.plusDays(1))).build();
        assertThat(columns.inParts(never, 3).on(DAY).rows())
                .isEqualTo(columns.on(DAY).rows());
        assertThatThrownBy(() -> columns.inParts(never, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is at least 1 part, but was given 0");
    }

    @Test
    void what_a_consumer_throws_reaches_the_caller() {
        PortfolioAging columns = builder().add(paid("C1", 100, DAY)).build().inParts(Runnable::run, 2);
        assertThatThrownBy(() -> columns.perCustomer(DAY, customer -> {
                    throw new UnsupportedOperationException("not today");
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("not today");
    }

    @Test
    void a_failure_reaches_the_caller_when_every_part_has_ended() throws Exception {
        PortfolioAging.Builder many = builder();
        for (int i = 0; i < 10; i++) {
            many.add(paid("C" + i, 100, DAY));
        }
        ExecutorService other = Executors.newFixedThreadPool(1);
        try {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger calls = new AtomicInteger();
            AtomicInteger callsAfterwards = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            Thread caller = Thread.currentThread();
            PortfolioAging columns = many.build().inParts(other, 2);

            assertThatThrownBy(() -> columns.perCustomer(DAY, customer -> {
                        if (Thread.currentThread() == caller) {
                            awaited(begun);
                            throw new UnsupportedOperationException("not today");
                        }
                        begun.countDown();
                        calls.incrementAndGet();
                        LockSupport.parkNanos(1_000_000);
                        if (over.get()) {
                            callsAfterwards.incrementAndGet();
                        }
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            over.set(true);
            other.shutdown();
            assertThat(other.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThat(calls).hasPositiveValue();
            assertThat(callsAfterwards).hasValue(0);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void parts_that_an_executor_refuses_are_worked_on_by_the_caller() {
        Executor full = work -> {
            throw new RejectedExecutionException();
        };
        PortfolioAging columns = builder().add(paid("C1", 100, DAY.plusDays(1))).build();

        assertThat(columns.inParts(full, 3).on(DAY).rows())
                .isEqualTo(columns.on(DAY).rows());
    }

    private static void awaited(CountDownLatch latch) {
        try {
            // The other part may be done by the caller itself when its thread comes late.
            latch.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PortfolioAging.Builder builder() {
        return PortfolioAging.builder(AgingOptions.standard());
    }

    private static AccountLedger.Builder ledger(String customer) {
        return AccountLedger.builder(
                new CreditorId("acme"), Customer.builder(customer).build());
    }

    /** One invoice, paid wholly on that day. */
    private static AccountLedger paid(String customer, long cents, LocalDate on) {
        return ledger(customer)
                .receivable(Receivable.invoice(customer + "-F", DAY.minusDays(30), DAY.minusDays(5), euros(cents))
                        .build())
                .payment(new Payment(
                        new DocumentId(customer + "-P"),
                        on,
                        euros(cents),
                        on.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .allocation(Allocation.ofPayment(customer + "-P", customer + "-F", euros(cents)))
                .build();
    }

    private static Money euros(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }
}
