package io.spillway.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Load test: doubles the rate until the server is saturated and once beyond, returns to a low rate,
 * holds a sustainable rate for the requested time, and verifies that all accepted data is stored.
 */
public final class Load {

  private static final double SOAKED_SHARE = 0.6;
  private static final Duration MAX_SETTLING = Duration.ofMinutes(5);
  private static final int WARM_UP_RATE = 20;
  private static final String UNKNOWN = "-";
  private static final String CSV_HEADER =
      "rate,offered,answered,accepted,accepted_per_second,throttled,unavailable,"
          + "p50_ms,p99_ms,max_ms,heap_mib,resident_mib,processor_percent";

  private final LoadSettings settings;
  private final PrintWriter out;
  private final DemoTally tally = new DemoTally();
  private final ServerProcess server;
  private final List<LoadStep> steps = new ArrayList<>();
  private final List<String> rows = new ArrayList<>(List.of(CSV_HEADER));

  public Load(LoadSettings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
    this.server = new ServerProcess(settings.pid());
  }

  /**
   * Runs the load test, then prints a report.
   *
   * @return whether each rejection had a Retry-After, the server recovered after the overload, and
   *     all accepted data is stored
   * @throws IOException if the CSV file cannot be written
   * @throws IllegalStateException if the server cannot be reached or stops answering
   */
  public boolean run() throws IOException {
    Api api = new Api(settings.url(), null);
    api.get("/api/health");
    out.println("Loading stream " + settings.streamId() + " of " + settings.url());
    List<String> wrong = new ArrayList<>();
    DemoScript script = new DemoScript(settings.streamId(), Chatter.madeUp());
    try (OpenLoop clients = new OpenLoop(settings, script, tally)) {
      clients.run(WARM_UP_RATE, settings.step());
      ramp(clients);
      LoadStep after = step(clients, settings.from(), settings.step());
      if (after.accepted() < after.count()) {
        wrong.add("the server did not recover");
      }
      if (!settings.soak().isZero()) {
        soak(clients);
      }
      out.printf("%d requests with an unknown outcome were resent.%n", clients.settle());
    }
    if (settings.csv() != null) {
      Files.write(settings.csv(), rows);
    }
    if (steps.stream().anyMatch(step -> step.withoutRetryAfter() > 0)) {
      wrong.add("a rejection without Retry-After");
    }
    if (steps.stream().anyMatch(step -> step.failed() > 0)) {
      wrong.add("requests that were neither accepted nor rejected");
    }
    wrong.addAll(audit(api));
    out.println(wrong.isEmpty() ? "All consistent." : "Failed: " + String.join("; ", wrong) + ".");
    out.flush();
    return wrong.isEmpty();
  }

  /** Doubles the rate until one step after saturation. */
  private void ramp(OpenLoop clients) {
    out.printf(
        "%8s %9s %9s %9s %7s %7s %7s %9s %9s %9s %8s %8s %6s%n",
        "a second",
        "offered",
        "answered",
        "accepted",
        "a sec.",
        "429",
        "503",
        "p50 ms",
        "p99 ms",
        "max ms",
        "heap MiB",
        "RSS MiB",
        "CPU %");
    int saturated = 0;
    for (int rate = settings.from(); rate <= settings.most() && saturated < 2; rate *= 2) {
      saturated += step(clients, rate, settings.step()).isSaturated() ? 1 : 0;
    }
  }

  private LoadStep step(OpenLoop clients, int rate, Duration length) {
    long start = System.nanoTime();
    double processor = server.processorSeconds().orElse(Double.NaN);
    LoadStep step = clients.run(rate, length);
    double seconds = (System.nanoTime() - start) / 1e9;
    steps.add(step);
    print(step, 100 * (server.processorSeconds().orElse(Double.NaN) - processor) / seconds);
    return step;
  }

  private void print(LoadStep step, double processor) {
    List<String> values =
        List.of(
            String.valueOf(step.rate()),
            String.valueOf(step.count()),
            String.valueOf(step.answered()),
            String.valueOf(step.accepted()),
            number(step.acceptedPerSecond()),
            String.valueOf(step.throttled()),
            String.valueOf(step.unavailable()),
            millis(step, 50),
            millis(step, 99),
            millis(step, 100),
            number(server.heapInUse()),
            number(server.resident()),
            number(processor));
    rows.add(
        values.stream()
            .map(value -> value.equals(UNKNOWN) ? "" : value)
            .collect(Collectors.joining(",")));
    out.printf("%8s %9s %9s %9s %7s %7s %7s %9s %9s %9s %8s %8s %6s%n", values.toArray());
    out.flush();
  }

  /** Returns the maximum throughput of any step, per second. */
  private double saturation() {
    return steps.stream().mapToDouble(LoadStep::acceptedPerSecond).max().orElse(1);
  }

  private void soak(OpenLoop clients) {
    int rate = Math.max(1, (int) (SOAKED_SHARE * saturation()));
    if (!settings.growing()) {
      clients.repeat();
    }
    out.printf("Holding %d a second for %d s:%n", rate, settings.soak().toSeconds());
    out.println("Heap in use before: " + number(server.heapInUse()) + " MiB");
    step(clients, rate, settings.soak());
  }

  private List<String> audit(Api api) {
    Audit audit = new Audit(api, settings.streamId(), tally);
    audit.await(MAX_SETTLING);
    List<Audit.Row> rows = audit.rows();
    new Report(out).whatTheServerSays(rows);
    return Audit.wrong(rows);
  }

  private static String millis(LoadStep step, int percent) {
    return String.format(Locale.ROOT, "%.1f", step.millis(percent));
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? UNKNOWN : number(value.getAsDouble());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.0f", value);
  }
}
