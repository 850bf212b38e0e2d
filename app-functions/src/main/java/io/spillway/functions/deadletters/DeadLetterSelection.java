package io.spillway.functions.deadletters;

import static java.util.stream.Collectors.joining;

import io.spillway.InvalidInputException;
import io.spillway.core.InputCheck;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Query;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Ids;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.StreamEvent;
import io.spillway.wire.Codes;
import io.spillway.wire.JsonFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses a selection of dead letters from query parameters, or from a body's fields of the same
 * names.
 */
final class DeadLetterSelection {

  private static final int MAX_TEXT = 100;

  private DeadLetterSelection() {}

  static DeadLetterFilter filter(Query query) {
    return DeadLetterFilter.all()
        .inStream(query.one("streamId", DeadLetterSelection::stream, "a stream's id, or _unknown"))
        .withFingerprint(query.text("fingerprint", MAX_TEXT))
        .withEventType(query.text("type", MAX_TEXT))
        .withEventId(query.text("eventId", StreamEvent::idProblem))
        .withCode(query.text("failureCode", MAX_TEXT))
        .withCategory(query.code("category", FailureCategory.class))
        .withState(query.code("state", DeadLetterState.class))
        .deadLetteredFrom(query.instant("from"))
        .deadLetteredBefore(query.instant("to"))
        .containing(query.text("q", DeadLetterFilter.MAX_TEXT_LENGTH));
  }

  /**
   * Parses an order: by {@code ids}, by any part of the filter, or by {@code all}. Missing fields
   * have defaults; the canary of a redrive is on unless disabled.
   *
   * @param fixed the action; null if the body names it
   * @throws InvalidInputException if any field is invalid; names each
   */
  static RedriveOrder order(Body body, @Nullable DeadLetterAction fixed, String by) {
    JsonFields fields = body.fields();
    InputCheck check = new InputCheck();
    DeadLetterAction action = fixed == null ? action(fields, check) : fixed;
    DeadLetterFilter filter = filter(fields, check).withState(state(action, fields, check));
    List<String> ids = fields.texts("ids");
    boolean all = fields.flag("all", false);
    boolean redrives = action == DeadLetterAction.REDRIVE;
    boolean canary = redrives && fields.flag("canary", true);
    Integer rate = fields.wholeNumber("ratePerSecond");
    Integer generation = redrives ? fields.wholeNumber("maxGeneration") : null;
    Integer expected = fields.wholeNumber("expected");
    String patch = action == DeadLetterAction.EDIT ? fields.json("patch") : null;
    String reason = fields.text("reason");
    body.orThrow();
    int ratePerSecond =
        check.number("ratePerSecond", or(rate, action.defaultRate()), 1, RedriveOrder.MAX_RATE);
    int maxGeneration =
        check.number(
            "maxGeneration",
            or(generation, RedriveOrder.DEFAULT_MAX_GENERATION),
            1,
            RedriveOrder.MAX_GENERATION);
    check.text("reason", reason, MAX_REASON);
    if (action == DeadLetterAction.EDIT && patch == null) {
      check.reject("patch", "is required");
    }
    checkSelection(filter, ids, all, check);
    check.orThrow();
    return new RedriveOrder(
        action,
        patch,
        ids.isEmpty() ? filter : null,
        ids,
        canary,
        ratePerSecond,
        maxGeneration,
        Objects.requireNonNull(reason),
        by,
        expected == null ? null : expected.longValue());
  }

  private static DeadLetterAction action(JsonFields fields, InputCheck check) {
    String code = fields.text("action");
    Optional<DeadLetterAction> action =
        Codes.parse(DeadLetterAction.class, code == null ? "" : code);
    if (action.isEmpty()) {
      check.reject("action", "must be redrive, discard, restore or edit");
      // Unread, they would be reported as unknown.
      List.of("patch", "canary", "maxGeneration").forEach(fields::json);
    }
    return action.orElse(DeadLetterAction.DISCARD);
  }

  private static @Nullable DeadLetterState state(
      DeadLetterAction action, JsonFields fields, InputCheck check) {
    String code = fields.text("state");
    Optional<DeadLetterState> state =
        Codes.parse(DeadLetterState.class, code == null ? "" : code)
            .filter(action.states()::contains);
    if (code != null && state.isEmpty()) {
      check.reject(
          "state", "must be " + action.states().stream().map(Codes::code).collect(joining(" or ")));
    }
    return state.orElse(null);
  }

  private static final int MAX_REASON = 500;

  private static int or(@Nullable Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }

  private static void checkSelection(
      DeadLetterFilter filter, List<String> ids, boolean all, InputCheck check) {
    boolean filters = !filter.withState(null).equals(DeadLetterFilter.all());
    if (ids.size() > RedriveOrder.MAX_IDS) {
      check.reject("ids", "must be at most " + RedriveOrder.MAX_IDS);
    }
    if (filter.state() != null && !ids.isEmpty()) {
      check.reject("state", "must not be given together with ids");
    }
    int ways = (filters ? 1 : 0) + (ids.isEmpty() ? 0 : 1) + (all ? 1 : 0);
    if (ways != 1) {
      check.reject("ids", "is required, or a filter, or all: exactly one of the three");
    }
  }

  private static DeadLetterFilter filter(JsonFields fields, InputCheck check) {
    String streamId = fields.text("streamId");
    if (streamId != null && stream(streamId).isEmpty()) {
      check.reject("streamId", "must be a stream's id, or _unknown");
    }
    return DeadLetterFilter.all()
        .inStream(streamId)
        .withFingerprint(text("fingerprint", fields, check))
        .withEventType(text("type", fields, check))
        .withEventId(eventId(fields, check))
        .withCode(text("failureCode", fields, check))
        .withCategory(category(fields, check))
        .deadLetteredFrom(instant("from", fields, check))
        .deadLetteredBefore(instant("to", fields, check))
        .containing(text("q", fields, check));
  }

  private static @Nullable String text(String name, JsonFields fields, InputCheck check) {
    String text = fields.text(name);
    if (text != null && (text.isEmpty() || text.length() > MAX_TEXT)) {
      check.reject(name, "must have 1 to " + MAX_TEXT + " characters");
      return null;
    }
    return text;
  }

  private static @Nullable String eventId(JsonFields fields, InputCheck check) {
    String id = fields.text("eventId");
    String problem = id == null ? null : StreamEvent.idProblem(id);
    if (problem != null) {
      check.reject("eventId", problem);
      return null;
    }
    return id;
  }

  private static @Nullable FailureCategory category(JsonFields fields, InputCheck check) {
    String code = fields.text("category");
    Optional<FailureCategory> category =
        Codes.parse(FailureCategory.class, code == null ? "" : code);
    if (code != null && category.isEmpty()) {
      check.reject("category", "must be one of transient, throttled, permanent");
    }
    return category.orElse(null);
  }

  private static @Nullable Instant instant(String name, JsonFields fields, InputCheck check) {
    String time = fields.text(name);
    try {
      return time == null ? null : OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      check.reject(name, "must be an ISO 8601 time with an offset, such as 2026-11-23T18:00:00Z");
      return null;
    }
  }

  private static Optional<String> stream(@Nullable String id) {
    return Optional.ofNullable(id)
        .filter(given -> Ids.isValid(given) || given.equals(DeadLetter.UNKNOWN_STREAM));
  }
}
