package io.spillway;

import io.spillway.ports.deadletter.RedriveProgress;
import java.util.List;

/**
 * Forecast of a redrive.
 *
 * @param selected the number of selected dead letters
 * @param lookedAt the number of those that the preview checked
 * @param wouldRun the ids of those that would be redriven
 * @param wouldSkip the dead letters that would be skipped, with reasons
 */
public record RedrivePreview(
    long selected, int lookedAt, List<String> wouldRun, List<RedriveProgress.Skip> wouldSkip) {
  public RedrivePreview {
    wouldRun = List.copyOf(wouldRun);
    wouldSkip = List.copyOf(wouldSkip);
  }
}
