package io.relance.benchmarks;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Books of many customers over four years, from a fixed seed, customer by customer: as a ledger, or as plain numbers. On
 * average an item has one allocation: most are paid by one, some in two parts, some never; one in a hundred has its payment
 * taken back. Payments pay up to three items, some before they are issued, and some leave credit over. A customer has one
 * of two currencies.
 */
final class GeneratedBooks {
    /** The first day on which anything is issued. */
    static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);

    /** A past day: one item in four is issued later. */
    static final LocalDate DAY = LocalDate.of(2024, 12, 31);

    static final List<CurrencyUnit> CURRENCIES = List.of(CurrencyUnit.EUR, CurrencyUnit.USD);

    private static final int DAYS = 4 * 365;
    private static final int FIRST = (int) FIRST_DAY.toEpochDay();
    private static final CreditorId CREDITOR = new CreditorId("acme");

    private final int customers;
    private final int itemsEach;

    GeneratedBooks(int customers, int itemsEach) {
        this.customers = customers;
        this.itemsEach = itemsEach;
    }

    int customers() {
        return customers;
    }

    int itemsEach() {
        return itemsEach;
    }

    /** One customer's books in numbers: days as epoch days, amounts in minor units; documents count from 0. */
    static final class Account {
        final int customer;
        final int currency;
        final int[] issued;
        final int[] due;
        final int[] amount;
        int payments;
        final int[] valueDate;
        final int[] paid;
        int allocations;
        final int[] item;
        final int[] payment;
        final int[] effective;
        final int[] allocated;

        Account(int customer, int items) {
            this.customer = customer;
            this.currency = customer % 3 == 0 ? 1 : 0;
            this.issued = new int[items];
            this.due = new int[items];
            this.amount = new int[items];
            this.valueDate = new int[items * 2];
            this.paid = new int[items * 2];
            this.item = new int[items * 2];
            this.payment = new int[items * 2];
            this.effective = new int[items * 2];
            this.allocated = new int[items * 2];
        }

        private int payment(int day) {
            valueDate[payments] = day;
            return payments++;
        }

        private void allocate(int toItem, int fromPayment, int day, int minor) {
            item[allocations] = toItem;
            payment[allocations] = fromPayment;
            effective[allocations] = Math.max(day, issued[toItem]);
            allocated[allocations++] = minor;
        }
    }

    Account account(int customer) {
        SplittableRandom random = new SplittableRandom(20260105L + customer);
        Account account = new Account(customer, itemsEach);
        int common = -1;
        int left = 0;
        for (int i = 0; i < itemsEach; i++) {
            account.issued[i] = FIRST + i * DAYS / itemsEach + random.nextInt(7);
            account.due[i] = account.issued[i] + 30 + random.nextInt(31);
            account.amount[i] = 1000 + random.nextInt(500_000);
            int draw = random.nextInt(100);
            if (draw < 9) {
                continue;
            }
            int day = account.due[i] - 45 + random.nextInt(120);
            if (draw < 18) {
                int half = account.amount[i] / 2;
                pay(account, i, account.payment(day), day, half);
                int later = day + 1 + random.nextInt(60);
                pay(account, i, account.payment(later), later, account.amount[i] - half);
            } else if (draw < 19) {
                int payment = account.payment(day);
                pay(account, i, payment, day, account.amount[i]);
                int back = Math.max(day, account.issued[i]) + 3;
                account.allocate(i, payment, back, -account.amount[i]);
            } else {
                if (left == 0) {
                    left = 1 + random.nextInt(3);
                    common = account.payment(day);
                    // What nobody has matched.
                    account.paid[common] = draw < 22 ? random.nextInt(10_000) : 0;
                }
                left--;
                pay(account, i, common, account.valueDate[common], account.amount[i]);
            }
        }
        return account;
    }

    private static void pay(Account account, int item, int payment, int day, int minor) {
        account.paid[payment] += minor;
        account.allocate(item, payment, day, minor);
    }

    /** The same as a ledger. */
    AccountLedger ledger(int customer) {
        Account account = account(customer);
        CurrencyUnit unit = CURRENCIES.get(account.currency);
        String prefix = "C" + customer + "-";
        AccountLedger.Builder ledger =
                AccountLedger.builder(CREDITOR, Customer.builder("C" + customer).build());
        List<ReceivableId> items = new ArrayList<>(itemsEach);
        for (int i = 0; i < itemsEach; i++) {
            Receivable receivable = Receivable.invoice(
                            prefix + i, day(account.issued[i]), day(account.due[i]), money(unit, account.amount[i]))
                    .build();
            items.add(receivable.id());
            ledger.receivable(receivable);
        }
        List<DocumentId> payments = new ArrayList<>(account.payments);
        for (int i = 0; i < account.payments; i++) {
            LocalDate day = day(account.valueDate[i]);
            Instant recorded = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            DocumentId id = new DocumentId(prefix + i);
            payments.add(id);
            ledger.payment(new Payment(id, day, money(unit, account.paid[i]), recorded));
        }
        for (int i = 0; i < account.allocations; i++) {
            ledger.allocation(new Allocation(
                    Allocation.Source.PAYMENT,
                    payments.get(account.payment[i]),
                    items.get(account.item[i]),
                    money(unit, account.allocated[i]),
                    account.allocated[i] < 0 ? Optional.of(day(account.effective[i])) : Optional.empty()));
        }
        return ledger.build();
    }

    /** Which customer {@code account} is of. */
    static int customer(AccountId account) {
        return Integer.parseInt(account.customer().value().substring(1));
    }

    private static LocalDate day(int epochDay) {
        return LocalDate.ofEpochDay(epochDay);
    }

    private static Money money(CurrencyUnit unit, long minor) {
        return Money.ofMinor(unit, minor);
    }
}
