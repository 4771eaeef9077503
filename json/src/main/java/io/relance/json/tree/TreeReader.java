package io.relance.json.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a document into its tree. */
public final class TreeReader {
    private TreeReader() {}

    /**
     * The tree of a document in UTF-8, a byte order mark skipped; its notation follows from its name and start.
     *
     * @return empty when it is no document at all; then, and when something in it is not allowed (a key twice, an alias, an
     *     anchor, a tag), {@code problems} says what and where
     */
    public static Optional<Node> read(byte[] document, TreeLimits limits, Problems problems) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            problems.error(Place.NONE, "NOT_UTF8", "the document is not in UTF-8", "save it as UTF-8");
            return Optional.empty();
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return read(plain, Notation.of(problems.file(), plain), limits, problems);
    }

    /** The tree of a text, as {@link #read(byte[], TreeLimits, Problems)}. */
    public static Optional<Node> read(String text, Notation notation, TreeLimits limits, Problems problems) {
        if (text.length() > limits.characters()) {
            problems.error(
                    Place.NONE,
                    "TOO_LARGE",
                    "the document has " + text.length() + " characters",
                    "at most " + limits.characters() + " are read");
            return Optional.empty();
        }
        TreeBuilder tree = new TreeBuilder(problems, limits);
        boolean clean = !problems.hasErrors();
        try {
            switch (notation) {
                case JSON -> JsonSource.feed(text, tree, problems);
                case YAML -> YamlSource.feed(text, limits, tree, problems);
            }
        } catch (TreeBuilder.Stop stop) {
            return Optional.empty();
        }
        Node root = tree.root();
        if (root == null && clean && !problems.hasErrors()) {
            problems.error(Place.NONE, "EMPTY_DOCUMENT", "the document is empty", "");
        }
        return Optional.ofNullable(root);
    }
}
