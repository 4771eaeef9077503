package io.relance.reliability;

import io.relance.TimelineEntry;
import io.relance.channel.LateReceipt;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.storage.Body;
import io.relance.storage.EventQuery;
import io.relance.storage.OutboxEntry;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must be so when everything is over: late receipts are recorded once, and of who was erased nothing can be read. */
final class Endings {
    private static final int MOST = 100_000;

    private final Office office;

    private Endings(Office office) {
        this.office = office;
    }

    /** Tells the witness what is not so. */
    static void look(Office office) {
        Endings endings = new Endings(office);
        office.letterboxes.values().forEach(box -> {
            office.witness.check(
                    box.reports().waiting(1).isEmpty(),
                    () -> "nobody took a late receipt: " + box.reports().waiting(1));
            box.reports().all().forEach(endings::recordedOnce);
        });
        office.erased.forEach(endings::nothingIsLeft);
        office.means.keys().ifPresent(keys -> office.accounts().forEach(endings::nothingIsInTheClear));
    }

    private void recordedOnce(Reports.Told told) {
        AccountId account = told.message().account();
        if (office.erased.contains(account)) {
            return;
        }
        long times = office.observer.timeline(account).stream()
                .filter(entry -> tellsOf(entry.event(), told))
                .count();
        office.witness.check(
                times == 1,
                () -> "a late receipt of " + account + " was recorded " + times + " times: " + told.receipt() + " in "
                        + office.observer.timeline(account));
    }

    private static boolean tellsOf(AccountEvent event, Reports.Told told) {
        LateReceipt receipt = told.receipt();
        if (event instanceof AccountEvent.DeliveryReported reported) {
            return reported.report().equals(receipt.id());
        }
        if (event instanceof AccountEvent.MessageBounced bounced) {
            return bounced.why().equals(receipt.detail());
        }
        if (event instanceof AccountEvent.MessageFailed failed) {
            return failed.why().equals(receipt.detail());
        }
        return event instanceof AccountEvent.MessageAccepted accepted
                && accepted.message().id().equals(told.message().delivery().message())
                && accepted.at().equals(receipt.at());
    }

    /** Of an account that was erased: an engine with the store and the keys reads that it was, and nothing else. */
    private void nothingIsLeft(AccountId account) {
        String export = office.observer.export(account);
        for (String personal : personal(account)) {
            office.witness.check(
                    !export.contains(personal), () -> account + " was erased, and the export has " + personal);
        }
        office.observer.timeline(account).stream()
                .map(TimelineEntry::event)
                .filter(event -> !(event instanceof AccountEvent.ContentErased)
                        && !(event instanceof AccountEvent.PersonalDataErased)
                        && !(event instanceof AccountEvent.ReasonChanged))
                .forEach(
                        event -> office.witness.check(false, () -> account + " was erased, and can be read: " + event));
    }

    private void nothingIsInTheClear(AccountId account) {
        List<String> personal = personal(account);
        for (Body body : bodies(account)) {
            String text = new String(body.bytes(), StandardCharsets.ISO_8859_1);
            office.witness.check(
                    personal.stream().noneMatch(text::contains), () -> account + " is in the clear: " + text);
        }
    }

    private static List<String> personal(AccountId account) {
        String id = account.customer().value();
        return List.of("billing@" + id, "ladder", id + " street");
    }

    private List<Body> bodies(AccountId account) {
        List<Body> bodies = new ArrayList<>();
        StoredCase stored = office.store.find(List.of(account)).get(account);
        if (stored != null) {
            bodies.add(stored.head().body());
            stored.parts().forEach(part -> bodies.add(part.body()));
        }
        office.outbox().stream()
                .filter(entry -> entry.account().equals(account))
                .map(OutboxEntry::rendered)
                .forEach(rendered -> rendered.ifPresent(bodies::add));
        office.store
                .events(new EventQuery(account.creditor(), Optional.of(account), Optional.empty(), MOST))
                .items()
                .forEach(event -> bodies.add(event.body()));
        office.store
                .tasks(new TaskQuery(
                        account.creditor(), Optional.of(account), Optional.empty(), false, Optional.empty(), MOST))
                .items()
                .forEach(task -> bodies.add(task.body()));
        return bodies;
    }
}
