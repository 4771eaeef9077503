package io.relance.reliability;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.adapter.storagejdbc.StorageException;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A program that is killed: it runs the engine day by day, from the day on at which it is told to begin, and says on its output
 * where it stands. When the database is away it tries again, as a host does.
 */
public final class KilledProcess {
    private static final long PAUSE_MILLIS = 200;

    private KilledProcess() {}

    /** @param arguments node, accounts, day from 0, the database's URL, the server's URL */
    public static void main(String[] arguments) throws InterruptedException {
        int accounts = Integer.parseInt(arguments[1]);
        FragileConnections source = new FragileConnections(KilledOffice.source(arguments[3]), () -> false);
        JdbcDunningStore store = KilledOffice.store(source.source(), false);
        Relance relance = KilledOffice.engine(arguments[0], accounts, store, arguments[4]);
        for (int i = Integer.parseInt(arguments[2]); i < KilledOffice.DAYS; i++) {
            System.out.println("day " + i);
            LocalDate day = KilledOffice.FIRST.plusDays(i);
            while (!isThrough(relance, store, day)) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        System.out.println("end");
    }

    private static boolean isThrough(Relance relance, JdbcDunningStore store, LocalDate day) {
        try {
            RunReport report = relance.run(Office.ACME, day);
            report.brokenAccounts().forEach(account -> System.out.println("broken " + account));
            return store.outbox(new OutboxQuery(
                            Office.ACME, Set.of(), Set.of(OutboxState.READY, OutboxState.SENDING), Optional.empty(), 1))
                    .items()
                    .isEmpty();
        } catch (StorageException e) {
            System.out.println("away");
            return false;
        }
    }
}
