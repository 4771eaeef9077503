package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.TreeWriter;
import io.relance.policy.Policy;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes policies, scenarios and rules so that {@link PolicyReader} gives the same back. Settings at their default are left
 * out, but for those that every policy shows: aging, contact cap, tolerance. Calendars are not part of a document.
 *
 * <p>Decimals of equal value are written alike, rules by priority: two policies of one meaning have one text.
 */
public final class PolicyWriter {
    private PolicyWriter() {}

    /** YAML for people. */
    public static String yaml(Policy policy) {
        return TreeWriter.yaml(PolicyTree.of(policy));
    }

    /** JSON for people; the same tree as the YAML. */
    public static String json(Policy policy) {
        return TreeWriter.prettyJson(PolicyTree.of(policy));
    }

    /** JSON on one line, without blanks: what {@link #version} hashes. */
    public static String canonicalJson(Policy policy) {
        return TreeWriter.json(PolicyTree.of(policy));
    }

    /** Identifies the content: the SHA-256 of the canonical JSON in UTF-8, 64 lower-case hex digits. */
    public static String version(Policy policy) {
        try {
            byte[] text = canonicalJson(policy).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The policy with its content's hash as version. */
    public static Policy versioned(Policy policy) {
        return policy.toBuilder().version(version(policy)).build();
    }

    /** A document of one scenario, in YAML. */
    public static String yaml(Scenario scenario) {
        return TreeWriter.yaml(PolicyTree.of(scenario));
    }

    /** A document of one scenario, in JSON. */
    public static String json(Scenario scenario) {
        return TreeWriter.prettyJson(PolicyTree.of(scenario));
    }

    /** A document of rules, in YAML. */
    public static String yaml(RuleSet rules) {
        return TreeWriter.yaml(PolicyTree.of(rules));
    }

    /** A document of rules, in JSON. */
    public static String json(RuleSet rules) {
        return TreeWriter.prettyJson(PolicyTree.of(rules));
    }

    /** The tree that all of these write. */
    static Node tree(Policy policy) {
        return PolicyTree.of(policy);
    }
}
