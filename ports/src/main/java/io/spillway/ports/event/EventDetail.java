package io.spillway.ports.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.spillway.ports.StorableText;
import io.spillway.ports.TextLength;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Type of an event with its type-specific fields. */
public sealed interface EventDetail {

  /** {@return the type} */
  EventType kind();

  /** {@return the values of the type's fields, which {@link EventType#detail} converts back} */
  EventFields values();

  /**
   * {@return the amount of money, which totals add up instead of counting the event; empty for most
   * types}
   */
  default Optional<Money> given() {
    return Optional.empty();
  }

  /** A new follower of the stream. */
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
   * A subscription to the stream.
   *
   * @param tier the tier's name on the site, 1 to {@value #MAX_TIER_LENGTH} characters by {@link
   *     TextLength}
   * @param months the total number of months, 1 to {@value #MAX_MONTHS}
   */
  record Subscription(String tier, int months) implements EventDetail {
    /** Maximum number of months: a hundred years. */
    public static final int MAX_MONTHS = 1_200;

    /** Maximum length of a tier's name, in extended grapheme clusters. */
    public static final int MAX_TIER_LENGTH = 32;

    public Subscription {
      if (tier.isBlank() || TextLength.problem(tier, MAX_TIER_LENGTH) != null) {
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
   * A donation of money.
   *
   * @param money the amount
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
   * A raid: another stream sent its viewers.
   *
   * @param viewers the number of viewers, 0 to {@value #MAX_VIEWERS}
   */
  record Raid(int viewers) implements EventDetail {
    /** Maximum number of viewers of a raid. */
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
   * An event of a custom type. The types of one stream are counted by name up to {@link
   * StreamTotals#MAX_CUSTOM_TYPES}.
   *
   * @param type the type's name: {@value #TYPE_FORM}; a name with a dot never conflicts with a
   *     future built-in type
   * @param fields at most {@value #MAX_FIELDS} texts by key, sorted by key, with at most {@value
   *     #MAX_BYTES} bytes of keys and values in UTF-8
   */
  record Custom(String type, Map<String, String> fields) implements EventDetail {
    /** Maximum number of fields. */
    public static final int MAX_FIELDS = 20;

    /** Maximum size of all keys and values, in bytes of UTF-8. */
    public static final int MAX_BYTES = 4_096;

    /** Description of the format of a type's name, for error messages. */
    public static final String TYPE_FORM =
        "1 to 40 lower-case letters, digits, dots or hyphens, beginning with a letter";

    /** Description of the format of a field's key, for error messages. */
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
     * {@return the violated rule for a type's name, phrased to follow a field's name; null if the
     * name is valid}
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
     * @param fields any texts by key
     * @param problem receives each violated rule: {@code fields} or {@code fields.KEY}, and the
     *     rule
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

    /** Contains the type and the number of fields, but no values. */
    @Override
    public String toString() {
      return "Custom[" + type + ", " + fields.size() + " fields]";
    }
  }
}
