package io.spillway.ports.violation;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Store of the withheld messages and their reviews, as far as moderation needs it; {@link
 * ViolationArchive} reads the same violations for people.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned: a store commits
 * before it returns, and takes no part in a transaction of its caller. "By id" means in the order
 * of ASCII. Times, given and stored, are whole microseconds. Safe for use by many threads. Each
 * throws {@link io.spillway.ports.PortException} with {@code violations.unavailable} (TRANSIENT),
 * {@code violations.throttled} (THROTTLED), {@code violations.rejected} (PERMANENT: a wrong
 * set-up), or {@code violations.full} (THROTTLED) at an adapter's own bound. A write fails with
 * {@code violations.partition-full} (PERMANENT) while the database keeps no more under its stream.
 * After a TRANSIENT failure of a write it may have been applied.
 */
public interface ViolationStore extends Monitored {

  /**
   * Stores a violation unless there is one for its message. Idempotent: of any number of calls with
   * one id the first one wins and all return what stands.
   *
   * @param violation with the step by which it was withheld
   * @return what is stored under this id now
   */
  Versioned<Violation> add(Violation violation);

  /**
   * {@return the violation with this id; empty when there is none}
   *
   * @param id of its message
   */
  Optional<Versioned<Violation>> find(ViolationId id);

  /**
   * Replaces a violation if its version is still the one named. Of two callers that name the same
   * version exactly one gets {@code Replaced}. A caller whose answer was lost and who tries again
   * gets {@code Stale} with its own value as what stands.
   *
   * @param violation the new value, of the same id
   * @param version as it was read. A version names one value of one violation; it is never given
   *     out again for that id, also after a delete and an add. One that was never given out is
   *     stale. Versions of different violations may be equal
   * @return {@code Replaced} with the new version, or {@code Stale} with what stands
   * @throws java.util.NoSuchElementException when there is no violation with this id
   */
  Replacement<Violation> replace(Violation violation, String version);

  /**
   * {@return violations that owe one of these effects, the first withheld first; those of one
   * instant by id}
   *
   * @param effects one or more, never {@code NONE}
   * @param steppedBefore only those whose last step was taken before this instant; null for all
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> pendingEffects(
      Set<PendingEffect> effects, @Nullable Instant steppedBefore, int limit);

  /**
   * {@return violations of one category and severity in state OPEN, latest withheld first; those of
   * one instant by id, the highest first}
   *
   * @param category of their verdict
   * @param severity of their verdict
   * @param withheldFrom withheld at this instant or later
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> open(
      Category category, Severity severity, Instant withheldFrom, int limit);
}
