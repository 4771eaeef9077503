package io.relance.reliability;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.account.DirectDebit;
import io.relance.account.InstalmentPlan;
import io.relance.money.Tolerance;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.receivable.AccountId;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A host that records its customers' mandates, has invoices collected, some before they are due and some on a later day, and calls some off; and
 * customers who agree on instalments meanwhile.
 */
final class Collector {
    private static final String PROVIDER = "in-memory";
    /** An instalment that is due when everything is over. */
    private static final int LATER_DAYS = 200;

    private record Plan(AccountId account, String id, LocalDate until) {}

    private final Office office;
    private final Leavers leavers;
    private final Bank bank;
    private final Random random;
    private final Map<AccountId, MandateId> mandates = new LinkedHashMap<>();
    private final List<AccountId> unrecorded = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private int documents;

    Collector(Office office, Leavers leavers, Bank bank, Random random) {
        this.office = office;
        this.leavers = leavers;
        this.bank = bank;
        this.random = random;
    }

    /** Two of three customers give a mandate; one payer may be two customers. */
    void open() {
        MandateId before = null;
        for (AccountId account : office.accounts()) {
            if (random.nextInt(3) > 0) {
                MandateId mandate = before != null && random.nextInt(5) == 0
                        ? before
                        : bank.mandate("mandate-" + account.customer().value());
                mandates.put(account, mandate);
                unrecorded.add(account);
                before = mandate;
            }
        }
    }

    Optional<MandateId> mandate(AccountId account) {
        return Optional.ofNullable(mandates.get(account));
    }

    /** What it wants of its engine today. */
    List<Consumer<Relance>> work(LocalDate day) {
        List<Consumer<Relance>> work = new ArrayList<>();
        List.copyOf(unrecorded).stream()
                .filter(account -> random.nextInt(4) == 0 && !leavers.isLeaving(account))
                .forEach(account -> {
                    unrecorded.remove(account);
                    work.add(recorded(account, day));
                });
        plans.removeIf(plan -> {
            boolean over = !day.isBefore(plan.until());
            if (over) {
                work.add(ended(plan, day));
            }
            return over;
        });
        for (int i = random.nextInt(4); i > 0; i--) {
            something(day).ifPresent(work::add);
        }
        return work;
    }

    /** Agreements come to their end. */
    List<Consumer<Relance>> calmDown(LocalDate day) {
        // some were agreed on, or not ended, although the command failed
        return mandates.keySet().stream()
                .filter(account -> !leavers.isLeaving(account))
                .flatMap(account -> office.observer.memory(account).plans().stream()
                        .filter(plan -> plan.isLive(day))
                        .map(plan -> ended(new Plan(account, plan.id(), day), day)))
                .toList();
    }

    private Consumer<Relance> recorded(AccountId account, LocalDate day) {
        String mandate = Objects.requireNonNull(mandates.get(account)).value();
        return by(account, day, host -> host.recordMandate(PROVIDER, mandate));
    }

    private Consumer<Relance> ended(Plan plan, LocalDate day) {
        return by(plan.account(), day, host -> host.endPlan(plan.id()));
    }

    private Optional<Consumer<Relance>> something(LocalDate day) {
        List<AccountId> customers = mandates.keySet().stream()
                .filter(account -> !unrecorded.contains(account) && !leavers.isLeaving(account))
                .toList();
        if (customers.isEmpty()) {
            return Optional.empty();
        }
        AccountId account = customers.get(random.nextInt(customers.size()));
        MandateId mandate = Objects.requireNonNull(mandates.get(account));
        int what = random.nextInt(12);
        if (what == 0 && random.nextInt(4) == 0) {
            unrecorded.add(account);
            return Optional.of(by(account, day, host -> host.removeMandate(PROVIDER, mandate.value())));
        }
        if (what < 2 && bank.state(mandate) == MandateState.ACTIVE) {
            return Optional.of(recorded(account, day));
        }
        if (what == 2) {
            return calledOff(account, day);
        }
        return what == 3 ? planned(account, day) : collected(account, mandate, day);
    }

    private List<OpenItem> open(AccountId account, LocalDate day) {
        return office.ledger(account).asOf(day, Tolerance.NONE).items().stream()
                .filter(item -> item.open().isPositive())
                .toList();
    }

    private Optional<Consumer<Relance>> collected(AccountId account, MandateId mandate, LocalDate day) {
        List<ReceivableId> open =
                new ArrayList<>(open(account, day).stream().map(OpenItem::id).toList());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        List<ReceivableId> invoices = new ArrayList<>();
        invoices.add(open.remove(random.nextInt(open.size())));
        if (!open.isEmpty() && random.nextInt(4) == 0) {
            invoices.add(open.get(random.nextInt(open.size())));
        }
        Optional<LocalDate> on = switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(day.plusDays(random.nextInt(3)));
            default -> Optional.of(day.plusDays(random.nextInt(10)));
        };
        documents++;
        String id = "dd-" + documents;
        return Optional.of(relance -> {
            relance.account(account, "host", day).collect(id, mandate.value(), invoices, on);
            office.observer.memory(account).directDebit(id).ifPresent(debit -> known(account, debit));
        });
    }

    /** A debit that engines remember. */
    Debit known(AccountId account, DirectDebit debit) {
        return bank.debits().computeIfAbsent(debit.key(), key -> Debit.of(account, debit, office.clock.instant()));
    }

    private Optional<Consumer<Relance>> calledOff(AccountId account, LocalDate day) {
        List<Debit> its = bank.debits().values().stream()
                .filter(debit -> debit.account.equals(account) && !debit.calledOff)
                .toList();
        if (its.isEmpty()) {
            return Optional.empty();
        }
        // the last ones are most likely expected
        Debit debit = its.get(its.size() - 1 - random.nextInt(Math.min(2, its.size())));
        return Optional.of(relance -> {
            relance.account(account, "host", day).callOff(debit.id);
            debit.calledOff = true;
        });
    }

    private Optional<Consumer<Relance>> planned(AccountId account, LocalDate day) {
        List<OpenItem> open = open(account, day);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        OpenItem item = open.get(random.nextInt(open.size()));
        documents++;
        Plan agreed = new Plan(account, "plan-" + documents, day.plusDays(1 + random.nextInt(8)));
        plans.add(agreed);
        return Optional.of(by(
                account,
                day,
                host -> host.plan(new InstalmentPlan(
                        agreed.id(),
                        List.of(item.id()),
                        List.of(new InstalmentPlan.Instalment(day.plusDays(LATER_DAYS), item.open())),
                        InstalmentPlan.Breaking.MANUAL,
                        day,
                        office.clock.instant(),
                        Optional.empty(),
                        Optional.empty()))));
    }

    private static Consumer<Relance> by(AccountId account, LocalDate day, Consumer<AccountCommands> what) {
        return relance -> what.accept(relance.account(account, "host", day));
    }
}
