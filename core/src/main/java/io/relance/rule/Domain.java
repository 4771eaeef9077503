package io.relance.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values that a fact can still have; narrowing it to none gives null. */
sealed interface Domain permits Domain.Absent, Domain.Words, Domain.TagSets, NumberDomain {
    /** The fact is absent. */
    Domain ABSENT = new Absent();

    /** Narrowed to the values for which the comparison comes out so. */
    @Nullable
    Domain narrowed(Operator operator, Expected expected, boolean truth);

    /** All the values that a fact can have. */
    static Domain of(Fact<?> fact) {
        BigDecimal least = fact.least().orElse(null);
        BigDecimal most = fact.most().orElse(null);
        return switch (fact.type()) {
            case AMOUNT, DAYS, COUNT, DATE -> new NumberDomain(true, least, false, most, false, Set.of());
            case RATE, DECIMAL -> new NumberDomain(false, least, false, most, false, Set.of());
            case TEXT -> new Words(fact.values().isEmpty() ? null : fact.values(), Set.of());
            case FLAG -> new Words(Set.of("true", "false"), Set.of());
            case TAGS -> new TagSets(Set.of(), Set.of(), List.of());
        };
    }

    /** No value at all. */
    record Absent() implements Domain {
        @Override
        public @Nullable Domain narrowed(Operator operator, Expected expected, boolean truth) {
            return null;
        }
    }

    /**
     * One text, or yes or no.
     *
     * @param allowed the texts that it can be; null when it can be any
     * @param excluded texts that it is not
     */
    record Words(@Nullable Set<String> allowed, Set<String> excluded) implements Domain {
        @Override
        public @Nullable Domain narrowed(Operator operator, Expected expected, boolean truth) {
            Set<String> texts = texts(expected);
            if (!truth) {
                return words(allowed, union(excluded, texts));
            }
            Set<String> both = new TreeSet<>(texts);
            if (allowed != null) {
                both.retainAll(allowed);
            }
            return words(both, excluded);
        }

        private static @Nullable Words words(@Nullable Set<String> allowed, Set<String> excluded) {
            return allowed != null && excluded.containsAll(allowed) ? null : new Words(allowed, excluded);
        }
    }

    /**
     * A set of tags.
     *
     * @param required tags that are in it
     * @param forbidden tags that are not
     * @param oneOf sets of tags of each of which at least one is in it
     */
    record TagSets(Set<String> required, Set<String> forbidden, List<Set<String>> oneOf) implements Domain {
        @Override
        public @Nullable Domain narrowed(Operator operator, Expected expected, boolean truth) {
            Set<String> texts = texts(expected);
            if (!truth) {
                return possible(new TagSets(required, union(forbidden, texts), oneOf));
            }
            if (texts.size() == 1) {
                return possible(new TagSets(union(required, texts), forbidden, oneOf));
            }
            List<Set<String>> more = new java.util.ArrayList<>(oneOf);
            more.add(texts);
            return possible(new TagSets(required, forbidden, List.copyOf(more)));
        }

        private static @Nullable TagSets possible(TagSets tags) {
            boolean contradicted = tags.required.stream().anyMatch(tags.forbidden::contains)
                    || tags.oneOf.stream().anyMatch(tags.forbidden::containsAll);
            return contradicted ? null : tags;
        }
    }

    private static Set<String> texts(Expected expected) {
        return expected instanceof Expected.Texts several ? several.values() : Set.of(expected.toString());
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }
}
