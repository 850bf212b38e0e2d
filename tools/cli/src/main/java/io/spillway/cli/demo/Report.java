package io.spillway.cli.demo;

import io.spillway.cli.demo.DemoTally.Outcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Final report of the demo. */
final class Report {

  private static final int MAX_LETTERS = 20;
  private static final double NANOS_IN_SECOND = 1e9;
  private static final double P50 = 50;
  private static final double P99 = 99;
  private static final double ALL = 100;

  private final PrintWriter out;

  Report(PrintWriter out) {
    this.out = out;
  }

  void whatWentIn(DemoTally tally) {
    int published = tally.messages(Outcome.ACCEPTED) + tally.messages(Outcome.UNMODERATED);
    out.println();
    out.println("Sent and stored");
    line(tally.messages(), "messages");
    line(published, "  published", tally.messages(Outcome.UNMODERATED) + " of them unmoderated");
    line(tally.messages(Outcome.HELD), "  withheld for review");
    line(tally.messages(Outcome.REFUSED), "  refused as invalid or by a rate limit");
    line(tally.counted("messages sent again"), "  sent a second time", "each is one message");
    int refused = tally.counted("malformed events refused");
    line(tally.events().size() + refused + tally.hopeless().size(), "events");
    line(
        tally.events().size(),
        "  taken",
        tally.counted("events through the queue") + " of them straight into the queue");
    line(refused, "  refused as malformed");
    line(tally.hopeless().size(), "  dead-lettered", "see the dead letters below");
    line(tally.counted("events sent again"), "  sent a second time", "each counts once");
  }

  void howFast(Latencies posts, Duration played) {
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "Answers to posts: %d, %.1f a second; p50 %.2f ms, p99 %.2f ms, slowest %.2f ms",
            posts.count(),
            posts.count() * NANOS_IN_SECOND / Math.max(1, played.toNanos()),
            posts.millis(P50),
            posts.millis(P99),
            posts.millis(ALL)));
  }

  void whatTheServerSays(List<Audit.Row> rows) {
    out.println();
    out.printf("%-34s %12s %12s%n", "Consistency check", "sent", "stored");
    for (Audit.Row row : rows) {
      String verdict = row.addsUp() ? "ok" : "DIFFERENT";
      out.printf("%-34s %12s %12s  %s%n", row.what(), row.expected(), row.found(), verdict);
    }
  }

  void deadLetters(List<Audit.Enqueued> letters) {
    out.println();
    out.println("Dead letters");
    letters.stream()
        .limit(MAX_LETTERS)
        .forEach(letter -> out.printf("  %-22s %s%n", letter.code(), letter.deadLetterId()));
    if (letters.size() > MAX_LETTERS) {
      out.printf("  and %d more: GET /api/dead-letters%n", letters.size() - MAX_LETTERS);
    }
  }

  private void line(int count, String what) {
    line(count, what, "");
  }

  private void line(int count, String what, String remark) {
    out.printf("%-34s %12d  %s%n", what, count, remark);
  }
}
