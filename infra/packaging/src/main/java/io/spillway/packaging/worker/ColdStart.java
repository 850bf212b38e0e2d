package io.spillway.packaging.worker;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Benchmark of cold starts, from the start of a function app's JVM to its first response: the
 * package, the same app as staged by the Functions plugin, a hello-world app, and the package's
 * lower bounds: hello-world with the package's libraries, and the SDKs without Spillway. The starts
 * alternate, so that other load affects all of them.
 */
public final class ColdStart {

  private static final String HELLO = "hello world";
  private static final String CROWDED = "hello world among the same libraries";
  private static final String SDKS = "one item and one question by the SDKs alone";
  private static final String HEALTH = "first GET health";
  private static final String MESSAGE = "first POST message";
  private static final String STAGED = " as staged";

  private final Map<String, Contestant> contestants = new HashMap<>();
  private final Map<String, List<WorkerProcess.Run>> runs = new HashMap<>();
  private final List<String> order = new ArrayList<>();

  private record Contestant(
      WorkerProcess worker, Path app, Map<String, String> settings, String call) {

    WorkerProcess.Run run() throws IOException, InterruptedException {
      return worker.run(app, settings, call);
    }
  }

  private ColdStart() {}

  /**
   * Runs the starts in turn and prints the table.
   *
   * @param arguments the package's folder, the staged folder, and the number of starts of each
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    Path staged = Path.of(arguments[1]).toAbsolutePath();
    int rounds = Integer.parseInt(arguments[2]);
    Path work = Files.createTempDirectory("cold-start");
    try (Backends backends = Backends.start()) {
      ColdStart coldStart = new ColdStart();
      coldStart.enter(WorkerProcess.in(work.resolve("worker")), folder, staged, work, backends);
      for (int round = 0; round < rounds; round++) {
        coldStart.runAll();
      }
      coldStart.print();
    }
    System.exit(0);
  }

  private void enter(WorkerProcess worker, Path folder, Path staged, Path work, Backends backends)
      throws Exception {
    Map<String, String> settings = backends.settings();
    Map<String, String> creating = new HashMap<>(settings);
    creating.put("SPILLWAY_COSMOS_CREATE", "true");
    worker.run(folder, creating, "message");
    Path hello =
        SmallApp.write(
            work.resolve("hello"),
            HelloFunction.class,
            staged.resolve("lib"),
            "azure-functions-java-library-");
    Path ours = folder.resolve("lib");
    Path crowded = SmallApp.write(work.resolve("crowded"), HelloFunction.class, ours, "");
    Path sdks = SmallApp.write(work.resolve("sdks"), SdkFunction.class, ours, "");
    add(HELLO, new Contestant(worker, hello, Map.of(), "HelloFunction"));
    add(CROWDED, new Contestant(worker, crowded, Map.of(), "HelloFunction"));
    add(HEALTH, new Contestant(worker, folder, settings, "health"));
    add(HEALTH + STAGED, new Contestant(worker, staged, settings, "health"));
    add(MESSAGE, new Contestant(worker, folder, settings, "message"));
    add(SDKS, new Contestant(worker, sdks, backends.sdkSettings(), "SdkFunction"));
    add(MESSAGE + STAGED, new Contestant(worker, staged, settings, "message"));
  }

  private void add(String name, Contestant contestant) {
    order.add(name);
    contestants.put(name, contestant);
    runs.put(name, new ArrayList<>());
  }

  private void runAll() throws IOException, InterruptedException {
    for (String name : order) {
      WorkerProcess.Run run = requireNonNull(contestants.get(name)).run();
      String answer = run.answers().get(0);
      if (!answer.startsWith("20")) {
        throw new IllegalStateException(name + " was answered " + answer);
      }
      runs(name).add(run);
    }
  }

  private List<WorkerProcess.Run> runs(String name) {
    return requireNonNull(runs.get(name));
  }

  private void print() {
    System.out.println("| start, and until | CPU s | wall s | classes |");
    System.out.println("|---|---|---|---|");
    for (String name : order) {
      System.out.printf(
          "| %s | %.2f | %.2f | %d |%n",
          name,
          median(name, run -> seconds(run.cpu())),
          median(name, run -> seconds(run.wall())),
          (int) median(name, run -> (double) run.classes()));
    }
    System.out.println();
    ratio(HEALTH, HELLO);
    ratio(CROWDED, HELLO);
    ratio(MESSAGE, MESSAGE + STAGED);
    ratio(SDKS, MESSAGE + STAGED);
    System.out.printf("medians of %d starts, in turns%n", runs(HELLO).size());
  }

  private void ratio(String name, String base) {
    System.out.printf(
        "%s / %s: CPU %.2f, wall %.2f%n",
        name,
        base,
        median(name, run -> seconds(run.cpu())) / median(base, run -> seconds(run.cpu())),
        median(name, run -> seconds(run.wall())) / median(base, run -> seconds(run.wall())));
  }

  private double median(String name, Function<WorkerProcess.Run, Double> of) {
    List<Double> sorted = runs(name).stream().map(of).sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
