package io.relance.reliability;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.account.TaskState;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What debtors and people do, drawn by chance: invoices, payments, credit notes; promises, disputes, holds, approvals. */
final class World {
    private static final List<LateReceipt.Outcome> OUTCOMES = List.of(
            LateReceipt.Outcome.DELIVERED,
            LateReceipt.Outcome.DELIVERED,
            LateReceipt.Outcome.BOUNCED,
            LateReceipt.Outcome.NOT_DELIVERED_NOW,
            LateReceipt.Outcome.COMPLAINED);

    private final Office office;
    private final Random random;
    private final Leavers leavers;
    private int documents;
    /** Of eight things that happen in the books, how many are new invoices. */
    private int invoices = 1;

    World(Office office, Random random) {
        this.office = office;
        this.random = random;
        this.leavers = new Leavers(office, random);
    }

    Leavers leavers() {
        return leavers;
    }

    /** More is sold, and less paid by transfer. */
    void sellMore() {
        invoices = 5;
    }

    /** Two to five customers, some hard to reach, with one to four invoices each. */
    void open(LocalDate day) {
        int customers = 2 + random.nextInt(4);
        for (int i = 0; i < customers; i++) {
            String id = "c" + i;
            Contact.Builder contact = Contact.builder("billing").email("billing@" + id + ".example");
            if (random.nextInt(3) > 0) {
                contact.phone("+3310000000" + i);
            }
            if (random.nextInt(3) > 0) {
                contact.postalAddress(id + " street");
            }
            Customer.Builder customer = Customer.builder(id).contact(contact.build());
            if (random.nextInt(3) == 0) {
                customer.country(random.nextBoolean() ? "DE" : "GB");
            }
            AccountLedger.Builder ledger = AccountLedger.builder(Office.ACME, customer.build());
            int invoices = 1 + random.nextInt(4);
            for (int k = 0; k < invoices; k++) {
                ledger.receivable(invoice(day.plusDays(random.nextInt(30) - 20)));
            }
            office.put(ledger.build());
        }
    }

    private Receivable invoice(LocalDate due) {
        documents++;
        return Receivable.invoice("F" + documents, due.minusDays(30), due, money(5000 + random.nextInt(45000)))
                .build();
    }

