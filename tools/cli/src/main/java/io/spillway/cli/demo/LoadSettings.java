package io.spillway.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a load test.
 *
 * @param url the server's URL
 * @param streamId the stream, unique to each run, so that each run's figures are separate
 * @param pid the server's process on this machine; null if it is not measured
 * @param from the rate of the first step, in messages a second; each further step doubles it
 * @param most the maximum rate, in messages a second
 * @param step the duration of a step
 * @param soak the duration of a soak test at about 60 % of the saturation rate; zero for none
 * @param growing whether the soak test sends new messages; otherwise it repeats earlier ones, which
 *     a server answers without storing them again
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

  /** Maximum rate: more than one client on this machine can send. */
  public static final int MAX_RATE = 50_000;

  /** Validates the settings. Throws {@link IllegalArgumentException} naming the invalid option. */
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
