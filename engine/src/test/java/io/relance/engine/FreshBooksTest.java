package io.relance.engine;

import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.channel.ChannelFeature;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountStamp;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Books that say how far they are complete, and a policy that sends nothing on the word of yesterday's. */
class FreshBooksTest {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Scenario ASKING = Scenario.named("asking")
            .step("reminder", s -> s.daysAfterDue(5).needsApproval().email("reminder"))
            .build();
    private static final Policy FRESH = Policy.named("fresh")
            .version("1")
            .timeZone(ZoneOffset.UTC)
            .maxLedgerAgeDays(0)
            .scenario(ASKING)
            .defaultScenario("asking")
            .build();

    private final ImportedEveryMorning books = new ImportedEveryMorning();
    private final Trial trial =
            new Trial(ASKING, store -> store, builder -> builder.books(books).policy(FRESH), new ChannelFeature[0]);

    /** Books into which something may be imported just after ledgers were read. */
    private final class ImportedEveryMorning implements ReceivablesSource {
        private Instant until = Instant.EPOCH;
        private Runnable afterReading = () -> {};

        @Override
        public List<AccountStamp> accounts(
                CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
            return trial.books.accounts(creditor, window, after, limit);
        }

        @Override
        public Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
            Map<AccountId, AccountLedger> read = trial.books.ledgers(accounts, window);
            afterReading.run();
            return read;
        }

        @Override
        public Optional<Instant> completeUntil(CreditorId creditor) {
            return Optional.of(until);
        }
    }

    private static Instant sixOClockOn(LocalDate day) {
        return day.atTime(LocalTime.of(6, 0)).toInstant(ZoneOffset.UTC);
    }

    private static AccountLedger paidOnMonday() {
        Money hundred = Money.parse("EUR 100.00");
        return overdue(5)
                .payment(new Payment(new DocumentId("P1"), MONDAY, hundred, sixOClockOn(TUESDAY)))
                .allocation(Allocation.ofPayment("P1", "F1", hundred))
                .build();
    }

    @Test
    void a_ledger_read_before_an_import_is_not_taken_for_one_read_after_it() {
        trial.books.put(overdue(5).build());
        books.until = sixOClockOn(MONDAY);
        trial.run(MONDAY);
        trial.jane(TUESDAY).approve(trial.onlyMessage().id());
        books.afterReading = () -> {
            trial.books.put(paidOnMonday());
            books.until = sixOClockOn(TUESDAY);
        };

        trial.run(TUESDAY);

        assertThat(trial.email.taken())
                .as("by Tuesday's books the invoice is paid")
                .isEmpty();
    }
}
