package io.spillway;

import io.spillway.core.standing.AuthorStanding;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import java.util.List;

/**
 * An author's record on a stream, for moderators.
 *
 * @param standing the current standing
 * @param rules the rules that led to the standing
 * @param recent the latest violations in any state, latest first, at most {@value
 *     AuthorStanding#MAX_RECENT}; their audit trails include appeals
 */
public record AuthorHistory(
    Standing standing, StandingRules rules, List<Versioned<Violation>> recent) {
  public AuthorHistory {
    recent = List.copyOf(recent);
  }
}
