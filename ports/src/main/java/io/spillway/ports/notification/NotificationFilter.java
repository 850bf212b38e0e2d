package io.spillway.ports.notification;

import org.jspecify.annotations.Nullable;

/**
 * Filter of notifications; all parts that are not null must match.
 *
 * @param kind the kind
 * @param state the state
 * @param streamId the stream's id
 */
public record NotificationFilter(
    @Nullable NotificationKind kind, @Nullable NotificationState state, @Nullable String streamId) {

  private static final NotificationFilter ALL = new NotificationFilter(null, null, null);

  /** {@return the filter that matches every notification} */
  public static NotificationFilter all() {
    return ALL;
  }

  /**
   * {@return the same filter, of one kind}
   *
   * @param wanted {@link #kind()}; null for any
   */
  public NotificationFilter ofKind(@Nullable NotificationKind wanted) {
    return new NotificationFilter(wanted, state, streamId);
  }

  /**
   * {@return the same filter, in one state}
   *
   * @param wanted {@link #state()}; null for any
   */
  public NotificationFilter withState(@Nullable NotificationState wanted) {
    return new NotificationFilter(kind, wanted, streamId);
  }

  /**
   * {@return the same filter, of one stream}
   *
   * @param id {@link #streamId()}; null for any
   */
  public NotificationFilter inStream(@Nullable String id) {
    return new NotificationFilter(kind, state, id);
  }
}
