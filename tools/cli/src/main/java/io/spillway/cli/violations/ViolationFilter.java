package io.spillway.cli.violations;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Filter options for violations. */
final class ViolationFilter {

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only violations in this state: open, upheld, dismissed, reopened, escalated or reported.")
  private @Nullable String state;

  @Option(names = "--stream", paramLabel = "ID", description = "Only violations of this stream.")
  private @Nullable String streamId;

  @Option(
      names = "--category",
      paramLabel = "CATEGORY",
      description = "Only violations flagged for this category, such as hate.")
  private @Nullable String category;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description = "Only violations of this severity.")
  private @Nullable String severity;

  @Option(names = "--author", paramLabel = "NAME", description = "Only violations by this author.")
  private @Nullable String author;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only violations with this text, ignoring case.")
  private @Nullable String text;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only violations withheld at this time or later (ISO 8601).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Only violations withheld before this time (ISO 8601).")
  private @Nullable String to;

  /** Returns the options by the API's names. */
  Map<String, String> parts() {
    Map<String, String> parts = new TreeMap<>();
    put(parts, "state", state);
    put(parts, "streamId", streamId);
    put(parts, "category", category);
    put(parts, "severity", severity);
    put(parts, "author", author);
    put(parts, "q", text);
    put(parts, "from", from);
    put(parts, "to", to);
    return parts;
  }

  private static void put(Map<String, String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.put(name, value);
    }
  }
}
