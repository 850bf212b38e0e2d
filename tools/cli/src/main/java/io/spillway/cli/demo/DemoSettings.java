package io.spillway.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a demo.
 *
 * @param url the server's URL, such as {@code http://127.0.0.1:7071}
 * @param key a key with the roles app, moderator and operator; null if none is required
 * @param streamId the stream, unique to each run, so that each run's figures are separate
 * @param rate messages a second, 1 or more; 0 for as fast as they are answered
 * @param length the duration; null to play every line of {@code input} once
 * @param input lines of JSON with a {@code text} each; null for built-in messages
 */
public record DemoSettings(
    URI url,
    @Nullable String key,
    String streamId,
    int rate,
    @Nullable Duration length,
    @Nullable Path input) {

  /** Maximum of {@link #rate}. */
  public static final int MAX_RATE = 10_000;

  /** Maximum of {@link #length}. */
  public static final Duration MAX_LENGTH = Duration.ofHours(1);

  public DemoSettings {
    if (rate < 0 || rate > MAX_RATE) {
      throw new IllegalArgumentException("--rate must be 0 to " + MAX_RATE + ": " + rate);
    }
    if (length != null && (length.compareTo(MAX_LENGTH) > 0 || length.toSeconds() < 1)) {
      throw new IllegalArgumentException(
          "--seconds must be 1 to " + MAX_LENGTH.toSeconds() + ": " + length.toSeconds());
    }
    requireUrl(url);
    if (length == null && input == null) {
      throw new IllegalArgumentException("--seconds is needed when there is no --input");
    }
  }

  static void requireUrl(URI url) {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("--url must begin with http:// or https://: " + url);
    }
  }
}
