package io.spillway.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server is loaded.
 *
 * @param url of the server
 * @param streamId the stream that is played on; its own for each run, so that each run adds up
 * @param pid the server's process on this machine; null when it is not to be looked at
 * @param from messages a second of the first step; each further step doubles it
 * @param most messages a second at the most
 * @param step how long a step is
 * @param soak how long about 60 % of what was found is held afterwards; zero for not at all
 * @param growing whether what is held for so long is new; otherwise it is what was sent before,
 *     which a server answers and does not store once more
 * @param csv the file for the figures of each step; null for none
 */
public record LoadSettings(
    URI url,
    String streamId,
    @Nullable Long pid,
    int from,
    int most,
    Duration step,
    Duration soak,
    boolean growing,
    @Nullable Path csv) {

  /** Highest rate: more than one client on this machine can send. */
  public static final int MAX_RATE = 50_000;

  /** Throws {@link IllegalArgumentException} naming the option at fault. */
  public LoadSettings {
    if (from < 1 || most < from || most > MAX_RATE) {
      throw new IllegalArgumentException(
          "--from and --most must be 1 to " + MAX_RATE + ", in this order: " + from + ", " + most);
    }
    if (step.toMillis() < 1 || step.toMinutes() > 10) {
      throw new IllegalArgumentException("--step must be 1 to 600 seconds: " + step.toSeconds());
    }
    if (soak.isNegative() || soak.toDays() > 7) {
      throw new IllegalArgumentException("--soak must be 0 to 604800: " + soak.toSeconds());
    }
    DemoSettings.requireUrl(url);
  }
}
