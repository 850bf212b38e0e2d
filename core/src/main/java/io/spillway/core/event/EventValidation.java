package io.spillway.core.event;

import static io.spillway.ports.event.EventField.AMOUNT;
import static io.spillway.ports.event.EventField.ANONYMOUS;
import static io.spillway.ports.event.EventField.BITS;
import static io.spillway.ports.event.EventField.COUNT;
import static io.spillway.ports.event.EventField.CURRENCY;
import static io.spillway.ports.event.EventField.MESSAGE;
import static io.spillway.ports.event.EventField.MONTHS;
import static io.spillway.ports.event.EventField.NAME;
import static io.spillway.ports.event.EventField.REASON;
import static io.spillway.ports.event.EventField.REVERSES_ID;
import static io.spillway.ports.event.EventField.REVERSES_SOURCE;
import static io.spillway.ports.event.EventField.TIER;
import static io.spillway.ports.event.EventField.VIEWERS;

import io.spillway.core.InputCheck;
import io.spillway.ports.event.Currencies;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDetail.Cheer;
import io.spillway.ports.event.EventDetail.Custom;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.EventDetail.Follow;
import io.spillway.ports.event.EventDetail.Gift;
import io.spillway.ports.event.EventDetail.Raid;
import io.spillway.ports.event.EventDetail.Reversal;
import io.spillway.ports.event.EventDetail.Subscription;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Validates a draft and converts it to an event, or reports all its problems. */
final class EventValidation {

  private static final String TYPES = "must be " + names();
  private static final Duration MAX_CLOCK_SKEW = Duration.ofDays(1);
  private static final Follow NOTHING = new Follow();

  private final InputCheck check = new InputCheck();
  private final EventDraft draft;
  private final String source;
  private final Instant now;

  private EventValidation(EventDraft draft, String source, Instant now) {
    this.draft = draft;
    this.source = draft.source() == null ? source : draft.source();
    this.now = now;
  }

  /**
   * Converts a draft.
   *
   * @param source the source of drafts without one
   * @param newId the source of ids for drafts without one
   * @param now the time of drafts without one
   */
  static StreamEvent event(EventDraft draft, String source, Supplier<String> newId, Instant now) {
    return new EventValidation(draft, source, now).event(newId);
  }

  private StreamEvent event(Supplier<String> newId) {
    String streamId = check.id("streamId", draft.streamId());
    String eventId = draft.eventId() == null ? newId.get() : draft.eventId();
    check.require("eventId", StreamEvent.idProblem(eventId));
    check.require("source", StreamEvent.sourceProblem(source));
    Instant occurredAt = occurredAt();
    EventType type = type();
    EventDetail detail = type == null ? NOTHING : detail(type);
    String actor = actor(detail);
    if (type != null) {
      rejectForeignFields(type);
    }
    check.orThrow();
    return new StreamEvent(streamId, source, eventId, actor, occurredAt, detail);
  }

  private String actor(EventDetail detail) {
    return draft.actor() == null && mayLackActor(detail)
        ? StreamEvent.ANONYMOUS
        : check.name("actor", draft.actor(), StreamEvent.MAX_ACTOR_LENGTH);
  }

  private static boolean mayLackActor(EventDetail detail) {
    return detail.kind() == EventType.REVERSAL || detail.values().flag(ANONYMOUS);
  }

  private void rejectForeignFields(EventType type) {
    for (EventField field : draft.fields().given()) {
      if (!type.fields().contains(field)) {
        check.reject(field.key(), "is not a field of " + type.key() + " events");
      }
    }
  }

  private Instant occurredAt() {
    if (draft.occurredAt() == null) {
      return now;
    }
    try {
      Instant at = OffsetDateTime.parse(draft.occurredAt()).toInstant();
      check.time("occurredAt", at, now.plus(MAX_CLOCK_SKEW), "a day from now");
      return at;
    } catch (DateTimeException e) {
      check.reject("occurredAt", "must be an ISO 8601 time with an offset");
      return now;
    }
  }

  private @Nullable EventType type() {
    if (draft.type() == null) {
      check.reject("type", "is required and " + TYPES);
      return null;
    }
    EventType type = EventType.named(draft.type()).orElse(null);
    if (type == null) {
      check.reject("type", TYPES);
    }
    return type;
  }

  private EventDetail detail(EventType type) {
    return switch (type) {
      case FOLLOW -> NOTHING;
      case SUBSCRIPTION -> subscription();
      case GIFT -> gift();
      case CHEER -> new Cheer(requireNumber(BITS, 1, Cheer.MAX_BITS), anonymous());
      case DONATION -> donation();
      case RAID -> raid();
      case CUSTOM -> custom();
      case REVERSAL -> reversal();
    };
  }

