package io.relance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.relance.architecture.FloorPlan.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules over compiled classes, for packages below a root. */
final class Rules {

    private final String root;

    Rules(String root) {
        this.root = root;
    }

    List<Rule> all() {
        return List.of(
                floors(),
                coreNeedsJodaMoneyAlone(),
                wordsKnowNoFunctions(),
                portsKnowWordsAlone(),
                noClock(),
                noChance(),
                noDefaultsOfTheMachine(),
                noInputOrOutput(),
                noLogging(),
                noChangingStatics(),
                noFloatingMoney(),
                noCurrencyRegistration(),
                nothingLeaks());
    }

    Rule floors() {
        return Rule.of(
                "classes use packages of their own module and of lower floors",
                classes().should(new ArchCondition<JavaClass>("use lower floors") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        Optional<Unit> floor = FloorPlan.ownerOf(root, user.getPackageName());
                        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                            Optional<Unit> other = FloorPlan.ownerOf(
                                    root, baseType(dependency.getTargetClass()).getPackageName());
                            boolean wrong = floor.isPresent()
                                    && other.isPresent()
                                    && !floor.equals(other)
                                    && other.get().floor() >= floor.get().floor();
                            if (wrong) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        }
                    }
                }),
                "UsesTheEngine");
    }

    Rule coreNeedsJodaMoneyAlone() {
        List<String> allowed = new ArrayList<>(core());
        allowed.addAll(List.of("java..", "org.joda.money..", "org.jspecify.."));
        return Rule.of(
                "core needs java, joda-money, the null annotations and itself",
                classesOfCore()
                        .should()
                        .onlyDependOnClassesThat(elementsResideIn(allowed).or(primitives())),
                "UsesAssertj",
                "UsesTheEngine");
    }

    Rule wordsKnowNoFunctions() {
        return Rule.of(
                "the vocabulary knows no functions",
                noClasses()
                        .that()
                        .resideInAnyPackage(packages(FloorPlan.VOCABULARY))
                        .should(dependOnClassesThat(elementsResideIn(List.of(packages(FloorPlan.FUNCTIONS))))),
                "UsesAFunction");
    }

    Rule portsKnowWordsAlone() {
        return Rule.of(
                "ports speak in the vocabulary, never in functions",
                noClasses()
                        .that()
                        .resideInAnyPackage(packages(FloorPlan.PORTS))
                        .should(dependOnClassesThat(elementsResideIn(List.of(packages(FloorPlan.FUNCTIONS))))),
                "StoresAScenario");
    }

    Rule noClock() {
        return coreNever(
                "core asks no clock",
                access("java.time..", "now")
                        .or(accessTo("java.time.Clock", "system", "systemUTC", "systemDefaultZone"))
                        .or(accessTo("java.time.Clock", "tick", "tickMillis", "tickSeconds", "tickMinutes"))
                        .or(accessTo("java.time.InstantSource", "system", "tick"))
                        .or(accessTo("java.lang.System", "currentTimeMillis", "nanoTime"))
                        .or(accessTo("java.util.Date", "<init>"))
                        .or(accessTo("java.util.Calendar", "getInstance"))
                        .or(accessTo("java.util.GregorianCalendar", "<init>")),
                "AsksTheClock",
                "AsksTheClockByReference",
                "AsksTheSystem");
    }

    Rule noChance() {
        return coreNever(
                "core leaves nothing to chance",
                accessTo("java.lang.Math", "random")
                        .or(accessTo("java.lang.StrictMath", "random"))
                        .or(accessTo("java.util.UUID", "randomUUID"))
                        .or(accessTo("java.util.Collections", "shuffle"))
                        .or(accessTo("java.lang.System", "identityHashCode"))
                        .or(accessIn("java.util.random.."))
                        .or(anyAccessTo(
                                "java.util.Random",
                                "java.util.SplittableRandom",
                                "java.util.concurrent.ThreadLocalRandom",
                                "java.security.SecureRandom")),
                "ThrowsDice",
                "MakesRandomIds");
    }

    Rule noDefaultsOfTheMachine() {
        return coreNever(
                "core gives the same on every machine: no default locale, zone, encoding or environment",
                accessTo("java.util.Locale", "getDefault")
                        .or(accessTo("java.time.ZoneId", "systemDefault"))
                        .or(accessTo("java.util.TimeZone", "getDefault"))
                        .or(accessTo("java.nio.charset.Charset", "defaultCharset"))
                        .or(accessTo("java.lang.System", "getenv", "getProperty", "getProperties", "lineSeparator"))
                        .or(accessTo("java.lang.String", "formatted"))
                        .or(formatWithoutLocale()),
                "FormatsByDefault",
                "ReadsTheEnvironment");
    }

    Rule noInputOrOutput() {
        return Rule.of(
                "core reads and writes nothing",
                noClassesOfCore(dependOnClassesThat(elementsResideIn(
                                List.of("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")))
                        .or(accessTargetWhere(
                                accessTo("java.lang.System", "out", "err", "in", "setOut", "setErr", "setIn")))
                        .or(accessTargetWhere(accessTo("java.lang.Throwable", "printStackTrace")))),
                "ReadsAFile",
                "Prints");
    }

    Rule noLogging() {
        return Rule.of(
                "core does not log",
                noClassesOfCore(dependOnClassesThat(elementsResideIn(List.of(
                                "java.util.logging..",
                                "org.slf4j..",
                                "org.apache.logging..",
                                "org.apache.commons.logging..")))
                        .or(accessTargetWhere(accessTo("java.lang.System", "getLogger")))),
                "Logs",
                "LogsByPlatform");
    }

    Rule noChangingStatics() {
        return Rule.of(
                "static fields of core are final, and the visible ones no arrays",
                classesOfCore().should(new ArchCondition<JavaClass>("have constant static fields") {
                    @Override
                    public void check(JavaClass owner, ConditionEvents events) {
                        for (JavaField field : owner.getFields()) {
                            Set<JavaModifier> modifiers = field.getModifiers();
                            boolean visible = modifiers.contains(JavaModifier.PUBLIC)
                                    || modifiers.contains(JavaModifier.PROTECTED);
                            boolean wrong = modifiers.contains(JavaModifier.STATIC)
                                    && (!modifiers.contains(JavaModifier.FINAL)
                                            || (visible && field.getRawType().isArray()));
                            if (wrong) {
                                events.add(SimpleConditionEvent.violated(field, field.getDescription()));
                            }
                        }
                    }
                }),
                "Counts",
                "ShowsAnArray");
    }

    Rule noFloatingMoney() {
        Set<String> floating = Set.of("float", "double", "java.lang.Float", "java.lang.Double");
        return Rule.of(
                "no float or double in the fields and signatures of money and receivables",
                members()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(packages(Set.of("money", "receivable")))
                        .should(new ArchCondition<JavaMember>("be without float and double") {
                            @Override
                            public void check(JavaMember member, ConditionEvents events) {
                                boolean wrong = involvedIn(member)
                                        .anyMatch(type ->
                                                floating.contains(baseType(type).getName()));
                                if (wrong) {
                                    events.add(SimpleConditionEvent.violated(member, member.getDescription()));
                                }
                            }
                        }),
                "HasADouble",
                "TakesAFloat");
    }

    Rule noCurrencyRegistration() {
        return coreNever(
                "core registers no currency",
                accessTo("org.joda.money.CurrencyUnit", "registerCurrency", "registerCurrencies"),
                "RegistersACurrency");
    }

    Rule nothingLeaks() {
        return Rule.of(
                "what users can call names types that they can name",
                members()
                        .that(describe("are part of the API", this::isApi))
                        .should(new ArchCondition<JavaMember>("name public types of exported packages") {
                            @Override
                            public void check(JavaMember member, ConditionEvents events) {
                                involvedIn(member)
                                        .map(Rules::baseType)
                                        .filter(type -> isInRoot(type) && !isVisible(type))
                                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                                member, member.getDescription() + " names " + type.getName())));
                            }
                        }),
                "LeaksAHelper",
                "LeaksAnInternal");
    }

    private boolean isApi(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && !modifiers.contains(JavaModifier.BRIDGE)
                && (modifiers.contains(JavaModifier.PUBLIC)
                        || (modifiers.contains(JavaModifier.PROTECTED)
                                && !member.getOwner().getModifiers().contains(JavaModifier.FINAL)))
                && isInRoot(member.getOwner())
                && isVisible(member.getOwner());
    }

    private boolean isInRoot(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private static boolean isVisible(JavaClass type) {
        boolean visible = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return visible
                && !type.getPackageName().endsWith(".internal")
                && !type.getPackageName().contains(".internal.")
                && type.getEnclosingClass().map(Rules::isVisible).orElse(true);
    }

    private static Stream<JavaClass> involvedIn(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getAllInvolvedRawTypes().stream();
        }
        return ((JavaCodeUnit) member).getAllInvolvedRawTypes().stream();
    }

    private Rule coreNever(String name, DescribedPredicate<JavaAccess<?>> access, String... offenders) {
        return Rule.of(name, noClassesOfCore(accessTargetWhere(access)), offenders);
    }

    private ArchRule noClassesOfCore(ArchCondition<? super JavaClass> condition) {
        return noClasses()
                .that()
                .resideInAnyPackage(core().toArray(String[]::new))
                .should(condition);
    }

    private GivenClassesConjunction classesOfCore() {
        return classes().that().resideInAnyPackage(core().toArray(String[]::new));
    }

    private List<String> core() {
        return Stream.concat(FloorPlan.VOCABULARY.stream(), FloorPlan.FUNCTIONS.stream())
                .map(name -> root + "." + name + "..")
                .toList();
    }

    private String[] packages(Collection<String> names) {
        return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    /** An array is judged by what it holds. */
    private static JavaClass baseType(JavaClass type) {
        return type.getBaseComponentType();
    }

    private static DescribedPredicate<JavaClass> elementsResideIn(List<String> packages) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage(packages.toArray(String[]::new));
        return describe("reside in " + packages, type -> inside.test(baseType(type)));
    }

    private static DescribedPredicate<JavaClass> primitives() {
        return describe("are primitive", type -> baseType(type).isPrimitive());
    }

    private static DescribedPredicate<JavaAccess<?>> accessTo(String owner, String... names) {
        Set<String> wanted = Set.of(names);
        return describe(
                owner + "." + wanted,
                access -> access.getTargetOwner().isAssignableTo(owner) && wanted.contains(access.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> access(String packages, String name) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage(packages);
        return describe(
                packages + name,
                access ->
                        inside.test(access.getTargetOwner()) && access.getName().equals(name));
    }

    private static DescribedPredicate<JavaAccess<?>> accessIn(String packages) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage(packages);
        return describe(packages, access -> inside.test(access.getTargetOwner()));
    }

    private static DescribedPredicate<JavaAccess<?>> anyAccessTo(String... owners) {
        Set<String> wanted = Set.of(owners);
        return describe(
                "any of " + wanted,
                access -> wanted.contains(access.getTargetOwner().getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> formatWithoutLocale() {
        return describe(
                "String.format without a locale",
                access -> access.getTargetOwner().getName().equals("java.lang.String")
                        && access.getName().equals("format")
                        && !access.getTarget().getFullName().contains("java.util.Locale"));
    }
}
