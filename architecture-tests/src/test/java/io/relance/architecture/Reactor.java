package io.relance.architecture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The modules of this build, as their poms and directories say. */
final class Reactor {

    /** A dependency on another module of this project. */
    record Use(String artifact, boolean test) {}

    /** A module: its directory from the top, its artifact, and which of its siblings it uses. */
    record Module(String directory, Path path, String artifact, boolean deployed, List<Use> uses) {

        boolean hasMainSources() {
            return Files.isDirectory(sources());
        }

        Path sources() {
            return path.resolve("src/main/java");
        }

        Path classes() {
            return path.resolve("target/classes");
        }

        /** The packages with Java sources in them. */
        Set<String> packages() {
            if (!hasMainSources()) {
                return Set.of();
            }
            try (Stream<Path> files = Files.walk(sources())) {
                Set<String> packages = new TreeSet<>();
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(file -> sources().relativize(file).getParent())
                        .filter(directory -> directory != null)
                        .forEach(directory -> packages.add(directory.toString().replace(File.separatorChar, '.')));
                return packages;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Path top;
    private final List<Module> modules = new ArrayList<>();

    private Reactor(Path top) {
        this.top = top;
        collect(top);
    }

    /** Reads the build that this test is part of. */
    static Reactor ofThisBuild() {
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            Path pom = here.resolve("pom.xml");
            if (Files.exists(pom) && text(read(pom), "artifactId").equals("relance-parent")) {
                return new Reactor(here);
            }
        }
        throw new IllegalStateException(
                "no pom of relance-parent above " + Path.of("").toAbsolutePath());
    }

    List<Module> modules() {
        return modules;
    }

    /** The modules that give users a jar with code in it. */
    List<Module> modulesWithCode() {
        return modules.stream().filter(Module::hasMainSources).toList();
    }

    Module module(String directory) {
        return modules.stream()
                .filter(module -> module.directory().equals(directory))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no module in " + directory));
    }

    /** The artifacts of this project that a pom manages. */
    Set<String> managedBy(String directory) {
        Set<String> managed = new TreeSet<>();
        for (Element management : children(read(top.resolve(directory).resolve("pom.xml")), "dependencyManagement")) {
            for (Use use : uses(management)) {
                managed.add(use.artifact());
            }
        }
        return managed;
    }

    private void collect(Path parent) {
        for (Element list : children(read(parent.resolve("pom.xml")), "modules")) {
            for (Element entry : children(list, "module")) {
                Path path = parent.resolve(entry.getTextContent().trim());
                Element pom = read(path.resolve("pom.xml"));
                if (children(pom, "modules").isEmpty()) {
                    modules.add(module(path, pom));
                } else {
                    collect(path);
                }
            }
        }
    }

    private Module module(Path path, Element pom) {
        boolean deployed = children(pom, "properties").stream()
                .flatMap(properties -> children(properties, "maven.deploy.skip").stream())
                .noneMatch(skip -> skip.getTextContent().trim().equals("true"));
        return new Module(
                top.relativize(path).toString().replace('\\', '/'), path, text(pom, "artifactId"), deployed, uses(pom));
    }

    private static List<Use> uses(Element pom) {
        List<Use> uses = new ArrayList<>();
        for (Element list : children(pom, "dependencies")) {
            for (Element dependency : children(list, "dependency")) {
                if (text(dependency, "groupId").equals("io.relance")) {
                    boolean test = children(dependency, "scope").stream()
                            .anyMatch(scope -> scope.getTextContent().trim().equals("test"));
                    uses.add(new Use(text(dependency, "artifactId"), test));
                }
            }
        }
        return uses;
    }

    private static Element read(Path pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(pom.toFile());
            return document.getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(pom.toString(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(pom.toString(), e);
        }
    }

    private static String text(Element element, String name) {
        return children(element, name).get(0).getTextContent().trim();
    }

    private static List<Element> children(Element element, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                found.add(child);
            }
        }
        return found;
    }
}
