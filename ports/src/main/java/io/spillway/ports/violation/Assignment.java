package io.spillway.ports.violation;

import io.spillway.ports.PersonNames;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assignment of a violation: due time, excluded moderators, current claim and assignee.
 *
 * @param dueAt the time by which it should be decided, in microseconds; the review queue is ordered
 *     by it
 * @param excluded the moderators who may not decide it, because they escalated it or their decision
 *     is appealed
 * @param claim the latest claim, which may have expired; null for none
 * @param assignee the moderator to whom it was handed over, never an excluded one; null for none
 */
public record Assignment(
    Instant dueAt, Set<String> excluded, @Nullable Claim claim, @Nullable String assignee) {

  public Assignment {
    dueAt = SortableTime.stored(dueAt);
    excluded = Set.copyOf(excluded);
  }

  /**
   * {@return an assignment without excluded moderators or a claim}
   *
   * @param dueAt the time by which it should be decided
   */
  public static Assignment dueAt(Instant dueAt) {
    return new Assignment(dueAt, Set.of(), null, null);
  }

  /**
   * {@return the same assignment with another claim}
   *
   * @param next the new claim; null for none
   */
  public Assignment claimed(@Nullable Claim next) {
    return new Assignment(dueAt, excluded, next, assignee);
  }

  /**
   * {@return an assignment with other excluded moderators and without a claim; an assignee who is
   * excluded now is dropped}
   *
   * @param moderators the excluded moderators, which replace the previous ones
   */
  public Assignment excluding(Set<String> moderators) {
    Assignment next = new Assignment(dueAt, moderators, null, null);
    return assignee != null && next.isOpenTo(assignee) ? next.assignedTo(assignee) : next;
  }

  /**
   * {@return the same assignment with another due time}
   *
   * @param time the new due time
   */
  public Assignment due(Instant time) {
    return new Assignment(time, excluded, claim, assignee);
  }

  /**
   * {@return the same assignment with another assignee}
   *
   * @param moderator the new assignee; null for none
   */
  public Assignment assignedTo(@Nullable String moderator) {
    return new Assignment(dueAt, excluded, claim, moderator);
  }

  /**
   * {@return whether it is handed over to another moderator}
   *
   * @param moderator the moderator's name
   */
  public boolean isOfAnotherThan(String moderator) {
    return assignee != null && !PersonNames.same(assignee, moderator);
  }

  /**
   * {@return whether this moderator may decide, i.e. is not {@linkplain PersonNames#same the same
   * person} as an excluded moderator}
   *
   * @param moderator the moderator's name
   */
  public boolean isOpenTo(String moderator) {
    return excluded.stream().noneMatch(other -> PersonNames.same(other, moderator));
  }

  /**
   * {@return the claim that is valid at this instant; null for none}
   *
   * @param now the instant; a claim is no longer valid at its end
   */
  public @Nullable Claim claimAt(Instant now) {
    return claim != null && claim.holdsAt(now) ? claim : null;
  }
}
