package io.spillway.core.audit;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.ViolationFilter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selection of the audit trail; all parts that are not null must match.
 *
 * @param who the name of the person who acted; compared by {@link AuthorNames#key}
 * @param action the action's name on the wire, of {@link AuditAction} or {@link ReviewAction}
 * @param streamId the stream's id
 * @param from the start, inclusive
 * @param to the end, exclusive
 */
public record AuditQuery(
    @Nullable String who,
    @Nullable String action,
    @Nullable String streamId,
    @Nullable Instant from,
    @Nullable Instant to) {

  /**
   * {@return the query of everything in a time range}
   *
   * @param from {@link #from()}; null for no limit
   * @param to {@link #to()}; null for no limit
   */
  public static AuditQuery between(@Nullable Instant from, @Nullable Instant to) {
    return new AuditQuery(null, null, null, from, to);
  }

  /**
   * {@return the name of an action, if it exists}
   *
   * @param name any text
   */
  public static Optional<String> action(String name) {
    return actions().filter(name::equals).findFirst();
  }

  /** {@return the names of all actions, for error messages} */
  public static String allActions() {
    return actions().collect(Collectors.joining(", "));
  }

  private static Stream<String> actions() {
    return Stream.concat(
            Arrays.stream(ReviewAction.values()).map(AuditQuery::code),
            Arrays.stream(AuditAction.values()).map(AuditAction::code))
        .distinct();
  }

  private static String code(ReviewAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the filter of the audit log; empty if it has no such action. */
  Optional<AuditFilter> ofLog() {
    Optional<AuditAction> wanted = action == null ? null : AuditAction.ofCode(action);
    if (wanted != null && wanted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        AuditFilter.all()
            .by(who)
            .withAction(wanted == null ? null : wanted.get())
            .inStream(streamId)
            .between(from, to));
  }

  /** Returns the filter of violations; empty if reviews have no such action. */
  Optional<ViolationFilter> ofViolations() {
    boolean isReviewed =
        action == null
            || Arrays.stream(ReviewAction.values()).anyMatch(a -> code(a).equals(action));
    return isReviewed
        ? Optional.of(ViolationFilter.all().inStream(streamId).decidedFrom(from).withheldBefore(to))
        : Optional.empty();
  }

  boolean matches(AuditEntry step) {
    return (from == null || !step.at().isBefore(from))
        && (to == null || step.at().isBefore(to))
        && (action == null || code(step.action()).equals(action))
        && (who == null || AuthorNames.same(who, step.who()));
  }
}
