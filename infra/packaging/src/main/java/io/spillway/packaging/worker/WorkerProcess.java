package io.spillway.packaging.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.packaging.LeanJar;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts {@link PlainWorker} in separate JVMs.
 *
 * @param classPath the class path of the worker, which like the real one has the interfaces of
 *     functions and none of the app's classes
 * @param options the options of every JVM
 */
record WorkerProcess(String classPath, List<String> options) {

  /**
   * The Functions host's options for its worker, by {@code worker.config.json}. There it is {@code
   * -noverify}, which has the same effect and a warning.
   */
  static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote",
          "-Djava.net.preferIPv4Stack=true");

  /**
   * Measurements of a start, up to the last response.
   *
   * @param answers one for each call, a status and a body
   * @param cpu the time on all cores
   * @param classes the number of loaded classes
   */
  record Run(List<String> answers, Duration cpu, Duration wall, int classes) {}

  /** Copies the worker's classes to a separate folder. */
  static WorkerProcess in(Path folder) throws IOException {
    String name = WorkerProcess.class.getPackageName().replace('.', '/');
    Path from = classes().resolve(name);
    Path to = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("(Plain|LoadedApp).*\\.class")) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    StringBuilder classPath = new StringBuilder(folder.toString());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry).getFileName();
      if (jar.toString().matches("azure-functions-java-(core-library|spi)-.*\\.jar")) {
        // The real worker has them in its own jar, without signatures.
        LeanJar.write(Path.of(entry), folder.resolve(jar), Instant.parse("2026-01-01T00:00:00Z"));
        classPath.append(File.pathSeparator).append(folder.resolve(jar));
      }
    }
    return new WorkerProcess(classPath.toString(), OPTIONS);
  }

  /** Returns the location of this build's classes. */
  static Path classes() {
    try {
      return Path.of(
          WorkerProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns this process with more options. */
  WorkerProcess with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new WorkerProcess(classPath, all);
  }

  /** Starts a JVM, makes the calls, and ends it. */
  Run run(Path app, Map<String, String> environment, String... calls)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, PlainWorker.class.getName(), app.toString()));
    command.addAll(List.of(calls));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(WorkerProcess::isSetting);
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      List<String> answers = new ArrayList<>();
      while (answers.size() < calls.length) {
        answers.add(line(out, "answered "));
      }
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      int classes = Integer.parseInt(line(out, "classes "));
      process.waitFor();
      return new Run(answers, cpu, wall, classes);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Excludes a developer's own settings from the test. */
  private static boolean isSetting(String name) {
    return name.startsWith("SPILLWAY_")
        || name.startsWith("AzureWebJobs")
        || name.startsWith("GEMINI_");
  }

  /** Returns the rest of the next line with this beginning; the SDKs may print others. */
  private static String line(BufferedReader out, String beginning) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the worker ended early");
    }
    return line.substring(beginning.length());
  }
}
