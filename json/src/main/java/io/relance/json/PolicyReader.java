package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.Problems;
import io.relance.json.tree.TreeLimits;
import io.relance.json.tree.TreeReader;
import io.relance.policy.Policy;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads policies, scenarios and rules from YAML or JSON: every problem at once, each with its place and what would be right.
 * {@code docs/policy.md} describes the documents.
 *
 * <p>The notation follows from the file's ending, else from the first character. Documents are in UTF-8, of at most 2 000 000
 * characters, 128 levels and 200 000 keys and values.
 */
public final class PolicyReader {
    /** Deep enough for a condition of the most levels, each of which is a mapping and a list. */
    private static final TreeLimits LIMITS =
            new TreeLimits(TreeLimits.DOCUMENT.characters(), 128, TreeLimits.DOCUMENT.values());

    private PolicyReader() {}

    /**
     * A policy whose version is its content's hash, see {@link PolicyWriter#version}, with the findings of the static
     * analysis as warnings.
     *
     * @param file the document's name, for problems and to tell the notation
     */
    public static DocumentReading<Policy> policy(String file, byte[] document) {
        return read(file, document, (node, problems) -> new PolicyDocument(node, problems).read());
    }

    /** A document of one scenario, with {@code fields} where its conditions ask hosts' own fields. */
    public static DocumentReading<Scenario> scenario(String file, byte[] document) {
        return read(file, document, SingleDocuments::scenario);
    }

    /** A document of {@code rules}, with {@code fields} where their conditions ask hosts' own fields. */
    public static DocumentReading<RuleSet> rules(String file, byte[] document) {
        return read(file, document, SingleDocuments::rules);
    }

    private static <T> DocumentReading<T> read(
            String file, byte[] document, BiFunction<Node, Problems, Optional<T>> reading) {
        Problems problems = new Problems(file);
        Optional<T> value = TreeReader.read(document, LIMITS, problems).flatMap(node -> reading.apply(node, problems));
        return new DocumentReading<>(problems.hasErrors() ? Optional.empty() : value, problems.list());
    }
}
