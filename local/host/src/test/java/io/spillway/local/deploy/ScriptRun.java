package io.spillway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Result of a script of {@code infra}.
 *
 * @param status the exit code
 * @param out the standard output
 * @param err the standard error
 */
record ScriptRun(int status, String out, String err) {

  private static final Path INFRA = RepositoryRoot.resolve("infra");
  private static final long LONGEST_SECONDS = 120;

  /** Runs a script in this environment only, plus PATH if it is not set. */
  static ScriptRun of(String script, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(tool("bash").toString());
    command.add(INFRA.resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    try {
      return run(builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ScriptRun run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    try {
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("not over in time: " + Files.readString(out, UTF_8));
      }
      return new ScriptRun(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Returns a tool's path on this machine. */
  static Path tool(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is needed on PATH"));
  }

  /** Installs a tool that delegates to the real one under another path. */
  static void passOn(Path there, Path real) throws IOException {
    write(there, "exec %s \"$@\"\n".formatted(real));
  }

  /** Writes an executable script. */
  static void write(Path file, String script) throws IOException {
    Files.writeString(file, "#!" + tool("bash") + "\n" + script, UTF_8);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + file);
    }
  }
}
