package io.spillway.ports.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.spillway.ports.StorableText;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What kind of event it is, with what only that kind has. */
public sealed interface EventDetail {

  /** {@return the type} */
  EventType kind();

  /**
   * {@return the values of the type's fields, from which {@link EventType#detail} makes it again}
   */
  EventFields values();

  /** {@return the money that was given, which totals add up instead of counting the event} */
  default Optional<Money> given() {
    return Optional.empty();
  }

  /** Somebody follows the stream. */
  record Follow() implements EventDetail {
    @Override
    public EventType kind() {
      return EventType.FOLLOW;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE;
    }
  }

  /**
   * Somebody subscribed to the stream.
   *
   * @param tier as the site names it, 1 to {@value #MAX_TIER_LENGTH} code points
   * @param months how long in all, 1 to {@value #MAX_MONTHS}
   */
  record Subscription(String tier, int months) implements EventDetail {
    /** Most months of a subscription: a hundred years. */
    public static final int MAX_MONTHS = 1_200;

    /** Longest name of a tier, in code points. */
    public static final int MAX_TIER_LENGTH = 32;

    public Subscription {
      if (tier.isBlank() || tier.codePointCount(0, tier.length()) > MAX_TIER_LENGTH) {
        throw new IllegalArgumentException("tier must have 1 to 32 characters");
      }
      if (months < 1 || months > MAX_MONTHS) {
        throw new IllegalArgumentException("months must be 1 to 1200: " + months);
      }
    }

    @Override
    public EventType kind() {
      return EventType.SUBSCRIPTION;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE.with(EventField.TIER, tier).with(EventField.MONTHS, months);
    }
  }

  /**
   * Somebody gave money.
   *
   * @param money how much
   */
  record Donation(Money money) implements EventDetail {
    public Donation {
      requireNonNull(money, "money");
    }

    @Override
    public EventType kind() {
      return EventType.DONATION;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE
          .with(EventField.AMOUNT, money.amount())
          .with(EventField.CURRENCY, money.currency().getCurrencyCode());
    }

    @Override
    public Optional<Money> given() {
      return Optional.of(money);
    }
  }

  /**
   * Another stream sent its viewers over.
   *
   * @param viewers how many, 0 to {@value #MAX_VIEWERS}
   */
  record Raid(int viewers) implements EventDetail {
    /** Most viewers that a raid may bring. */
    public static final int MAX_VIEWERS = 10_000_000;

    public Raid {
      if (viewers < 0 || viewers > MAX_VIEWERS) {
        throw new IllegalArgumentException("viewers must be 0 to 10000000: " + viewers);
      }
    }

    @Override
    public EventType kind() {
      return EventType.RAID;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE.with(EventField.VIEWERS, viewers);
    }
  }

  /**
   * An event of a team's own type. The types of one stream are counted by name up to {@link
   * StreamTotals#MAX_CUSTOM_TYPES}.
   *
   * @param type its name: {@value #TYPE_FORM}; a name with a dot can never become a built-in one
   * @param fields at most {@value #MAX_FIELDS} texts by key, which together have at most {@value
   *     #MAX_BYTES} bytes in UTF-8; sorted by key, whatever order they were given in
   */
  record Custom(String type, Map<String, String> fields) implements EventDetail {
    /** Most fields. */
    public static final int MAX_FIELDS = 20;

    /** Most bytes of all keys and values, in UTF-8. */
    public static final int MAX_BYTES = 4_096;

    /** Form of a type's name, in words for an error. */
    public static final String TYPE_FORM =
        "1 to 40 lower-case letters, digits, dots or hyphens, beginning with a letter";

    /** Form of a field's key, in words for an error. */
    public static final String KEY_FORM =
        "1 to 40 letters, digits, dots, underscores or hyphens, beginning with a letter";

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9.-]{0,39}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,39}");

    public Custom {
      String problem = typeProblem(type);
      if (problem != null) {
        throw new IllegalArgumentException("type " + problem);
      }
      fields = Collections.unmodifiableMap(new TreeMap<>(fields));
      checkFields(
          fields,
          (field, must) -> {
            throw new IllegalArgumentException(field + " " + must);
          });
    }

    /**
     * {@return the rule that the name of a type breaks, to follow a field's name; null when it
     * breaks none}
     *
     * @param type any text
     */
    public static @Nullable String typeProblem(String type) {
      if (!TYPE.matcher(type).matches()) {
        return "must be " + TYPE_FORM;
      }
      boolean taken = type.equals(StreamTotals.OTHER) || EventType.named(type).isPresent();
      return taken ? "must not be " + StreamTotals.OTHER + " or a built-in type" : null;
    }

    /**
     * Checks the fields of a custom event.
     *
     * @param fields any texts by any key
     * @param problem takes each rule that is broken: {@code fields} or {@code fields.KEY}, and what
     *     it must be
     */
    public static void checkFields(Map<String, String> fields, BiConsumer<String, String> problem) {
      if (fields.size() > MAX_FIELDS) {
        problem.accept("fields", "must be at most " + MAX_FIELDS);
        return;
      }
      if (!fields.keySet().stream().allMatch(key -> KEY.matcher(key).matches())) {
        problem.accept("fields", "must have keys of " + KEY_FORM);
        return;
      }
      long bytes = 0;
      for (Map.Entry<String, String> field : fields.entrySet()) {
        String broken = StorableText.problem(field.getValue());
        if (broken != null) {
          problem.accept("fields." + field.getKey(), broken);
        }
        bytes += field.getKey().length() + field.getValue().getBytes(UTF_8).length;
      }
      if (bytes > MAX_BYTES) {
        problem.accept("fields", "must have at most " + MAX_BYTES + " bytes in UTF-8");
      }
    }

    @Override
    public EventType kind() {
      return EventType.CUSTOM;
    }

    @Override
    public EventFields values() {
      return EventFields.NONE.with(EventField.NAME, type).withCustom(fields);
    }

    /** Says which type it is, and nothing of what its fields say. */
    @Override
    public String toString() {
      return "Custom[" + type + ", " + fields.size() + " fields]";
    }
  }
}
