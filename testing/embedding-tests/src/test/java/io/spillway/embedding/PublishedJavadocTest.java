package io.spillway.embedding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the published Javadoc: exported packages and links between artifacts. */
@WhenPublished
class PublishedJavadocTest {

  private static final Pattern LINK_TO_PORTS =
      Pattern.compile("href=\"([^\"#]*/spillway-ports/[^\"#]*)");

  private static final String MESSAGE_STORE =
      "io.spillway.ports/io/spillway/ports/message/MessageStore.html";

  @TempDir Path folder;

  static Set<String> jars() {
    return Published.jars();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void it_has_pages_for_exactly_the_exported_packages(String artifact) {
    ModuleDescriptor module = Published.module(artifact);

    assertThat(Published.entries(Published.javadoc(artifact)))
        .contains("index.html")
        .filteredOn(page -> page.endsWith("/package-summary.html"))
        .containsExactlyInAnyOrderElementsOf(
            Published.exports(artifact).stream()
                .map(
                    name ->
                        "%s/%s/package-summary.html"
                            .formatted(module.name(), name.replace('.', '/')))
                .toList());
  }

  @Test
  void it_names_the_entry_points_and_links_to_a_ports_contract() throws IOException {
    Path core = unpack("spillway-core");

    assertThat(core.resolve("index.html"))
        .content()
        .contains("Three entry points", "/spillway-ports/", MESSAGE_STORE);
  }

  @Test
  void links_to_ports_lead_to_pages() throws IOException {
    unpack("spillway-ports");
    Path core = unpack("spillway-core");
    Path receipt = core.resolve("io.spillway.core/io/spillway/Receipt.Published.html");

    List<Path> links =
        LINK_TO_PORTS
            .matcher(Files.readString(receipt))
            .results()
            .map(link -> receipt.resolveSibling(link.group(1)))
            .toList();
    assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(link).isRegularFile());
  }

  /** Unpacks an artifact's Javadoc into a folder by name and version, as documentation sites do. */
  private Path unpack(String artifact) throws IOException {
    Path jar = Published.javadoc(artifact);
    Path to = folder.resolve(artifact).resolve(requireNonNull(jar.getParent()).getFileName());
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().filter(one -> !one.isDirectory()).toList()) {
        Path page = to.resolve(entry.getName());
        Files.createDirectories(page.getParent());
        Files.copy(file.getInputStream(entry), page);
      }
    }
    return to;
  }
}
