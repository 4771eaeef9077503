package io.relance.examples.quickstart;

import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.account.MessageState;
import io.relance.account.PromiseToPay;
import io.relance.account.PromiseToPay.Share;
import io.relance.decision.CaseUpdates;
import io.relance.receivable.ReceivableId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What the people of the sample's creditor record: a hold, a promise, and that they sent one formal notice themselves. */
final class SampleOffice implements Office {
    private static final LocalDate HELD = LocalDate.of(2026, 3, 9);
    private static final LocalDate HELD_UNTIL = LocalDate.of(2026, 4, 15);
    private static final LocalDate PROMISED = LocalDate.of(2026, 3, 24);
    private static final LocalDate PROMISED_BY = LocalDate.of(2026, 4, 3);
    private static final LocalDate NOTICE_SENT = LocalDate.of(2026, 3, 5);

    private final ZoneId zone;

    SampleOffice(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public DunningCase morning(DunningCase memory, LocalDate day) {
        return switch (memory.account().customer().value()) {
            case "C1008" -> day.equals(HELD) ? held(memory) : memory;
            case "C1009" -> day.equals(PROMISED) ? promised(memory) : memory;
            case "C1010" -> day.equals(NOTICE_SENT) ? noticeSent(memory) : memory;
            default -> memory;
        };
    }

    private static DunningCase held(DunningCase memory) {
        return memory.toBuilder()
                .hold(new Hold(
                        "hold-1",
                        Optional.empty(),
                        HELD,
                        Optional.of(HELD_UNTIL),
                        "new owner, addresses being checked",
                        "a.martin"))
                .build();
    }

    private DunningCase promised(DunningCase memory) {
        Money amount = Money.of(CurrencyUnit.EUR, new BigDecimal("538.20"));
        return memory.toBuilder()
                .promise(new PromiseToPay(
                        "promise-1",
                        List.of(new Share(new ReceivableId("F-2602-011"), amount)),
                        PROMISED_BY,
                        PROMISED,
                        PROMISED.atTime(10, 30).atZone(zone).toInstant(),
                        "a.martin",
                        false,
                        Optional.empty()))
                .build();
    }

    /** The proposals of formal notices don't leave by mail: a registered letter went instead. */
    private static DunningCase noticeSent(DunningCase memory) {
        DunningCase after = memory;
        for (MessageState message : memory.messages()) {
            if (message.status() == MessageState.Status.AWAITING_APPROVAL) {
                after = CaseUpdates.rejected(after, message.id(), NOTICE_SENT, true, "sent as a registered letter");
            }
        }
        return after;
    }
}
