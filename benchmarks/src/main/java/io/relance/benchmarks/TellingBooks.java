package io.relance.benchmarks;

import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.CustomerId;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Books of many customers, made when they are asked for, so that a million of them need no memory. Each has so many invoices,
 * one of which falls due on {@link #FIRST_DUE} or one of the days after it, the others far ahead. They tell what has changed, or
 * list stamps.
 */
final class TellingBooks implements ReceivablesSource {
    static final CreditorId CREDITOR = new CreditorId("acme");

    /** The first day on which anything falls due: a Thursday, so that the day five days later is one for sending. */
    static final LocalDate FIRST_DUE = LocalDate.of(2026, 3, 5);

    private static final int PERCENT = 100;
    private static final Money AMOUNT = Money.parse("EUR 120.00");

    private final int customers;
    private final int invoices;
    private final int duePercent;
    private final boolean telling;
    private final List<Integer> changedPercent = new ArrayList<>();

    /**
     * @param invoices of each customer, at least 1
     * @param duePercent of how many customers an invoice falls due on {@link #FIRST_DUE}; of the others none does within a month
     * @param telling whether they tell what has changed, or list all customers with stamps
     */
    TellingBooks(int customers, int invoices, int duePercent, boolean telling) {
        this.customers = customers;
        this.invoices = invoices;
        this.duePercent = duePercent;
        this.telling = telling;
    }

    /** One invoice of so many in a hundred customers is paid in part; the first change is the first call's. */
    void change(int percent) {
        changedPercent.add(percent);
    }

    private static CustomerId customer(int number) {
        return new CustomerId(String.format(Locale.ROOT, "c%08d", number));
    }

    private static int number(AccountId account) {
        return Integer.parseInt(account.customer().value().substring(1));
    }

    /** How often a customer's books were changed. */
    private int changes(int number) {
        return (int) changedPercent.stream()
                .filter(percent -> number % PERCENT < percent)
                .count();
    }

    @Override
    public List<AccountStamp> accounts(CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
        int first = after.map(account -> number(account) + 1).orElse(0);
        List<AccountStamp> page = new ArrayList<>();
        for (int i = first; i < customers && page.size() < limit; i++) {
            page.add(new AccountStamp(new AccountId(CREDITOR, customer(i)), Optional.of(changes(i) + "")));
        }
        return page;
    }

    /** Tokens are {@code CHANGE:CUSTOMER}: the change, 0 for all customers there are, and the first customer not told of yet. */
    @Override
    public Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
        if (!telling) {
            return Optional.empty();
        }
        String[] at = token.map(ChangeToken::value).orElse("0:0").split(":", -1);
        int change = Integer.parseInt(at[0]);
        int customer = Integer.parseInt(at[1]);
        List<AccountId> part = new ArrayList<>();
        while (part.size() < limit && change <= changedPercent.size()) {
            int percent = change == 0 ? PERCENT : changedPercent.get(change - 1);
            for (; customer < customers && part.size() < limit; customer++) {
                if (customer % PERCENT < percent) {
                    part.add(new AccountId(CREDITOR, customer(customer)));
                }
            }
            if (customer == customers) {
                change++;
                customer = 0;
            }
        }
        return Optional.of(
                new Changes(part, new ChangeToken(change + ":" + customer), change <= changedPercent.size()));
    }

    @Override
    public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
        Map<AccountId, AccountLedger> ledgers = new HashMap<>();
        accounts.forEach(account -> ledgers.put(account, ledger(account)));
        return ledgers;
    }

    private AccountLedger ledger(AccountId account) {
        int number = number(account);
        AccountLedger.Builder ledger = AccountLedger.builder(
                CREDITOR,
                Customer.builder(account.customer().value())
                        .name("Customer " + number)
                        .country("FR")
                        .contact(Contact.billing(account.customer() + "@customers.example"))
                        .build());
        for (int i = 0; i < invoices; i++) {
            boolean due = i == 0 && number % PERCENT < duePercent;
            LocalDate day = due ? FIRST_DUE : FIRST_DUE.plusDays(40 + (number + i) % 50);
            ledger.receivable(Receivable.invoice("F" + number + "-" + i, day.minusDays(120), day, AMOUNT)
                    .build());
        }
        int changes = changes(number);
        for (int i = 0; i < changes; i++) {
            LocalDate on = FIRST_DUE.minusDays(20);
            Money paid = Money.parse("EUR 1.00");
            ledger.payment(new Payment(
                            new DocumentId("P" + i),
                            on,
                            paid,
                            on.atStartOfDay(ZoneOffset.UTC).toInstant()))
                    .allocation(Allocation.ofPayment("P" + i, "F" + number + "-" + (invoices - 1), paid));
        }
        return ledger.build();
    }
}
