package io.relance.engine;

import io.relance.action.DunningAction.Route;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.claim.ClaimSettings;
import io.relance.claim.CollectingFor;
import io.relance.delivery.ChannelId;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.scenario.InvalidDefinitionException;
import io.relance.scenario.Problem;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.template.ContentLevel;
import io.relance.template.MessageKind;
import io.relance.template.TemplateCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a policy can be carried out with the channels and templates that there are. */
public final class PolicyFit {
    private final Map<ChannelId, Channel> channels;
    private final TemplateCatalogue templates;
    private final DeliveryRules rules;
    private final Optional<ClaimSettings> claims;
    private final List<Problem> problems = new ArrayList<>();

    private PolicyFit(
            Map<ChannelId, Channel> channels,
            TemplateCatalogue templates,
            DeliveryRules rules,
            Optional<ClaimSettings> claims) {
        this.channels = channels;
        this.templates = templates;
        this.rules = rules;
        this.claims = claims;
    }

    /**
     * Refuses a policy that cannot be carried out.
     *
     * @throws InvalidDefinitionException with every problem of it
     */
    public static void require(
            Policy policy, Map<ChannelId, Channel> channels, TemplateCatalogue templates, DeliveryRules rules) {
        List<Problem> problems = problems(policy, channels, templates, rules);
        if (!problems.isEmpty()) {
            throw new InvalidDefinitionException("policy \"" + policy.name() + "\"", problems);
        }
    }

    /** Every problem; each with its path into the policy. */
    public static List<Problem> problems(
            Policy policy, Map<ChannelId, Channel> channels, TemplateCatalogue templates, DeliveryRules rules) {
        PolicyFit fit = new PolicyFit(channels, templates, rules, policy.claims());
        for (int i = 0; i < policy.scenarios().size(); i++) {
            fit.scenario(policy.scenarios().get(i), "scenarios[" + i + "]");
        }
        fit.correspondence(policy.correspondence());
        return fit.problems;
    }

    private void scenario(Scenario scenario, String path) {
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            String at = path + ".steps[" + i + "]";
            step.message().ifPresent(message -> step(step, message.routes(), at));
        }
        scenario.thankYou().ifPresent(route -> route(route, MessageKind.THANK_YOU, path + ".thankYou"));
    }

    private void correspondence(Correspondence all) {
        String path = "correspondence.";
        all.promise().ifPresent(route -> route(route, MessageKind.PROMISE, path + "promise"));
        all.plan().ifPresent(route -> route(route, MessageKind.PLAN, path + "plan"));
        all.statement().ifPresent(route -> route(route, MessageKind.STATEMENT, path + "statement"));
        all.notes().ifPresent(route -> route(route, MessageKind.INTERNAL, path + "notes"));
    }

    private void step(Step step, List<Route> routes, String path) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            String at = path + ".send[" + i + "]";
            route(route, MessageModels.kind(step.stage()), at);
            if (step.proofOfDispatch() == ProofOfDispatch.REQUIRED) {
                proof(step, route, at);
            }
            if (templates.needsFormalNotice(route.template())) {
                notice(step, route, at + ".template");
            }
        }
    }

    /** The mentions of a formal notice are known for France alone, and for who collects for itself. */
    private void notice(Step step, Route route, String path) {
        ContentLevel level = rules.toCompanies(route.channel());
        if (level != ContentLevel.FULL) {
            problems.add(Problem.error(
                    "UNRENDERABLE_TEMPLATE",
                    path,
                    "\"" + route.template() + "\" must show what is claimed, and channel \"" + route.channel()
                            + "\" shows " + level + " to companies",
                    "send it over another channel, or show all over this one"));
        }
        if (claims.isEmpty() && !step.needsApproval()) {
            problems.add(Problem.error(
                    "UNRENDERABLE_TEMPLATE",
                    path,
                    "\"" + route.template() + "\" must show claims of late payment, the policy raises none, and step \""
                            + step.id() + "\" would send it without a person looking",
                    "say under \"claims\" which are raised, or let the step be approved: a person then sends it by"
                            + " other means"));
        }
        claims.filter(known -> !known.country().equals("FR") || known.collectingFor() != CollectingFor.SELF)
                .ifPresent(known -> problems.add(Problem.error(
                        "UNKNOWN_MENTIONS",
                        path,
                        "what \"" + route.template() + "\" must say is known under the law of FR for who collects for"
                                + " itself, and not under that of " + known.country() + " for " + known.collectingFor(),
                        "name a template of your own")));
    }

    private void route(Route route, MessageKind kind, String path) {
        if (!channels.containsKey(route.channel())) {
            problems.add(Problem.error(
                    "UNKNOWN_CHANNEL",
                    path + ".channel",
                    "there is no channel \"" + route.channel() + "\"",
                    channels.isEmpty()
                            ? "give the engine one"
                            : "give the engine one, or name one of "
                                    + new TreeSet<>(channels.keySet())
                                            .stream().map(ChannelId::value).collect(Collectors.joining(", "))));
        }
        if (!templates.knows(route.template())) {
            problems.add(Problem.error(
                    "UNKNOWN_TEMPLATE",
                    path + ".template",
                    "there is no template \"" + route.template() + "\"",
                    "name one of " + String.join(", ", templates.ids())));
        } else if (!templates.suits(route.template(), kind)) {
            problems.add(Problem.error(
                    "UNSUITABLE_TEMPLATE",
                    path + ".template",
                    "the template \"" + route.template() + "\" does not suit a message of kind " + kind,
                    "name one that does, or one of your own"));
        }
    }

    private void proof(Step step, Route route, String path) {
        Channel channel = channels.get(route.channel());
        if (channel != null && !channel.features().contains(ChannelFeature.PROOF_OF_DISPATCH)) {
            problems.add(Problem.error(
                    "NO_PROOF_OF_DISPATCH",
                    path + ".channel",
                    "step \"" + step.id() + "\" asks for proof of dispatch, which channel \"" + route.channel()
                            + "\" does not give",
                    "name a channel that gives it, or say that the step needs none"));
        }
    }
}
