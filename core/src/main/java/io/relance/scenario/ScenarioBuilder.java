package io.relance.scenario;

import io.relance.action.DunningAction.Route;
import io.relance.delivery.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects a scenario. Defaults: version 1, the id as name, {@link Entry#FROM_START}, no cold escalation,
 * {@link Grouping#CUSTOMER}, no thanks. Not for several threads.
 */
public final class ScenarioBuilder {
    final String id;
    int version = 1;

    @Nullable
    String name;

    Entry entry = Entry.FROM_START;
    boolean allowColdEscalation;
    Grouping grouping = Grouping.CUSTOMER;

    @Nullable
    Route thankYou;

    final List<Step> steps = new ArrayList<>();

    ScenarioBuilder(String id) {
        this.id = id;
    }

    /** See {@link Scenario#ref}. */
    public ScenarioBuilder version(int version) {
        this.version = version;
        return this;
    }

    /** See {@link Scenario#name}. */
    public ScenarioBuilder name(String name) {
        this.name = name;
        return this;
    }

    /** See {@link Scenario#entry}. */
    public ScenarioBuilder entry(Entry entry) {
        this.entry = entry;
        return this;
    }

    /** See {@link Scenario#allowColdEscalation}. */
    public ScenarioBuilder allowColdEscalation(boolean allow) {
        this.allowColdEscalation = allow;
        return this;
    }

    /** See {@link Scenario#grouping}. */
    public ScenarioBuilder grouping(Grouping grouping) {
        this.grouping = grouping;
        return this;
    }

    /** Thanks over {@code channel} for a payment that followed a reminder. */
    public ScenarioBuilder thankYou(ChannelId channel, String template) {
        this.thankYou = new Route(channel, template);
        return this;
    }

    /** Adds a step at the end of the list. */
    public ScenarioBuilder step(String stepId, UnaryOperator<Step.Builder> definition) {
        return step(definition.apply(Step.builder(stepId)).build());
    }

    /** Adds a step at the end of the list. */
    public ScenarioBuilder step(Step step) {
        steps.add(step);
        return this;
    }

    /** Everything that is wrong with what was collected: errors, and warnings of the static analysis. */
    public List<Problem> problems() {
        return ScenarioChecks.check(this);
    }

    /**
     * The scenario.
     *
     * @throws InvalidDefinitionException when it has errors; it carries every problem
     */
    public Scenario build() {
        List<Problem> problems = problems();
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new InvalidDefinitionException("scenario \"" + id + "\"", problems);
        }
        return new Scenario(this);
    }
}
