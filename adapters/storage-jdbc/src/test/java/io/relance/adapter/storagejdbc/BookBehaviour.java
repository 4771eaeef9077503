package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.money.MoneyBag;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.OverAllocationException;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.receivable.WriteOff;
import io.relance.storage.AccountStamp;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import io.relance.storage.LedgerWindow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a written ledger does beyond the promises of books; of each database. */
abstract class BookBehaviour {
    private static final LocalDate DAY = Ledgers.DAY;
    private static final LedgerWindow WINDOW = new LedgerWindow(DAY, DAY.minusDays(365));
    private static final CreditorId ACME = new CreditorId("acme");
    private static final AccountId DUPONT = AccountId.of("acme", "dupont \u00e9 \uD83D\uDE00");
    private static final AccountId MARTIN = AccountId.of("acme", "martin");

    private WatchedSource source;
    private JdbcBooks books;

    /** A database; its connections may be shared by tests. */
    abstract WatchedSource source();

    @BeforeEach
    void build() {
        source = source();
        books = JdbcBooks.builder(source).schemaToCreate(Databases.newName()).build();
    }

    @Test
    void everything_comes_back_as_it_was_put() {
        AccountLedger rich = Ledgers.rich(DUPONT);
        AccountLedger empty =
                AccountLedger.builder(ACME, Ledgers.customer(MARTIN)).build();

        books.put(List.of(rich, empty));

        assertThat(Ledgers.everything(ledger(DUPONT))).isEqualTo(Ledgers.everything(rich));
        assertThat(Ledgers.everything(ledger(MARTIN))).isEqualTo(Ledgers.everything(empty));
    }

    @Test
    void a_ledger_takes_the_place_of_the_one_before_in_all_its_parts() {
        AccountLedger empty =
                AccountLedger.builder(ACME, Ledgers.customer(DUPONT)).build();

        for (AccountLedger next : List.of(Ledgers.rich(DUPONT), empty, Ledgers.rich(DUPONT))) {
            books.put(next);
            assertThat(Ledgers.everything(ledger(DUPONT))).isEqualTo(Ledgers.everything(next));
        }
    }

    @Test
    void what_is_put_again_changes_nothing() {
        books.put(Ledgers.rich(DUPONT));
        List<AccountStamp> stamps = books.accounts(ACME, WINDOW, Optional.empty(), 10);
        ChangeToken end = end();
        source.forget();

        books.put(Ledgers.rich(DUPONT));

        assertThat(source.executed()).noneMatch(one -> one.sql().matches("(?s).*(INSERT|MERGE|DELETE|UPDATE ).*"));
        assertThat(books.accounts(ACME, WINDOW, Optional.empty(), 10)).isEqualTo(stamps);
        assertThat(changed(end)).isEmpty();
    }

