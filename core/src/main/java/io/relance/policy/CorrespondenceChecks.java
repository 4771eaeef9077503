package io.relance.policy;

import io.relance.action.DunningAction;
import io.relance.rule.Effect;
import io.relance.rule.Rule;
import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can't work in what is written beside reminders, and what is probably not meant. */
final class CorrespondenceChecks {
    private static final String AT = "correspondence";

    private CorrespondenceChecks() {}

    static List<Problem> check(Correspondence correspondence) {
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < correspondence.teams().size(); i++) {
            Correspondence.Team team = correspondence.teams().get(i);
            String path = AT + ".notes.teams[" + i + "]";
            if (team.name().isBlank()) {
                problems.add(Problem.error("BLANK_TEXT", path + ".name", "the team's name is blank", "name it"));
            } else if (!names.add(team.name())) {
                problems.add(Problem.error(
                        "DUPLICATE_TEAM",
                        path + ".name",
                        "there is another team \"" + team.name() + "\"",
                        "give each team one address"));
            }
            if (team.address().isBlank() || team.address().chars().anyMatch(Character::isISOControl)) {
                problems.add(Problem.error(
                        "INVALID_ADDRESS",
                        path + ".address",
                        "the address of team \"" + team.name() + "\" is blank or of several lines",
                        "give it in one line"));
            }
        }
        boolean told = correspondence.notes().isPresent();
        if (told && correspondence.teams().isEmpty()) {
            problems.add(Problem.error(
                    "NO_TEAM",
                    AT + ".notes",
                    "notes are written to teams, and there are none",
                    "add the teams, each with a name and an address"));
        } else if (!told
                && !(correspondence.teams().isEmpty()
                        && correspondence.caseLink().isEmpty())) {
            problems.add(Problem.error(
                    "NO_NOTES",
                    AT + ".notes",
                    "there are teams or an address of cases, and nothing says how teams are told",
                    "give notes a channel and a template"));
        }
        correspondence
                .caseLink()
                .filter(link -> !Correspondence.isWebAddress(link))
                .ifPresent(link -> problems.add(Problem.error(
                        "INVALID_ADDRESS",
                        AT + ".notes.caseLink",
                        "\"" + link + "\" is no web address",
                        "write https://, a host and a path in which " + Correspondence.CUSTOMER
                                + " stands for the customer's id")));
        return problems;
    }

    /** Who is notified and is no team: perhaps a slip of the pen, since others are teams. */
    static List<Problem> findings(Policy policy) {
        List<Problem> findings = new ArrayList<>();
        if (policy.correspondence().notes().isEmpty()) {
            return findings;
        }
        for (int i = 0; i < policy.scenarios().size(); i++) {
            Scenario scenario = policy.scenarios().get(i);
            for (int j = 0; j < scenario.steps().size(); j++) {
                Step step = scenario.steps().get(j);
                for (DunningAction action : step.actions()) {
                    if (action instanceof DunningAction.Notify notify) {
                        recipient(policy, notify.recipient(), "scenarios[" + i + "].steps[" + j + "].notify", findings);
                    }
                }
            }
        }
        for (int i = 0; i < policy.rules().rules().size(); i++) {
            Rule rule = policy.rules().rules().get(i);
            for (int j = 0; j < rule.effects().size(); j++) {
                if (rule.effects().get(j) instanceof Effect.Notify notify) {
                    recipient(policy, notify.recipient(), "rules[" + i + "].then[" + j + "].notify", findings);
                }
            }
        }
        return findings;
    }

    private static void recipient(Policy policy, String recipient, String path, List<Problem> findings) {
        if (policy.correspondence().team(recipient).isEmpty()) {
            findings.add(Problem.warning(
                    "UNKNOWN_TEAM",
                    path,
                    "\"" + recipient + "\" is no team: the notification stays an event",
                    "name one of "
                            + policy.correspondence().teams().stream()
                                    .map(Correspondence.Team::name)
                                    .sorted()
                                    .reduce((a, b) -> a + ", " + b)
                                    .orElse("none")
                            + ", or add it to the teams"));
        }
    }
}
