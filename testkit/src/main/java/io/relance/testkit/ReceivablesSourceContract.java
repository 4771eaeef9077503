package io.relance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.relance.money.MoneyBag;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.storage.AccountStamp;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/**
 * What the engine builds on in a {@link ReceivablesSource}, as tests: extend it for books of your own. The number in the name
 * of a test is that of the promise in {@code docs/spi/books.md}.
 */
public abstract class ReceivablesSourceContract {
    private static final CreditorId ACME = new CreditorId("acme");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final LedgerWindow WINDOW = new LedgerWindow(TODAY, TODAY.minusDays(365));
    private static final LocalDate LONG_AGO = TODAY.minusDays(1_000);
    private static final Money TEN = Money.parse("EUR 10.00");
    private static final Money FOUR = Money.parse("EUR 4.00");

    /** For those who extend it. */
    protected ReceivablesSourceContract() {}

    /** The books: with nothing in them when a test begins, then with what was {@link #put}. */
    protected abstract ReceivablesSource books();

    /** Makes the books say this of an account, whatever they said of it before. */
    protected abstract void put(AccountLedger ledger);

    @Test
    final void rule_01_accounts_with_anything_open_are_listed_however_old() {
        put(invoice("open", LONG_AGO).build());
        put(paid("in part", LONG_AGO, LONG_AGO.plusDays(40), FOUR).build());

        assertEquals(Set.of("open", "in part"), new HashSet<>(listed(100)));
    }

    @Test
    final void rule_02_accounts_of_the_recent_past_are_listed_though_nothing_is_open() {
        LocalDate recent = WINDOW.since();
        put(paid("issued since", recent, recent, TEN).build());
        put(paid("paid since", LONG_AGO, recent, TEN).build());
        put(paid("over and done", LONG_AGO, recent.minusDays(1), TEN).build());

        assertTrue(
                listed(100).containsAll(List.of("issued since", "paid since")),
                listed(100).toString());
    }

    @Test
    final void rule_03_accounts_come_by_the_bytes_of_their_ids_page_by_page() {
        List<String> ids = List.of("A", "B", "a", "aa", "e\u0301", "z", "\u00e9", "\uFF21", "\uD83D\uDE00");
        List<String> unordered = new ArrayList<>(ids.subList(4, ids.size()));
        unordered.addAll(ids.subList(0, 4));
        unordered.forEach(id -> put(invoice(id, TODAY.minusDays(40)).build()));

        for (int size : new int[] {1, 2, 4, 9, 100}) {
            assertEquals(ids, listed(size), "pages of " + size);
        }
        List<AccountStamp> behind = books().accounts(ACME, WINDOW, Optional.of(AccountId.of("acme", "f")), 100);
        assertEquals(ids.subList(5, ids.size()), names(behind), "behind an account that is not there");
        assertEquals(4, books().accounts(ACME, WINDOW, Optional.empty(), 4).size());
    }

    @Test
    final void rule_04_only_accounts_of_the_creditor_are_listed() {
        put(invoice("ours", TODAY).build());
        put(invoice(AccountId.of("zeta", "theirs"), TODAY).build());

        assertEquals(List.of("ours"), listed(100));
        assertEquals(List.of(), books().accounts(new CreditorId("nobody"), WINDOW, Optional.empty(), 100));
    }

    @Test
    final void rule_05_ledgers_are_given_of_all_accounts_that_are_known() {
        AccountId theirs = AccountId.of("zeta", "theirs");
        put(invoice("ours", TODAY).build());
        put(paid("over and done", LONG_AGO, LONG_AGO, TEN).build());
        put(invoice(theirs, TODAY).build());
        AccountId ours = AccountId.of("acme", "ours");
        AccountId done = AccountId.of("acme", "over and done");

        Map<AccountId, AccountLedger> found =
                books().ledgers(List.of(ours, done, theirs, AccountId.of("zeta", "ours")), WINDOW);

        assertEquals(Set.of(ours, done, theirs), found.keySet());
        found.forEach((account, ledger) -> assertEquals(account, ledger.account()));
        assertEquals(Map.of(), books().ledgers(List.of(), WINDOW));
    }

