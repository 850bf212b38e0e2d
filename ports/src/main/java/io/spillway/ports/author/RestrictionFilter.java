package io.spillway.ports.author;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Filter of restrictions; all parts that are not null must match.
 *
 * @param scope the scope; null for any
 * @param author the author's name, compared by {@link io.spillway.ports.AuthorNames#key}
 * @param activeAt the instant at which it must be in force
 */
public record RestrictionFilter(
    @Nullable Scope scope, @Nullable String author, @Nullable Instant activeAt) {

  private static final RestrictionFilter ALL = new RestrictionFilter(null, null, null);

  /**
   * Scope of a restriction.
   *
   * @param streamId the stream's id; null for all streams
   */
  public record Scope(@Nullable String streamId) {

    /** The scope of restrictions on all streams. */
    public static final Scope EVERYWHERE = new Scope(null);

    /** Without the record's own, which takes 10 ms of a cold start. */
    @Override
    public String toString() {
      return "Scope[streamId=" + streamId + "]";
    }
  }

  public RestrictionFilter {
    activeAt = activeAt == null ? null : SortableTime.stored(activeAt);
  }

  /** {@return the filter that matches every restriction} */
  public static RestrictionFilter all() {
    return ALL;
  }

  /**
   * {@return the same filter, in one scope}
   *
   * @param wanted {@link #scope()}; null for any
   */
  public RestrictionFilter in(@Nullable Scope wanted) {
    return new RestrictionFilter(wanted, author, activeAt);
  }

  /**
   * {@return the same filter, of one author}
   *
   * @param name {@link #author()}; null for any
   */
  public RestrictionFilter of(@Nullable String name) {
    return new RestrictionFilter(scope, name, activeAt);
  }

  /**
   * {@return the same filter, in force at an instant}
   *
   * @param instant {@link #activeAt()}; null for any
   */
  public RestrictionFilter activeAt(@Nullable Instant instant) {
    return new RestrictionFilter(scope, author, instant);
  }
}
