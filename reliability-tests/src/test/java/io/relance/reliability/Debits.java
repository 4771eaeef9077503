package io.relance.reliability;

import io.relance.Relance;
import io.relance.payment.PaymentProvider;
import io.relance.testkit.FakePaymentService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Collecting by direct debit: a host that does, its bank, and a witness. */
final class Debits {
    private final Bank bank;
    private final Collector collector;
    private final DebitWitness witness;

    Debits(Office office, Leavers leavers, FakePaymentService service, Random random) {
        this.bank = new Bank(office, leavers, service, random);
        this.collector = new Collector(office, leavers, bank, random);
        this.witness = new DebitWitness(office, bank, collector, service);
    }

    DebitWitness witness() {
        return witness;
    }

    /** Customers give their mandates. */
    void open() {
        collector.open();
    }

    /** The provider as an engine of that name has it; {@code pages} makes pages. */
    PaymentProvider provider(String node, PaymentProvider pages) {
        return bank.provider(pages, request -> witness.requested(node, request));
    }

    /** What happens at the bank before the runs of a day; one that rests neither collects nor learns of anything. */
    void day(LocalDate day, boolean rests) {
        bank.day(day, rests);
    }

    /** What the host wants of its engine today, and what the bank posts. */
    List<Consumer<Relance>> work(LocalDate day) {
        List<Consumer<Relance>> work = new ArrayList<>(collector.work(day));
        work.addAll(bank.posts(day));
        return work;
    }

    /** What the bank posts, each until it is taken. */
    List<Consumer<Relance>> posts(LocalDate day) {
        return bank.posts(day);
    }

    /** Nothing goes wrong from now on, and agreements come to their end. */
    List<Consumer<Relance>> calmDown(LocalDate day) {
        bank.calmDown();
        return collector.calmDown(day);
    }

    /** How many the bank took. */
    int taken() {
        return (int) bank.debits().values().stream()
                .filter(debit -> debit.taken != null)
                .count();
    }
}
