package io.spillway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryRootTest {

  @TempDir Path outside;

  @Test
  void the_root_is_the_folder_with_the_root_pom_and_the_script() throws IOException {
    Path module = Files.createDirectories(outside.resolve("clone/testing/support"));
    Files.createFile(module.resolve("pom.xml"));
    Files.createFile(outside.resolve("clone/pom.xml"));
    Files.createFile(outside.resolve("clone/spillway"));
    Files.createFile(outside.resolve("pom.xml"));

    assertThat(RepositoryRoot.above(module)).isEqualTo(outside.resolve("clone"));
  }

  @Test
  void a_folder_outside_a_repository_has_no_root() {
    assertThatIllegalStateException().isThrownBy(() -> RepositoryRoot.above(outside));
  }

  @Test
  void this_repository_is_found() {
    assertThat(RepositoryRoot.resolve("core/pom.xml")).isRegularFile();
  }
}