    private static Money money(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    /** A customer who has not left. */
    AccountId anybody() {
        List<AccountId> all = office.accounts().stream()
                .filter(account -> !leavers.isLeaving(account))
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    /** Something happens in the books. */
    void books(LocalDate day) {
        AccountLedger ledger = office.ledger(anybody());
        if (random.nextInt(8) < invoices) {
            office.put(ledger.toBuilder()
                    .receivable(invoice(day.plusDays(random.nextInt(20))))
                    .build());
            return;
        }
        List<OpenItem> open = open(ledger, day);
        if (open.isEmpty()) {
            return;
        }
        OpenItem item = open.get(random.nextInt(open.size()));
        long cents = item.open().getAmountMinorLong();
        Money amount = random.nextInt(3) > 0 ? item.open() : money(1 + (long) (random.nextDouble() * (cents - 1)));
        documents++;
        String id = "P" + documents;
        AccountLedger.Builder more = ledger.toBuilder();
        if (random.nextInt(5) == 0) {
            more.creditNote(new CreditNote(new DocumentId(id), day, amount, office.clock.instant()))
                    .allocation(Allocation.ofCreditNote(id, item.id().value(), amount));
        } else {
            more.payment(new Payment(new DocumentId(id), day, amount, office.clock.instant()));
            if (random.nextInt(6) > 0) {
                more.allocation(Allocation.ofPayment(id, item.id().value(), amount));
            }
        }
        office.put(more.build());
    }

    private List<OpenItem> open(AccountLedger ledger, LocalDate day) {
        return ledger.asOf(day, office.policy.tolerance()).items().stream()
                .filter(item -> item.open().isPositive())
                .toList();
    }

    /** Something that a person does now. */
    Consumer<Relance> command(LocalDate day) {
        AccountId account = anybody();
        DunningCase memory = office.observer.memory(account);
        List<OpenItem> open = open(office.ledger(account), day);
        documents++;
        String id = "x" + documents;
        int what = open.isEmpty() ? 0 : random.nextInt(9);
        return switch (what) {
            case 1, 2 -> {
                LocalDate until = day.plusDays(1L + random.nextInt(8));
                yield by(account, day, person -> person.promise(id, until));
            }
            case 3, 4 -> {
                OpenItem item = open.get(random.nextInt(open.size()));
                yield by(
                        account,
                        day,
                        person -> person.dispute(new Dispute(
                                id,
                                item.id(),
                                "quality",
                                Optional.empty(),
                                "jane",
                                day,
                                Optional.empty(),
                                Optional.empty())));
            }
            case 5 -> {
                LocalDate until = day.plusDays(random.nextInt(6));
                OpenItem item = open.get(random.nextInt(open.size()));
                Hold hold = new Hold(
                        id,
                        random.nextBoolean() ? Optional.of(item.id()) : Optional.empty(),
                        day,
                        Optional.of(until),
                        "asked for",
                        "jane");
                yield by(account, day, person -> person.hold(hold));
            }
            case 6 -> {
                OpenItem item = open.get(random.nextInt(open.size()));
                yield by(account, day, person -> person.restart(item.id(), "once more"));
            }
            case 7 -> by(account, day, person -> person.sendStatement(day.minusDays(30), day));
            default -> {
                List<Dispute> disputes = memory.disputes().stream()
                        .filter(dispute -> dispute.isOpen(day))
                        .toList();
                yield disputes.isEmpty()
                        ? by(account, day, person -> person.tag(id))
                        : by(
                                account,
                                day,
                                person -> person.closeDispute(disputes.get(0).id()));
            }
        };
    }

    /** The work that waits for people: proposals, tasks, disputes of more than a week; all of it, or what chance picks. */
    List<Consumer<Relance>> work(LocalDate day, boolean all) {
        List<Consumer<Relance>> work = new ArrayList<>();
        for (OutboxEntry entry : office.outbox(OutboxState.AWAITING_APPROVAL)) {
            int what = all ? 0 : random.nextInt(10);
            if (what < 7) {
                work.add(by(entry.account(), day, person -> person.approve(entry.message())));
            } else if (what == 7) {
                work.add(by(entry.account(), day, person -> person.rejectForNow(entry.message(), "not now")));
            }
        }
        for (AccountId account : office.accounts()) {
            if (office.isHalfErased(account)) {
                continue;
            }
            DunningCase memory = office.observer.memory(account);
            for (TaskState task : memory.tasks()) {
                if (task.isOpen() && task.raised().isBefore(day) && (all || random.nextInt(3) > 0)) {
                    work.add(by(account, day, person -> person.completeTask(task.id(), "REACHED")));
                }
            }
            memory.disputes().stream()
                    .filter(dispute ->
                            dispute.isOpen(day) && (all || dispute.opened().isBefore(day.minusDays(7))))
                    .forEach(dispute -> work.add(by(account, day, person -> person.closeDispute(dispute.id()))));
        }
        work.addAll(office.hints.work());
        work.addAll(leavers.work(day));
        return work;
    }

    /** Something becomes of a message that was taken; more often than not it arrived. */
    void report() {
        List<Letterbox> boxes = office.letterboxes.values().stream()
                .filter(box -> !box.taken().isEmpty())
                .toList();
        if (boxes.isEmpty()) {
            return;
        }
        Letterbox box = boxes.get(random.nextInt(boxes.size()));
        // of the newest, of which the engine may not yet know that they were taken
        int back = random.nextInt(Math.min(box.taken().size(), 5));
        OutboundMessage message = box.taken().get(box.taken().size() - 1 - back);
        box.report(message, OUTCOMES.get(random.nextInt(OUTCOMES.size())));
    }

    /** Messages in doubt are settled: somebody asks the debtor. */
    List<Consumer<Relance>> doubts(LocalDate day, boolean all) {
        List<Consumer<Relance>> work = new ArrayList<>();
        for (OutboxEntry entry : office.outbox(OutboxState.IN_DOUBT)) {
            boolean got = office.has(entry.message());
            if (all || random.nextInt(3) > 0) {
                work.add(by(entry.account(), day, person -> {
                    if (got) {
                        person.sent(entry.message());
                    } else {
                        person.notSent(entry.message());
                    }
                }));
            }
        }
        return work;
    }

    private static Consumer<Relance> by(AccountId account, LocalDate day, Consumer<AccountCommands> what) {
        return relance -> what.accept(relance.account(account, "jane", day));
    }
}