    @Test
    final void rule_06_a_ledger_has_what_the_window_asks_for() {
        AccountLedger.Builder both = paid("both", LONG_AGO, LONG_AGO.plusDays(9), FOUR);
        LocalDate recent = TODAY.minusDays(30);
        AccountLedger ledger = both.receivable(Receivable.invoice("recent", recent, recent.plusDays(9), TEN)
                        .build())
                .payment(payment("p2", recent, TEN))
                .allocation(Allocation.ofPayment("p2", "recent", TEN))
                .build();
        put(ledger);

        AccountLedger found = Objects.requireNonNull(
                books().ledgers(List.of(ledger.account()), WINDOW).get(ledger.account()));

        for (LocalDate day : List.of(TODAY, recent, recent.minusDays(1))) {
            assertEquals(
                    ledger.asOf(day, Tolerance.NONE).gross(),
                    found.asOf(day, Tolerance.NONE).gross(),
                    "on " + day);
        }
        assertEquals(
                ledger.receivables().stream().map(Receivable::id).toList(),
                found.receivables().stream().map(Receivable::id).toList());
    }

    @Test
    final void rule_07_the_same_question_has_the_same_answer() {
        put(invoice("a", TODAY).build());
        put(paid("b", TODAY.minusDays(9), TODAY, FOUR).build());

        List<AccountStamp> accounts = books().accounts(ACME, WINDOW, Optional.empty(), 100);

        assertEquals(accounts, books().accounts(ACME, WINDOW, Optional.empty(), 100));
        assertEquals(open(accounts), open(accounts));
    }

    @Test
    final void rule_08_a_stamp_changes_when_the_ledger_does() {
        put(invoice("a", TODAY).build());
        put(invoice("b", TODAY).build());
        Map<String, Optional<String>> before = stamps();

        put(paid("a", TODAY, TODAY, FOUR).build());
        Map<String, Optional<String>> after = stamps();

        assertEquals(before.get("b"), after.get("b"));
        if (Objects.requireNonNull(before.get("a")).isPresent()) {
            assertNotEquals(before.get("a"), after.get("a"));
            put(paid("a", TODAY, TODAY, TEN).build());
            assertEquals(
                    3,
                    Set.of(before.get("a"), after.get("a"), stamps().get("a")).size());
        }
    }

