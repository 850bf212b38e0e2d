package io.spillway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Termination of the process, as a service manager sees it. */
class TerminationTest {

  private static final Pattern READY = Pattern.compile("is ready on (\\S+) ");

  @Test
  @Timeout(60)
  void a_stopped_server_prints_its_request_count_and_exits_with_0() throws Exception {
    Process process = run("--port", "0");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      URI uri = readyOn(out);
      HttpRequest health = HttpRequest.newBuilder(uri.resolve("/api/health")).build();
      assertThat(HttpClient.newHttpClient().send(health, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);

      process.toHandle().destroy(); // unlike process.destroy(), leaves the output open

      assertThat(out.lines().collect(Collectors.joining("\n")))
          .contains("Stopped after 1 answered requests.");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A killed process runs no shutdown hook. */
  @Test
  @Timeout(60)
  void with_azure_local_it_starts_without_complaints_and_leaves_nothing_running_when_it_is_killed(
      @TempDir Path folder) throws Exception {
    Path complaints = folder.resolve("err");
    Process process = run(Redirect.to(complaints.toFile()), "--port", "0", "--azure-local");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      readyOn(out);
      List<ProcessHandle> servers = process.toHandle().children().toList();
      assertThat(servers).as("Azurite; the database is in the process itself").hasSize(1);

      process.destroyForcibly().waitFor();

      servers.get(0).onExit().get(30, TimeUnit.SECONDS);
      assertThat(Files.readString(complaints)).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @Timeout(60)
  void a_server_for_another_program_ends_with_its_input() throws Exception {
    Process process = run("--port", "0", "--until-input-ends");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      readyOn(out);

      process.getOutputStream().close();

      assertThat(out.lines()).anyMatch(line -> line.startsWith("Stopped after 0"));
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process run(String... options) throws IOException {
    return run(Redirect.INHERIT, options);
  }

  private static Process run(Redirect errors, String... options) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(List.of(java, "-cp", classPath, "io.spillway.cli.Main", "run"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectError(errors).start();
  }

  private static URI readyOn(BufferedReader out) throws IOException {
    String line = out.readLine();
    Matcher matcher = READY.matcher(String.valueOf(line));
    assertThat(matcher.find()).as("first line: %s", line).isTrue();
    return URI.create(matcher.group(1));
  }
}
