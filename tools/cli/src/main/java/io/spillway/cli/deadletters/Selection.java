package io.spillway.cli.deadletters;

import io.spillway.cli.remote.QueryParameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Filter options for dead letters. */
final class Selection {

  @Option(
      names = "--stream",
      paramLabel = "ID",
      description = "Only letters of this stream, or _unknown.")
  private @Nullable String streamId;

  @Option(
      names = "--fingerprint",
      paramLabel = "F",
      description = "Only letters with this fingerprint.")
  private @Nullable String fingerprint;

  @Option(names = "--type", paramLabel = "TYPE", description = "Only letters with this event type.")
  private @Nullable String type;

  @Option(
      names = "--event",
      paramLabel = "ID",
      description = "Only letters of the event with this id.")
  private @Nullable String eventId;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only letters with this failure code.")
  private @Nullable String code;

  @Option(
      names = "--category",
      paramLabel = "C",
      description = "Only letters with this failure category: transient, throttled or permanent.")
  private @Nullable String category;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only letters dead-lettered at this time or later (ISO 8601).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Only letters dead-lettered before this time (ISO 8601).")
  private @Nullable String to;

  @Option(names = "--text", paramLabel = "TEXT", description = "Only letters containing TEXT.")
  private @Nullable String text;

  /** Returns the options by the API's names. */
  Map<String, String> parts() {
    return new QueryParameters()
        .with("streamId", streamId)
        .with("fingerprint", fingerprint)
        .with("type", type)
        .with("eventId", eventId)
        .with("failureCode", code)
        .with("category", category)
        .with("from", from)
        .with("to", to)
        .with("q", text)
        .map();
  }
}