    @Test
    final void rule_09_methods_may_be_called_by_several_threads() throws Exception {
        List<AccountId> accounts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            AccountId account = AccountId.of("acme", "c" + (100 + i));
            accounts.add(account);
            put(invoice(account, TODAY).build());
        }
        List<Callable<Integer>> askers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            askers.add(
                    () -> listed(7).size() + books().ledgers(accounts, WINDOW).size());
        }

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> answer : threads.invokeAll(askers)) {
                assertEquals(100, answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    final void rule_10_every_account_that_changed_is_named_though_perhaps_more_than_once() {
        put(invoice("a", TODAY).build());
        put(paid("over and done", LONG_AGO, LONG_AGO, TEN).build());
        put(invoice("c", TODAY).build());
        Optional<Changes> all = books().changesSince(ACME, Optional.empty(), 100);
        assumeTrue(all.isPresent(), "these books can't tell what has changed");

        assertEquals(Set.of("a", "over and done", "c"), changed(Optional.empty(), 100));
        assertEquals(Set.of("a", "over and done", "c"), changed(Optional.empty(), 1), "one at a time");
        ChangeToken seen = end();

        put(paid("a", TODAY, TODAY, FOUR).build());
        put(invoice("d", TODAY).build());
        assertTrue(changed(Optional.of(seen), 100).containsAll(Set.of("a", "d")));
        assertTrue(changed(Optional.of(seen), 1).containsAll(Set.of("a", "d")), "one at a time");
        ChangeToken later = end();
        put(paid("a", TODAY, TODAY, TEN).build());
        assertTrue(changed(Optional.of(later), 100).contains("a"), "an account that had changed before");
        assertTrue(changed(Optional.of(seen), 100).containsAll(Set.of("a", "d")), "asked again from where it was");
    }

    @Test
    final void rule_11_what_has_not_changed_is_not_named_for_ever() {
        put(invoice("a", TODAY).build());
        put(invoice(AccountId.of("zeta", "theirs"), TODAY).build());
        assumeTrue(books().changesSince(ACME, Optional.empty(), 100).isPresent());

        assertEquals(Set.of("a"), changed(Optional.empty(), 100), "of the creditor alone");
        assertEquals(Set.of(), changed(Optional.of(end()), 100));
        put(paid(AccountId.of("zeta", "theirs"), TODAY).build());
        assertEquals(Set.of(), changed(Optional.of(end()), 100));
    }

    /** The customers named from a token on, part by part. */
    private Set<String> changed(Optional<ChangeToken> token, int size) {
        Set<String> named = new HashSet<>();
        parts(token, size)
                .forEach(part -> part.accounts()
                        .forEach(account -> named.add(account.customer().value())));
        return named;
    }

    /** Where the books end now. */
    private ChangeToken end() {
        List<Changes> parts = parts(Optional.empty(), 100);
        return parts.get(parts.size() - 1).next();
    }

    private List<Changes> parts(Optional<ChangeToken> token, int size) {
        List<Changes> parts = new ArrayList<>();
        Optional<ChangeToken> after = token;
        Changes part;
        do {
            part = books().changesSince(ACME, after, size).orElseThrow();
            assertTrue(part.accounts().size() <= size, "at most " + size + " accounts");
            assertTrue(part.accounts().stream()
                    .allMatch(account -> account.creditor().equals(ACME)));
            parts.add(part);
            after = Optional.of(part.next());
            assertTrue(parts.size() < 1_000, "it comes to an end");
        } while (part.more());
        return parts;
    }

    private List<String> listed(int size) {
        List<AccountStamp> all = new ArrayList<>();
        List<AccountStamp> page;
        do {
            Optional<AccountId> after = all.isEmpty()
                    ? Optional.empty()
                    : Optional.of(all.get(all.size() - 1).account());
            page = books().accounts(ACME, WINDOW, after, size);
            all.addAll(page);
        } while (page.size() == size);
        return names(all);
    }

    /** What each account owes. */
    private Map<AccountId, MoneyBag> open(List<AccountStamp> accounts) {
        Map<AccountId, MoneyBag> open = new HashMap<>();
        books().ledgers(accounts.stream().map(AccountStamp::account).toList(), WINDOW)
                .forEach((account, ledger) ->
                        open.put(account, ledger.asOf(TODAY, Tolerance.NONE).gross()));
        return open;
    }

    private Map<String, Optional<String>> stamps() {
        Map<String, Optional<String>> stamps = new HashMap<>();
        for (AccountStamp listed : books().accounts(ACME, WINDOW, Optional.empty(), 100)) {
            stamps.put(listed.account().customer().value(), listed.stamp());
        }
        return stamps;
    }

    private static List<String> names(List<AccountStamp> accounts) {
        return accounts.stream()
                .map(listed -> listed.account().customer().value())
                .toList();
    }

    private static AccountLedger.Builder invoice(String customer, LocalDate issued) {
        return invoice(AccountId.of("acme", customer), issued);
    }

    private static AccountLedger.Builder invoice(AccountId account, LocalDate issued) {
        Customer customer =
                Customer.builder(account.customer().value()).name("A customer").build();
        return AccountLedger.builder(account.creditor(), customer)
                .receivable(Receivable.invoice("F1", issued, issued.plusDays(30), TEN)
                        .build());
    }

    private static AccountLedger.Builder paid(AccountId account, LocalDate on) {
        return invoice(account, on).payment(payment("p1", on, TEN)).allocation(Allocation.ofPayment("p1", "F1", TEN));
    }

    private static AccountLedger.Builder paid(String customer, LocalDate issued, LocalDate on, Money amount) {
        return invoice(customer, issued)
                .payment(payment("p1", on, amount))
                .allocation(Allocation.ofPayment("p1", "F1", amount));
    }

    private static Payment payment(String id, LocalDate on, Money amount) {
        return new Payment(
                new DocumentId(id), on, amount, on.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
