package io.spillway.cli.demo;

import io.spillway.cli.demo.Chart.Curve;
import io.spillway.cli.demo.Chart.Point;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Loads a server step by step until it is saturated, once beyond that, and then gently again; holds
 * a rate that it can bear for as long as is asked; and checks that all that it took is where it
 * belongs.
 */
public final class Load {

  private static final double SOAKED_SHARE = 0.6;
  private static final Duration MAX_SETTLING = Duration.ofMinutes(5);
  private static final int WARM_UP_RATE = 20;

  private final LoadSettings settings;
  private final PrintWriter out;
  private final Tally tally = new Tally();
  private final ServerProcess server;
  private final List<LoadStep> steps = new ArrayList<>();
  private final List<Point> memory = new ArrayList<>();

  public Load(LoadSettings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
    this.server = new ServerProcess(settings.pid());
  }

  /**
   * Loads, then reports.
   *
   * @return whether each refusal told when to come again, the server was as good as before after
   *     the worst, and everything that it took is where it belongs
   * @throws IOException when a picture cannot be written
   * @throws IllegalStateException when the server cannot be reached or stops answering
   */
  public boolean run() throws IOException {
    Api api = new Api(settings.url());
    api.get("/api/health");
    out.println("Loading stream " + settings.streamId() + " of " + settings.url());
    List<String> wrong = new ArrayList<>();
    Script script = new Script(settings.streamId(), Chatter.madeUp());
    try (OpenLoop clients = new OpenLoop(settings, script, tally)) {
      clients.run(WARM_UP_RATE, settings.step(), () -> {});
      List<LoadStep> ramp = ramp(clients);
      LoadStep after = step(clients, settings.from(), settings.step(), () -> {});
      if (after.accepted() < after.count()) {
        wrong.add("the server did not recover");
      }
      if (!settings.soak().isZero()) {
        soak(clients);
      }
      out.printf(
          "%d were sent again, since it was open whether they were done.%n", clients.settle());
      draw(ramp);
    }
    if (steps.stream().anyMatch(step -> step.withoutRetryAfter() > 0)) {
      wrong.add("a refusal without Retry-After");
    }
    if (steps.stream().anyMatch(step -> step.failed() > 0)) {
      wrong.add("requests that were neither taken nor refused");
    }
    wrong.addAll(audit(api));
    out.println(
        wrong.isEmpty()
            ? "Everything adds up."
            : "This is wrong: " + String.join("; ", wrong) + ".");
    out.flush();
    return wrong.isEmpty();
  }

  /** Doubles the rate until one step after the one at which it was too much. */
  private List<LoadStep> ramp(OpenLoop clients) {
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
      saturated += step(clients, rate, settings.step(), () -> {}).isSaturated() ? 1 : 0;
    }
    return List.copyOf(steps);
  }

  private LoadStep step(OpenLoop clients, int rate, Duration length, Runnable eachSecond) {
    long start = System.nanoTime();
    double processor = server.processorSeconds().orElse(Double.NaN);
    LoadStep step = clients.run(rate, length, eachSecond);
    double seconds = (System.nanoTime() - start) / 1e9;
    steps.add(step);
    print(step, 100 * (server.processorSeconds().orElse(Double.NaN) - processor) / seconds);
    return step;
  }

  private void print(LoadStep step, double processor) {
    out.printf(
        Locale.ROOT,
        "%8d %9d %9d %9d %7.0f %7d %7d %9.1f %9.1f %9.1f %8s %8s %6s%n",
        step.rate(),
        step.count(),
        step.answered(),
        step.accepted(),
        step.acceptedPerSecond(),
        step.throttled(),
        step.unavailable(),
        step.millis(50),
        step.millis(99),
        step.millis(100),
        number(server.heapInUse()),
        number(server.resident()),
        number(processor));
    out.flush();
  }

  /** The most that it took a second in any step. */
  private double saturation() {
    return steps.stream().mapToDouble(LoadStep::acceptedPerSecond).max().orElse(1);
  }

  private void soak(OpenLoop clients) {
    int rate = Math.max(1, (int) (SOAKED_SHARE * saturation()));
    if (!settings.growing()) {
      clients.repeat();
    }
    out.printf("Holding %d a second for %d s:%n", rate, settings.soak().toSeconds());
    long start = System.nanoTime();
    out.println("Heap in use before: " + number(server.heapInUse()) + " MiB");
    step(
        clients,
        rate,
        settings.soak(),
        () ->
            server
                .resident()
                .ifPresent(mib -> memory.add(new Point((System.nanoTime() - start) / 1e9, mib))));
  }

  private List<String> audit(Api api) {
    Audit audit = new Audit(api, settings.streamId(), tally);
    audit.await(MAX_SETTLING);
    List<Audit.Row> rows = audit.rows();
    new Report(out).whatTheServerSays(rows);
    return Audit.wrong(rows);
  }

  private void draw(List<LoadStep> ramp) throws IOException {
    Path folder = settings.pictures();
    if (folder == null) {
      return;
    }
    new Chart(
            "What a server takes, and how long it takes to answer",
            "offered a second (each step doubles it)",
            true,
            List.of(
                curve("accepted a second", ramp, LoadStep::acceptedPerSecond),
                curve(
                    "refused, % of offered",
                    ramp, step -> 100.0 * step.unavailable() / step.count()),
                curve("p50 in ms", ramp, step -> step.millis(50)),
                curve("p99 in ms", ramp, step -> step.millis(99))))
        .write(folder.resolve("load-ramp.svg"));
    if (!memory.isEmpty()) {
      String title = "The server's memory under a steady load";
      new Chart(title, "seconds", false, List.of(new Curve("resident MiB", memory)))
          .write(folder.resolve("load-soak.svg"));
    }
  }

  private static Curve curve(String name, List<LoadStep> ramp, ToDoubleFunction<LoadStep> value) {
    return new Curve(
        name,
        ramp.stream().map(step -> new Point(step.rate(), value.applyAsDouble(step))).toList());
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "-" : number(value.getAsDouble());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value);
  }
}
