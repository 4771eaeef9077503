package io.relance.reliability;

import io.relance.TimelineEntry;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.RequestedPayment;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What happened to one customer, a line for each thing, in order: what the outside did, as it is told, marked with {@code *}, and every event of
 * the timeline. Messages, pages and events of providers are called by their numbers, in the order in which they were first seen.
 */
final class Diary {
    private final LocalDate first;
    private final List<String> lines = new ArrayList<>();
    private final Map<MessageId, String> mails = new LinkedHashMap<>();
    private final Map<String, String> pages = new LinkedHashMap<>();
    private final Map<String, String> debits = new LinkedHashMap<>();
    private int read;

    /** @param first the day called 1 */
    Diary(LocalDate first) {
        this.first = first;
    }

    /** Something that happened outside of the engine. */
    void outside(LocalDate day, String what) {
        lines.add(line(day, "* " + what));
    }

    /** Reads on in the timeline. */
    void read(List<TimelineEntry> timeline) {
        for (TimelineEntry entry : timeline.subList(read, timeline.size())) {
            lines.add(line(entry.event().day(), words(entry.event())));
        }
        read = timeline.size();
    }

    private String line(LocalDate day, String what) {
        long number = ChronoUnit.DAYS.between(first, day) + 1;
        return (number < 10 ? " " : "") + number + " " + what;
    }

    private String words(AccountEvent event) {
        if (event instanceof AccountEvent.ReasonChanged changed) {
            return changed.receivable() + ": " + changed.reason().code()
                    + reason(changed.reason().text());
        }
        return message(event)
                .or(() -> page(event))
                .or(() -> debit(event))
                .orElseThrow(() -> new AssertionError("no words for " + event));
    }

    private static String reason(String text) {
        return text.isEmpty() ? "" : ", " + text;
    }

    private Optional<String> message(AccountEvent event) {
        if (event instanceof AccountEvent.MessagePlanned planned) {
            return Optional.of(name(planned.message().id()) + " is planned: " + content(planned.message()));
        }
        if (event instanceof AccountEvent.MessageChanged changed) {
            return Optional.of(name(changed.message().id()) + " is changed: " + content(changed.message()));
        }
        if (event instanceof AccountEvent.MessageAccepted accepted) {
            return Optional.of(name(accepted.message().id()) + " has left: " + content(accepted.message()));
        }
        if (event instanceof AccountEvent.MessageCancelled cancelled) {
            return Optional.of(name(cancelled.message()) + " is cancelled: " + cancelled.why());
        }
        if (event instanceof AccountEvent.TaskRaised raised) {
            return Optional.of("a task: " + raised.task().text());
        }
        return Optional.empty();
    }

    private Optional<String> page(AccountEvent event) {
        if (event instanceof AccountEvent.PaymentLinkMade made) {
            return Optional.of(page(made.key()) + " for " + name(made.message()) + ": " + amounts(made.lines()));
        }
        if (event instanceof AccountEvent.PaymentReported told) {
            RequestedPayment.News news = told.news();
            return Optional.of(told.provider() + " tells of " + page(told.key()) + ": " + news.kind()
                    + news.amount().map(amount -> " " + amount).orElse("") + reason(news.text()));
        }
        if (event instanceof AccountEvent.PaymentLinkWithdrawn withdrawn) {
            return Optional.of(page(withdrawn.key())
                    + withdrawn
                            .tooLate()
                            .map(why -> " can't be withdrawn: " + why)
                            .orElse(" is withdrawn"));
        }
        return Optional.empty();
    }

    private Optional<String> debit(AccountEvent event) {
        if (event instanceof AccountEvent.MandateRecorded recorded) {
            return Optional.of(recorded.actor() + " records a mandate");
        }
        if (event instanceof AccountEvent.MandateReported told) {
            return Optional.of("the mandate is " + told.state());
        }
        if (event instanceof AccountEvent.DirectDebitWanted wanted) {
            debits.put(wanted.debit().key(), wanted.debit().id());
            return Optional.of(wanted.actor() + " has " + amounts(wanted.debit().lines()) + " collected: "
                    + wanted.debit().id());
        }
        if (event instanceof AccountEvent.DirectDebitStarted started) {
            return Optional.of(started.debit() + " is under way, expected on "
                    + line(started.settles(), "").strip());
        }
        return Optional.empty();
    }

    private String name(MessageId message) {
        return mails.computeIfAbsent(message, id -> "mail " + (mails.size() + 1));
    }

    private String page(String key) {
        String debit = debits.get(key);
        return debit == null ? pages.computeIfAbsent(key, id -> "page " + (pages.size() + 1)) : debit;
    }

    private static String content(MessageState message) {
        return message.step().map(step -> step.step()).orElse(message.kind().toString()) + ", "
                + message.lines().stream().map(Diary::line).collect(Collectors.joining(", "));
    }

    private static String line(MessageLine line) {
        return line.receivable() + " " + line.amount();
    }

    private static String amounts(List<RequestedPayment.Line> lines) {
        return lines.stream()
                .map(line -> line.receivable() + " " + line.amount())
                .collect(Collectors.joining(", "));
    }

    /** All of it. */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
