package io.spillway.architecture;

import io.spillway.testing.RepositoryRoot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The repository's Maven modules, as the POMs name them. */
final class Modules {

  private static final Path ROOT = RepositoryRoot.path();

  private Modules() {}

  /**
   * One module.
   *
   * @param path from the repository's root, with slashes, such as {@code local/host}
   * @param uses artifact ids of this repository's modules among its compile and runtime
   *     dependencies
   */
  record Module(String path, String artifactId, List<String> uses) {

    Module {
      uses = List.copyOf(uses);
    }

    Path folder() {
      return ROOT.resolve(path);
    }

    /** The first folder of a module's path, or {@code product} at the repository's root. */
    String group() {
      return path.contains("/") ? path.substring(0, path.indexOf('/')) : "product";
    }
  }

  /** Every module of the root POM, in its order. */
  static List<Module> all() throws IOException {
    List<Module> modules = new ArrayList<>();
    for (String path : texts(read(ROOT.resolve("pom.xml")).getElementsByTagName("module"))) {
      modules.add(module(path, Files.readString(ROOT.resolve(path).resolve("pom.xml"))));
    }
    return modules;
  }

  /** The modules that the bill of materials for embedders names. */
  static List<Module> published() throws IOException {
    List<String> artifacts =
        texts(read(ROOT.resolve("tools/bom/pom.xml")).getElementsByTagName("artifactId"));
    return all().stream()
        .filter(module -> artifacts.contains(module.artifactId()))
        .filter(module -> Files.isDirectory(module.folder().resolve("src/main/java")))
        .toList();
  }

  static Module module(String path, String pom) {
    Document document = parse(pom);
    String artifactId = child(document.getDocumentElement(), "artifactId");
    List<String> uses = new ArrayList<>();
    for (Element dependency : elements(document.getElementsByTagName("dependency"))) {
      boolean direct =
          dependency.getParentNode().getParentNode().equals(document.getDocumentElement());
      if (direct
          && child(dependency, "groupId").equals("io.spillway")
          && !child(dependency, "scope").equals("test")) {
        uses.add(child(dependency, "artifactId"));
      }
    }
    return new Module(path, artifactId, uses);
  }

  private static Document read(Path pom) throws IOException {
    return parse(Files.readString(pom));
  }

  private static Document parse(String pom) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("not a POM: " + pom, e);
    }
  }

  private static String child(Element parent, String name) {
    return elements(parent.getChildNodes()).stream()
        .filter(element -> element.getTagName().equals(name))
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private static List<String> texts(NodeList nodes) {
    return elements(nodes).stream().map(element -> element.getTextContent().strip()).toList();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }
}
