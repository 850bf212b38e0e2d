package io.spillway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Ids;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names that stores use in place of a stream's id. An id may begin with an underscore, so each of
 * them must be reserved; a new one begins with a tilde.
 */
class ReservedNamesTest {

  private static final Pattern NAME = Pattern.compile("\"(_[a-z-]+)\"");

  /** Properties that Cosmos DB itself gives a document. */
  private static final Set<String> OF_THE_DATABASE =
      Set.of("_etag", "_lsn", "_ts", "_rid", "_self");

  @Test
  void every_name_in_place_of_a_stream_is_reserved() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String module : List.of("ports", "core", "wire", "adapters-azure", "adapters-inmemory")) {
      for (Path file : sources(RepositoryRoot.resolve(module + "/src/main/java"))) {
        NAME.matcher(Files.readString(file)).results().forEach(name -> found.add(name.group(1)));
      }
    }
    found.removeAll(OF_THE_DATABASE);

    assertThat(found).isEqualTo(new TreeSet<>(Ids.RESERVED)).noneMatch(Ids::isValid);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
