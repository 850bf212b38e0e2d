package io.spillway.ports.violation;

import io.spillway.ports.PersonNames;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to decide, and by when.
 *
 * @param dueAt by when it should be decided, in microseconds: what waits is handed out in this
 *     order
 * @param excluded the moderators who may not decide it, since they escalated it or since it is
 *     their decision that is in question
 * @param claim who has taken it, or had; null when nobody has
 */
public record Assignment(Instant dueAt, Set<String> excluded, @Nullable Claim claim) {

  public Assignment {
    dueAt = SortableTime.stored(dueAt);
    excluded = Set.copyOf(excluded);
  }

  /**
   * {@return a turn that is anyone's, and that nobody has taken}
   *
   * @param dueAt when somebody should have decided
   */
  public static Assignment dueAt(Instant dueAt) {
    return new Assignment(dueAt, Set.of(), null);
  }

  /**
   * {@return the same, taken by somebody or, for null, by nobody}
   *
   * @param next who takes it and until when; null for nobody
   */
  public Assignment claimed(@Nullable Claim next) {
    return new Assignment(dueAt, excluded, next);
  }

  /**
   * {@return the same for all but these; taken by nobody}
   *
   * @param moderators those who may not take it; they replace those before
   */
  public Assignment excluding(Set<String> moderators) {
    return new Assignment(dueAt, moderators, null);
  }

  /**
   * {@return whether this moderator may decide: is not {@linkplain PersonNames#same the same
   * person} as one who is barred}
   *
   * @param moderator who asks
   */
  public boolean isOpenTo(String moderator) {
    return excluded.stream().noneMatch(other -> PersonNames.same(other, moderator));
  }

  /**
   * {@return the claim that keeps others away at this instant; null when there is none}
   *
   * @param now at a claim's end it keeps nobody away
   */
  public @Nullable Claim claimAt(Instant now) {
    return claim != null && claim.holdsAt(now) ? claim : null;
  }
}
