package io.spillway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the README's first lines with the published artifacts. */
@WhenPublished
class ReadmeTest {

  /** Definitions that the README leaves to its reader; the CRM fails until it is back. */
  private static final String AROUND =
      """
      public final class Main {
        static boolean isCrmAway = true;
        static final class Mail {
          void thank(io.spillway.ports.event.StreamEvent event) {}
        }
        static final class Crm {
          void note(io.spillway.ports.event.StreamEvent event) throws java.io.IOException {
            if (isCrmAway) throw new java.io.IOException("no route to host");
          }
        }
        static double shouting(String text) {
          return text.equals(text.toUpperCase(java.util.Locale.ROOT)) ? 1 : 0;
        }
        public static void main(String[] args) throws Exception {
          var mail = new Mail();
          var crm = new Crm();
          var letterId = "room-1~e-1";
          var event = new io.spillway.ports.event.StreamEvent("room-1", "e-1", "ann",
              java.time.Instant.now(), new io.spillway.ports.event.EventDetail.Follow());
          %s
          System.out.println(%s);
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void its_first_lines_moderate_a_message() throws Exception {
    String block = block(0).replace("\"what a save!\"", "\"BUY MY COINS\"");

    String output =
        run(
            block,
            "moderation.reviews().find(((Receipt.Held) receipt).violation().id())"
                + ".orElseThrow().value().state()");

    assertThat(output).endsWith("DISMISSED");
  }

  @Test
  void its_fan_out_dead_letters_and_redrives_an_event() throws Exception {
    String block =
        block(1)
            .replace(
                ".build()",
                ".retry(new io.spillway.RetryPolicy(1, java.time.Duration.ofMillis(1), 1, java.time.Duration.ofMillis(1), java.time.Duration.ofMinutes(1))).build()")
            .replace("fanOut.deadLetters()", "isCrmAway = false;\nfanOut.deadLetters()");

    String output = run(block, "fanOut.deadLetters().find(letterId).orElseThrow().value().state()");

    assertThat(output).endsWith("REDRIVEN");
  }

  private static String block(int number) throws Exception {
    String readme = Files.readString(RepositoryRoot.path().resolve("README.md"));
    String embed = readme.substring(readme.indexOf("## Embed it"));
    List<String> blocks = JavaBlock.in(embed);
    assertThat(blocks).as("Java blocks of Embed it").hasSizeGreaterThan(number);
    return blocks.get(number);
  }

  private String run(String block, String shown) throws Exception {
    JavaBlock code = JavaBlock.of(block);
    String main = code.imports() + "\n" + AROUND.formatted(code.statements(), shown);
    Path source = Files.writeString(folder.resolve("Main.java"), main);
    assertThat(JdkTool.run("javac", "-cp", classPath(), "-d", folder.toString(), source.toString()))
        .isEmpty();

    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + ":" + classPath(),
                "Main")
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("errors"))).isZero();
    return Files.readString(output).strip();
  }

  private static String classPath() {
    return Published.path(Published.EMBEDDED);
  }
}
