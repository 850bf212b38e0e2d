package io.spillway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The process itself, as a service manager sees it. */
class TerminationTest {

  private static final Pattern READY = Pattern.compile("is ready on (\\S+) ");

  @Test
  @Timeout(60)
  void a_server_that_is_told_to_stop_says_what_it_answered_and_ends_with_0() throws Exception {
    Process process = run();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      URI uri = readyOn(out);
      HttpRequest health = HttpRequest.newBuilder(uri.resolve("/api/health")).build();
      assertThat(HttpClient.newHttpClient().send(health, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);

      process.toHandle().destroy(); // which, unlike process.destroy(), leaves its output open

      assertThat(out.lines().collect(Collectors.joining("\n")))
          .contains("Stopped after 1 answered requests.");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process run() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", classPath, "io.spillway.cli.Main", "run", "--port", "0")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static URI readyOn(BufferedReader out) throws IOException {
    String line = out.readLine();
    Matcher matcher = READY.matcher(String.valueOf(line));
    assertThat(matcher.find()).as("first line: %s", line).isTrue();
    return URI.create(matcher.group(1));
  }
}
