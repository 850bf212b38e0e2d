package io.spillway.embedding;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** A Maven repository in a folder with one published version. */
final class Published {

  static final String PROPERTY = "spillway.published";

  /** Ids of the jars that an embedding program needs. */
  static final List<String> EMBEDDED =
      List.of("spillway-core", "spillway-ports", "spillway-adapters-inmemory");

  private Published() {}

  static Path folder() {
    return Path.of(System.getProperty(PROPERTY, ""));
  }

  /** Returns the ids of all artifacts, including the BOM. */
  static Set<String> artifacts() {
    return list(folder().resolve("io/spillway")).stream()
        .map(path -> path.getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the ids of all artifacts that are jars. */
  static Set<String> jars() {
    return artifacts().stream()
        .filter(artifact -> !artifact.equals("spillway-bom"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Path jar(String artifact) {
    return file(artifact, name -> name.matches(".*(-[0-9]+|[0-9])\\.jar"));
  }

  /** Returns jars as a class path or module path. */
  static String path(Collection<String> artifacts) {
    return artifacts.stream()
        .map(artifact -> jar(artifact).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  static Path sources(String artifact) {
    return file(artifact, name -> name.endsWith("-sources.jar"));
  }

  static Path javadoc(String artifact) {
    return file(artifact, name -> name.endsWith("-javadoc.jar"));
  }

  static ModuleDescriptor module(String artifact) {
    return ModuleFinder.of(jar(artifact)).findAll().iterator().next().descriptor();
  }

  /** Returns the packages that a jar exports to all; of an automatic module, all packages. */
  static Set<String> exports(String artifact) {
    ModuleDescriptor module = module(artifact);
    return module.isAutomatic()
        ? module.packages()
        : module.exports().stream()
            .filter(exported -> !exported.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  static Document pom(String artifact) {
    try {
      Path pom = file(artifact, name -> name.endsWith(".pom"));
      return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the names of the files in a jar. */
  static Set<String> entries(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> !entry.isDirectory())
          .map(entry -> entry.getName())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String artifact, Predicate<String> name) {
    List<Path> found =
        list(folder().resolve("io/spillway").resolve(artifact)).stream()
            .filter(Files::isDirectory)
            .flatMap(version -> list(version).stream())
            .filter(path -> name.test(path.getFileName().toString()))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError("one file of " + artifact + " expected: " + found);
    }
    return found.get(0);
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
