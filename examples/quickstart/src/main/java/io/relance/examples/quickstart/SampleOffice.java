package io.relance.examples.quickstart;

import io.relance.AccountCommands;
import io.relance.Relance;
import io.relance.account.Hold;
import io.relance.account.MessageState;
import io.relance.account.PromiseToPay;
import io.relance.account.PromiseToPay.Share;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CustomerId;
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

    private static final String PERSON = "a.martin";

    private final CreditorId creditor;
    private final ZoneId zone;

    SampleOffice(CreditorId creditor, ZoneId zone) {
        this.creditor = creditor;
        this.zone = zone;
    }

    @Override
    public void morning(Relance engine, LocalDate day) {
        if (day.equals(HELD)) {
            hold(commands(engine, "C1008", day));
        }
        if (day.equals(PROMISED)) {
            promise(commands(engine, "C1009", day));
        }
        if (day.equals(NOTICE_SENT)) {
            noticeSent(engine, account("C1010"));
        }
    }

    private AccountId account(String customer) {
        return new AccountId(creditor, new CustomerId(customer));
    }

    private AccountCommands commands(Relance engine, String customer, LocalDate day) {
        return engine.account(account(customer), PERSON, day);
    }

    private static void hold(AccountCommands commands) {
        commands.hold(new Hold(
                "hold-1",
                Optional.empty(),
                HELD,
                Optional.of(HELD_UNTIL),
                "new owner, addresses being checked",
                PERSON));
    }

    private void promise(AccountCommands commands) {
        Money amount = Money.of(CurrencyUnit.EUR, new BigDecimal("538.20"));
        commands.promise(new PromiseToPay(
                "promise-1",
                List.of(new Share(new ReceivableId("F-2602-011"), amount)),
                PROMISED_BY,
                PROMISED,
                PROMISED.atTime(10, 30).atZone(zone).toInstant(),
                PERSON,
                false,
                Optional.empty()));
    }

    /** The proposals of formal notices don't leave by mail: a registered letter went instead. */
    private static void noticeSent(Relance engine, AccountId account) {
        AccountCommands commands = engine.account(account, PERSON, NOTICE_SENT);
        engine.memory(account).messages().stream()
                .filter(message -> message.status() == MessageState.Status.AWAITING_APPROVAL)
                .forEach(message -> commands.rejectForGood(message.id(), "sent as a registered letter"));
    }
}
