package io.spillway.ports.audit;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Filter of audit records; all parts that are not null must match. Times are rounded up to whole
 * microseconds, the precision of stored times.
 *
 * @param who the name of the person who acted; compared by {@link
 *     io.spillway.ports.AuthorNames#key}
 * @param action the action
 * @param streamId the stream's id
 * @param author the author whom the action is about; compared by {@link
 *     io.spillway.ports.AuthorNames#key}
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 */
public record AuditFilter(
    @Nullable String who,
    @Nullable AuditAction action,
    @Nullable String streamId,
    @Nullable String author,
    @Nullable Instant from,
    @Nullable Instant to) {

  private static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);

  public AuditFilter {
    from = from == null ? null : SortableTime.storedCeiling(from);
    to = to == null ? null : SortableTime.storedCeiling(to);
  }

  /** {@return the filter that matches every record} */
  public static AuditFilter all() {
    return ALL;
  }

  /**
   * {@return the same filter, of one person who acted}
   *
   * @param name {@link #who()}; null for any
   */
  public AuditFilter by(@Nullable String name) {
    return new AuditFilter(name, action, streamId, author, from, to);
  }

  /**
   * {@return the same filter, of one action}
   *
   * @param wanted {@link #action()}; null for any
   */
  public AuditFilter withAction(@Nullable AuditAction wanted) {
    return new AuditFilter(who, wanted, streamId, author, from, to);
  }

  /**
   * {@return the same filter, of one stream}
   *
   * @param id {@link #streamId()}; null for any
   */
  public AuditFilter inStream(@Nullable String id) {
    return new AuditFilter(who, action, id, author, from, to);
  }

  /**
   * {@return the same filter, about one author}
   *
   * @param name {@link #author()}; null for any
   */
  public AuditFilter about(@Nullable String name) {
    return new AuditFilter(who, action, streamId, name, from, to);
  }

  /**
   * {@return the same filter, in a time range}
   *
   * @param start {@link #from()}; null for any
   * @param end {@link #to()}; null for any
   */
  public AuditFilter between(@Nullable Instant start, @Nullable Instant end) {
    return new AuditFilter(who, action, streamId, author, start, end);
  }
}
