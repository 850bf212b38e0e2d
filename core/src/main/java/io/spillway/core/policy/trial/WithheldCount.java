package io.spillway.core.policy.trial;

import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import org.jspecify.annotations.Nullable;

/** The violations of a window, latest first. */
final class WithheldCount {

  private WithheldCount() {}

  /**
   * @param streamId the stream's id; null for all
   */
  static RecentTexts<Versioned<Violation>> in(
      ViolationArchive violations, @Nullable String streamId, TrialWindow window) {
    ViolationFilter filter =
        ViolationFilter.all()
            .inStream(streamId)
            .withheldFrom(window.from())
            .withheldBefore(window.to());
    return new RecentTexts<>(
        page -> violations.list(filter, page), violation -> violation.value().heldAt(), window);
  }
}
