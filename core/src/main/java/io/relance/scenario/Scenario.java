package io.relance.scenario;

import io.relance.action.DunningAction.Route;
import io.relance.action.ScenarioRef;
import io.relance.action.StepRef;
import java.util.List;
import java.util.Optional;

/**
 * An ordered list of steps with an id and a version. Immutable, and valid by construction: {@link ScenarioBuilder#build}
 * refuses what can't work and names every reason.
 */
public final class Scenario {
    private final ScenarioRef ref;
    private final String name;
    private final Entry entry;
    private final boolean allowColdEscalation;
    private final Grouping grouping;
    private final Optional<Route> thankYou;
    private final List<Step> steps;
    private final List<StepRef> refs;

    Scenario(ScenarioBuilder builder) {
        this.ref = new ScenarioRef(builder.id, builder.version);
        this.name = builder.name == null ? builder.id : builder.name;
        this.entry = builder.entry;
        this.allowColdEscalation = builder.allowColdEscalation;
        this.grouping = builder.grouping;
        this.thankYou = Optional.ofNullable(builder.thankYou);
        this.steps = List.copyOf(builder.steps);
        this.refs = steps.stream()
                .map(step -> new StepRef(ref, step.id(), step.stage()))
                .toList();
    }

    /** A builder for the scenario {@code id}, version 1. */
    public static ScenarioBuilder named(String id) {
        return new ScenarioBuilder(id);
    }

    /** Id and version. */
    public ScenarioRef ref() {
        return ref;
    }

    /** The id alone. */
    public String id() {
        return ref.id();
    }

    /** For people; the id when none was given. */
    public String name() {
        return name;
    }

    /** Where an invoice enters that is seen late. */
    public Entry entry() {
        return entry;
    }

    /** Whether a formal notice may be the first thing that a customer gets. */
    public boolean allowColdEscalation() {
        return allowColdEscalation;
    }

    /** What one message is about, unless a step says otherwise. */
    public Grouping grouping() {
        return grouping;
    }

    /** What {@code step} groups by. */
    public Grouping groupingOf(Step step) {
        return step.ownGrouping().orElse(grouping);
    }

    /** How to thank for a payment that followed a reminder; empty: no thanks. */
    public Optional<Route> thankYou() {
        return thankYou;
    }

    /** The steps, in order; at least one. */
    public List<Step> steps() {
        return steps;
    }

    /** The step {@code id}. */
    public Optional<Step> step(String id) {
        int place = indexOf(id);
        return place < 0 ? Optional.empty() : Optional.of(steps.get(place));
    }

    /** The place of the step {@code id} in the list; -1 when it is not there. */
    public int indexOf(String id) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Names {@code step} of this version. */
    public StepRef refOf(Step step) {
        int place = indexOf(step.id());
        return place < 0 ? new StepRef(ref, step.id(), step.stage()) : refs.get(place);
    }

    /** Names the {@code place}-th step of this version, from 0. */
    public StepRef refOf(int place) {
        return refs.get(place);
    }

    /** A builder that starts from this scenario. */
    public ScenarioBuilder toBuilder() {
        ScenarioBuilder builder = new ScenarioBuilder(ref.id())
                .version(ref.version())
                .name(name)
                .entry(entry)
                .allowColdEscalation(allowColdEscalation)
                .grouping(grouping);
        thankYou.ifPresent(route -> builder.thankYou(route.channel(), route.template()));
        steps.forEach(builder::step);
        return builder;
    }

    @Override
    public String toString() {
        return ref + ": " + steps;
    }
}
