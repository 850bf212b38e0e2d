package io.spillway.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Plays a live stream against a running server and verifies at the end that nothing is missing. */
public final class Demo {

  private static final Duration MAX_SETTLING = Duration.ofSeconds(30);

  private final DemoSettings settings;
  private final PrintWriter out;
  private final boolean terminal;
  private final DemoTally tally = new DemoTally();

  /**
   * @param terminal whether {@code out} can rewrite its last line
   */
  public Demo(DemoSettings settings, PrintWriter out, boolean terminal) {
    this.settings = settings;
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Plays, then prints a report.
   *
   * @return whether the figures are consistent
   * @throws IOException if the input cannot be read
   * @throws IllegalArgumentException if the input is invalid
   * @throws IllegalStateException if the server cannot be reached or stops answering
   */
  public boolean run() throws IOException {
    Chatter chatter = settings.input() == null ? Chatter.madeUp() : Chatter.of(settings.input());
    Api api = new Api(settings.url(), settings.key());
    checkAccess(api);
    out.println("Playing on stream " + settings.streamId() + " of " + settings.url());
    long start = System.nanoTime();
    play(api, chatter);
    Duration played = Duration.ofNanos(System.nanoTime() - start);
    Audit audit = new Audit(api, settings.streamId(), tally);
    audit.await(MAX_SETTLING);
    return report(audit, api.posts(), played);
  }

  /** Reads by each role, because a demo that is refused at its end was played for nothing. */
  private void checkAccess(Api api) {
    api.get("/api/health");
    api.get("/api/streams/" + settings.streamId() + "/stats");
    api.get("/api/violations?limit=1");
    api.get("/api/dead-letters?limit=1");
  }

  private void play(Api api, Chatter chatter) {
    DemoScript script = new DemoScript(settings.streamId(), chatter);
    DemoProgress progress = new DemoProgress(out, terminal);
    Pace pace = Pace.of(settings, chatter.size());
    try (Player player = new Player(api, settings.streamId(), tally)) {
      for (int number = 0; pace.awaitTurn(number); number++) {
        script.at(number).forEach(player::play);
        progress.at(tally);
      }
    }
    progress.end(tally);
  }

  private boolean report(Audit audit, Latencies posts, Duration played) {
    List<Audit.Row> rows = audit.rows();
    List<String> wrong = Audit.wrong(rows);
    Report report = new Report(out);
    report.whatWentIn(tally);
    report.howFast(posts, played);
    report.whatTheServerSays(rows);
    report.deadLetters(audit.enqueued());
    out.println();
    out.println(
        wrong.isEmpty() ? "All consistent." : "Different: " + String.join("; ", wrong) + ".");
    out.flush();
    return wrong.isEmpty();
  }
}
