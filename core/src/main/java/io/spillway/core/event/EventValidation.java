package io.spillway.core.event;

import static io.spillway.ports.event.EventField.AMOUNT;
import static io.spillway.ports.event.EventField.CURRENCY;
import static io.spillway.ports.event.EventField.MONTHS;
import static io.spillway.ports.event.EventField.NAME;
import static io.spillway.ports.event.EventField.TIER;
import static io.spillway.ports.event.EventField.VIEWERS;

import io.spillway.core.InputCheck;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDetail.Custom;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.EventDetail.Follow;
import io.spillway.ports.event.EventDetail.Raid;
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
  private final Instant now;

  private EventValidation(EventDraft draft, Instant now) {
    this.draft = draft;
    this.now = now;
  }

  /**
   * Converts a draft.
   *
   * @param newId the source of ids for drafts without one
   * @param now the time of drafts without one
   */
  static StreamEvent event(EventDraft draft, Supplier<String> newId, Instant now) {
    return new EventValidation(draft, now).event(newId);
  }

  private StreamEvent event(Supplier<String> newId) {
    String streamId = check.id("streamId", draft.streamId());
    String eventId = draft.eventId() == null ? newId.get() : check.id("eventId", draft.eventId());
    String actor = check.name("actor", draft.actor(), StreamEvent.MAX_ACTOR_LENGTH);
    Instant occurredAt = occurredAt();
    EventDetail detail = detail();
    check.orThrow();
    return new StreamEvent(streamId, eventId, actor, occurredAt, detail);
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

  private EventDetail detail() {
    if (draft.type() == null) {
      check.reject("type", "is required and " + TYPES);
      return NOTHING;
    }
    EventType type = EventType.named(draft.type()).orElse(null);
    if (type == null) {
      check.reject("type", TYPES);
      return NOTHING;
    }
    return switch (type) {
      case FOLLOW -> NOTHING;
      case SUBSCRIPTION -> subscription();
      case DONATION -> donation();
      case RAID -> raid();
      case CUSTOM -> custom();
    };
  }

  private static String names() {
    List<String> names = Arrays.stream(EventType.values()).map(EventType::key).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private EventDetail subscription() {
    String given = Objects.requireNonNullElse(draft.fields().get(TIER), "1");
    String tier = check.name("tier", given, Subscription.MAX_TIER_LENGTH);
    Integer inAll = Objects.requireNonNullElse(number(MONTHS), 1);
    int months = check.number("months", inAll, 1, Subscription.MAX_MONTHS);
    return tier.isEmpty() ? NOTHING : new Subscription(tier, months);
  }

  private EventDetail raid() {
    return new Raid(check.number("viewers", number(VIEWERS), 0, Raid.MAX_VIEWERS));
  }

  private EventDetail custom() {
    String name = draft.fields().get(NAME);
    String problem = name == null ? "is required" : Custom.typeProblem(name);
    InputCheck own = new InputCheck();
    if (problem != null) {
      own.reject("name", problem);
    }
    Custom.checkFields(draft.fields().custom(), own::reject);
    own.problems().forEach(invalid -> check.reject(invalid.field(), invalid.message()));
    return name == null || !own.problems().isEmpty()
        ? NOTHING
        : new Custom(name, draft.fields().custom());
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
    BigDecimal minorUnits = amount.movePointRight(digits);
    if (minorUnits.signum() <= 0
        || minorUnits.compareTo(BigDecimal.valueOf(Money.MAX_MINOR_UNITS)) > 0) {
      String most = Money.amount(Money.MAX_MINOR_UNITS, currency);
      check.reject("amount", "must be more than 0 and at most " + most + " " + currency);
      return NOTHING;
    }
    return new Donation(new Money(minorUnits.longValueExact(), currency));
  }

  private @Nullable BigDecimal amount() {
    String amount = draft.fields().get(AMOUNT);
    if (amount == null) {
      check.reject("amount", "is required");
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
    try {
      Currency currency = Currency.getInstance(code);
      if (currency.getDefaultFractionDigits() >= 0) {
        return currency;
      }
    } catch (IllegalArgumentException e) {
      // rejected below, like currencies without minor units
    }
    check.reject("currency", "must be an ISO 4217 code such as USD");
    return null;
  }
}
