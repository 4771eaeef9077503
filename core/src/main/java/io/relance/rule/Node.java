package io.relance.rule;

import io.relance.plan.Truth;
import io.relance.rule.Explained.Observations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition resolved for evaluation. There is one evaluator: without observations to note it stops as soon as the
 * outcome is certain and allocates nothing, with them it asks every comparison.
 */
abstract class Node {
    abstract Truth evaluate(FactSource source, @Nullable Observations observations);

    /** All of them, or any of them. */
    static final class Group extends Node {
        private final Node[] nodes;
        private final Truth decisive;

        /** @param decisive the truth of one node that decides the group: FALSE for "all", TRUE for "any" */
        Group(List<Node> nodes, Truth decisive) {
            this.nodes = nodes.toArray(new Node[0]);
            this.decisive = decisive;
        }

        @Override
        Truth evaluate(FactSource source, @Nullable Observations observations) {
            boolean decided = false;
            boolean unknown = false;
            for (Node node : nodes) {
                // most nodes are leaves, and of them there is one evaluate: no search for it in a table
                Truth truth = node instanceof Leaf leaf
                        ? leaf.evaluate(source, observations)
                        : node.evaluate(source, observations);
                if (truth == decisive) {
                    if (observations == null) {
                        return decisive;
                    }
                    decided = true;
                } else if (truth == Truth.UNKNOWN) {
                    unknown = true;
                }
            }
            if (decided) {
                return decisive;
            }
            return unknown ? Truth.UNKNOWN : decisive.not();
        }
    }

    /** The opposite. */
    static final class Opposite extends Node {
        private final Node node;

        Opposite(Node node) {
            this.node = node;
        }

        @Override
        Truth evaluate(FactSource source, @Nullable Observations observations) {
            return node.evaluate(source, observations).not();
        }
    }
}
