package io.relance.aging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Both ways of adding up events, of many accounts and of one, give what adding them up one by one gives. */
class SumsOfEventsProperties {
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
        return ascending(Arbitraries.longs().between(0, 120)).filter(bounds -> bounds.length > 0);
    }

    private static Arbitrary<long[]> ascending(Arbitrary<Long> values) {
        return values.set().ofMaxSize(12).map(SumsOfEventsProperties::sorted);
    }

    private static long[] sorted(Set<Long> values) {
        return values.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    @Property(seed = "20260107", tries = 200)
    void cells_add_up_to_the_buckets(
            @ForAll("events") List<Event> events, @ForAll("days") long[] days, @ForAll("bounds") long[] bounds) {
        assertBuckets(events, days, bounds, (plan, columns, amounts, items) -> {
            Cells cells = new Cells(plan);
            columns.forEach(0, columns.size(), cells);
            cells.fold(amounts, items, 0);
        });
    }

    @Property(seed = "20260107", tries = 200)
    void a_walk_through_the_days_finds_the_buckets_again_and_again(
            @ForAll("events") List<Event> events, @ForAll("days") long[] days, @ForAll("bounds") long[] bounds) {
        assertBuckets(events, days, bounds, (plan, columns, amounts, items) -> {
            DayWalk walk = new DayWalk(plan);
            for (int time = 0; time < 2; time++) {
                walk.walk(columns, 0, columns.size(), amounts, items);
            }
        });
    }

    @Property(seed = "20260107", tries = 200)
    void without_ages_a_sum_is_of_what_happened_by_the_day(
            @ForAll("events") List<Event> events, @ForAll("days") long[] days) {
        long[] found = new long[days.length];
        CreditWalk walk = new CreditWalk(days);
        EventColumns columns = new EventColumns();
        events.forEach(event -> columns.add(event.day(), event.agedFrom(), event.amount(), event.items()));
        columns.endAccount();
        for (int time = 0; time < 2; time++) {
            walk.walk(columns, 0, columns.size(), found);
        }
        assertThat(found)
                .isEqualTo(Arrays.stream(days)
                        .map(day -> events.stream()
                                .filter(event -> event.day() <= day)
                                .mapToLong(Event::amount)
                                .sum())
                        .toArray());
    }

    interface Sums {
        void of(DayPlan plan, EventColumns columns, long[] amounts, int[] items);
    }

    private static void assertBuckets(List<Event> events, long[] days, long[] bounds, Sums sums) {
        DayRange range = new DayRange();
        EventColumns columns = new EventColumns();
        for (Event event : events) {
            columns.add(event.day(), event.agedFrom(), event.amount(), event.items());
            range.include(event.day(), event.agedFrom());
        }
        assertThat(columns.endAccount()).isTrue();
        int width = bounds.length + 1;
        long[] amounts = new long[days.length * width];
        int[] items = new int[days.length * width];
        for (Event event : events) {
            for (int day = 0; day < days.length; day++) {
                if (event.day() <= days[day]) {
                    int bucket = day * width + bucket(bounds, days[day] - event.agedFrom());
                    amounts[bucket] += event.amount();
                    items[bucket] += event.items();
                }
            }
        }
        long[] foundAmounts = new long[amounts.length];
        int[] foundItems = new int[items.length];
        sums.of(new DayPlan(days, bounds, range), columns, foundAmounts, foundItems);
        assertThat(foundAmounts).isEqualTo(amounts);
        assertThat(foundItems).isEqualTo(items);
    }

    private static int bucket(long[] bounds, long age) {
        int bucket = 0;
        while (bucket < bounds.length && age > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
