package io.relance.aging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Both ways of adding up events give what adding them up one by one gives. */
class TallyProperties {
    record Event(int day, int agedFrom, long amount, int items) {}

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Integer> days = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 300),
                Arbitraries.integers().between(0, 300),
                Arbitraries.of(-719_162, 2_932_896));
        Arbitrary<Long> amounts = Arbitraries.longs().between(-1L << 33, 1L << 33);
        return Combinators.combine(days, days, amounts, Arbitraries.of(-1, 0, 1))
                .as(Event::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<long[]> days() {
        return ascending(Arbitraries.oneOf(
                Arbitraries.longs().between(-100, 500),
                Arbitraries.of(-365_243_219_162L, 2_932_896L, 365_241_780_471L)));
    }

    @Provide
    Arbitrary<long[]> bounds() {
        return ascending(Arbitraries.longs().between(0, 120));
    }

    private static Arbitrary<long[]> ascending(Arbitrary<Long> values) {
        return values.set().ofMaxSize(12).map(TallyProperties::sorted);
    }

    private static long[] sorted(Set<Long> values) {
        return values.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    @Property(seed = "20260107", tries = 200)
    void cells_add_up_to_the_buckets(
            @ForAll("events") List<Event> events, @ForAll("days") long[] days, @ForAll("bounds") long[] bounds) {
        assertBuckets(events, days, bounds, CellTally::new);
    }

    @Property(seed = "20260107", tries = 200)
    void levels_differ_by_the_buckets(
            @ForAll("events") List<Event> events, @ForAll("days") long[] days, @ForAll("bounds") long[] bounds) {
        assertBuckets(events, days, bounds, LevelTally::new);
    }

    private static void assertBuckets(List<Event> events, long[] days, long[] bounds, Function<DayPlan, Tally> make) {
        DayRange range = new DayRange();
        EventColumns columns = new EventColumns();
        for (Event event : events) {
            columns.add(event.day(), event.agedFrom(), event.amount(), event.items());
            range.include(event.day(), event.agedFrom());
        }
        int width = bounds.length + 1;
        long[] amounts = new long[days.length * width];
        long[] items = new long[days.length * width];
        for (Event event : events) {
            for (int day = 0; day < days.length; day++) {
                if (event.day() <= days[day]) {
                    int bucket = day * width + bucket(bounds, days[day] - event.agedFrom());
                    amounts[bucket] += event.amount();
                    items[bucket] += event.items();
                }
            }
        }
        Tally tally = make.apply(new DayPlan(days, bounds, range));
        // The second time shows that it began anew.
        for (int time = 0; time < 2; time++) {
            long[] foundAmounts = new long[amounts.length + 3];
            long[] foundItems = new long[amounts.length + 3];
            columns.forEach(0, columns.size(), tally);
            tally.fold(foundAmounts, foundItems, 3);
            assertThat(foundAmounts).endsWith(amounts).startsWith(0, 0, 0);
            assertThat(foundItems).endsWith(items).startsWith(0, 0, 0);
        }
    }

    private static int bucket(long[] bounds, long age) {
        int bucket = 0;
        while (bucket < bounds.length && age > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
