package io.spillway;

import io.spillway.ports.deadletter.RedriveProgress;
import java.util.List;

/**
 * Forecast of a redrive.
 *
 * @param selected the number of letters that are selected
 * @param lookedAt the number of those that were looked at
 * @param wouldRun the ids of those that would be redriven
 * @param wouldSkip those that would be left alone, and the reasons
 */
public record RedrivePreview(
    long selected, int lookedAt, List<String> wouldRun, List<RedriveProgress.Skip> wouldSkip) {
  public RedrivePreview {
    wouldRun = List.copyOf(wouldRun);
    wouldSkip = List.copyOf(wouldSkip);
  }
}
