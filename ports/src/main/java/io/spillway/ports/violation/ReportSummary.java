package io.spillway.ports.violation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reports of viewers about one message, counted.
 *
 * @param count the number of reporters; 0 or more
 * @param weight the sum of the reports' weights; at most {@code count}
 * @param reasons the number of reports by reason
 */
public record ReportSummary(int count, double weight, Map<ReasonCode, Integer> reasons) {

  /** No reports. */
  public static final ReportSummary NONE = new ReportSummary(0, 0, Map.of());

  public ReportSummary {
    if (count < 0 || !(weight >= 0 && weight <= count)) {
      throw new IllegalArgumentException("weight must be 0 to count: " + weight + " of " + count);
    }
    Map<ReasonCode, Integer> ordered = new EnumMap<>(ReasonCode.class);
    ordered.putAll(reasons);
    reasons = Collections.unmodifiableMap(ordered);
  }
}
