package io.relance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountStamp;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Books that break one promise fail the test of that promise. */
class BrokenBooksTest {
    @ParameterizedTest(name = "rule {0}")
    @MethodSource("broken")
    void books_that_break_a_rule_fail_its_test(int rule, Supplier<Passing> books) throws Exception {
        assertThat(failing(books)).contains(rule);
    }

    @Test
    void books_that_break_none_fail_none() throws Exception {
        assertThat(failing(Passing::new)).isEmpty();
    }

    @Test
    void there_are_broken_books_for_every_rule() {
        assertThat(broken().map(arguments -> (Integer) arguments.get()[0]).toList())
                .containsExactlyElementsOf(
                        Contracts.rules(ReceivablesSourceContract.class).keySet());
    }

    private static Collection<Integer> failing(Supplier<Passing> books) throws IllegalAccessException {
        return Contracts.failing(ReceivablesSourceContract.class, () -> {
            Passing these = books.get();
            return new ReceivablesSourceContract() {
                @Override
                protected ReceivablesSource books() {
                    return these;
                }

                @Override
                protected void put(AccountLedger ledger) {
                    these.put(ledger);
                }
            };
        });
    }

    private static Stream<Arguments> broken() {
        return Stream.of(
                rule(1, ForgetsTheOld::new),
                rule(2, ListsTheOpen::new),
                rule(3, SortsByUnits::new),
                rule(4, ListsForAll::new),
                rule(5, KnowsOneCreditor::new),
                rule(6, ForgetsTheLedgersPast::new),
                rule(7, AnswersInTurn::new),
                rule(8, StampsOnce::new),
                rule(9, BelongsToOneThread::new),
                rule(10, TellsTheNewestAlone::new),
                rule(11, TellsAllAgain::new));
    }

    private static Arguments rule(int number, Supplier<Passing> books) {
        return Arguments.of(number, books);
    }

    /** Passes everything on to books that keep their promises. */
    private static class Passing implements ReceivablesSource {
        private final InMemoryBooks books = InMemoryBooks.telling();

        void put(AccountLedger ledger) {
            books.put(ledger);
        }

        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return books.accounts(creditor, window, after, limit);
        }

        @Override
        public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
            return books.ledgers(accounts, window);
        }

        @Override
        public Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
            return books.changesSince(creditor, token, limit);
        }
    }

    private static final class ForgetsTheOld extends Passing {
        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return super.accounts(creditor, window, after, limit).stream()
                    .filter(listed -> super.ledgers(List.of(listed.account()), window).values().stream()
                            .flatMap(ledger -> ledger.receivables().stream())
                            .anyMatch(receivable -> !receivable.issued().isBefore(window.since())))
                    .toList();
        }
    }

    private static final class ListsTheOpen extends Passing {
        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return super.accounts(creditor, new LedgerWindow(window.asOf(), window.asOf()), after, limit);
        }
    }

    private static final class SortsByUnits extends Passing {
        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return super.accounts(creditor, window, after, limit).stream()
                    .sorted(Comparator.comparing(listed -> listed.account().customer()))
                    .toList();
        }
    }

    private static final class ListsForAll extends Passing {
        private final List<CreditorId> creditors = new ArrayList<>();

        @Override
        void put(AccountLedger ledger) {
            super.put(ledger);
            creditors.add(ledger.account().creditor());
        }

        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return creditors.stream()
                    .distinct()
                    .flatMap(any -> super.accounts(any, window, after, limit).stream())
                    .limit(limit)
                    .toList();
        }
    }

    private static final class KnowsOneCreditor extends Passing {
        @Override
        public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
            Map<AccountId, AccountLedger> found = new HashMap<>(super.ledgers(accounts, window));
            found.keySet().removeIf(account -> !account.creditor().value().equals("acme"));
            return found;
        }
    }

    private static final class ForgetsTheLedgersPast extends Passing {
        @Override
        public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
            Map<AccountId, AccountLedger> found = new HashMap<>();
            super.ledgers(accounts, window).forEach((account, ledger) -> {
                AccountLedger.Builder without = AccountLedger.builder(account.creditor(), ledger.customer());
                ledger.receivables().forEach(without::receivable);
                found.put(account, without.build());
            });
            return found;
        }
    }

    private static final class AnswersInTurn extends Passing {
        private int asked;

        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            int question = asked++;
            return super.accounts(creditor, window, after, limit).stream()
                    .map(listed -> new AccountStamp(listed.account(), Optional.of("asked " + question)))
                    .toList();
        }
    }

    private static final class StampsOnce extends Passing {
        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return super.accounts(creditor, window, after, limit).stream()
                    .map(listed -> new AccountStamp(listed.account(), Optional.of("always")))
                    .toList();
        }
    }

    private static final class BelongsToOneThread extends Passing {
        private final AtomicReference<Thread> owner = new AtomicReference<>();

        @Override
        public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
            owner.compareAndSet(null, Thread.currentThread());
            if (!Thread.currentThread().equals(owner.get())) {
                throw new IllegalStateException("somebody else has asked before");
            }
            return super.ledgers(accounts, window);
        }
    }

    /** As books do that look for what is newer than the newest account seen, though it was committed earlier. */
    private static final class TellsTheNewestAlone extends Passing {
        @Override
        public Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
            return super.changesSince(creditor, token, 100)
                    .map(all -> new Changes(
                            all.accounts()
                                    .subList(
                                            Math.max(0, all.accounts().size() - 1),
                                            all.accounts().size()),
                            all.next(),
                            false));
        }
    }

    private static final class TellsAllAgain extends Passing {
        @Override
        public Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
            return super.changesSince(creditor, Optional.empty(), limit)
                    .map(all -> new Changes(all.accounts(), all.next(), false));
        }
    }
}
