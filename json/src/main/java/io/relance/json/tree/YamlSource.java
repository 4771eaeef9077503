package io.relance.json.tree;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Feeds a tree from YAML 1.2 with the types of JSON: {@code null}, {@code true}, {@code false}, the numbers of JSON; any
 * other plain scalar is a text. It follows the parser's events, not its nodes, so a deep document costs no stack and an
 * alias is refused before it is followed.
 */
final class YamlSource {
    private final TreeBuilder tree;
    private final Problems problems;
    private int documents;

    private YamlSource(TreeBuilder tree, Problems problems) {
        this.tree = tree;
        this.problems = problems;
    }

    static void feed(String text, TreeLimits limits, TreeBuilder tree, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(limits.characters())
                .setMaxAliasesForCollections(0)
                .setUseMarks(true)
                .build();
        YamlSource source = new YamlSource(tree, problems);
        try {
            ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
            boolean goOn = true;
            while (goOn && parser.hasNext()) {
                goOn = source.take(parser.next());
            }
        } catch (MarkedYamlEngineException e) {
            problems.error(place(e.getProblemMark()), "SYNTAX", "this is not YAML: " + problem(e), "");
        } catch (YamlEngineException e) {
            problems.error(Place.NONE, "SYNTAX", "this is not YAML: " + e.getMessage(), "");
        }
    }

    private static String problem(MarkedYamlEngineException e) {
        String context = e.getContext();
        String problem = e.getProblem();
        return context == null || context.isBlank() ? problem : context + ", " + problem;
    }

    private boolean take(Event event) {
        Place at = place(event.getStartMark());
        switch (event.getEventId()) {
            case DocumentStart -> {
                documents++;
                if (documents > 1) {
                    problems.error(
                            at, "SEVERAL_DOCUMENTS", "a second document starts here", "keep one document in a file");
                    return false;
                }
            }
            case Alias -> {
                problems.error(
                        tree.next(at.line(), at.column()),
                        "ALIAS",
                        "an alias (*" + ((AliasEvent) event).getAlias().getValue() + ") is not allowed",
                        "write the value out");
                takeScalar("", false, at);
            }
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                refuseAnchorAndTag(scalar, scalar.getTag(), at);
                takeScalar(scalar.getValue(), scalar.isPlain(), at);
            }
            case SequenceStart, MappingStart -> {
                CollectionStartEvent start = (CollectionStartEvent) event;
                refuseAnchorAndTag(start, start.getTag(), at);
                if (tree.expectsKey()) {
                    problems.error(at, "KEY_NOT_TEXT", "a key of a mapping is a list or mapping", "keys are texts");
                    return false;
                }
                tree.start(at.line(), at.column(), event.getEventId() == Event.ID.MappingStart);
            }
            case SequenceEnd, MappingEnd -> tree.end();
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
        return true;
    }

    private void takeScalar(String value, boolean plain, Place at) {
        if (tree.expectsKey()) {
            tree.key(value, at.line(), at.column());
        } else {
            tree.scalar(scalar(value, plain, tree.next(at.line(), at.column())));
        }
    }

    private static Node scalar(String value, boolean plain, Place place) {
        if (plain) {
            if (value.isEmpty() || value.equals("null")) {
                return new Node.Null(place);
            }
            if (value.equals("true") || value.equals("false")) {
                return new Node.Bool(value.equals("true"), place);
            }
            if (Node.Num.isNumber(value)) {
                return new Node.Num(value, place);
            }
        }
        return new Node.Text(value, place);
    }

    private void refuseAnchorAndTag(NodeEvent event, Optional<String> tag, Place at) {
        Optional<Anchor> anchor = event.getAnchor();
        Place place = tree.next(at.line(), at.column());
        anchor.ifPresent(a -> problems.error(
                place, "ANCHOR", "an anchor (&" + a.getValue() + ") is not allowed", "write the value out"));
        tag.ifPresent(t -> problems.error(place, "TAG", "a tag (" + t + ") is not allowed", "leave it out"));
    }

    private static Place place(Optional<Mark> mark) {
        return mark.isEmpty()
                ? Place.NONE
                : new Place(mark.get().getLine() + 1, mark.get().getColumn() + 1, Path.ROOT);
    }
}
