package io.spillway;

import io.spillway.core.standing.AuthorStanding;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import java.util.List;

/**
 * What a reviewer wants to know of an author on a stream.
 *
 * @param standing as it is now
 * @param rules by which it came about
 * @param recent the latest violations in whatever state, latest first, at most {@value
 *     AuthorStanding#MAX_RECENT}; their trails tell of appeals
 */
public record AuthorHistory(
    Standing standing, StandingRules rules, List<Versioned<Violation>> recent) {
  public AuthorHistory {
    recent = List.copyOf(recent);
  }
}
