package io.spillway.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;

/** Progress of the demo: one updating line on a terminal, an occasional line elsewhere. */
final class DemoProgress {

  private static final long TERMINAL_NANOS = Duration.ofMillis(200).toNanos();
  private static final long PLAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final PrintWriter out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private long last = start;

  DemoProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void at(DemoTally tally) {
    long now = System.nanoTime();
    if (now - last >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
      last = now;
      print(tally);
    }
  }

  void end(DemoTally tally) {
    print(tally);
    if (terminal) {
      out.println();
    }
  }

  private void print(DemoTally tally) {
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    String line =
        String.format(
            "%4d s   %6d messages   %5d withheld   %6d events",
            seconds,
            tally.messages(),
            tally.messages(DemoTally.Outcome.HELD),
            tally.events().size());
    if (terminal) {
      out.print("\r" + line);
    } else {
      out.println(line);
    }
    out.flush();
  }
}
