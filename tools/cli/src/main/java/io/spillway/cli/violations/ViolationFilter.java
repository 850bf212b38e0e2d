package io.spillway.cli.violations;

import io.spillway.cli.remote.QueryParameters;
import java.util.Map;
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
      names = "--assignee",
      paramLabel = "NAME",
      description = "Only violations that are assigned to this moderator; me for your own.")
  private @Nullable String assignee;

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
    return new QueryParameters()
        .with("state", state)
        .with("streamId", streamId)
        .with("category", category)
        .with("severity", severity)
        .with("author", author)
        .with("assignee", assignee)
        .with("q", text)
        .with("from", from)
        .with("to", to)
        .map();
  }
}
