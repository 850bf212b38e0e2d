package io.spillway.ports.violation;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The withheld messages and their reviews.
 *
 * <p>Each method is atomic, and a reader sees a write as soon as it has returned: a store commits
 * before it returns, and takes no part in a transaction of its caller. "By id" means in the order
 * of ASCII. Times are whole microseconds. Safe for use by many threads. Each throws {@link
 * io.spillway.ports.PortException} with {@code violations.unavailable} (TRANSIENT), {@code
 * violations.throttled} (THROTTLED), {@code violations.rejected} (PERMANENT: a wrong set-up), or
 * {@code violations.full} (THROTTLED) at an adapter's own bound. A write fails with {@code
 * violations.partition-full} (PERMANENT) while the database keeps no more under its stream. After a
 * TRANSIENT failure of a write it may have been applied.
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
   * {@return the violations that pass a filter, latest withheld first; those of one instant by id,
   * the highest first} Following the cursors shows each violation that passes all the time exactly
   * once.
   *
   * @param filter which of them
   * @param page which part of the listing
   * @throws io.spillway.ports.InvalidCursorException for a cursor that is malformed or was handed
   *     out for another filter
   */
  Page<Versioned<Violation>> list(ViolationFilter filter, PageRequest page);

  /**
   * {@return violations that wait for a moderator and that this one may take, the first due first:
   * those in a state that waits, that nobody has claimed at this instant, and that this moderator
   * is not barred from}
   *
   * @param filter which of them; its times are when they were withheld
   * @param moderator who asks
   * @param now a claim that ends at this instant or before is none
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> waiting(
      ViolationFilter filter, String moderator, Instant now, int limit);

  /**
   * {@return violations that owe a release, a restoration or a withdrawal, the first withheld
   * first}
   *
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> owing(int limit);

  /**
   * {@return violations whose effect is to be confirmed and whose last step was taken before an
   * instant, the first withheld first}
   *
   * @param steppedBefore the first instant at which a step is too late to count
   * @param limit most wanted, 1 to {@value PageRequest#MAX_LIMIT}
   */
  List<Versioned<Violation>> unconfirmed(Instant steppedBefore, int limit);

  /**
   * Deletes a violation for good, its trail included; nothing of it is left. Idempotent. Who
   * replaces it at the same moment is told that there is none.
   *
   * @param id of its message
   * @return whether it was there
   */
  boolean delete(ViolationId id);

  /**
   * {@return how many messages of a stream are withheld: its violations in every state but
   * DISMISSED}
   *
   * @param streamId id of the stream
   */
  long countWithheld(String streamId);
}
