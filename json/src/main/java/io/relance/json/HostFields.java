package io.relance.json;

import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Problems;
import io.relance.rule.Fact;
import io.relance.rule.FactType;
import io.relance.rule.Facts;
import io.relance.rule.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The host's own fields that a document declares: {@code fields: { customer: { region: text } }}. */
final class HostFields {
    private static final String KEY = "fields";
    private static final List<FactType> TYPES = List.of(FactType.TEXT, FactType.DECIMAL, FactType.DATE);
    private static final Map<Scope, String> SECTIONS = Map.of(Scope.ACCOUNT, "customer", Scope.INVOICE, "invoice");

    private final Map<String, Fact<?>> byName = new LinkedHashMap<>();
    private boolean complete = true;

    private HostFields() {}

    static HostFields read(ObjectReader o, Problems problems) {
        HostFields fields = new HostFields();
        boolean misspelt = !o.has(KEY)
                && o.entries().stream()
                        .anyMatch(entry ->
                                NearestWord.to(entry.key(), List.of(KEY)).isPresent());
        o.object(KEY).ifPresent(sections -> {
            for (Scope scope : Scope.values()) {
                sections.object(section(scope)).ifPresent(section -> fields.read(section, scope, problems));
            }
            sections.finish();
        });
        boolean readable = o.node(KEY)
                .optional()
                .map(node -> !new Consequences(node, problems).any())
                .orElse(true);
        fields.complete = readable && !misspelt;
        return fields;
    }

    private void read(ObjectReader section, Scope scope, Problems problems) {
        for (Node.Entry entry : section.entries()) {
            String name = entry.key();
            if (name.isBlank()) {
                section.has(name);
                problems.error(entry.keyPlace(), "BLANK_TEXT", "the name of a field is blank", "name it");
                continue;
            }
            section.word(name, TYPES.stream().map(HostFields::word).toList())
                    .optional()
                    .map(word -> Facts.field(scope, name, FactType.valueOf(word.toUpperCase(Locale.ROOT))))
                    .ifPresent(fact -> byName.put(fact.name(), fact));
        }
        section.finish();
    }

    Optional<Fact<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether every declaration could be read: if not, a field that is not known may well be declared. */
    boolean complete() {
        return complete;
    }

    Collection<String> names() {
        return byName.keySet();
    }

    /** Writes the declarations of those of {@code facts} that are hosts' own fields; nothing when there is none. */
    static void write(Collection<Fact<?>> facts, MappingBuilder into) {
        Map<Scope, MappingBuilder> sections = new LinkedHashMap<>();
        for (Scope scope : Scope.values()) {
            List<Fact<?>> own = new ArrayList<>(facts.stream()
                    .filter(fact -> fact.name().startsWith(Facts.fieldPrefix(scope)))
                    .distinct()
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList());
            if (!own.isEmpty()) {
                MappingBuilder section = new MappingBuilder();
                own.forEach(fact -> section.text(
                        fact.name().substring(Facts.fieldPrefix(scope).length()), word(fact.type())));
                sections.put(scope, section);
            }
        }
        if (!sections.isEmpty()) {
            into.mapping(KEY, m -> sections.forEach((scope, section) -> m.node(section(scope), section.build())));
        }
    }

    private static String section(Scope scope) {
        return String.valueOf(SECTIONS.get(scope));
    }

    private static String word(FactType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