    @Test
    void documents_are_put_one_by_one_and_replaced_by_their_numbers() {
        books.putCustomer(ACME, Ledgers.customer(DUPONT));
        books.putReceivable(DUPONT, Ledgers.invoice("F1", DAY));
        books.putReceivable(DUPONT, Ledgers.invoice("F2", DAY));
        Payment payment = Ledgers.payment("P1", DAY, "12.00");
        books.putPayment(DUPONT, payment, List.of(Ledgers.applied("P1", "F1", "10.00")));
        CreditNote note = new CreditNote(new DocumentId("P1"), DAY, Ledgers.eur("3.00"), Ledgers.RECORDED);
        Allocation credited = Allocation.ofCreditNote("P1", "F2", Ledgers.eur("3.00"));
        books.putCreditNote(DUPONT, note, List.of(credited));
        WriteOff writeOff = new WriteOff(new DocumentId("W"), new ReceivableId("F2"), Ledgers.eur("1.00"), DAY);
        books.putWriteOff(DUPONT, writeOff);
        assertThat(open(DUPONT)).isEqualTo(MoneyBag.of(Ledgers.eur("6.00")));

        books.putPayment(
                DUPONT, payment, List.of(Ledgers.applied("P1", "F1", "10.00"), Ledgers.applied("P1", "F2", "2.00")));
        books.putWriteOff(DUPONT, new WriteOff(new DocumentId("W"), new ReceivableId("F2"), Ledgers.eur("2.00"), DAY));
        assertThat(open(DUPONT)).isEqualTo(MoneyBag.of(Ledgers.eur("3.00")));
        books.putCreditNote(DUPONT, note, List.of());
        Customer renamed = Customer.builder(DUPONT.customer()).name("Other").build();
        books.putCustomer(ACME, renamed);
        books.putReceivable(
                DUPONT, Receivable.invoice("F2", DAY, DAY, Ledgers.eur("20.00")).build());

        AccountLedger now = ledger(DUPONT);
        assertThat(open(DUPONT)).isEqualTo(MoneyBag.of(Ledgers.eur("16.00")));
        assertThat(now.customer().name()).isEqualTo("Other");
        assertThat(now.receivables()).hasSize(2);
        assertThat(now.creditNotes()).containsExactly(note);
        assertThat(now.allocations())
                .containsExactlyInAnyOrder(Ledgers.applied("P1", "F1", "10.00"), Ledgers.applied("P1", "F2", "2.00"));
    }

