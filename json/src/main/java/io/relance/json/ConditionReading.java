package io.relance.json;

import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.json.tree.Place;
import io.relance.json.tree.Problems;
import io.relance.json.tree.Value;
import io.relance.rule.Condition;
import io.relance.rule.Fact;
import io.relance.rule.Facts;
import io.relance.rule.Operator;
import io.relance.rule.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Conditions out of a document. */
final class ConditionReading {
    static final String CURRENCY = "currency";
    private static final List<String> FORMS = List.of("all", "any", "not", "isKnown", "fact");

    private final HostFields fields;
    private final Problems problems;

    ConditionReading(HostFields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /**
     * The condition at {@code node}; empty when it can't be read, and {@code problems} says why.
     *
     * @param scope ACCOUNT: facts of an invoice are refused
     */
    Optional<Condition> read(Node node, Scope scope) {
        return ObjectReader.of(node, "the condition", problems).flatMap(o -> read(o, scope));
    }

    private Optional<Condition> read(ObjectReader o, Scope scope) {
        List<String> forms = FORMS.stream().filter(o::has).toList();
        List<Operator> operators =
                Arrays.stream(Operator.values()).filter(op -> o.has(op.key())).toList();
        boolean currency = o.has(CURRENCY);
        Optional<Condition> condition = Optional.empty();
        if (forms.size() == 1) {
            String form = forms.get(0);
            if (!form.equals("fact") && (currency || !operators.isEmpty())) {
                o.error(
                        "CONTRADICTION",
                        "a condition with \"" + form + "\" has \""
                                + (currency ? CURRENCY : operators.get(0).key()) + "\" too",
                        "only \"fact\" is compared with something");
            }
            condition = switch (form) {
                case "all" -> list(o, form, scope, Condition.All::new);
                case "any" -> list(o, form, scope, Condition.Any::new);
                case "not" ->
                    o.node(form)
                            .optional()
                            .flatMap(node -> read(node, scope))
                            .flatMap(inner -> made(o.place(), () -> new Condition.Not(inner)));
                case "isKnown" -> fact(o.text(form), scope).map(Condition.Known::new);
                default -> comparison(o, operators, scope);
            };
        } else if (forms.size() > 1) {
            o.error(
                    "CONTRADICTION",
                    "a condition has \"" + String.join("\" and \"", forms) + "\" at once",
                    "keep one of them; combine several conditions with \"all\" or \"any\"");
        } else if (!hasUnknownKeys(o)) {
            o.error("EMPTY_CONDITION", "the condition asks nothing", "write one of " + String.join(", ", FORMS));
        }
        o.finish();
        return condition;
    }

    private static boolean hasUnknownKeys(ObjectReader o) {
        Set<String> known = new HashSet<>(FORMS);
        known.add(CURRENCY);
        Arrays.stream(Operator.values()).map(Operator::key).forEach(known::add);
        return o.entries().stream().anyMatch(entry -> !known.contains(entry.key()));
    }

    private Optional<Condition> list(
            ObjectReader o, String key, Scope scope, Function<List<Condition>, Condition> kind) {
        List<Optional<Condition>> read =
                o.list(key, node -> Optional.of(read(node, scope))).optional().orElse(List.of());
        boolean isList =
                o.node(key).optional().filter(Node.Items.class::isInstance).isPresent();
        if (!isList || read.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Condition> conditions = new ArrayList<>();
        read.forEach(c -> c.ifPresent(conditions::add));
        return made(o.node(key).place(), () -> kind.apply(conditions));
    }

    private Optional<Condition> made(Place place, java.util.function.Supplier<Condition> condition) {
        try {
            return Optional.of(condition.get());
        } catch (IllegalArgumentException e) {
            problems.error(place, "INVALID_CONDITION", String.valueOf(e.getMessage()), "");
            return Optional.empty();
        }
    }

    private Optional<Fact<?>> fact(Value<String> name, Scope scope) {
        Optional<Fact<?>> found = name.optional().flatMap(n -> Facts.named(n).or(() -> fields.named(n)));
        if (found.isPresent()) {
            if (scope == Scope.ACCOUNT && found.get().scope() == Scope.INVOICE) {
                problems.error(
                        name.place(),
                        "WRONG_SCOPE",
                        found.get() + " is a fact of one invoice, but a rule sees an account as a whole",
                        "ask a fact of the account or the customer");
                return Optional.empty();
            }
        } else if (name.optional().isPresent()) {
            unknownFact(name.optional().get(), name.place(), scope);
        }
        return found;
    }

    private void unknownFact(String name, Place place, Scope scope) {
        List<String> known = new ArrayList<>(Facts.all().stream()
                .filter(fact -> scope == Scope.INVOICE || fact.scope() == Scope.ACCOUNT)
                .map(Fact::name)
                .toList());
        known.addAll(fields.names());
        boolean field = Arrays.stream(Scope.values()).anyMatch(s -> name.startsWith(Facts.fieldPrefix(s)));
        if (field && !fields.complete()) {
            return;
        }
        problems.error(
                place,
                "UNKNOWN_FACT",
                "there is no fact \"" + name + "\"",
                NearestWord.to(name, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse(field ? "declare the field under \"fields\"" : "docs/policy.md lists the facts"));
    }

    private Optional<Condition> comparison(ObjectReader o, List<Operator> operators, Scope scope) {
        Optional<Fact<?>> fact = fact(o.text("fact"), scope);
        if (operators.size() > 1) {
            o.error(
                    "CONTRADICTION",
                    "a comparison has \"" + operators.get(0).key() + "\" and \""
                            + operators.get(1).key() + "\" at once",
                    "keep one of them; combine two comparisons with \"all\"");
            return Optional.empty();
        }
        if (operators.isEmpty()) {
            if (!hasUnknownKeys(o)) {
                o.error(
                        "MISSING_OPERATOR",
                        "the comparison does not say with what",
                        "add one of "
                                + String.join(
                                        ", ",
                                        fact
                                                .map(f -> Operator.serving(f.type()))
                                                .orElse(Arrays.asList(Operator.values()))
                                                .stream()
                                                .map(Operator::key)
                                                .toList()));
            }
            return Optional.empty();
        }
        Operator operator = operators.get(0);
        return fact.flatMap(f -> new ExpectedReading(o, problems)
                .read(f, operator, hasUnknownKeys(o))
                .flatMap(expected ->
                        made(o.node(operator.key()).place(), () -> new Condition.Comparison(f, operator, expected))));
    }
}
