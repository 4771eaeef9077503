package io.relance.reliability;

import io.relance.channel.ChannelFeature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A month in which one call fails, or the process stops at it, and nothing else goes wrong; beside the month in which nothing
 * does. The undisturbed month is kept morning by morning, and a disturbed one begins on the morning of the day on which it is
 * disturbed: until then both are the same. It ends as soon as both are the same again.
 */
final class CrashPoints {
    /** Which calls are disturbed. */
    enum Which {
        EVERY,
        /** Those that leave something behind, or go to a channel. */
        LEAVING
    }

    private final Function<Office, Breaking> breaking;
    private final Map<LocalDate, Office> mornings = new LinkedHashMap<>();
    private final Map<LocalDate, List<Object>> states = new LinkedHashMap<>();
    private final Map<LocalDate, Integer> before = new LinkedHashMap<>();
    private final Map<LocalDate, Integer> calls = new LinkedHashMap<>();
    private final NthCall counting = NthCall.none();
    private final Office end;
    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger tried = new AtomicInteger();

    /** The undisturbed month over channels of these features, with engines that are broken in this way. */
    CrashPoints(Set<ChannelFeature> features, Function<Office, Breaking> breaking) {
        this.breaking = breaking;
        Month month = new Month(features, counting, breaking);
        for (LocalDate day : Month.days()) {
            int first = counting.calls();
            mornings.put(day, month.office.copy(day));
            states.put(day, month.office.state());
            month.pass(day);
            before.put(day, first);
            calls.put(day, counting.calls() - first);
        }
        this.end = month.office;
        look("undisturbed", month);
    }

    /** What the undisturbed month brought to debtors. */
    Map<HandOvers.Delivered, Integer> delivered() {
        return end.witness.handOvers().delivered();
    }

    /** How many calls the undisturbed month makes. */
    int calls() {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many months were disturbed. */
    int tried() {
        return tried.get();
    }

    /** What was promised and not kept, in any of the months. */
    List<String> broken() {
        return broken;
    }

    /**
     * Disturbs these calls of every day in this way, until so many promises were seen broken. A call that only reads is never
     * disturbed after it is done: that is before the next one.
     */
    CrashPoints disturb(NthCall.Fate fate, Which which, int enough) {
        points().parallel()
                .filter(point -> isLeaving(point.day(), point.n()) || (which == Which.EVERY && !fate.isAfter()))
                .filter(point -> broken.size() < enough)
                .forEach(point -> disturb(point.day(), point.n(), fate));
        return this;
    }

    /** The n-th call of a day. */
    private record Point(LocalDate day, int n) {}

    private Stream<Point> points() {
        return calls.entrySet().stream()
                .flatMap(day -> IntStream.rangeClosed(1, day.getValue()).mapToObj(n -> new Point(day.getKey(), n)));
    }

    private void disturb(Point point) {
        for (NthCall.Fate fate : NthCall.Fate.values()) {
            if (isLeaving(point.day(), point.n()) || !fate.isAfter()) {
                disturb(point.day(), point.n(), fate);
            }
        }
    }

    private boolean isLeaving(LocalDate day, int n) {
        return counting.isLeaving(before.get(day) + n);
    }

    /** Disturbs the first 200 calls in every way, one after the other, until a promise was seen broken. */
    CrashPoints disturb() {
        // broken engines are found in the first days
        points().limit(200).filter(point -> broken.isEmpty()).forEach(this::disturb);
        return this;
    }

    /** Disturbs the n-th call of a day. */
    void disturb(LocalDate day, int n, NthCall.Fate fate) {
        NthCall nth = new NthCall(n, fate);
        Month month = new Month(mornings.get(day), day, nth, breaking);
        List<LocalDate> days = Month.days();
        boolean same = false;
        for (int i = days.indexOf(day); i < days.size() && !same; i++) {
            month.pass(days.get(i));
            same = i + 1 < days.size() && month.office.state().equals(states.get(days.get(i + 1)));
        }
        tried.incrementAndGet();
        look(fate + " at call " + n + " of " + day + ", " + nth.where(), month);
        Map<HandOvers.Delivered, Integer> got = month.office.witness.handOvers().delivered();
        if (!same && !got.equals(delivered())) {
            broken.add(fate + " at call " + n + " of " + day + ", " + nth.where() + ": debtors got " + got
                    + ", and undisturbed " + delivered());
        }
    }

    private void look(String which, Month month) {
        month.office.witness.broken().forEach(what -> broken.add(which + ": " + what));
        Agreement.broken(month.office).forEach(what -> broken.add(which + ": " + what));
    }
}
