package io.relance.rule;

import io.relance.plan.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition resolved once, to be evaluated often. Immutable, for any number of threads.
 *
 * <p>One evaluator of facts, two modes: {@link #matches} stops as soon as the outcome is certain and allocates nothing of its own,
 * {@link #explain} asks every comparison and notes what it saw; both give the same truth.
 */
public final class CompiledCondition {
    private final Condition condition;
    private final String hash;
    private final Node root;
    private final List<Leaf> leaves;
    private final TurningPoints turningPoints;
    private final Set<Fact<?>> facts;
    private final boolean readsFrozen;
    private final boolean readsMessages;

    private CompiledCondition(Condition condition) {
        this.condition = condition;
        this.hash = ConditionHash.of(condition);
        List<Leaf> found = new ArrayList<>();
        this.root = resolve("", condition, found);
        this.leaves = List.copyOf(found);
        this.turningPoints = TurningPoints.of(leaves);
        Set<Fact<?>> asked = new LinkedHashSet<>();
        leaves.forEach(leaf -> asked.add(leaf.fact));
        this.facts = Collections.unmodifiableSet(asked);
        this.readsFrozen = asked.stream().anyMatch(fact -> fact.motion() == Motion.FROZEN);
        this.readsMessages = asked.stream().anyMatch(Fact::readsMessages);
    }

    /** Resolves a condition. */
    public static CompiledCondition of(Condition condition) {
        return new CompiledCondition(condition);
    }

    /** The condition as it was written. */
    public Condition condition() {
        return condition;
    }

    /** 16 hex digits that differ when the condition differs: the first of the SHA-256 of its canonical text. */
    public String hash() {
        return hash;
    }

    /** How it comes out; asks no more facts than needed. */
    public Truth matches(FactSource source) {
        return root.evaluate(source, null);
    }

    /**
     * How it comes out when its comparisons, {@value Long#SIZE} at most, were made before; each has a bit, the first the
     * lowest, and higher bits say nothing.
     */
    Truth matches(long holding, long unknown) {
        return root.evaluate(holding, unknown);
    }

    /** How it comes out, and how every comparison in it does. */
    public Explained explain(FactSource source) {
        Explained.Observations observations = new Explained.Observations(leaves);
        return new Explained(root.evaluate(source, observations), observations);
    }

    /**
     * The first day after {@code today} on which a comparison over a {@link Motion#ONE_A_DAY} fact changes its own truth
     * value with time alone. Empty when there is none.
     *
     * @param source the facts as of {@code today}
     */
    public Optional<LocalDate> nextChange(FactSource source, LocalDate today) {
        return turningPoints.next(source, today);
    }

    /** Its comparisons, in the order in which they are written. */
    List<Leaf> leaves() {
        return leaves;
    }

    /** The facts that it asks, in the order in which they are written. */
    public Set<Fact<?>> facts() {
        return facts;
    }

    /** Whether it asks a fact of behaviour, which may change on the first of a month. */
    public boolean readsFrozen() {
        return readsFrozen;
    }

    /** Whether it asks a fact that counts or dates messages, steps or contacts, which changes the day after one. */
    public boolean readsMessages() {
        return readsMessages;
    }

    /** Whether a comparison in it asks for this tag of the account. */
    public boolean asksForTag(String tag) {
        return leaves.stream()
                .filter(leaf -> leaf.fact.equals(Facts.ACCOUNT_TAG))
                .anyMatch(leaf -> leaf.test(Set.of(tag)) != leaf.test(Set.of()));
    }

    /** Whether it asks a fact of an invoice. */
    public boolean readsInvoice() {
        return facts.stream().anyMatch(fact -> fact.scope() == Scope.INVOICE);
    }

    /** The condition as a sentence. */
    @Override
    public String toString() {
        return condition.toString();
    }

    private static Node resolve(String path, Condition condition, List<Leaf> found) {
        if (condition instanceof Condition.All all) {
            return new Node.Group(resolve(path, "all", all.conditions(), found), Truth.FALSE);
        }
        if (condition instanceof Condition.Any any) {
            return new Node.Group(resolve(path, "any", any.conditions(), found), Truth.TRUE);
        }
        if (condition instanceof Condition.Not not) {
            return new Node.Opposite(resolve(join(path, "not"), not.condition(), found));
        }
        Leaf.Place place = new Leaf.Place(found.size(), path);
        Leaf leaf = condition instanceof Condition.Comparison comparison
                ? Leaves.of(place, comparison)
                : new Leaves.OfKnown(place, ((Condition.Known) condition).fact());
        found.add(leaf);
        return leaf;
    }

    private static List<Node> resolve(String path, String key, List<Condition> conditions, List<Leaf> found) {
        List<Node> nodes = new ArrayList<>(conditions.size());
        for (int i = 0; i < conditions.size(); i++) {
            nodes.add(resolve(join(path, key + "[" + i + "]"), conditions.get(i), found));
        }
        return nodes;
    }

    private static String join(String path, String step) {
        return path.isEmpty() ? step : path + "." + step;
    }
}
