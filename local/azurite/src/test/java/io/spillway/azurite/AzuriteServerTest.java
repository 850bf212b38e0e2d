package io.spillway.azurite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzuriteServerTest {

  @TempDir Path top;

  @Test
  void azurite_is_found_from_any_module() throws IOException {
    Path main = top.resolve("local/azurite/node_modules/azurite/dist/src/queue/main.js");
    Files.createDirectories(main.getParent());
    Files.createFile(main);

    assertThat(AzuriteServer.findInstallation(top.resolve("module/target")))
        .isEqualTo(top.resolve("local/azurite"));
  }

  @Test
  void an_azurite_that_is_not_installed_says_how_to_install_it() throws IOException {
    Files.createDirectories(top.resolve("local/azurite"));

    assertThatIllegalStateException()
        .isThrownBy(() -> AzuriteServer.findInstallation(top.resolve("module")))
        .withMessageContaining("./spillway test");
  }
}