    @Test
    void what_does_not_hold_together_is_refused_and_not_stored() {
        books.put(Ledgers.open(DUPONT, 1).build());
        Payment payment = Ledgers.payment("P1", DAY, "12.00");

        assertThatThrownBy(() -> books.putPayment(DUPONT, payment, List.of(Ledgers.applied("P1", "F1", "12.00"))))
                .isInstanceOf(OverAllocationException.class);
        assertThatThrownBy(() -> books.putPayment(DUPONT, payment, List.of(Ledgers.applied("P2", "F1", "2.00"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("payment P1")
                .hasMessageContaining("P2");
        assertThatThrownBy(() -> books.putReceivable(MARTIN, Ledgers.invoice("F1", DAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acme")
                .hasMessageContaining("not in the books");
        assertThatThrownBy(() ->
                        books.change(DUPONT, ledger -> Ledgers.open(MARTIN, 1).build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger(DUPONT).payments()).isEmpty();
        assertThat(books.accounts(ACME, WINDOW, Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void only_what_matters_in_the_window_is_read_and_of_that_whole_groups() {
        LocalDate long_ago = DAY.minusDays(900);
        books.put(AccountLedger.builder(ACME, Ledgers.customer(DUPONT))
                .receivable(Ledgers.invoice("over", long_ago))
                .receivable(Ledgers.invoice("old, with an old rest of its payment", long_ago))
                .receivable(Ledgers.invoice("old and open", long_ago))
                .receivable(Ledgers.invoice("old, paid of late", long_ago))
                .receivable(Ledgers.invoice("written off", long_ago))
                .payment(Ledgers.payment("P1", long_ago, "10.00"))
                .payment(Ledgers.payment("P2", long_ago, "15.00"))
                .payment(Ledgers.payment("P3", DAY, "10.00"))
                .payment(Ledgers.payment("P4", long_ago, "5.00").rejected(long_ago.plusDays(3)))
                .writeOff(new WriteOff(
                        new DocumentId("W"), new ReceivableId("written off"), Ledgers.eur("10.00"), long_ago))
                .allocation(Ledgers.applied("P1", "over", "10.00"))
                .allocation(Ledgers.applied("P2", "old, with an old rest of its payment", "10.00"))
                .allocation(Ledgers.applied("P3", "old, paid of late", "10.00"))
                .build());

        AccountLedger read = ledger(DUPONT);

        assertThat(read.receivables().stream().map(receivable -> receivable.id().value()))
                .containsExactlyInAnyOrder("old, with an old rest of its payment", "old and open", "old, paid of late");
        assertThat(read.payments().stream().map(payment -> payment.id().value()))
                .containsExactly("P2", "P3");
        assertThat(read.allocations()).hasSize(2);
        assertThat(read.writeOffs()).isEmpty();
        assertThat(books.ledgers(List.of(DUPONT), new LedgerWindow(DAY, long_ago))
                        .get(DUPONT)
                        .receivables())
                .hasSize(5);
    }

    @Test
    void what_the_host_rolls_back_is_not_stored_and_what_it_commits_is() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            JdbcBooks joined = books.on(() -> connection);
            joined.put(Ledgers.rich(DUPONT));
            assertThat(joined.ledgers(List.of(DUPONT), WINDOW)).containsKey(DUPONT);
            connection.rollback();
            assertThat(books.ledgers(List.of(DUPONT), WINDOW)).isEmpty();

            joined.put(Ledgers.rich(DUPONT));
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(books.ledgers(List.of(DUPONT), WINDOW)).containsKey(DUPONT);
    }

    @Test
    void rule_10_an_account_whose_transaction_commits_late_is_named_by_the_next_question() throws SQLException {
        AccountId known = AccountId.of("acme", "known");
        books.put(Ledgers.open(known, 1).build());
        try (Connection late = source.getConnection()) {
            late.setAutoCommit(false);
            JdbcBooks joined = books.on(() -> late);
            joined.put(Ledgers.open(DUPONT, 1).build());
            joined.put(Ledgers.open(known, 2).build());
            books.put(Ledgers.open(MARTIN, 1).build());

            // the first change of the known account is given with the second, for it is just being written
            assertThat(changedSinceTheStart()).containsExactly(MARTIN);
            ChangeToken seen = end();
            late.commit();
            late.setAutoCommit(true);

            assertThat(changed(seen)).containsExactlyInAnyOrder(DUPONT, known);
        }
        assertThat(changed(end())).isEmpty();
    }

    @Test
    void rule_10_readers_miss_nothing_while_many_write() throws Exception {
        int writers = 3;
        int each = 25;
        AtomicInteger working = new AtomicInteger(writers);
        List<Callable<Set<String>>> all = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int own = writer;
            all.add(() -> {
                try {
                    for (int i = 1; i <= each; i++) {
                        AccountId account = AccountId.of("acme", "c" + (i * 7 + own) % 10);
                        String number = own + "-" + i;
                        books.putCustomer(ACME, Ledgers.customer(account));
                        books.change(
                                account,
                                ledger -> ledger.toBuilder()
                                        .receivable(Ledgers.invoice(number, DAY))
                                        .build());
                    }
                } finally {
                    working.decrementAndGet();
                }
                return Set.of();
            });
        }
        for (int reader = 0; reader < 2; reader++) {
            int limit = 1 + 99 * reader;
            all.add(() -> {
                Set<String> read = new HashSet<>();
                Optional<ChangeToken> token = Optional.empty();
                boolean last = false;
                while (!last) {
                    boolean over = working.get() == 0;
                    Changes changes = books.changesSince(ACME, token, limit).orElseThrow();
                    // what was told by a part that was replaced by a later change comes with that one
                    books.ledgers(changes.accounts(), WINDOW)
                            .values()
                            .forEach(ledger -> ledger.receivables()
                                    .forEach(receivable ->
                                            read.add(receivable.id().value())));
                    token = Optional.of(changes.next());
                    last = over && !changes.more();
                }
                return read;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<Future<Set<String>>> done = threads.invokeAll(all);
            for (Future<Set<String>> one : done) {
                one.get();
            }
            assertThat(done.get(writers).get()).hasSize(writers * each);
            assertThat(done.get(writers + 1).get()).hasSize(writers * each);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each query sees another moment; a payment without its invoice would be refused. */
    @Test
    void a_ledger_is_of_one_moment_while_it_is_written() throws Exception {
        AccountLedger open = Ledgers.open(DUPONT, 3).build();
        AccountLedger paid = open.toBuilder()
                .receivable(Ledgers.invoice("F4", DAY))
                .payment(Ledgers.payment("P", DAY, "10.00"))
                .allocation(Ledgers.applied("P", "F4", "10.00"))
                .build();
        books.put(open);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    books.put(i % 2 == 0 ? paid : open);
                }
            });
            while (!writer.isDone()) {
                assertThat(open(DUPONT)).isEqualTo(MoneyBag.of(Ledgers.eur("30.00")));
            }
            writer.get();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void many_may_add_the_same_accounts_at_once() throws Exception {
        List<AccountId> accounts =
                IntStream.range(0, 20).mapToObj(Sample::account).toList();
        List<AccountLedger> ledgers = accounts.stream()
                .map(account -> Ledgers.open(account, 2).build())
                .toList();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(() -> {
                books.put(ledgers);
                return true;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            for (Future<Boolean> done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(books.accounts(ACME, WINDOW, Optional.empty(), 100))
                .hasSize(20)
                .allMatch(listed -> listed.stamp().equals(Optional.of("1")));
    }

    @Test
    void until_when_the_ledger_is_complete_is_said_by_creditor() {
        assertThat(books.completeUntil(ACME)).isEmpty();

        books.putCompleteUntil(ACME, Ledgers.RECORDED.minusSeconds(9));
        books.putCompleteUntil(ACME, Ledgers.RECORDED);

        assertThat(books.completeUntil(ACME)).contains(Ledgers.RECORDED);
        assertThat(books.completeUntil(new CreditorId("zeta"))).isEmpty();
    }

    @Test
    void a_token_of_others_is_refused() {
        assertThatThrownBy(() -> books.changesSince(ACME, Optional.of(new ChangeToken("x")), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"x\"");
    }

    @Test
    void a_call_makes_as_many_statements_for_500_accounts_as_for_one() {
        List<List<Integer>> trips = new ArrayList<>();
        int from = 0;
        for (int size : List.of(1, 50, 500)) {
            List<AccountId> page = Sample.accounts(from + size).subList(from, from + size);
            from += size;
            List<Integer> counts = new ArrayList<>();
            counts.add(trips(() -> books.put(page.stream().map(Ledgers::rich).toList())));
            counts.add(trips(() -> books.put(
                    page.stream().map(id -> Ledgers.open(id, 2).build()).toList())));
            counts.add(trips(() -> books.ledgers(page, WINDOW)));
            counts.add(trips(() -> books.accounts(ACME, WINDOW, Optional.empty(), 500)));
            ChangeToken[] seen = new ChangeToken[1];
            counts.add(trips(() -> seen[0] = books.changesSince(ACME, Optional.empty(), 500)
                    .orElseThrow()
                    .next()));
            trips.add(counts);
        }
        assertThat(trips.get(1).subList(0, 4)).isEqualTo(trips.get(0).subList(0, 4));
        assertThat(trips.get(2).subList(0, 4)).isEqualTo(trips.get(0).subList(0, 4));
        assertThat(trips).as("numbers are given 500 at a time").allMatch(counts -> counts.get(4) <= 15);
        assertThat(trips.get(0).get(2))
                .as("to read ledgers: a query for each table, and twice the heads")
                .isEqualTo(11);
    }

    private int trips(Runnable call) {
        source.forget();
        call.run();
        return source.trips().size();
    }

    private AccountLedger ledger(AccountId account) {
        return books.ledgers(List.of(account), WINDOW).get(account);
    }

    private MoneyBag open(AccountId account) {
        return ledger(account).asOf(DAY, Tolerance.NONE).gross();
    }

    private List<AccountId> changedSinceTheStart() {
        return books.changesSince(ACME, Optional.empty(), 100).orElseThrow().accounts();
    }

    private List<AccountId> changed(ChangeToken since) {
        return books.changesSince(ACME, Optional.of(since), 100).orElseThrow().accounts();
    }

    private ChangeToken end() {
        return books.changesSince(ACME, Optional.empty(), 100).orElseThrow().next();
    }
}