  private static String names() {
    List<String> names = Arrays.stream(EventType.values()).map(EventType::key).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private String tier() {
    String given = Objects.requireNonNullElse(draft.fields().get(TIER), "1");
    return check.name("tier", given, Subscription.MAX_TIER_LENGTH);
  }

  private EventDetail gift() {
    String tier = tier();
    Integer given = Objects.requireNonNullElse(number(COUNT), 1);
    int count = check.number("count", given, 1, Gift.MAX_COUNT);
    boolean anonymous = anonymous();
    return tier.isEmpty() ? NOTHING : new Gift(tier, count, anonymous);
  }

  private boolean anonymous() {
    String flag = draft.fields().get(ANONYMOUS);
    if (flag != null && !flag.equals("true") && !flag.equals("false")) {
      check.reject("anonymous", "must be true or false");
    }
    return Boolean.parseBoolean(flag);
  }

  private EventDetail reversal() {
    String id = draft.fields().get(REVERSES_ID);
    String from = Objects.requireNonNullElse(draft.fields().get(REVERSES_SOURCE), source);
    String reason = draft.fields().get(REASON);
    InputCheck own = new InputCheck();
    own.require("reverses.id", id == null ? "is required" : StreamEvent.idProblem(id));
    own.require("reverses.source", StreamEvent.sourceProblem(from));
    if (reason != null) {
      own.chat("reason", reason, Reversal.MAX_REASON_LENGTH);
    }
    return isValid(own) && id != null ? new Reversal(from, id, reason) : NOTHING;
  }

  /** Reports the problems of a type's fields; returns whether there are none. */
  private boolean isValid(InputCheck own) {
    own.problems().forEach(invalid -> check.reject(invalid.field(), invalid.message()));
    return own.problems().isEmpty();
  }

  private EventDetail subscription() {
    String tier = tier();
    Integer inAll = Objects.requireNonNullElse(number(MONTHS), 1);
    int months = check.number("months", inAll, 1, Subscription.MAX_MONTHS);
    return tier.isEmpty() ? NOTHING : new Subscription(tier, months);
  }

  private EventDetail raid() {
    return new Raid(requireNumber(VIEWERS, 0, Raid.MAX_VIEWERS));
  }

  private EventDetail custom() {
    String name = draft.fields().get(NAME);
    InputCheck own = new InputCheck();
    own.require("name", name == null ? "is required" : Custom.typeProblem(name));
    Custom.checkFields(draft.fields().custom(), own::reject);
    return isValid(own) && name != null ? new Custom(name, draft.fields().custom()) : NOTHING;
  }

  /** Returns a required number; one that is no number is reported once. */
  private int requireNumber(EventField field, int min, int max) {
    Integer number = number(field);
    boolean isReported = number == null && draft.fields().get(field) != null;
    return isReported ? min : check.number(field.key(), number, min, max);
  }

  private @Nullable Integer number(EventField field) {
    String text = draft.fields().get(field);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      check.reject(field.key(), "must be a whole number");
      return null;
    }
  }

  private EventDetail donation() {
    Currency currency = currency();
    BigDecimal amount = amount();
    if (currency == null || amount == null) {
      return NOTHING;
    }
    int digits = currency.getDefaultFractionDigits();
    if (amount.stripTrailingZeros().scale() > digits) {
      check.reject("amount", "must have at most " + digits + " decimals for " + currency);
      return NOTHING;
    }
    if (amount.signum() <= 0 || amount.compareTo(BigDecimal.valueOf(Money.MAX_AMOUNT)) > 0) {
      check.reject("amount", "must be more than 0 and at most " + Money.MAX_AMOUNT);
      return NOTHING;
    }
    String message = draft.fields().get(MESSAGE);
    if (message != null && check.chat("message", message, Donation.MAX_MESSAGE_LENGTH).isEmpty()) {
      return NOTHING;
    }
    return new Donation(
        new Money(amount.movePointRight(digits).longValueExact(), currency), message);
  }

  private @Nullable BigDecimal amount() {
    String amount = draft.fields().get(AMOUNT);
    if (amount == null) {
      check.reject("amount", "is required");
      return null;
    }
    if (amount.matches("-[0-9.]+")) {
      check.reject("amount", "must not be negative; a reversal undoes an earlier event");
      return null;
    }
    if (!amount.matches("[0-9]{1,13}(\\.[0-9]{1,6})?")) {
      check.reject("amount", "must be a decimal number such as 5.00");
      return null;
    }
    return new BigDecimal(amount);
  }

  private @Nullable Currency currency() {
    String code = draft.fields().get(CURRENCY);
    if (code == null) {
      check.reject("currency", "is required");
      return null;
    }
    String problem = Currencies.problem(code);
    if (problem != null) {
      check.reject("currency", problem);
      return null;
    }
    return Currencies.of(code);
  }
}
